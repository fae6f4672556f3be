"""A name, a path, a schedule or another text that is malformed: its likely right form."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.manifest.nodes import scalar_nodes
from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.writing import scalar_node, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.text.source import Span

_SCHEME = re.compile(r"[a-z]+://([^/]+)/?\Z")
_SHARE = re.compile(r"([0-9]+)\s*(?:%|percent|per cent|pct)\Z|%\s*([0-9]+)\Z", re.IGNORECASE)
_WILDCARD = re.compile(r"\*(?=[a-z0-9])")
_SLASHES = re.compile(r"\s*[/\\]+\s*")
_ENDS = re.compile(r"[;,](?=\s|\Z)")
_EDGES = " \t\u00a0,;.-_/"
_CRON_FIELDS = 6
_EVERYWHERE = 0.2
_PER_CHOICE = 0.01
_SAFE_FIELDS = frozenset({"path", "image"})
_NOT_HERE = frozenset({UNKNOWN_FIELD, "KP102"})


def _dashed(text: str) -> str:
    return re.sub(r"[\s_]+", "-", text.strip())


def _as_host(text: str) -> str:
    found = _SCHEME.match(text)
    return found[1] if found else text


def _as_share(text: str) -> str:
    found = _SHARE.match(text.strip())
    return f"{found[1] or found[2]}%" if found else text


def _without_seconds(text: str) -> str:
    fields = text.split()
    return " ".join(fields[1:]) if len(fields) == _CRON_FIELDS else text


def _without_space(text: str) -> str:
    return "".join(text.split())


def _forms(text: str) -> Iterator[str]:
    """A name, a path, an address, a share or a schedule as it may be meant, the likeliest first."""
    bare = text.strip(_EDGES)
    yield from (text.strip(), bare, text.lower())
    yield from (_dashed(text), _dashed(text).lower(), _dashed(bare).lower())
    yield from (_as_host(text), _SLASHES.sub("/", text.strip()), text.lstrip("./"))
    yield from (_WILDCARD.sub("*.", text), _as_share(text), _ENDS.sub("", text), _without_seconds(text))
    yield _without_space(text)


def _absolute(text: str) -> Iterator[str]:
    yield f"/{text.strip().lstrip('/')}"


def _base64(text: str) -> Iterator[str]:
    bare = _without_space(text)
    yield bare
    padded = bare + "=" * (-len(bare) % 4)
    if _holds_text(padded):
        yield padded
    yield base64.b64encode(text.encode()).decode()


def _holds_text(encoded: str) -> bool:
    try:
        return base64.b64decode(encoded, validate=True).decode().isprintable()
    except ValueError:
        return False


_ASKED_FOR = {"absolute": _absolute, 'must begin with "/"': _absolute, "Base64": _base64}
"""Forms that are tried if the finding's message asks for them."""


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The text or the key in each form that may be meant, where it stands and wherever it is used."""
    target = situation.target
    if not target.path or target.code in _NOT_HERE:
        return
    key = situation.document.key_node(target.path)
    if isinstance(key, yaml.ScalarNode) and _is_free(situation):
        yield from _written(situation, key.value, [situation.document.span_of(key)])
    node = scalar_node(situation.document, target.path)
    if node is not None and _is_text(node):
        yield from _written(situation, node.value, [situation.document.span_of(node)])
        spans = [situation.document.span_of(same) for same in _same(situation.document.node, node)]
        if len(spans) > 1:
            yield from _written(situation, node.value, spans, _EVERYWHERE)


def _is_free(situation: Situation) -> bool:
    """Whether the author chose the key: a label's, an annotation's, that of a file."""
    parent = situation.schema_at(situation.target.path[:-1]) or {}
    return isinstance(parent.get("additionalProperties"), dict)


def _is_text(node: yaml.ScalarNode) -> bool:
    return bool(node.tag.endswith(":str"))


def _written(situation: Situation, old: str, spans: list[Span], extra: float = 0) -> Iterator[Candidate]:
    asked = [form for words, form in _ASKED_FOR.items() if words in situation.target.message]
    forms = [text for form in (asked or [_forms]) for text in form(old)]
    for rank, text in enumerate(dict.fromkeys(forms)):
        if text and text != old:
            edits = tuple(write(situation, span, text) for span in spans)
            cost = 1 + extra + _PER_CHOICE * rank
            sure = text in (f"/{old}", old.strip()) and situation.target.path[-1] in _SAFE_FIELDS
            applicability = Applicability.SAFE if sure else Applicability.UNSAFE
            yield Candidate(edits, f"write {text}", cost, applicability)


def _same(root: yaml.Node | None, wanted: yaml.ScalarNode) -> Iterator[yaml.ScalarNode]:
    """The values in a tree that are the same text, each once."""
    for node in scalar_nodes(root, with_keys=False):
        if node.value == wanted.value and node.style not in ("|", ">"):
            yield node
