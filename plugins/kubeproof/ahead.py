"""A second process that looks at the pages of a site before the build gets to them.

A build of pages keeps one core busy, and most of what Kubeproof adds to it is the look at each snippet. What the second
process finds out is what the first one would, which then does not even load the rules: where the second one is not
there, or has seen another text, the first one looks itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kubeproof.fences.audit import look
from kubeproof.processes import can_copy, cores
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from kubeproof.fences.scanned import Scan
    from kubeproof.fences.site import Site

MANY = 50
"""From this many pages on, a second process is worth its start."""


class Ahead:
    """What the second process has found out so far; nothing as long as it has not been started."""

    def __init__(self, site: Site, read: Callable[[str], str]) -> None:
        """Say how the site checks.

        Args:
            site: the site.
            read: the text of a page as the build will look at it, by the path of its file.
        """
        self._site = site
        self._read = read
        self._connection: Connection | None = None
        self._process: BaseProcess | None = None
        self._awaited = set[str]()
        self._known: dict[str, tuple[int, Scan] | None] = {}

    def start(self) -> None:
        """Start the process, which gets ready, unless this one cannot be copied safely."""
        if not can_copy() or cores() == 1:
            return
        context = multiprocessing.get_context("fork")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=self._work, args=(self._connection, other), daemon=True)
        self._process.start()
        other.close()  # so that the end of the process is the end of what it says

    def begin(self, pages: Iterable[tuple[str, str]]) -> None:
        """Have the pages of the site looked at.

        Args:
            pages: the name and the file of each page, in the order of the build.
        """
        if self._connection is not None:
            named = dict(pages)
            with suppress(OSError):  # the process is gone
                self._connection.send(named)
                self._awaited = set(named)

    def look(self, source: Source, path: str, site: Site) -> Scan:
        """What is found in a page, by whoever looks at it; see `scan`."""
        known = self._take(path) if site is self._site else None
        if known is None or known[0] != hash(source.text):  # a copy of a process hashes as the process does
            return look(source, path, site)
        return replace(known[1], source=source)

    def close(self) -> None:
        """End the process."""
        if self._connection is not None and self._process is not None:
            self._connection.close()
            self._process.terminate()
            self._process.join()
        self._connection = None
        self._awaited.clear()

    def _take(self, path: str) -> tuple[int, Scan] | None:
        """What is known of a page; None if that is nothing, and will be nothing."""
        while path in self._awaited and path not in self._known:
            said = self._next()
            if said is None:
                self._awaited.clear()
            else:
                self._known[said[0]] = said[1]
        return self._known.pop(path, None)

    def _next(self) -> Any:  # noqa: ANN401 - what `_work` sends
        try:
            return self._connection.recv() if self._connection is not None else None
        except (EOFError, OSError):  # the process has said all, or is gone
            return None

    def _work(self, theirs: Connection, connection: Connection) -> None:
        """What the second process does: it sends the name of each page, and the hash of its text with what it found."""
        theirs.close()  # so that the end of the first process ends this one
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
        gc.disable()
        look(Source(_WARMING), "", self._site)
        gc.freeze()
        gc.set_threshold(_SELDOM)
        gc.enable()
        with suppress(EOFError, OSError), connection:
            for name, file in connection.recv().items():
                connection.send((name, self._seen(name, file)))

    def _seen(self, name: str, file: str) -> tuple[int, Scan] | None:
        try:
            text = self._read(file)
        except (OSError, ValueError):  # the first process has a message for it
            return None
        return hash(text), replace(look(Source(text), name, self._site), source=_NO_SOURCE)


_NO_SOURCE = Source("")
_SELDOM = 100_000  # little that it makes refers to itself
_WARMING = """\
```yaml
apiVersion: apps/v1
kind: Deployment
```
"""
"""A page that has the rules and the fields of the most common objects loaded."""
