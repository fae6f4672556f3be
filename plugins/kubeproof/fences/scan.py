"""What is wrong with the fences of a file, each at its place, and which files they bring along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kubeproof.check import Snippet, examine
from kubeproof.check.definitions import with_definitions
from kubeproof.check.directives import DIRECTIVE_RULES
from kubeproof.check.page import fence_finding, lost, together
from kubeproof.fences.call import Call, Pull
from kubeproof.fences.code import in_code
from kubeproof.fences.kinds import fence_kind
from kubeproof.fences.problems import FenceError
from kubeproof.fences.scanned import CLEAN, Scan, SnippetKey, Verdict
from kubeproof.fences.unclosed import unclosed
from kubeproof.files import ReadError
from kubeproof.finding.finding import locate
from kubeproof.text.block import whole
from kubeproof.text.markdown import YAML, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.fences.kinds import FenceKind
    from kubeproof.fences.site import Site
    from kubeproof.finding import Finding
    from kubeproof.text.markdown import Fence


def scan(source: Source, path: str, site: Site) -> Scan:
    """Look at all fences of a Markdown file. Bad input is a finding.

    Args:
        source: the file.
        path: its name, for the findings.
        site: where files that it names are.
    """
    options = with_definitions(source.text, site.options, markdown=True)
    own_kinds = options is not site.options
    site = replace(site, options=options)
    looks = [_look(fence, kind, path, site) for fence, kind in _ours(source)]
    seen = [look.snippet for look in looks if look.snippet]
    remaining = [finding for look in looks for finding in look.remaining]
    remaining += (locate(diagnostic, whole(source), path) for _, diagnostic in unclosed(source))
    remaining += together(seen, path, site.options)
    remaining += lost(source, path)
    return Scan(
        source,
        repaired=tuple(finding for look in looks for finding in look.repaired),
        remaining=tuple(sorted(remaining, key=_place)),
        pulls=tuple(pull for look in looks for pull in look.pulls),
        snippets=sum(bool(each.inspection.documents) for each in seen),
        calls=tuple(look.call.key for look in looks),
        clean=frozenset() if own_kinds else frozenset(look.call.body[:-1] for look in looks if look.is_clean),
        verdicts={} if own_kinds else dict(_verdicts(looks)),
        alone=all(look.snippet for look in looks),
    )


def scan_pulled(pull: Pull, site: Site) -> Scan | None:
    """Look at a file that a fence brings along; None if it cannot be read, of which the fence's own finding tells.

    Args:
        pull: the file.
        site: where it is.
    """
    root = site.root(pull)
    try:
        source = Source(root.read(pull.path))
    except ReadError:
        return None
    name = root.name(pull.path)
    if pull.root == "notes":
        return scan(source, name, site)
    options = with_definitions(source.text, site.options)
    found = examine(source.text, dict(pull.directives), options)
    block = whole(source)
    repaired = tuple(locate(each, block, name) for each in found.applied)
    # Those about a directive belong to the fence that has it.
    remaining = [locate(each, block, name) for each in found.remaining if each.name not in DIRECTIVE_RULES]
    remaining += together([Snippet(block, found)], name, site.options)
    return Scan(source, repaired, tuple(sorted(remaining, key=_place)))


def _is_theirs(error: FenceError, fence: Fence, site: Site) -> bool:
    """Whether what we do not know beside `yaml` may be an option of another generator."""
    return site.shared_pages and fence.language in YAML and error.attribute in fence.block.file.line(fence.line)


def _ours(source: Source) -> Iterator[tuple[Fence, FenceKind]]:
    """The fences of a page that are not just text in it, and what each is."""
    for fence in fences(source):
        kind = fence_kind(fence.language, fence.attributes)
        if kind and fence.closed and (fence.language in YAML or not in_code(source, fence)):
            yield fence, kind


@dataclass(slots=True)
class _Look:
    """What is known of one fence; see `Scan`."""

    call: Call
    snippet: Snippet | None = None
    pulls: tuple[Pull, ...] = ()
    repaired: list[Finding] = field(default_factory=list)
    remaining: list[Finding] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """See `Scan.clean`."""
        if self.snippet is None or self.call.directives:
            return False
        return Verdict.of(self.snippet.inspection) == CLEAN


def _look(fence: Fence, kind: FenceKind, path: str, site: Site) -> _Look:
    call = Call(fence.language, fence.block.text, fence.attributes)
    look = _Look(call)
    errors = [each for each in call.attribute_errors(kind.attributes) if not _is_theirs(each, fence, site)]
    try:
        look.pulls = kind.pulls(call, site)
        look.remaining += (fence_finding(each, fence, path) for each in kind.check(call, site))
    except FenceError as error:
        errors.append(error)
    look.remaining += (located(error, fence, path) for error in errors)
    if fence.language in YAML:
        found = examine(fence.block.text, fence.attributes, site.options)
        look.snippet = Snippet(fence.block, found, fence)
        look.repaired += (look.snippet.finding(each, path) for each in found.applied)
        look.remaining += (look.snippet.finding(each, path) for each in found.remaining)
    return look


def _verdicts(looks: Iterable[_Look]) -> Iterator[tuple[SnippetKey, Verdict]]:
    for look in looks:
        if look.snippet and not look.is_clean:
            yield (look.call.body, look.call.directives), Verdict.of(look.snippet.inspection)


def located(error: FenceError, fence: Fence, path: str) -> Finding:
    """An error at its place: in the body, or beside the name of the fence."""
    if not error.attribute and fence.block.starts:
        return locate(error.diagnostic, fence.block, path)
    span = fence.attribute_span(error.attribute)
    return locate(error.diagnostic._replace(span=span), whole(fence.block.file), path)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code
