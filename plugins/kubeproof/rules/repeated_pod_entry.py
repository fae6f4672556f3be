"""KP971: an entry of a Pod's spec that stands twice or names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import mappings, text
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ALIASES = "hostAliases:\n  - ip: 10.1.2.3\n    hostnames: [db]\n  - ip: {}\n    hostnames: [cache]"
_KEYS = {"hostAliases": "ip", "imagePullSecrets": "name"}


class RepeatedPodEntry(TypeRule):
    """The same IP stands twice in `hostAliases`, or the same Secret in `imagePullSecrets`, or a Secret has no name.

    `kubectl apply` merges such lists by that key, so one of the two may get lost.

    Source: `duplicate ip` and `duplicate name` in `pkg/api/pod/warnings.go`.
    """

    code = "KP971"
    name = "repeated-pod-entry"
    severity = Severity.WARNING
    about: ClassVar = tuple(_KEYS)
    good: ClassVar = (pod(spec=_ALIASES.format("10.1.2.4")),)
    bad: ClassVar = (
        Bad(pod(spec=_ALIASES.format("10.1.2.3"))),
        Bad(pod(spec='imagePullSecrets:\n  - name: ""')),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each entry that repeats an earlier one, or names no Secret."""
        del subject
        for field, key in _KEYS.items():
            first: dict[str, int] = {}
            for index, entry in mappings(value, field):
                here, name = (*path, field, index, key), text(entry, key)
                if not name and key == "name":
                    yield wrong(here, "is empty; name a Secret or leave the entry out")
                elif first.setdefault(name, index) != index:
                    yield wrong(here, f'is "{name}" again, as in {field}[{first[name]}]; make one entry of the two')
