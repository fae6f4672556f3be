"""A whole file: Markdown with fences, or YAML."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.check.definitions import with_definitions
from kubeproof.check.directives import DIRECTIVE_RULES
from kubeproof.check.inspection import inspect
from kubeproof.check.snippet import examine, missed
from kubeproof.check.unclosed import never_closed
from kubeproof.finding.finding import Finding, locate
from kubeproof.manifest.reader import chunks, read_chunk
from kubeproof.rules.engine import diagnose_together, page_diagnostic
from kubeproof.rules.scope import Scope
from kubeproof.text.block import Block, lines_of, whole
from kubeproof.text.edit import apply
from kubeproof.text.markdown import YAML, Fence, fences, is_markdown, lost_directives
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kubeproof.check.inspection import Inspection
    from kubeproof.check.options import Options
    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document

LARGE = 200_000
"""A file of so many characters is looked at in parts."""
_PART = 50_000
_COMPANY = 2
"""Fewer objects have nothing between them."""


class Snippet(NamedTuple):
    """A piece of YAML of a file, looked at.

    Attributes:
        block: its text, and where that is in the file.
        inspection: what is wrong with it; places are offsets in the block.
        fence: the fence that it stands in, or None if the file is YAML.
    """

    block: Block
    inspection: Inspection
    fence: Fence | None = None

    def finding(self, diagnostic: Diagnostic, path: str) -> Finding:
        """A finding at its place in the file."""
        if self.fence:
            return fence_finding(diagnostic, self.fence, path)
        return locate(diagnostic, self.block, path)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its repairs.

    Attributes:
        text: the file's text with the repairs made.
        applied: the findings that were repaired, at their old places.
        remaining: the findings that were not, at their places in the repaired text.
    """

    text: str
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


def fence_finding(diagnostic: Diagnostic, fence: Fence, path: str) -> Finding:
    """A finding about a fence at its place in the page: in the body, or where the fence asks for what is wrong."""
    if diagnostic.name not in DIRECTIVE_RULES:
        return locate(diagnostic, fence.block, path)
    span = fence.attribute_span(diagnostic.message.partition(":")[0])
    return locate(diagnostic._replace(span=span), whole(fence.block.file), path)


def parts(source: Source) -> list[Block]:
    """A YAML file in parts that can be looked at one by one: some documents each if it is large, else the whole."""
    if len(source.text) < LARGE:
        return [whole(source)]
    edges = [0]
    for _, end in chunks(source.text):
        if end - edges[-1] >= _PART or end == len(source.text):
            edges.append(end)
    return [lines_of(source, start, end) for start, end in pairwise(edges)]


def snippets(source: Source, path: str, options: Options) -> Iterator[Snippet]:
    """The checked YAML of a file: each YAML fence of a Markdown page, or the whole file."""
    in_page = is_markdown(path)
    options = with_definitions(source.text, options, markdown=in_page)
    if not in_page:
        yield from (Snippet(block, inspect(block.text, options)) for block in parts(source))
        return
    for fence in fences(source):
        if fence.language in YAML and fence.closed:
            yield Snippet(fence.block, examine(fence.block.text, fence.attributes, options), fence)


def check_text(text: str, path: str, options: Options) -> list[Finding]:
    """All findings of a file, in the order of its text. Bad input is a finding."""
    source = Source(text)
    return findings(source, list(snippets(source, path, options)), path, options)


def findings(source: Source, seen: Sequence[Snippet], path: str, options: Options) -> list[Finding]:
    """All findings of a file whose snippets have been looked at."""
    found = [snippet.finding(each, path) for snippet in seen for each in snippet.inspection.diagnostics]
    return in_order([*found, *together(seen, path, options), *_of_page(source, path)], options)


def together(seen: Sequence[Snippet], path: str, options: Options) -> Iterator[Finding]:
    """What is wrong between the objects of a file, such as a Service that selects none of the Pods beside it.

    Nothing if parts of one are left out, since what is missing may be among them. What a snippet expects is not found,
    and is missed where it is not there.
    """
    met: set[tuple[int, str]] = set()
    for snippet, diagnostic in _between(seen, options):
        if diagnostic.code in snippet.inspection.awaited:
            met.add((id(snippet), diagnostic.code))
        else:
            yield snippet.finding(diagnostic, path)
    for snippet in seen:
        for code in snippet.inspection.awaited:
            if (id(snippet), code) not in met:
                yield snippet.finding(missed(code), path)


def _between(seen: Sequence[Snippet], options: Options) -> Iterator[tuple[Snippet, Diagnostic]]:
    if sum(len(snippet.inspection.documents) for snippet in seen) < _COMPANY:
        return
    if any(snippet.inspection.elided for snippet in seen):
        return
    places = [(document, snippet) for snippet in seen for document in snippet.inspection.documents]
    scope = Scope(options.kubernetes, custom=options.custom)
    documents = tuple(document for document, _ in places)
    in_one_text = seen[0].fence is None  # in parts, if it is large
    for number, diagnostic in diagnose_together(documents, scope, in_one_text=in_one_text):
        yield places[number][1], diagnostic


def between(source: Source, path: str, options: Options) -> Iterator[Finding]:
    """What is wrong between the objects of a YAML file, of which nothing else has been looked at."""
    documents: list[Document] = []
    for start, end in chunks(source.text):
        documents += read_chunk(source.text, start, end)
        if documents and not documents[-1].parses:
            return  # what is missing may be there
    for _, diagnostic in diagnose_together(tuple(documents), Scope(options.kubernetes, custom=options.custom)):
        yield locate(diagnostic, whole(source), path)


def lost(source: Source, path: str) -> Iterator[Finding]:
    """The directives of a page that no fence follows."""
    for line, name in lost_directives(source):
        start = source.offset(line)
        span = Span(start, start + len(source.line(line)))
        message = f"{name}: no fence follows; write the directive on the line before one, or take it away"
        yield locate(page_diagnostic("unused-directive", message, span), whole(source), path)


def fix_text(text: str, path: str, options: Options) -> Fixed:
    """A file with its repairs made, again and again until nothing more can be repaired."""
    applied: list[Finding] = []
    while True:
        source = Source(text)
        seen = list(snippets(source, path, options))
        edits = [edit for each in seen for edit in each.block.file_edits(each.inspection.edits)]
        applied += [locate(found, each.block, path) for each in seen for found in each.inspection.applied]
        if not edits:
            remaining = [each.finding(found, path) for each in seen for found in each.inspection.remaining]
            remaining += [*together(seen, path, options), *_of_page(source, path)]
            return Fixed(text, tuple(applied), tuple(in_order(remaining, options)))
        text = apply(text, edits)


def _of_page(source: Source, path: str) -> Iterator[Finding]:
    if is_markdown(path):
        unclosed = (fence for fence in fences(source) if not fence.closed)
        yield from (locate(never_closed(fence), whole(source), path) for fence in unclosed)
        yield from lost(source, path)


def in_order(findings: Iterable[Finding], options: Options) -> list[Finding]:
    """The findings that were asked for, in the order of the text."""
    return sorted((finding for finding in findings if options.reports(finding.code)), key=_place)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code
