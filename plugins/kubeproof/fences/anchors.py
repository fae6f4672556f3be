"""The lines of manifests on a page that its pictures lead to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from kubeproof.fences.call import Call
from kubeproof.fences.problems import FenceError
from kubeproof.text.markdown import YAML, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kubeproof.fences.kinds import FenceKind
    from kubeproof.fences.picture import PictureFence
    from kubeproof.fences.site import Site
    from kubeproof.text.markdown import Fence

_CODE = re.compile(r"<code[^>]*>")
_SPACE = re.compile(r"\s")  # an id holds none


@dataclass(slots=True)
class Anchors:
    """The lines that a page shows of the files that its pictures are made from.

    Attributes:
        shown: the numbers of these lines, by file.
        coming: how many of the page's pictures, yet to be drawn, are made from a file.
    """

    shown: Mapping[str, Collection[int]] = field(default_factory=dict)
    coming: Counter[str] = field(default_factory=Counter)
    _asked: set[str] = field(default_factory=set)
    _made: set[str] = field(default_factory=set)

    def address(self, path: str, line: int) -> str:
        """The address of a line on the page; empty if the page does not show it."""
        if line not in self.shown.get(path, ()):
            return ""
        self._asked.add(_name(path, line))
        return f"#{quote(_name(path, line), safe='/:')}"

    def drawn(self, paths: Iterable[str]) -> None:
        """Hear that a picture is drawn: no more lines of its files are asked for by it."""
        self.coming.subtract(paths)

    def marked(self, block: str, path: str, lines: range) -> str:
        """The HTML of a block of code, with an anchor at each line of a file that a picture is made from.

        Below the last of these pictures, only the lines that one leads to have an anchor. A line that is on the page
        twice has its anchor where it comes first.
        """
        code = _CODE.search(block) if path in self.shown else None
        if code is None:
            return block
        rows = block[code.end() :].split("\n")
        rows[: len(lines)] = [self._anchor(path, line) + row for line, row in zip(lines, rows, strict=False)]
        return block[: code.end()] + "\n".join(rows)

    def _anchor(self, path: str, line: int) -> str:
        name = _name(path, line)
        if name in self._made or (self.coming[path] <= 0 and name not in self._asked):
            return ""
        self._made.add(name)
        return f'<a id="{escape(name)}"></a>'  # not a span: Material takes those for lines of its own


def anchors_of(text: str, kinds: Mapping[str, FenceKind], site: Site) -> Anchors:
    """Find out which lines the pictures of a page can lead to.

    Args:
        text: the page.
        kinds: the fences by their names.
        site: where the files are.
    """
    found = [fence for fence in fences(Source(text)) if fence.language in kinds and fence.language not in YAML]
    return _anchors(found, kinds, site) if found else Anchors()


def _anchors(found: Iterable[Fence], kinds: Mapping[str, FenceKind], site: Site) -> Anchors:
    from kubeproof.fences.picture import PictureFence  # noqa: PLC0415 - most pages have no picture

    drawn, shown = Counter[str](), defaultdict[str, set[int]](set)
    for fence in found:
        call = Call(fence.language, fence.block.text, fence.attributes)
        kind = kinds[fence.language]
        if isinstance(kind, PictureFence):
            drawn.update(_drawn(call, kind, site))
        elif fence.language == "manifest":
            path, lines = _shown(call, site)
            shown[path] |= set(lines)
    return Anchors({path: lines for path, lines in shown.items() if path in drawn}, drawn)


def _drawn(call: Call, kind: PictureFence, site: Site) -> Iterator[str]:
    try:
        yield from (file.path for file in kind.files(call, site))
    except FenceError:
        return  # it is reported where the fence stands


def _shown(call: Call, site: Site) -> tuple[str, range]:
    from kubeproof.fences.manifest import shown_lines  # noqa: PLC0415 - loads the rules

    try:
        return shown_lines(call, site)
    except FenceError:
        return "", range(0)


def _name(path: str, line: int) -> str:
    return f"{_SPACE.sub('-', path)}:{line}"
