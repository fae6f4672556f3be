"""KP750: a claim that does not say how much storage it wants, or how it will be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.storage import CLAIM, SOURCES, effective_sources
from kubeproof.manifest.values import mapping, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import claim
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TEMPLATES = "volumeClaimTemplates"
_TEMPLATES_SINCE = "1.35"


class VolumeClaim(TypeRule):
    """A claim has at least one access mode and requests `storage` above zero.

    A source of its data without an API group is another claim, and a `dataSource` says the same as a `dataSourceRef`
    beside it. The templates of a StatefulSet are checked since 1.35.

    Source: `ValidatePersistentVolumeClaimSpec`; see
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims.
    """

    code = "KP750"
    name = "volume-claim"
    good: ClassVar = (claim(), claim("dataSource:\n  kind: PersistentVolumeClaim\n  name: old"))
    bad: ClassVar = (
        Bad(claim(modes="[]")),
        Bad(claim(storage="0")),
        Bad(claim().replace("storage:", "disk:"), fixed=claim()),
        Bad(claim("dataSourceRef:\n  kind: VolumeSnapshot\n  name: old")),
    )
    types: ClassVar = ("core.PersistentVolumeClaimSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one claim, wherever it stands."""
        if _TEMPLATES in path and version_key(subject.catalog.version) < version_key(_TEMPLATES_SINCE):
            return
        if not sequence(value, "accessModes"):
            yield required((*path, "accessModes"), "write at least one access mode, such as [ReadWriteOnce]")
        yield from _size(value, path)
        yield from _sources(value, path, alone=subject.kind == CLAIM)


def _size(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    requests, here = mapping(spec, "resources", "requests"), (*path, "resources", "requests", "storage")
    amount = quantity(requests.get("storage"))
    if "storage" not in requests:
        yield required(here, "write how much storage is wanted, such as 1Gi")
    elif requests["storage"] is None or (amount is not None and amount <= 0):
        yield wrong(here, "must be above zero")


def _sources(spec: Fields, path: FieldPath, *, alone: bool) -> Iterator[Problem]:
    sources = effective_sources(spec) if alone else {name: spec[name] for name in SOURCES if spec.get(name) is not None}
    for name, source in sources.items():
        yield from _source(mapping(source), (*path, name))
    if len(sources) > 1:
        source, reference = (mapping(each) for each in sources.values())
        if text(reference, "namespace"):
            yield forbidden((*path, "dataSource"), "must not stand beside a dataSourceRef with a namespace")
        elif any(text(source, name) != text(reference, name) for name in ("apiGroup", "kind", "name")):
            yield wrong((*path, "dataSource"), "must say the same as dataSourceRef; leave one of them out")


def _source(source: Fields, path: FieldPath) -> Iterator[Problem]:
    for name in ("kind", "name"):
        if name in source and not text(source, name):
            yield required((*path, name))
    group, namespace = text(source, "apiGroup"), text(source, "namespace")
    if text(source, "kind") not in ("", CLAIM) and not group:
        yield required((*path, "apiGroup"), f"without it only a {CLAIM} can be the source")
    for name, written, fault in (
        ("apiGroup", group, dns_subdomain_fault(group)),
        ("namespace", namespace, dns_label_fault(namespace)),
    ):
        if written and fault:
            yield wrong((*path, name), f'is "{written}", which {fault}')
