"""What is wrong in the pages of a site and in the files that they pull in: each file once, at its own place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kubeproof.fences.origin import Origin, aligned
from kubeproof.fences.scanned import CLEAN
from kubeproof.finding import Severity
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kubeproof.fences.call import Call, Pull
    from kubeproof.fences.scanned import Scan, SnippetKey, Verdict
    from kubeproof.fences.site import Site
    from kubeproof.finding import Finding
    from kubeproof.reading import UnreadableError


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, and whether the pages show its repair; as text it is the line of a report.

    Attributes:
        finding: what is wrong, and where.
        repaired: whether the pages show it repaired.
        brought: whether its line is that of a snippet that is in no file, and not that of the page.
    """

    finding: Finding
    repaired: bool
    brought: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether it stays wrong, so that a strict build fails."""
        return not self.repaired and self.finding.severity is not Severity.INFO

    def __str__(self) -> str:
        found = self.finding
        place = f"{found.path}:{found.line}:{found.column}"
        if self.brought:  # an editor must not take the line for one of the page
            place = f"{found.path}: in a snippet that another extension brings: line {found.line}"
        if self.repaired:
            return f"{place}: repaired: {found.code} {found.fix.message if found.fix else found.message}"
        return f"{place}: {found.code} {found.message}"


def look(source: Source, path: str, site: Site) -> Scan:
    """Look at a page now; see `scan`."""
    from kubeproof.fences.scan import scan  # noqa: PLC0415 - loads the rules

    return scan(source, path, site)


@dataclass(slots=True)
class Audit:
    """One build of a site.

    Attributes:
        site: where files are, and how they are checked.
        look: what is found in a page, by its text, its name and the site; it may be known already.
        snippets: how many pieces of YAML were looked at so far.
        repaired: how many findings were repaired.
        left: how many errors and warnings are left.
    """

    site: Site
    look: Callable[[Source, str, Site], Scan] = look
    snippets: int = 0
    repaired: int = 0
    left: int = 0
    _calls: set[str] = field(default_factory=set)
    _checked: set[str] = field(default_factory=set)
    _pulled: set[Pull] = field(default_factory=set)
    _said: set[tuple[str, ...]] = field(default_factory=set)
    _clean: frozenset[str] = frozenset()
    _verdicts: Mapping[SnippetKey, Verdict] = field(default_factory=dict)

    def page(self, text: str, path: str, file: str = "") -> Iterator[Remark]:
        """The findings of a page, then those of the files that it is the first to pull in.

        Args:
            text: its Markdown.
            path: its name, for the findings.
            file: what the author has written, if the Markdown was made from it; lines are counted there.
        """
        self._clean, self._verdicts = frozenset(), {}
        if path in self._checked:
            return  # notes may be pages, too
        self._checked.add(path)
        same = aligned(text, file or text)
        found = self.look(Source(text if same is None else same), path, self.site)
        self._clean, self._verdicts = found.clean, found.verdicts
        remarks = self._found(found)
        yield from remarks if same is not None else _traced(remarks, path, Origin(text, file))

    def verdict(self, call: Call) -> Verdict | None:
        """What is known of a fence of the page that was looked at last; None if it is not in the text of the page."""
        if call.body[:-1] in self._clean and not call.directives:
            return CLEAN
        return self._verdicts.get((call.body, call.directives)) if self._verdicts else None

    def clean(self) -> frozenset[str]:
        """The YAML of the page that was looked at last of which there is nothing to say; see `Scan.clean`."""
        return self._clean

    def unreadable(self, error: UnreadableError, path: str) -> Iterator[Remark]:
        """The finding about a page that cannot be read as it is.

        Args:
            error: why not.
            path: the name of the page.
        """
        from kubeproof.check.refusal import unreadable  # noqa: PLC0415 - loads the rules

        yield from self._remarks((), self.site.told([unreadable(path, str(error), error.line)]))

    def _found(self, found: Scan) -> Iterator[Remark]:
        self._calls.update(found.calls)
        self.snippets += found.snippets
        yield from self._remarks(found.repaired, self.site.told(found.remaining))
        for pull in found.pulls:
            if pull not in self._pulled:
                self._pulled.add(pull)
                yield from self._file(pull)

    def brought(self, call: Call, path: str) -> Iterator[Remark]:
        """The findings of a fence that is in none of the pages: another extension has put it into one.

        Their lines are counted in the body of the fence.

        Args:
            call: a fence that a page shows.
            path: the name of the page, for the findings.
        """
        name = f"{path}\n{call.key}"
        if call.key in self._calls or name in self._checked:
            return
        self._checked.add(name)
        for remark in self._found(look(Source(call.written), name, self.site)):
            finding = remark.finding
            here = finding.path.startswith(f"{path}\n")
            if here:
                finding = replace(finding, path=path, line=max(1, finding.line - 1))
            yield replace(remark, finding=finding, brought=here)

    def _file(self, pull: Pull) -> Iterator[Remark]:
        name = self.site.root(pull).name(pull.path)
        if pull.root == "notes" and name in self._checked:
            return
        from kubeproof.fences.scan import scan_pulled  # noqa: PLC0415 - loads the rules

        found = scan_pulled(pull, self.site)
        if found is not None:
            self._checked.add(name)
            yield from self._found(found)

    def _remarks(self, repaired: Iterable[Finding], remaining: Iterable[Finding]) -> Iterator[Remark]:
        for finding in repaired:
            self.repaired += 1
            yield Remark(finding, repaired=True)
        for finding in remaining:
            if finding.severity is not Severity.INFO:
                self.left += 1
            elif not self._first(finding):
                continue
            yield Remark(finding, repaired=False)

    def _first(self, finding: Finding) -> bool:
        """Whether something that is only worth knowing is said for the first time."""
        key = (finding.code, finding.object.apiVersion, finding.object.kind)
        if key in self._said:
            return False
        self._said.add(key)
        return True


def _traced(remarks: Iterable[Remark], path: str, origin: Origin) -> Iterator[Remark]:
    """The remarks about a page that something has changed, with the lines of its file."""
    for remark in remarks:
        finding = remark.finding
        if finding.path == path:
            finding = replace(finding, line=origin.line(finding.line), end_line=origin.line(finding.end_line))
        yield replace(remark, finding=finding)
