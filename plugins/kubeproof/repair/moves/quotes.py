"""Quotes that are missing: one that was never closed, typographic ones, and text that needs them to be text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import SYNTAX_ERROR, Candidate, Situation
from kubeproof.repair.lines import suspects
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.lines import Suspect

_QUOTED = re.compile(r"""(?:(?<=[\s\[{,:])|^)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_OPEN = re.compile(r"""(?:(?<=[\s\[{,:])|^)(?P<quote>["'])""")
_VALUE = re.compile(r"""(?:-[ ]+)*(?:(?P<key>"[^"]+"|'[^']+'|[A-Za-z][\w./-]*):[ ]+)?(?P<value>\S.*)\Z""")
_SPECIAL = re.compile(r"""[*@%`!&|>{\['"]|.*:\s|.*:\Z""")
_ITEM = re.compile(r"""(?<=[\[{,\s])[*@%`!&][^\s,\]}]+(?=\s*[,\]}])""")
_TYPOGRAPHIC = re.compile(
    '[\u201c\u201d\u201e\u201f\u2033]([^\u201c\u201d\u201e\u201f\u2033"]*)[\u201c\u201d\u201f\u2033]'
)
_REMOVED = 1.0
_WHOLE = 0.6
_BEFORE_COLON = re.compile(r"(?<![\w.-])([\w.-]++)\s*+:(?=\s)")
_ALIAS = re.compile(r"\*[\w-]+\Z")
_NAMES = frozenset({"name", "namespace", "claimName", "secretName"})
_FEW = 3


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Quotes closed where a value may end, put around a value, or made plain."""
    if situation.target.code != SYNTAX_ERROR:
        yield from _plain(situation)
    for suspect in suspects(situation, everywhere=True):
        yield from _closed(suspect)
    for suspect in suspects(situation):
        yield from _added(situation, suspect)


def _closed(suspect: Suspect) -> Iterator[Candidate]:
    """The quote closed where a value may end, opened where one may begin, or taken away."""
    content = suspect.line.content
    bare = _QUOTED.sub(lambda match: "x" * len(match[0]), content)
    opening = _OPEN.search(bare)
    problem = "this quote has no other half"
    if opening:
        edit = Edit(suspect.start + opening.start(), suspect.start + opening.end(), "")
        yield suspect.candidate((edit,), "take the quote away", problem, 1 + _REMOVED)
    for quote in "\"'":
        begun = opening if opening and opening["quote"] == quote else None
        if begun or len(re.findall(rf"(?<!\\){quote}", content)) % 2:
            alone = [begun.end()] if begun and not content[begun.end() :].strip(" ,]}") else []
            for at in (*alone, *_ends(content, quote), *_beginnings(content, quote)):
                edit = Edit(suspect.start + at, suspect.start + at, quote)
                yield suspect.candidate((edit,), "add the other quote", problem)


def _ends(content: str, quote: str) -> Iterator[int]:
    """Where a value may end that has no quote at its end."""
    for match in re.finditer(r"\s*(?:[,\]}]|\s#|\Z)", content):
        if match.start() and content[match.start() - 1] not in f"{quote}{{[,":
            yield match.start()


def _beginnings(content: str, quote: str) -> Iterator[int]:
    """Where a value may begin that has no quote before it."""
    for match in re.finditer(r"(?:^|[\[{,]|:\s|-\s)\s*(?=\S)", content):
        if content[match.end()] not in f"{quote}{{[]}}," and content.find(quote, match.end()) > 0:
            yield match.end()


def _added(situation: Situation, suspect: Suspect) -> Iterator[Candidate]:
    """Quotes around the whole value of the line, or around an item in brackets."""
    problem = "this text needs quotes: without them YAML reads it as something else"
    for item in _ITEM.finditer(suspect.code):
        edit = Edit(suspect.start + item.start(), suspect.start + item.end(), quoted(item[0]))
        added = suspect.candidate((edit,), "put quotes around the text", problem)
        yield added._replace(applicability=Applicability.UNSAFE) if _ALIAS.match(item[0]) else added
    match = _VALUE.match(suspect.code)
    if match and (match["key"] or suspect.line.dashes) and _needs(match["value"]) and match["key"] != "image":
        start, end = suspect.start + match.start("value"), suspect.start + match.end("value")
        cost = 1 if match["key"] else 1 + _WHOLE
        edit = Edit(start, end, quoted(match["value"]))
        added = suspect.candidate((edit,), "put quotes around the text", problem, cost)
        sure = _is_sure(situation, match["key"] or "", match["value"])
        yield added if sure else added._replace(applicability=Applicability.UNSAFE)


def _is_sure(situation: Situation, key: str, value: str) -> bool:
    """Whether a value is meant as it is written, and has no sign or letter too many.

    Only an expression begins with a quote and goes on after the other half; a colon at the end, or after the name of
    a field, is hardly part of a text; names are letters; and a star before a word is how an alias looks.
    """
    field = key.strip("\"'")
    if field.lower().endswith("expression"):
        return True
    if value[0] in "\"'`:" or value[1:2] in tuple("\"'") or value.endswith(":") or field in _NAMES:
        return False
    if _ALIAS.match(value):
        return False
    before = _BEFORE_COLON.findall(value)
    words = len(value.split())
    return not before or (words > _FEW and not any(situation.types_with(word) for word in before))


def _needs(value: str) -> bool:
    """Whether YAML takes a value for something else than text, and not because its own quotes are not closed."""
    if value[0] in "\"'":
        opening = _QUOTED.match(value)
        return opening is not None and opening[0] != value
    return bool(_SPECIAL.match(value)) and (value[0] not in "{[" or value.startswith("{{"))


def _plain(situation: Situation) -> Iterator[Candidate]:
    """Typographic quotes around a value as plain ones."""
    path = situation.target.path
    if situation.document.node_at(path) is None:
        return
    span = situation.document.value_span(path)
    match = _TYPOGRAPHIC.fullmatch(situation.text[span.start : span.end])
    if match:
        yield Candidate((Edit(span.start, span.end, f'"{match[1]}"'),), "write plain quotes")


def quoted(text: str) -> str:
    """A text in the quotes that leave it as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
