"""KP512: a projected volume whose parts do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, has, number, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PARTS = ("secret", "configMap", "downwardAPI")
_SHORTEST = 600
_LONGEST = 2**32
_SOURCE = "    - {}:\n        name: shop\n        items:\n          - key: a\n            path: {}\n"
_VOLUME = "volumes:\n- name: all\n  projected:\n    sources:\n"
_CREDENTIAL = "    - serviceAccountToken:\n        path: token\n        expirationSeconds: {}\n"


class ProjectedVolume(TypeRule):
    """Two sources of a projected volume write the same file, or a token lives less than ten minutes.

    Source: `validateProjectionSources` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP512"
    name = "projected-volume"
    good: ClassVar = (
        pod(spec="serviceAccountName: web\n" + _VOLUME + _SOURCE.format("secret", "a") + _CREDENTIAL.format(3600)),
    )
    bad: ClassVar = (
        Bad(pod(spec=_VOLUME + _SOURCE.format("secret", "a") + _SOURCE.format("configMap", "a"))),
        Bad(pod(spec=_VOLUME + _CREDENTIAL.format(60))),
    )
    types: ClassVar = ("core.ProjectedVolumeSource",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each path that is taken and each lifetime out of range."""
        del subject
        first: dict[str, FieldPath] = {}
        for index, source in entries(value, "sources"):
            here = (*path, "sources", index)
            yield from _token(part(source, "serviceAccountToken"), (*here, "serviceAccountToken"))
            for below, found in _files(source):
                if found in first:
                    yield problem((*here, *below), f'is "{found}", which {spell(first[found])} writes already')
                first.setdefault(found, (*here, *below))


def _files(source: Fields) -> Iterator[tuple[FieldPath, str]]:
    for name in _PARTS:
        for index, item in entries(part(source, name), "items"):
            if found := text(item, "path"):
                yield (name, "items", index, "path"), found


def _token(token: Fields, path: FieldPath) -> Iterator[Problem]:
    seconds = number(token, "expirationSeconds")
    if has(token, "expirationSeconds") and seconds is not None and not _SHORTEST <= seconds <= _LONGEST:
        fault = f"must be at least {_SHORTEST} (ten minutes) and at most 2^32, not {seconds}"
        yield problem((*path, "expirationSeconds"), fault)
