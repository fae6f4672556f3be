"""The opening lines of fences, written so that `pymdownx.superfences` understands them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from kubeproof.text.markdown import Fence

_UNQUOTED = re.compile(r"=\s*[^\s\"'}]")
_LANGUAGE = re.compile(r"([`~]{3,})[ \t]*\.?([\w#+.-]+)")


def normalized(text: str, is_ours: Callable[[str, Container[str]], object]) -> str:
    """The text with what a comment says to a fence, and values without quotes, written beside the fence's name.

    Superfences does not know our comments, and takes a fence with `linenums=1` for none. Other fences stay.

    Args:
        text: the page.
        is_ours: says of a fence's name and options whether it is one of ours.
    """
    if "kubeproof:" not in text and "=" not in text:
        return text
    told = [fence for fence in fences(Source(text)) if fence.attributes and fence.closed]
    lines = text.split("\n") if told else []
    for fence in told:
        if is_ours(fence.language, fence.attributes):
            lines[fence.line - 1] = _header(lines[fence.line - 1], fence)
    return "\n".join(lines) if told else text


def _header(line: str, fence: Fence) -> str:
    prefix, header = line[: fence.column - 1], line[fence.column - 1 :]
    said = " ".join(f'{name}="{_quotable(value)}"' for name, value in fence.attributes.items())
    if header.rstrip().endswith("}"):
        # In braces values need no quotes, so only a comment can have more to say.
        return f"{prefix}{header.rstrip()[:-1]} {said}}}" if fence.directive_line else line
    match = _LANGUAGE.match(header)
    if match and (fence.directive_line or _UNQUOTED.search(header)):
        return f"{prefix}{match[1]}{match[2]} {said}"
    return line


def _quotable(value: str) -> str:
    return value.replace('"', "'")
