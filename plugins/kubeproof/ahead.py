"""A second process that looks at the snippets of a site before the build gets to them.

A build of pages keeps one core busy, and most of what Kubeproof adds to it is the look at each snippet. What the second
process finds out is what the first one would: where it is not ahead, or knows nothing, the first one looks itself.
"""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kubeproof.check.snippet import DIRECTIVES
from kubeproof.manifest.document import Document
from kubeproof.manifest.plain import Plain
from kubeproof.manifest.reader import compose
from kubeproof.manifest.survey import survey
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.markdown import YAML, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from kubeproof.check import Inspection, Options
    from kubeproof.manifest.builder import SyntaxProblem
    from kubeproof.text.source import Span

MANY = 50
"""From this many pages on, a second process is worth its start."""


class Ahead:
    """What the second process has found out so far; nothing as long as it has not been started."""

    def __init__(self, options: Options) -> None:
        """Say how the site checks."""
        self._options = options
        self._receiver: Connection | None = None
        self._process: BaseProcess | None = None
        self._awaited: frozenset[int] | None = None
        self._known: dict[str, Inspection] = {}

    def start(self, pages: Sequence[str]) -> None:
        """Start the process for the files of a site's pages, in the order of the build.

        Nothing is started for few pages, or where this process cannot be copied safely.
        """
        alone = threading.active_count() == 1  # a copy of a process with threads may hang
        if len(pages) < MANY or sys.platform != "linux" or not alone or len(os.sched_getaffinity(0)) == 1:
            return
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_look, args=(pages, self._options, sender), daemon=True)
        self._process.start()
        sender.close()  # so that the end of the process is the end of what it says

    def take(self, text: str, options: Options) -> Inspection | None:
        """What was found out about a snippet without directives; None if that is not known, and will not be."""
        if options != self._options or not self._is_awaited(text):
            return None
        while text not in self._known:
            said = self._next()
            if said is None:
                return None
            self._known[said.text] = said
        return self._known.pop(text)

    def close(self) -> None:
        """End the process."""
        if self._receiver is not None and self._process is not None:
            self._receiver.close()
            self._process.terminate()
            self._process.join()
        self._receiver = None

    def _is_awaited(self, text: str) -> bool:
        if self._awaited is None and self._receiver is not None and self._receiver.poll():
            self._awaited = self._next() or frozenset()
        return hash(text) in (self._awaited or ())  # a copy of a process hashes as the process does

    def _next(self) -> Any:  # noqa: ANN401 - the hashes of all snippets, then one inspection after another
        try:
            return self._receiver.recv() if self._receiver is not None else None
        except (EOFError, OSError):  # the process has said all, or is gone
            self._awaited = frozenset()
            return None


def _look(pages: Sequence[str], options: Options, sender: Connection) -> None:
    """What the second process does."""
    from kubeproof.check import inspect  # noqa: PLC0415 - loads the rules, which the first process may never need

    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    texts = dict.fromkeys(text for page in pages for text in _snippets(page))
    with suppress(BrokenPipeError), sender:
        sender.send(frozenset(map(hash, texts)))
        for text in texts:
            found = inspect(text, options, in_page=True)
            if len({document.span for document in found.documents}) == len(found.documents):
                sender.send(found)


def _snippets(page: str) -> Iterator[str]:
    """The YAML of a page that nothing special is asked of."""
    try:
        source = Source(read_content(page).text)
    except UnreadableError:
        return
    for fence in fences(source):
        if fence.language in YAML and fence.closed and fence.attributes.keys().isdisjoint(DIRECTIVES):
            yield fence.block.text


def _parts(document: Document) -> tuple[Any, ...]:
    """A document for the way to another process: its tree is made anew there if somebody asks for it."""
    return _whole, (document.text, document.span, document.value, document.problems, document.parses)


def _whole(text: str, span: Span, value: Any, problems: tuple[SyntaxProblem, ...], parses: bool) -> Document:  # noqa: ANN401, FBT001 - as taken apart
    if not parses:
        return Document(text, span, None, problems)
    document = Document.plain(text, span, Plain(value, survey(value)), compose)
    document.problems = problems
    return document


copyreg.pickle(Document, _parts)
