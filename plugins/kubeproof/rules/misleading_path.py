"""KP509: a path in a container or a volume that leads astray."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import text
from kubeproof.manifest.relative_paths import absolute_fault, backstep_fault, file_fault, relative_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PATHS: dict[str, dict[str, Callable[[str], str | None]]] = {
    "core.DownwardAPIVolumeFile": {"path": file_fault},
    "core.FileKeySelector": {"path": backstep_fault},
    "core.GitRepoVolumeSource": {"directory": relative_fault},
    "core.HostPathVolumeSource": {"path": backstep_fault},
    "core.KeyToPath": {"path": file_fault},
    "core.NFSVolumeSource": {"path": absolute_fault},
    "core.SeccompProfile": {"localhostProfile": relative_fault},
    "core.ServiceAccountTokenProjection": {"path": file_fault},
    "core.VolumeDevice": {"devicePath": backstep_fault},
    "core.VolumeMount": {"subPath": relative_fault, "subPathExpr": relative_fault},
}
_VOLUME = (
    "volumes:\n  - name: shop\n    configMap:\n      name: shop\n      items:\n        - key: a\n          path: {}"
)


class MisleadingPath(TypeRule):
    """A path inside a volume starts with "/" or goes up with "..", or a path on a server does not start with "/".

    `items[].path` and `subPath` are paths below the volume, so they are relative; `..` would lead out of it.

    Source: `validateLocalDescendingPath` and `validatePathNoBacksteps` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP509"
    name = "misleading-path"
    good: ClassVar = (pod(spec=_VOLUME.format("conf.d/shop.conf")),)
    bad: ClassVar = (
        Bad(pod(spec=_VOLUME.format("/etc/shop.conf")), fixed=pod(spec=_VOLUME.format("etc/shop.conf"))),
        Bad(pod(spec=_VOLUME.format("../shop.conf"))),
        Bad(pod(spec="volumes:\n  - name: data\n    hostPath:\n      path: /var/../data")),
    )
    types: ClassVar = tuple(_PATHS)

    @classmethod
    def fields_of(cls, name: str) -> Collection[str]:
        """Those of the table."""
        return _PATHS[name]

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such path."""
        for name, fault_of in _PATHS[subject.visiting].items():
            found = text(value, name)
            if found and (fault := fault_of(found)):
                yield problem((*path, name), f'is "{found}", which {fault}')
