"""A piece of YAML as a page shows it: repaired, with what was repaired and what is left beside it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from kubeproof.fences import html
from kubeproof.fences.annotations import Parted
from kubeproof.finding import Applicability, Severity
from kubeproof.text.edit import apply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.fences.anchors import Anchors
    from kubeproof.fences.scanned import Verdict
    from kubeproof.finding import Diagnostic
    from kubeproof.text.edit import Edit

_LINE_END = "\n"


class Page(Protocol):
    """What a fence needs of the page that it is shown on."""

    def code(self, text: str, highlighted: str | None = None) -> str:
        """YAML as a code block with the title, line numbers and other options of the fence.

        Args:
            text: the YAML.
            highlighted: the lines to point out, if they are other ones than the fence says.
        """

    def difference(self, text: str) -> str:
        """A unified difference as a code block."""

    def identifier(self) -> str:
        """A name that nothing else on the page has."""

    def is_first(self, what: str) -> bool:
        """Whether the page has not asked this before: whether something is the first of its sort on the page."""

    @property
    def known(self) -> Verdict | None:
        """What was found out about the fence's YAML where the page was checked; None if it was not."""

    @property
    def anchors(self) -> Anchors:
        """The lines of manifests that links may lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """YAML to show.

    Attributes:
        before: as the author wrote it.
        after: with the safe repairs made.
        repaired: the findings that these repairs mend.
        remaining: the other findings; their places are in `text`.
        expected: the findings that the author wants to show.
        text: what the places of the findings are counted in.
        name: how messages call it, such as `examples/web.yaml`; empty for the block on the page.
        after_code: HTML to show below the code.
        first_line: the number that the page gives to the first line of `text`.
        highlighted: the lines to point out in `after`, if they are other ones than the fence says.
        path: the file that this is part of; empty for the block on the page.
        lines: the numbers of the lines of `after` in that file.
    """

    before: str
    after: str
    repaired: Sequence[Diagnostic]
    remaining: Sequence[Diagnostic]
    expected: Sequence[Diagnostic] = ()
    text: str
    name: str = ""
    after_code: str = ""
    first_line: int = 1
    highlighted: str | None = None
    path: str = ""
    lines: range = range(0)


def render(shown: Shown, page: Page) -> str:
    """The code, what was repaired, and what is wrong with it."""
    code = page.code(shown.after.rstrip("\n"), shown.highlighted)
    return Parted.of(page.anchors.marked(code, shown.path, shown.lines), "".join(_below(shown, page)))


def _below(shown: Shown, page: Page) -> Iterator[str]:
    yield shown.after_code
    messages = [_said(diagnostic) for diagnostic in shown.repaired]
    if shown.before != shown.after and messages:
        yield html.repair(dict.fromkeys(messages), page.difference(difference(shown.before, shown.after)))
    for diagnostic in shown.expected:
        yield html.expected(diagnostic)
    suggested: set[tuple[Edit, ...]] = set()
    for diagnostic in shown.remaining:
        if diagnostic.severity is not Severity.INFO:
            line = f"line {shown.text.count(_LINE_END, 0, diagnostic.span.start) + shown.first_line}"
            yield html.finding(diagnostic, f"{shown.name}, {line}" if shown.name else line)
            yield from _suggestion(diagnostic, shown, page, suggested)


def _suggestion(diagnostic: Diagnostic, shown: Shown, page: Page, suggested: set[tuple[Edit, ...]]) -> Iterator[str]:
    """The repair that somebody should look at, once for all findings that it mends."""
    repair = diagnostic.repair
    if repair is None or repair.applicability is not Applicability.UNSAFE or repair.edits in suggested:
        return
    suggested.add(repair.edits)
    changed = difference(shown.text, apply(shown.text, repair.edits))
    if changed:
        yield html.suggestion(repair.message.rstrip("."), page.difference(changed))


def _said(diagnostic: Diagnostic) -> str:
    message = diagnostic.repair.message if diagnostic.repair else diagnostic.message
    return message.rstrip(".")


@lru_cache(maxsize=1024)  # in each build of a preview
def difference(before: str, after: str) -> str:
    """What has changed, as a unified difference without the names of files."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    return "\n".join(list(lines)[2:])
