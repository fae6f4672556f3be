"""The fence `console exec`: commands and what a cluster answered, replayed by `kubeproof exec`."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from kubeproof.fences import html, terminal
from kubeproof.fences.call import Pull
from kubeproof.fences.commands import permission, prepare, relative, transcript, wait
from kubeproof.fences.problems import BAD_OPTION, DOUBTFUL_OUTPUT, FenceError
from kubeproof.rules.engine import page_diagnostic
from kubeproof.text.source import Source, Span
from kubeproof.transcripts import TranscriptError
from kubeproof.transcripts.commands import understand
from kubeproof.transcripts.plausible import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+\S*)?\Z")


class ConsoleFence:
    """Shows a terminal; its files and what its output says of them are checked without a cluster."""

    attributes = frozenset({"exec", "title", "wait", "cluster", "namespaces", "skip", "kubernetes", "on"})

    def pulls(self, call: Call, site: Site) -> tuple[Pull, ...]:
        """The manifests that its commands name; a command that may not run brings none."""
        found: dict[Pull, None] = {}
        allowed = permission(call, site)
        for step in transcript(call).steps:
            with suppress(TranscriptError):
                for use in understand(step.words, allowed).manifests:
                    found.update(dict.fromkeys(Pull("examples", relative(path, site)) for path in use.paths))
        return tuple(found)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Whether the commands may run, and the output fits the files.

        Raises:
            FenceError: the transcript cannot be read, or an option has no such value.
        """
        wait(call)
        for name, form, example in (("on", _DATE, "2026-11-22"), ("kubernetes", _VERSION, "1.36.3")):
            if name in call.attributes and not form.match(call.attributes[name]):
                message = f'{name}="{call.attributes[name]}" is not as kubeproof exec writes it: {name}="{example}"'
                raise FenceError(BAD_OPTION, message, Span(0, 0), attribute=name)
        return tuple(self._problems(call, site))

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The terminal, with what is wrong below it.

        Raises:
            FenceError: like `check`.
        """
        del page
        found = self.check(call, site)
        source = Source(call.body)
        boxes = (html.finding(each, f"line {source.position(each.span.start).line}") for each in found)
        return terminal.block(transcript(call), call.attributes) + "".join(boxes)

    def _problems(self, call: Call, site: Site) -> Iterator[Diagnostic]:
        allowed = permission(call, site)
        for step in transcript(call).steps:
            try:
                prepared = prepare(step, allowed, site)
            except FenceError as error:
                yield error.diagnostic
                continue
            for doubt in doubts(call.body, step, prepared.command, prepared.objects):
                yield page_diagnostic(DOUBTFUL_OUTPUT, doubt.message, doubt.span)


KIND = ConsoleFence()
