"""KP884: which requests a FlowSchema is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import is_empty, texts
from kubeproof.manifest.names import dns_label_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ALL = "*"
_VERBS = ("get", "list", "create", "update", "delete", "deletecollection", "patch", "watch", "proxy")
_LISTS = ("verbs", "apiGroups", "resources", "namespaces", "nonResourceURLs")
_FLOW = """\
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata:
  name: batch
spec:
  priorityLevelConfiguration:
    name: workload-low
  rules:
    - subjects:
        - kind: Group
          group:
            name: batch
      resourceRules:
        - verbs: [{}]
          apiGroups: [batch]
          resources: [jobs]
          {}
"""


class FlowRule(TypeRule):
    """A rule of a FlowSchema names verbs and resources or URLs, `*` alone or not at all, and where they are.

    A rule about resources names namespaces, or is `clusterScope: true`.

    Source: `ValidateFlowSchemaResourcePolicyRule` and `ValidateNonResourceURLPath` in
    `pkg/apis/flowcontrol/validation/validation.go`.
    """

    code = "KP884"
    name = "flow-rule"
    good: ClassVar = (_FLOW.format("get, list", "namespaces: [batch]"),)
    bad: ClassVar = (
        Bad(_FLOW.format("get, read", "namespaces: [batch]")),
        Bad(_FLOW.format("get, '*'", "namespaces: [batch]")),
        Bad(_FLOW.format("get", "clusterScope: false")),
    )
    types: ClassVar = ("flowcontrol.ResourcePolicyRule", "flowcontrol.NonResourcePolicyRule")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong list and word."""
        about_resources = subject.visiting == "flowcontrol.ResourcePolicyRule"
        if about_resources and is_empty(value, "namespaces") and value.get("clusterScope") is not True:
            yield problem((*path, "namespaces"), "is required, or clusterScope: true")
        for name in _LISTS:
            words = texts(value, name)
            if _ALL in (word for _, word in words):
                if len(words) > 1:
                    yield problem((*path, name), 'has "*", which stands for all, beside others; keep one of them')
                continue
            for index, word in words:
                if fault := _fault(name, word):
                    yield problem((*path, name, index), f'is "{word}", which {fault}')


def _fault(name: str, word: str) -> str | None:
    if name == "verbs" and word not in _VERBS:
        return f"is none of {', '.join(_VERBS)}"
    if name == "namespaces":
        return dns_label_fault(word)
    return _url_fault(word) if name == "nonResourceURLs" else None


def _url_fault(url: str) -> str | None:
    if not url.startswith("/"):
        return 'must start with "/"'
    if " " in url or "//" in url:
        return 'must not have a space, or two "/" in a row'
    return 'can have a "*" only as its last part' if "*" in url.removesuffix("/*") else None
