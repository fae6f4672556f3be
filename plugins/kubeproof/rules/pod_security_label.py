"""KP816: a level of Pod security that does not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/{}\n"
_DOMAIN = "pod-security.kubernetes.io/"
_MODES = ("enforce", "audit", "warn")
_LEVELS = ("privileged", "baseline", "restricted")
_VERSION = re.compile(r"latest|v1\.(?:0|[1-9][0-9]*)")


class PodSecurityLabel(TypeRule):
    """The labels of Pod security on a Namespace name a level: privileged, baseline or restricted.

    The labels that end in `-version` name the version of its rules: `latest` or one such as `v1.36`.

    Source: the admission plugin PodSecurity, https://kubernetes.io/docs/concepts/security/pod-security-admission/.
    """

    code = "KP816"
    name = "pod-security-label"
    good: ClassVar = (_NAMESPACE.format("enforce: baseline"), _NAMESPACE.format("warn-version: v1.36"))
    bad: ClassVar = (
        Bad(_NAMESPACE.format("enforce: strict")),
        Bad(_NAMESPACE.format('enforce-version: "1.36"')),
    )
    types: ClassVar = ("core.Namespace",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such label."""
        del subject
        for key, found in part(value, "metadata", "labels").items():
            if key.startswith(_DOMAIN) and isinstance(found, str | None):
                fault = _fault(key.removeprefix(_DOMAIN), found or "")
                if fault:
                    here = (*path, "metadata", "labels", key)
                    yield Problem(here, f'"{spell(here)}" {fault}, not "{found or ""}"')


def _fault(name: str, found: str) -> str | None:
    if name in _MODES and found not in _LEVELS:
        likely = nearest(found, _LEVELS)
        return f"must be {likely}" if likely else f"must be one of {', '.join(_LEVELS)}"
    if name.removesuffix("-version") in _MODES and name not in _MODES and not _VERSION.fullmatch(found):
        return "must be latest or a version such as v1.36"
    return None
