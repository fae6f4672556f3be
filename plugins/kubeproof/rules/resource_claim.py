"""KP523: a claim of a device that a container cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.pods import containers, entries, part, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLAIM = "resourceClaims:\n  - name: gpu\n    resourceClaimName: gpu"
_USE = "resources:\n  claims:\n    - name: {}"


class ResourceClaim(TypeRule):
    """A container uses a resource claim that the Pod does not have, or the same one twice.

    Looked at since Kubernetes 1.34, in which dynamic resource allocation is on by default.

    Source: `validateResourceClaimNames` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP523"
    name = "resource-claim"
    about: ClassVar = ("claims",)
    good: ClassVar = (pod(_USE.format("gpu"), _CLAIM),)
    bad: ClassVar = (Bad(pod(_USE.format("gpus"), _CLAIM)), Bad(pod(_USE.format("gpu\n    - name: gpu"), _CLAIM)))
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such use."""
        if not enabled("resourceClaims", subject):
            return
        known = [text(claim, "name") for _, claim in entries(value, "resourceClaims")]
        for below, container in containers(value):
            used: set[tuple[str, str]] = set()
            for index, claim in entries(part(container, "resources"), "claims"):
                here = (*path, *below, "resources", "claims", index)
                if fault := _fault(claim, known, used):
                    yield problem(here, fault)
                used.add((text(claim, "name"), text(claim, "request")))


def _fault(claim: Fields, known: list[str], used: set[tuple[str, str]]) -> str | None:
    name, request = text(claim, "name"), text(claim, "request")
    if not name:
        return "needs a name" if "name" in claim else None
    if name not in known:
        likely = nearest(name, known)
        return f'is "{name}", which is not in resourceClaims' + (f"; did you mean {likely}?" if likely else "")
    if request and (fault := dns_label_fault(request)):
        return f'has the request "{request}", which {fault}'
    same = [other for of, other in used if of == name]
    if same and (not request or request in same or "" in same):
        return f'uses "{name}" again; once is enough'
    return None
