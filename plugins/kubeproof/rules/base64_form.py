"""KP404: bytes that are not in Base64."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import TypeRule
from kubeproof.schema.visits import BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SECRET = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: {}\n"  # noqa: S105 - an example
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_ALPHABET = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_QUAD = 4


class Base64Form(TypeRule):
    """Bytes are written in Base64, with the padding `=` at the end; line ends in it do not count.

    For a Secret, `stringData` takes plain text.

    Source: Go's `base64.StdEncoding`, with which the API server decodes fields of the format `byte`.
    """

    code = "KP404"
    name = "base64-form"
    good: ClassVar = (_SECRET.format("aHVudGVyMg=="), _SECRET.format('""'))
    bad: ClassVar = (Bad(_SECRET.format("hunter-2")), Bad(_SECRET.format("aHVudGVyMg")))
    types: ClassVar = (BYTES,)
    decodes = True

    def visit(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a text that is not Base64; what it says is not repeated, it may be secret."""
        del subject
        if isinstance(value, str):
            text = value.replace("\r", "").replace("\n", "")
            if not _BASE64.fullmatch(text):
                yield Problem(path, f'"{spell(path)}" {_fault(text)}{_hint(path)}')


def _fault(text: str) -> str:
    if _ALPHABET.fullmatch(text):
        return f'is Base64 cut off: its length must be a multiple of {_QUAD}, filled up with "="'
    return "must be Base64"


def _hint(path: FieldPath) -> str:
    return "; plain text belongs under stringData" if path[0] == "data" else ""
