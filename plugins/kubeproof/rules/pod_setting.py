"""KP561: a setting of a Pod that is out of range or too early."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.pods import has, items, number, part, text
from kubeproof.manifest.selectors import labels_faults
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST_DEADLINE = 2**31 - 1
_LONGEST_HOSTNAME = 64
# The other word, MountOption, belongs to a feature that is off by default.
_RELABELLING, _RELABELLINGS = "seLinuxChangePolicy", ("Recursive",)


class PodSetting(TypeRule):
    """A Pod has a setting that is out of range, malformed, or too early.

    A deadline is at least one second, a `nodeSelector` is a set of labels, a host name is a DNS name, and a Pod gets no
    node before its scheduling gates are gone.

    Source: `ValidatePodSpec`, `validatePodHostName` and `ValidatePodCreate` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP561"
    name = "pod-setting"
    about: ClassVar = (
        "activeDeadlineSeconds",
        "nodeSelector",
        "schedulingGates",
        "overhead",
        "seLinuxChangePolicy",
        "hostnameOverride",
    )
    good: ClassVar = (pod(spec="activeDeadlineSeconds: 60"),)
    bad: ClassVar = (
        Bad(pod(spec="activeDeadlineSeconds: 0")),
        Bad(pod(spec="nodeSelector:\n  disk: solid state")),
        Bad(pod(spec="nodeName: node-1\nschedulingGates:\n  - name: example.com/quota")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such setting."""
        deadline = number(value, "activeDeadlineSeconds")
        if deadline is not None and not 1 <= deadline <= _LONGEST_DEADLINE:
            yield problem(
                (*path, "activeDeadlineSeconds"), f"must be between 1 and {_LONGEST_DEADLINE}, not {deadline}"
            )
        for at, fault in labels_faults(value.get("nodeSelector"), (*path, "nodeSelector")):
            yield Problem(at, fault)
        gated = items(value, "schedulingGates") and enabled("schedulingGates", subject)
        if subject.kind == "Pod" and text(value, "nodeName") and gated:
            yield problem((*path, "nodeName"), "cannot be set as long as there are schedulingGates")
        if subject.kind == "Pod" and has(value, "overhead") and not text(value, "runtimeClassName"):
            yield problem(
                (*path, "overhead"), "belongs to a RuntimeClass; name it in runtimeClassName, or leave it out"
            )
        yield from _relabelling(text(part(value, "securityContext"), _RELABELLING), path, subject)
        if has(value, "hostnameOverride") and enabled("hostnameOverride", subject):
            yield from _hostname(text(value, "hostnameOverride"), (*path, "hostnameOverride"))


def _relabelling(word: str, path: FieldPath, subject: Subject) -> Iterator[Problem]:
    if word and word not in _RELABELLINGS and enabled(_RELABELLING, subject):
        fault = f'must be {" or ".join(_RELABELLINGS)}, not "{word}"'
        yield problem((*path, "securityContext", _RELABELLING), fault)


def _hostname(name: str, path: FieldPath) -> Iterator[Problem]:
    if len(name) > _LONGEST_HOSTNAME:
        yield problem(path, f"must be no more than {_LONGEST_HOSTNAME} characters, not {len(name)}")
    elif fault := dns_subdomain_fault(name):
        yield problem(path, f'is "{name}", which {fault}')
