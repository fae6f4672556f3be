"""Processes that share tasks: this one and others, which each take the next few until none is left."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kubeproof.cli.failure import Failure
from kubeproof.processes import can_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    Done = tuple[int, list[Any]]
    Said = Done | Exception | None  # None is the end

Task = TypeVar("Task")
Result = TypeVar("Result")


def treated(
    tasks: Sequence[Task], treating: Callable[[Task], Result], processes: int, at_once: int = 1
) -> Iterator[Result]:
    """What came of each task, in their order.

    Args:
        tasks: what to do.
        treating: does one task; it is called in several processes.
        processes: how many processes work, this one among them.
        at_once: how many tasks a process takes at a time.

    Raises:
        Failure: if one of the others was ended from outside.
    """
    context = _context()
    share = _Share(context, tasks, at_once)
    others = [_start(context, share, treating) for _ in range(processes - 1)]
    working = [receiver for _, receiver in others]
    done: dict[int, Result] = {}
    following = 0
    try:
        while following < len(tasks):
            own = share.take()
            done.update((number, treating(tasks[number])) for number in own)
            for first, outcomes in _said(working, block=not own):
                done.update(enumerate(outcomes, first))
            while following in done:
                yield done.pop(following)
                following += 1
    finally:
        for process, receiver in others:
            receiver.close()
            process.terminate()
            process.join()


class _Share:
    """The tasks, and how far they are taken; all processes see the same."""

    def __init__(self, context: BaseContext, tasks: Sequence[Any], at_once: int) -> None:
        self.tasks = tasks
        self._at_once = at_once
        self._taken = context.Value("q", 0)

    def take(self) -> range:
        """The numbers of the next tasks; none if all are taken."""
        with self._taken.get_lock():
            first = self._taken.value
            self._taken.value = min(first + self._at_once, len(self.tasks))
            return range(first, self._taken.value)


def _context() -> BaseContext:
    """How processes start: as copies of this one where that is safe."""
    if not can_copy():
        return multiprocessing.get_context("spawn")
    gc.freeze()  # what is loaded stays, and shall not be copied because somebody looked at it
    return multiprocessing.get_context("fork")


def _start(context: BaseContext, share: _Share, treating: Callable[[Any], Any]) -> tuple[BaseProcess, Connection]:
    receiver, sender = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(target=_work, args=(share, treating, sender), daemon=True)  # type: ignore[attr-defined] # every context has it
    process.start()
    sender.close()  # so that the end of the process is the end of what it says
    return process, receiver


def _work(share: _Share, treating: Callable[[Any], Any], sender: Connection) -> None:
    """What the other processes do. Interrupts are left to the first one, and its end is theirs, in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    said: SimpleQueue[Said] = SimpleQueue()
    speaking = threading.Thread(target=_say, args=(said, sender))
    speaking.start()  # the first process listens only between its own tasks, and nobody shall wait for that
    try:
        while own := share.take():
            said.put((own.start, [treating(share.tasks[number]) for number in own]))
    except Exception as error:  # noqa: BLE001 - the first process raises it
        said.put(error)
    else:
        said.put(None)
    speaking.join()


def _say(said: SimpleQueue[Said], sender: Connection) -> None:
    """Pass on what was done, up to the end of the work."""
    with suppress(BrokenPipeError), sender:
        while isinstance(saying := said.get(), tuple):
            sender.send(saying)
        sender.send(saying)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _said(working: list[Connection], *, block: bool) -> Iterator[Done]:
    """What other processes have done since; who has nothing more to do is no longer among them afterwards."""
    for receiver in cast("list[Connection]", wait(working, None if block else 0)):
        try:
            said = receiver.recv()
        except (EOFError, OSError):
            raise Failure("a process was ended from outside, perhaps for lack of memory; try --jobs 1") from None
        if isinstance(said, Exception):
            raise said
        if said is None:
            working.remove(receiver)
        else:
            yield said
