"""KP543: a profile of seccomp or AppArmor that does not fit its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import has, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_FIELD = "localhostProfile"
_LONGEST = 4095
_PROFILE = "securityContext:\n  seccompProfile:\n    type: {}"


class SecurityProfile(TypeRule):
    """The type `Localhost` needs the name of a profile on the node, and no other type takes one.

    Source: `validateSeccompProfileField` and `ValidateAppArmorProfileField` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP543"
    name = "security-profile"
    good: ClassVar = (pod(_PROFILE.format("RuntimeDefault")),)
    bad: ClassVar = (
        Bad(pod(_PROFILE.format("Localhost"))),
        Bad(pod(_PROFILE.format("RuntimeDefault\n    localhostProfile: strict.json"))),
    )
    types: ClassVar = ("core.SeccompProfile", "core.AppArmorProfile")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at the profile's name."""
        profile, kind = text(value, _FIELD), text(value, "type")
        here = (*path, _FIELD)
        if kind != "Localhost":
            if has(value, _FIELD) and kind:
                yield problem(here, f"cannot be set for the type {kind}; only Localhost takes one")
        elif not has(value, _FIELD) or (subject.visiting == "core.AppArmorProfile" and not profile.strip()):
            yield problem(here, "is required for the type Localhost")
        elif subject.visiting == "core.AppArmorProfile" and profile != profile.strip():
            yield problem(here, f'has spaces around it; write "{profile.strip()}"')
        elif subject.visiting == "core.AppArmorProfile" and len(profile) > _LONGEST:
            yield problem(here, f"must be no more than {_LONGEST} characters")
