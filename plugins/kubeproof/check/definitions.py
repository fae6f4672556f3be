"""CustomResourceDefinitions that stand in a text: their kinds are checked wherever the text's objects are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.finding import Severity
from kubeproof.schema import VERSIONS
from kubeproof.schema.custom import DEFINITION, as_definition
from kubeproof.text.markdown import YAML, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.check.options import Options
    from kubeproof.manifest.document import Document


@lru_cache(maxsize=256)
def definitions(text: str, *, markdown: bool = False) -> tuple[str, ...]:
    """The definitions in a YAML text, or in the YAML fences of a page, that a server accepts.

    What is wrong with the others is said where they are checked.
    """
    if DEFINITION[1] not in text:
        return ()
    return tuple(_definitions(text, markdown=markdown))


def with_definitions(text: str, options: Options, *, markdown: bool = False) -> Options:
    """The options for a text that may hold definitions itself."""
    found = definitions(text, markdown=markdown) if DEFINITION[1] in text else ()
    return replace(options, custom=options.custom.plus(found)) if found else options


def _definitions(text: str, *, markdown: bool) -> Iterator[str]:
    from kubeproof.manifest.reader import chunks, read  # noqa: PLC0415 - few texts hold definitions

    for part in _parts(text) if markdown else (text[start:end] for start, end in chunks(text)):
        for document in read(part) if DEFINITION[1] in part else ():
            found = as_definition(document.value) if document.parses else None
            if found and not _is_refused(document):
                yield found


def _parts(text: str) -> Iterator[str]:
    for fence in fences(Source(text)):
        if fence.language in YAML and fence.closed and DEFINITION[1] in fence.block.text:
            yield fence.block.text


def _is_refused(document: Document) -> bool:
    """Whether the newest server refuses a definition: what kinds there are is a question of the text alone."""
    from kubeproof.rules.engine import diagnose  # noqa: PLC0415 - loads the rules
    from kubeproof.rules.scope import Scope  # noqa: PLC0415

    return any(found.severity is Severity.ERROR for found in diagnose(document, Scope(VERSIONS[-1:])))
