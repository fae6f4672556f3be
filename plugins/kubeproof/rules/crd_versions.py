"""KP864: the versions of a custom resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, maps, repeated, text
from kubeproof.manifest.names import dns_1035_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST_WARNING = 256


class CrdVersions(TypeRule):
    """Each version has a name of its own, a DNS label, and a schema; exactly one of them is stored.

    A `deprecationWarning` belongs to a deprecated version and is a short line of text. Unknown fields are kept by
    the schema (`x-kubernetes-preserve-unknown-fields`), never by `spec.preserveUnknownFields`.

    Source: `validateCustomResourceDefinitionSpec` in apiextensions-apiserver.
    """

    code = "KP864"
    name = "crd-versions"
    good: ClassVar = (crd(),)
    bad: ClassVar = (
        Bad(crd().replace("storage: true", "storage: false")),
        Bad(crd().replace("name: v1\n", "name: 1.0\n").replace("1.0", "'1.0'")),
        Bad(crd().split("      schema:")[0]),
        Bad(crd(version="deprecationWarning: use v2")),
    )
    types: ClassVar = ("apiextensions.CustomResourceDefinitionSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each version that is wrong, and one for the choice of the stored one."""
        del subject
        found = [((*path, "versions", index), version) for index, version in maps(value, "versions")]
        stored = [here for here, version in found if version.get("storage") is True]
        if found and len(stored) != 1:
            fault = "must have exactly one version with storage: true"
            yield problem((*stored[1], "storage") if stored else (*path, "versions"), f"{fault}, not {len(stored)}")
        for here, version in found:
            yield from _version_problems(version, here)
        names = [((*here, "name"), text(version, "name")) for here, version in found]
        for here, first, name in repeated(names):
            yield problem(here, f'is "{name}", as is {spell(first)}; each version needs a name of its own')
        if value.get("preserveUnknownFields") is True:
            fault = "must be false; write x-kubernetes-preserve-unknown-fields: true in the schema"
            yield problem((*path, "preserveUnknownFields"), fault)


def _version_problems(version: Fields, path: FieldPath) -> Iterator[Problem]:
    name = version.get("name")
    if isinstance(name, str) and (fault := dns_1035_fault(name)):
        yield problem((*path, "name"), f'is "{name}", which {fault}')
    if child(version, "schema").get("openAPIV3Schema") is None:
        yield problem((*path, "schema", "openAPIV3Schema"), "is required: each version needs a schema")
    warning = version.get("deprecationWarning")
    if isinstance(warning, str) and (fault := _warning_fault(warning, deprecated=version.get("deprecated") is True)):
        yield problem((*path, "deprecationWarning"), fault)


def _warning_fault(warning: str, *, deprecated: bool) -> str | None:
    if not deprecated:
        return "belongs to a version with deprecated: true"
    if not warning or len(warning.encode()) > _LONGEST_WARNING:
        return f"must have 1 to {_LONGEST_WARNING} characters"
    return None if warning.isprintable() else "must be one line of printable characters"
