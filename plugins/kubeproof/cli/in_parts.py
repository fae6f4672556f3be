"""A large YAML file, looked at by several processes: each takes the next part of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.check.definitions import with_definitions
from kubeproof.check.inspection import inspect
from kubeproof.check.page import Snippet, between, in_order, parts
from kubeproof.cli.workers import treated

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.finding import Finding
    from kubeproof.text.block import Block
    from kubeproof.text.source import Source


class _Found(NamedTuple):
    findings: list[Finding]
    documents: int


def findings_in_parts(source: Source, path: str, options: Options, processes: int) -> tuple[tuple[Finding, ...], int]:
    """All findings of a YAML file, in the order of its text, and how many documents it holds.

    Args:
        source: the file.
        path: its name in findings.
        options: what to check for.
        processes: how many processes work, this one among them.
    """
    options = with_definitions(source.text, options)
    tasks = [None, *parts(source)]  # the first one takes longest: what is between all objects of the file
    looking = partial(_look, source=source, path=path, options=options)
    found = list(treated(tasks, looking, processes))
    ordered = in_order((each for part in found for each in part.findings), options)
    return tuple(ordered), sum(part.documents for part in found)


def _look(block: Block | None, *, source: Source, path: str, options: Options) -> _Found:
    if block is None:
        return _Found(list(between(source, path, options)), 0)
    inspection = inspect(block.text, options)
    inspect.cache_clear()
    snippet = Snippet(block, inspection)
    return _Found([snippet.finding(each, path) for each in inspection.diagnostics], len(inspection.documents))
