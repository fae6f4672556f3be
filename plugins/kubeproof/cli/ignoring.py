"""`kubeproof check --add-ignore`: puts up with what is wrong in a page, and says why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check import check_text, snippets
from kubeproof.check.directives import DIRECTIVE_RULES
from kubeproof.cli.outcome import display
from kubeproof.cli.silence import silence_of
from kubeproof.cli.site import site_of
from kubeproof.cli.treatment import silenced
from kubeproof.finding import Severity
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.edit import Edit, apply
from kubeproof.text.markdown import is_markdown
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.check import Options
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding
    from kubeproof.text.markdown import Fence


def add_ignores(
    files: Sequence[Found], reason: str, configuration: Configuration, options: Options
) -> tuple[int, list[str]]:
    """Write `<!-- kubeproof: skip REASON -->` before each YAML fence with an error or a warning.

    Args:
        files: the files to look at; only pages are changed, for a YAML file has no such comments.
        reason: why it may stay wrong.
        configuration: the settings of the project.
        options: what to check for.

    Returns:
        How many fences got a comment, and what could not be done.
    """
    added, failures = 0, []
    site, silence = site_of(configuration, options), silence_of(configuration)
    for found in files:
        path = display(found.path)
        if found.problem or not is_markdown(path):
            continue
        try:
            content = read_content(Path(found.path))
            edits = list(_comments(content.text, path, reason.strip(), silenced(site, silence.of(path)).options))
            if edits:
                replace_content(Path(found.path), content.data, content.encoded(apply(content.text, edits)))
        except UnreadableError:
            continue  # the check that follows has a finding about it
        except WriteRefusedError as error:
            failures.append(f"{path} got no comment: {error}")
            continue
        added += len(edits)
    return added, failures


def _comments(text: str, path: str, reason: str, options: Options) -> Iterator[Edit]:
    source = Source(text)
    wrong = {found.line for found in check_text(text, path, options) if _is_ignorable(found)}
    for snippet in snippets(source, path, options):
        fence = snippet.fence
        if fence and "skip" not in fence.attributes:
            inside = range(fence.line + 1, fence.line + 1 + len(fence.block.starts))
            if not wrong.isdisjoint(inside):
                yield _comment(source, fence, reason)


def _is_ignorable(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and finding.name not in DIRECTIVE_RULES


def _comment(source: Source, fence: Fence, reason: str) -> Edit:
    """A line before the fence; beside its name if the fence begins in the line of a list's mark."""
    start, line = source.offset(fence.line, 1), source.line(fence.line)
    prefix = line[: fence.column - 1]
    if not prefix.strip("> \t"):
        end = "\r\n" if source.text[start + len(line) :].startswith("\r\n") else "\n"
        return Edit(start, start, f"{prefix}<!-- kubeproof: skip {reason} -->{end}")
    header = line.rstrip()
    at = start + len(header) - header.endswith("}")
    quotable = reason.replace('"', "'")
    return Edit(at, at, f' skip="{quotable}"')
