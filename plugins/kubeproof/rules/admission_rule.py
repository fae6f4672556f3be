"""KP855: what a webhook or a policy looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import repeated, texts
from kubeproof.manifest.names import path_segment_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OPERATIONS = ("*", "CREATE", "UPDATE", "DELETE", "CONNECT")
_ALONE = ("operations", "apiGroups", "apiVersions")
_ALL = "*"


class AdmissionRule(TypeRule):
    """A rule names operations, groups, versions and resources: known words, and `*` never beside others.

    `*/*` among the resources stands alone, `*` only beside subresources, `pods/*` before no other subresource of Pods.

    Source: `validateRuleWithOperations` and `validateResources` in
    `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP855"
    name = "admission-rule"
    good: ClassVar = (webhook(), webhook(resources='["*", "pods/status"]'))
    bad: ClassVar = (Bad(webhook(resources='["*", pods]')), Bad(webhook(resources='["*/*", pods]')))
    types: ClassVar = ("admissionregistration.RuleWithOperations", "admissionregistration.NamedRuleWithOperations")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong word or list."""
        for index, operation in texts(value, "operations"):
            if operation not in (known := _operations(path, subject)):
                yield problem((*path, "operations", index), f'cannot be "{operation}"; write one of {", ".join(known)}')
        for name in _ALONE:
            words_here = [word for _, word in texts(value, name)]
            if _ALL in words_here and len(words_here) > 1:
                yield problem((*path, name), 'has "*", which stands for all, beside others; keep one of them')
        for name in ("apiVersions", "resources"):
            for index, word in texts(value, name):
                if not word:
                    yield problem((*path, name, index), "must not be empty")
        yield from _resource_problems(texts(value, "resources"), (*path, "resources"))
        yield from _name_problems(texts(value, "resourceNames"), (*path, "resourceNames"))


def _operations(path: FieldPath, subject: Subject) -> tuple[str, ...]:
    """A policy that changes objects cannot do so when they are deleted."""
    changes = subject.kind == "MutatingAdmissionPolicy" and "resourceRules" in path
    return tuple(word for word in _OPERATIONS if not (changes and word == "DELETE"))


def _resource_problems(resources: list[tuple[int, str]], path: FieldPath) -> Iterator[Problem]:
    words = [word for _, word in resources]
    plain = [word for word in words if word and "/" not in word]
    if "*/*" in words and len(words) > 1:
        yield problem(path, 'has "*/*", which stands for all, beside others; keep one of them')
    elif _ALL in plain and plain[-1] != _ALL:
        yield problem(path, 'has "*", which stands for all, beside other resources; only subresources may follow it')
    seen: set[str] = set()
    for index, word in resources:
        resource, slash, sub = word.partition("/")
        for wide in (f"{resource}/*", f"*/{sub}"):
            if slash and wide in seen:
                yield problem((*path, index), f'is "{word}", which "{wide}" already names')
        seen.add(word)


def _name_problems(names: list[tuple[int, str]], path: FieldPath) -> Iterator[Problem]:
    for index, name in names:
        if fault := path_segment_fault(name):
            yield problem((*path, index), fault)
    for here, first, name in repeated(((*path, index), name) for index, name in names):
        yield problem(here, f'is "{name}", as is {spell(first)}')
