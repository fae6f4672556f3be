"""The HTML of a terminal: what somebody types, and what came of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kubeproof.transcripts.patterns import segments
from kubeproof.transcripts.transcript import PROMPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.transcripts import Step, Transcript

_VARIES = '<span class="kubeproof-varies">{}</span>'


def block(transcript: Transcript, attributes: Mapping[str, str]) -> str:
    """A terminal.

    Material's button copies what `data-copy` holds: the commands alone. Where somebody selects with the mouse, the
    style sheet leaves out the prompts.

    Args:
        transcript: what it shows.
        attributes: the options of the fence: `title`, and when and on which version it was run.
    """
    title = attributes.get("title", "")
    head = f'<span class="filename">{escape(title)}</span>' if title else ""
    lines = "\n".join(line for step in transcript.steps for line in _lines(step))
    commands = escape(transcript.commands).replace("\n", "&#10;")
    return (
        f'<div class="kubeproof-console"><div class="highlight" data-copy="{commands}">{head}'
        f"<pre><code>{lines}\n</code></pre></div>{_origin(attributes)}</div>"
    )


def _lines(step: Step) -> Iterator[str]:
    prompt = f'<span class="gp">{PROMPT}</span>'
    for number, line in enumerate(step.command.splitlines()):
        yield f'{"" if number else prompt}<span class="kubeproof-command">{escape(line)}</span>'
    for line in step.output:
        yield f'<span class="go">{_varied(line)}</span>'


def _varied(line: str) -> str:
    parts = ((escape(text), name) for text, name in segments(line))
    return "".join(_VARIES.format(text) if name else text for text, name in parts)


def _origin(attributes: Mapping[str, str]) -> str:
    version, day = attributes.get("kubernetes", ""), attributes.get("on", "")
    if not version or not day:
        said = "Not run yet."
    else:
        said = f'Run on Kubernetes {escape(version)}, <time datetime="{escape(day)}">{escape(day)}</time>.'
    return f'<p class="kubeproof-source" data-search-exclude>{said}</p>'
