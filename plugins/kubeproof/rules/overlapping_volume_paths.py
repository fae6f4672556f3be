"""KP968: files of a volume that get in each other's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, has, part, text
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_VOLUME = (
    "volumes:\n  - name: conf\n    configMap:\n      name: conf\n      items:\n"
    "        - key: a\n          path: a\n        - key: b\n          path: {}"
)
_LISTS = ("configMap", "secret", "downwardAPI")
_SINGLE = ("serviceAccountToken", "clusterTrustBundle")
_CERTIFICATE = ("certificateChainPath", "keyPath", "credentialBundlePath")
Place = tuple["FieldPath", str]


class OverlappingVolumePaths(TypeRule):
    """Two files of a volume have the same path, or one would lie inside the other.

    The last one overwrites the others, or the Pod does not start. A projected volume with an empty source is said, too.

    Source: `warningsForOverlappingVirtualPaths` in `pkg/api/pod/warnings.go`.
    """

    code = "KP968"
    name = "overlapping-volume-paths"
    severity = Severity.WARNING
    about: ClassVar = ("items", "projected")
    good: ClassVar = (pod(spec=_VOLUME.format("b")),)
    bad: ClassVar = (Bad(pod(spec=_VOLUME.format("a"))), Bad(pod(spec=_VOLUME.format("a/b"))))
    types: ClassVar = ("core.Volume",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each path that meets an earlier one."""
        del subject
        for sort in _LISTS:
            yield from _overlaps(list(_items(part(value, sort), (*path, sort))))
        found: list[Place] = []
        for index, source in entries(part(value, "projected"), "sources"):
            here = (*path, "projected", "sources", index)
            if not any(has(source, name) for name in source):
                yield wrong(here, "is empty: name a configMap, a secret or another source")
            found += _projected(source, here)
        yield from _overlaps(found)


def _items(source: Fields, path: FieldPath) -> Iterator[Place]:
    for index, item in entries(source, "items"):
        yield (*path, "items", index, "path"), text(item, "path")


def _projected(source: Fields, path: FieldPath) -> Iterator[Place]:
    for sort in _LISTS:
        yield from _items(part(source, sort), (*path, sort))
    for sort in _SINGLE:
        yield (*path, sort, "path"), text(part(source, sort), "path")
    for name in _CERTIFICATE:
        yield (*path, "podCertificate", name), text(part(source, "podCertificate"), name)


def _overlaps(places: list[Place]) -> Iterator[Problem]:
    earlier: list[Place] = []
    for path, file in ((path, file.rstrip("/")) for path, file in places if file.rstrip("/")):
        for other, its in earlier:
            if f"{file}/".startswith(f"{its}/") or f"{its}/".startswith(f"{file}/"):
                yield wrong(path, f'is "{file}", which meets "{its}" of {spell(other)}')
        earlier.append((path, file))
