"""A transcript as its author writes it: `$ command` and below it what it printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.text.source import Span
from kubeproof.transcripts.words import TranscriptError, Word, split

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PROMPT", "Step", "Transcript", "TranscriptError", "Word", "parse"]

PROMPT = "$ "
_EXIT = re.compile(r"#\s*exit\s+(?P<status>\d{1,3})\s*\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and what it printed.

    Attributes:
        command: as it is written, without the prompt; it may have several lines.
        words: its words.
        span: where it stands in the body, with the prompt.
        output: the lines that it printed, as they are recorded.
        status: its exit status; 0 if the transcript does not say.
        answer: where the output and the line with the status stand in the body; empty if there is none.
    """

    command: str
    words: tuple[Word, ...]
    span: Span
    output: tuple[str, ...]
    status: int
    answer: Span


@dataclass(frozen=True, slots=True)
class Transcript:
    """The steps of one fence, in order."""

    steps: tuple[Step, ...]

    @property
    def commands(self) -> str:
        """The commands alone, as somebody would type them."""
        return "\n".join(step.command for step in self.steps)


def parse(body: str) -> Transcript:
    """The transcript in the body of a fence.

    A command begins with `$ ` and goes on after a backslash at the end of its line. What follows up to the next one is
    its output: lines, `...` for any lines, patterns such as `<age:12s>`, and `# exit 1` if it fails. Empty lines
    around the output do not count.

    Raises:
        TranscriptError: something stands before the first command, or a command needs a shell.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", body)
    starts = _starts(lines)
    heads = [number for number, line in enumerate(lines) if _is_command(line)]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not heads:
        raise TranscriptError(
            'a transcript holds commands: write "$ kubectl get pods"', _place(lines, starts, first or 0)
        )
    if first != heads[0]:
        message = 'output stands before the first command: begin with "$ " and the command'
        raise TranscriptError(message, _place(lines, starts, first))
    ends = [*heads[1:], len(lines)]
    return Transcript(tuple(_step(lines, starts, head, end) for head, end in zip(heads, ends, strict=True)))


def _is_command(line: str) -> bool:
    return line.startswith(PROMPT) or line.strip() == PROMPT.strip()


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _place(lines: Sequence[str], starts: Sequence[int], number: int) -> Span:
    if number >= len(lines):
        return Span(0, 0)
    return Span(starts[number], starts[number] + len(lines[number].rstrip()))


def _step(lines: Sequence[str], starts: Sequence[int], head: int, end: int) -> Step:
    after = head + 1
    while after < end and lines[after - 1].rstrip("\r\n").endswith("\\"):
        after += 1
    begin = starts[head] + len(PROMPT)
    text = "".join(lines[head:after])[len(PROMPT) :].rstrip("\r\n")
    words = split(text, begin)
    if not words:
        raise TranscriptError(
            'there is no command behind this "$": write "$ kubectl get pods"', _place(lines, starts, head)
        )
    while end > after and not lines[end - 1].strip():
        end -= 1
    output = [line.rstrip() for line in lines[after:end]]
    answer = (
        Span(starts[after], starts[end - 1] + len(lines[end - 1].rstrip("\r\n")))
        if end > after
        else Span(starts[after], starts[after])
    )
    said = _EXIT.match(output[-1]) if output else None
    if said:
        output.pop()
    while output and not output[0]:
        output.pop(0)
    return Step(
        text, words, Span(starts[head], begin + len(text)), tuple(output), int(said["status"]) if said else 0, answer
    )
