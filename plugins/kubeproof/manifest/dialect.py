"""Where the API server's YAML reader differs from libyaml: what only it takes, and what only libyaml takes.

Source: `scannerc.go`, `parserc.go` and `decode.go` of `go.yaml.in/yaml/v2`, which `sigs.k8s.io/yaml` uses.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import yaml

from kubeproof.manifest import scalars
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLON, _NOTHING = "\ue000", "\ue001"  # stand for a colon and for a backslash that libyaml stumbles over
_LETTERS = string.ascii_letters + string.digits
_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
_ANCHOR = re.compile(r"&([\w-]+)")
_DOUBTFUL = re.compile(r"\?|\\/|^%YAML|(?<![^\s\[{,:-])!\s", re.MULTILINE)
_VERSION = re.compile(r"%YAML[ \t]+([\d.]+)")
_SLASH = re.compile(r"(?<!\\)(?:\\\\)*(\\/)")
_JSON = re.compile(r"\s*\{")


def readable(text: str, error: yaml.MarkedYAMLError) -> str | None:
    r"""The text with what libyaml stumbled over made harmless, character for character; None if the server does, too.

    The server takes `[get:]` and `{name:}` as words that end with a colon, `"it\'s"`, and an anchor that is defined
    anew. What is read from the text has to go through `restore`.

    Args:
        text: What libyaml could not read.
        error: What it said.
    """
    mark = error.problem_mark
    if mark is None:
        return None
    if error.problem == "found unexpected ':'":
        return _patched(text, mark.index, ":", _COLON)
    if error.problem == "found unknown escape character":
        return _patched(text, mark.index, "\\'", f"{_NOTHING}'")
    if error.problem == "second occurrence" and error.context_mark:
        return _with_other_anchor(text, error.context_mark.index, mark.index)
    return None


def _patched(text: str, at: int, old: str, new: str) -> str | None:
    return text[:at] + new + text[at + len(old) :] if text.startswith(old, at) else None


def _with_other_anchor(text: str, first: int, second: int) -> str | None:
    """The first anchor, and what points to it, under another name of the same length."""
    found = _ANCHOR.search(text, first, second)
    if found is None:
        return None
    name = found[1]
    new = next((each for letter in _LETTERS if f"&{(each := name[:-1] + letter)}" not in text), None)
    return text[:first] + re.sub(rf"(?<=[&*]){name}(?![\w-])", new, text[first:second]) + text[second:] if new else None


def restore(node: yaml.Node) -> None:
    """Put back what `readable` made harmless."""
    for each, _ in _inside(node):
        if isinstance(each, yaml.ScalarNode):
            each.value = each.value.replace(_COLON, ":").replace(_NOTHING, "")


def is_over(text: str, error: yaml.MarkedYAMLError, last: yaml.Node) -> bool:
    """Whether the server stopped reading before the error: after `...`, or after a map or a list in brackets.

    Args:
        text: What libyaml could not read to its end.
        error: What it said.
        last: What it read before.
    """
    if error.problem != "did not find expected <document start>" or error.problem_mark is None:
        return False
    return bool(getattr(last, "flow_style", False) or _END.search(text, 0, error.problem_mark.index))


def refusals(text: str, node: yaml.Node) -> Iterator[tuple[str, Span]]:
    """What libyaml takes and the server does not, and where it stands in the text.

    Args:
        text: What was read.
        node: What libyaml made of it; strings with the tag `!` get the tag of a string, as on the server.
    """
    if not _DOUBTFUL.search(text):
        return
    version = _VERSION.match(text)
    if version and version[1] != "1.1":
        yield f"is marked as YAML {version[1]}; the server reads only 1.1: leave the mark out", Span(*version.span())
    for each, in_flow in _inside(node):
        if isinstance(each, yaml.ScalarNode):
            yield from _refused(text, each, in_flow=in_flow)


def _refused(text: str, node: yaml.ScalarNode, *, in_flow: bool) -> Iterator[tuple[str, Span]]:
    start, end = node.start_mark.index, node.end_mark.index
    if text.startswith("!", start) and text[start + 1 : start + 2].isspace():
        node.tag = scalars.STRING
    if in_flow and not node.style and node.value.find("?") > 0:
        yield "has a question mark between brackets; put the word in quotes", Span(start, end)
    slash = _SLASH.search(text, start, end) if node.style == '"' and not _JSON.match(text) else None
    if slash:
        yield 'has "\\/", which is an escape in JSON only; write "/"', Span(*slash.span(1))


def _inside(node: yaml.Node) -> Iterator[tuple[yaml.Node, bool]]:
    """Every node, an alias once, with whether it stands in brackets."""
    rest, seen = [(node, False)], {id(node)}
    while rest:
        parent, in_flow = rest.pop()
        yield parent, in_flow
        flows = in_flow or bool(getattr(parent, "flow_style", False))
        for child in _children(parent):
            if id(child) not in seen:
                seen.add(id(child))
                rest.append((child, flows))


def _children(node: yaml.Node) -> Iterable[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else ()
