"""A page with what was printed written into its transcripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.text.markdown import Fence
    from kubeproof.text.source import Source
    from kubeproof.transcripts.transcript import Step


def answer_edits(fence: Fence, step: Step, lines: Sequence[str], status: int) -> list[Edit]:
    """The edits of the file that record an output below its command.

    Args:
        fence: the fence of the transcript.
        step: the command.
        lines: what it printed, with patterns.
        status: its exit status.
    """
    said = [*lines, *([f"# exit {status}"] if status else [])]
    end = step.answer.end if step.answer.end > step.answer.start else step.span.end
    newline = "\r\n" if "\r\n" in fence.block.text else "\n"
    text = "".join(f"{newline}{line}" for line in said)
    if fence.block.text[step.span.end : end] == text:
        return []
    return fence.block.file_edits([Edit(step.span.end, end, text)])


def header_edits(fence: Fence, source: Source, attributes: Mapping[str, str]) -> Iterator[Edit]:
    """The edits of the file that write options beside the name of a fence, over those of the same name."""
    start = source.offset(fence.line, fence.column)
    header = source.line(fence.line)[fence.column - 1 :]
    bare = header.rstrip()
    end = len(bare) - 1 if bare.endswith("}") else len(bare)
    new = ""
    for name, value in attributes.items():
        there = re.search(rf"""(?<![\w-]){name}=(?:"[^"]*"|'[^']*'|[^\s}}"']+)""", header)
        if there:
            yield Edit(start + there.start(), start + there.end(), f'{name}="{value}"')
        else:
            new += f' {name}="{value}"'
    if new:
        yield Edit(start + end, start + end, new)
