"""KP977: a format in a custom resource's schema that nothing checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.manifest.fields import child
from kubeproof.manifest.structural import nodes
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_STRINGS = frozenset(
    {
        "bsonobjectid",
        "byte",
        "cidr",
        "creditcard",
        "date",
        "datetime",
        "duration",
        "email",
        "hexcolor",
        "hostname",
        "ipv4",
        "ipv6",
        "isbn",
        "isbn10",
        "isbn13",
        "mac",
        "password",
        "rgbcolor",
        "ssn",
        "uri",
        "uuid",
        "uuid3",
        "uuid4",
        "uuid5",
    }
)
_NAMES = frozenset({"k8sshortname", "k8slongname"})
_NAMES_SINCE = (1, 34)
_NUMBERS = {"integer": ("int32", "int64"), "number": ("float", "double")}
_FIELD = "type: object\nproperties:\n  from:\n    type: string\n    format: {}\n"


class UnrecognizedFormat(TypeRule):
    """The `format` of a value in a custom resource's schema is none that Kubernetes knows, so nothing checks it.

    Source: `GetUnrecognizedFormats` in `k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go`.
    """

    code = "KP977"
    name = "unrecognized-format"
    severity = Severity.WARNING
    good: ClassVar = (crd(_FIELD.format("date-time")),)
    bad: ClassVar = (Bad(crd(_FIELD.format("timestamp"))),)
    types: ClassVar = ("apiextensions.CustomResourceDefinitionVersion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such format."""
        names = _STRINGS | (_NAMES if version_key(subject.catalog.version) >= _NAMES_SINCE else frozenset())
        schema = child(value, "schema").get("openAPIV3Schema")
        if not isinstance(schema, dict):
            return
        for node in nodes(schema, (*path, "schema", "openAPIV3Schema")):
            format_, sort = node.schema.get("format"), node.schema.get("type") or "string"
            if isinstance(format_, str) and isinstance(sort, str) and not _is_known(format_, sort, names):
                yield problem((*node.path, "format"), f'is "{format_}", which Kubernetes does not check for a {sort}')


def _is_known(format_: str, sort: str, names: frozenset[str]) -> bool:
    if sort == "string":
        return not format_ or format_.replace("-", "") in names
    return not format_ or format_ in _NUMBERS.get(sort, ())
