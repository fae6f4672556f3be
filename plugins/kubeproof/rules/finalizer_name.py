"""KP411: a finalizer that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import items, part
from kubeproof.rules.metadata import OBJECT, MetadataRule
from kubeproof.rules.rule import Bad
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.rules.typed import Fields

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  finalizers:\n    - {}\n"
_ORPHAN, _FOREGROUND = "orphan", "foregroundDeletion"
_KNOWN = ("kubernetes", _ORPHAN, _FOREGROUND)
_LENIENT = (  # the groups whose finalizers need no domain
    "admissionregistration.",
    "apiextensions.",
    "apiregistration.",
    "coordination.",
    "core.Event",
    "node.",
    "policy.",
)


class FinalizerName(MetadataRule):
    """A finalizer has a domain, such as `example.com/cleanup`; without one there are only those of Kubernetes itself.

    `orphan` and `foregroundDeletion` exclude each other.

    Source: `ValidateFinalizers` and `validateKubeFinalizerName` in the validation of the API server.
    """

    code = "KP411"
    name = "finalizer-name"
    about: ClassVar = ("finalizers",)
    good: ClassVar = (_MAP.format("example.com/cleanup"), _MAP.format("foregroundDeletion"))
    bad: ClassVar = (Bad(_MAP.format("cleanup")), Bad(_MAP.format("example.com/clean up")))

    def metadata(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each finalizer of an object, and for each of a Namespace's own."""
        if path != OBJECT:
            return
        kind = short_name(subject.type_name or "")
        lenient = kind.startswith(_LENIENT)
        yield from _problems(items(value, "finalizers"), (*path, "finalizers"), lenient=lenient)
        if kind == "core.Namespace":
            yield from _problems(
                items(part(subject.value, "spec"), "finalizers"), ("spec", "finalizers"), lenient=False
            )


def _problems(finalizers: list[object], path: FieldPath, *, lenient: bool) -> Iterator[Problem]:
    for index, name in enumerate(finalizers):
        if isinstance(name, str) and (fault := _fault(name, lenient=lenient)):
            yield Problem((*path, index), f'"{spell((*path, index))}" is "{name}", which {fault}')
    if path[0] == "metadata" and _ORPHAN in finalizers and _FOREGROUND in finalizers:
        yield Problem(path, f'"{spell(path)}" has both {_ORPHAN} and {_FOREGROUND}; keep one')


def _fault(name: str, *, lenient: bool) -> str | None:
    if fault := qualified_name_fault(name):
        return fault
    if lenient or "/" in name or name in _KNOWN:
        return None
    return f"needs a domain, such as example.com/{name}; without one there are {', '.join(_KNOWN)}"
