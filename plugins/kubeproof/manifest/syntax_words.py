"""What libyaml says about text that it cannot read, in words for the author of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_TAB = "a tab cannot indent YAML: write spaces"
_WORDS = {
    "mapping values are not allowed in this context": 'a ":" cannot stand here: put the text in quotes, or see whether '
    "the line above lacks its colon or the indentation is wrong",
    "could not find expected ':'": "what stands before this is a key without a colon, or text in the wrong column",
    "did not find expected key": "a key is expected here; does the line begin in the column of those above?",
    "did not find expected '-' indicator": 'an item with a "-" is expected here; does the line begin in the column of '
    "those above?",
    "did not find expected ',' or ']'": 'a "," or "]" is missing before this',
    "did not find expected ',' or '}'": 'a "," or "}" is missing before this',
    "did not find expected node content": "a value is missing here",
    "found a tab character that violates indentation": _TAB,
    "found unexpected end of stream": "a quote is never closed",
    "did not find expected alphabetic or numeric character": '"*" or "&" has a meaning of its own here: put the text '
    "in quotes",
    "did not find expected whitespace or line break": '"!" has a meaning of its own here: put the text in quotes',
    "found unknown escape character": 'YAML does not know what "\\" stands for here: write it twice, or use single '
    "quotes",
}


def plain(error: yaml.MarkedYAMLError, text: str) -> str:
    """What is wrong, and where it can be said what to write instead.

    Args:
        error: what libyaml said; what is not known in other words is said in its own.
        text: what it was to read.
    """
    if error.problem == "found character that cannot start any token" and error.problem_mark:
        character = text[error.problem_mark.index : error.problem_mark.index + 1]
        return _TAB if character == "\t" else f'no text begins with "{character}" in YAML: put it in quotes'
    own = " ".join(part for part in (error.context, error.problem) if part)
    return _WORDS.get(error.problem or "", own)
