"""A text where a number or a boolean belongs: written as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.manifest import scalars
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import scalar_node, source_of, write_bare
from kubeproof.text.nearest import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

_TRUE = ("true", "yes", "on", "y", "1", "enabled", "enable", "t")
_FALSE = ("false", "no", "off", "n", "0", "disabled", "disable", "f")
_FARTHEST = 2
_OCTAL = re.compile(r"0[0-7]+\Z")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_LEADING = re.compile(r"\s*([0-9]+)(?![0-9:.,])")
_MODE = re.compile(r"-?((?:[r-][w-][x-]){3})\Z")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_GUESS = 2.0
_ROUND = 5
_FEW = 10


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The number or the boolean that the text says, without quotes."""
    node = scalar_node(situation.document, situation.target.path)
    schema = situation.schema_at(situation.target.path) or {}
    types = schema.get("type", ())
    if node is None or not types:
        return
    if "boolean" in types:
        yield from _boolean(situation, node)
    elif "integer" in types or "number" in types:
        yield from _number(situation, node)


def _boolean(situation: Situation, node: yaml.ScalarNode) -> Iterator[Candidate]:
    for value in ("true", "false"):
        if _says(node.value) == value:
            yield _bare(situation, node, value)


def _says(text: str) -> str | None:
    """The boolean that a text says, also with a letter or two wrong."""
    word = text.strip().lower()
    if word in _TRUE or word in _FALSE:
        return "true" if word in _TRUE else "false"
    near, other = distance(word, "true"), distance(word, "false")
    if min(near, other) > _FARTHEST or near == other:
        return None
    return "true" if near < other else "false"


def _number(situation: Situation, node: yaml.ScalarNode) -> Iterator[Candidate]:
    text = node.value.strip()
    if _WHOLE.match(text) and node.style:
        share = "%" in situation.target.message and _may_be_share(text)
        applicability = Applicability.UNSAFE if share else Applicability.SAFE
        yield _bare(situation, node, text, applicability)
    elif _OCTAL.match(text) and node.style:
        is_mode = str(situation.target.path[-1]).lower().endswith("mode")
        yield _bare(situation, node, text, Applicability.SAFE if is_mode else Applicability.UNSAFE)
    elif node.style or scalars.resolve(text)[0] == scalars.STRING:
        yield from _guessed(situation, node, text)


def _may_be_share(text: str) -> bool:
    """Whether a number may have lost its percent sign: those are round."""
    return int(text) >= _FEW or int(text) == _ROUND


def _guessed(situation: Situation, node: yaml.ScalarNode, text: str) -> Iterator[Candidate]:
    """The number with which a text begins, that it names in words, or that its `rwx` stands for."""
    if found := _LEADING.match(text):
        yield _bare(situation, node, found[1], Applicability.UNSAFE, _GUESS)
    elif text.lower() in _WORDS:
        yield _bare(situation, node, str(_WORDS.index(text.lower())), Applicability.UNSAFE, _GUESS)
    elif found := _MODE.match(text):
        bits = "".join("0" if letter == "-" else "1" for letter in found[1])
        yield _bare(situation, node, f"0{int(bits, 2):o}", Applicability.UNSAFE, _GUESS)


def _bare(
    situation: Situation,
    node: yaml.ScalarNode,
    text: str,
    applicability: Applicability = Applicability.SAFE,
    cost: float = 1,
) -> Candidate:
    written = source_of(situation, node)
    edit = write_bare(situation.document.span_of(node), text)
    return Candidate((edit,), f"write {text} instead of {written}", cost, applicability)
