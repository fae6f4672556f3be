"""A page replayed: its commands run, and what they print against what is recorded."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.live.copies import own_file
from kubeproof.live.kubectl import TIMEOUT_STATUS
from kubeproof.live.lock import lock
from kubeproof.live.namespaces import own_namespace, uninterrupted
from kubeproof.live.shared import NotOursError, Shared
from kubeproof.transcripts.commands import OWN_NAMESPACE
from kubeproof.transcripts.comparison import matches
from kubeproof.transcripts.recording import record

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from kubeproof.fences.commands import Prepared
    from kubeproof.live.kubectl import Answer, Kubectl
    from kubeproof.live.leftovers import Leftovers
    from kubeproof.live.target import Target

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 2.0
_SETTLED = 2.0  # seconds without a change, before an output is recorded
_GRACE = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A step to replay.

    Attributes:
        prepared: the step, the command and its objects.
        wait: how many seconds to wait for the recorded output.
        shares: whether its fence may change what the whole cluster shares.
        place: whatever tells the caller where the step stands.
    """

    prepared: Prepared
    wait: float
    shares: bool
    place: object


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a step.

    Attributes:
        task: the step.
        status: the exit status.
        lines: what was printed; the page's own namespace is called `default` in it.
        same: whether it is what is recorded.
        problem: why the step was not run, or the page goes no further.
    """

    task: Task
    status: int
    lines: tuple[str, ...]
    same: bool
    problem: str = ""


def replay(
    tasks: Sequence[Task], target: Target, paths: Mapping[str, str], leftovers: Leftovers, *, recording: bool
) -> Generator[Result, None, None]:
    """Run the steps of a page in a namespace of its own, of which the removal has begun at the end.

    Args:
        tasks: the steps.
        target: the cluster.
        paths: the file that each path in a command names.
        leftovers: takes what could not be removed.
        recording: whether an output is wanted that has settled, rather than the recorded one.

    Raises:
        ClusterError: the cluster is gone, or does not let us work.
    """
    with ExitStack() as stack:
        kubectl = stack.enter_context(own_namespace(target, leftovers))
        if any(task.shares for task in tasks):
            stack.enter_context(lock(kubectl, leftovers))
        shared = Shared(kubectl)
        stack.callback(_undo, shared, leftovers)
        for task in tasks:
            result = _run(task, kubectl, shared, paths, recording=recording)
            yield result
            if result.problem:
                return


def _undo(shared: Shared, leftovers: Leftovers) -> None:
    with uninterrupted():
        shared.undo(leftovers)


def _run(task: Task, kubectl: Kubectl, shared: Shared, paths: Mapping[str, str], *, recording: bool) -> Result:
    try:
        shared.remember(task.prepared)
    except NotOursError as error:
        return Result(task, 1, (), same=False, problem=str(error))
    answer = _settled(task, _runner(task, kubectl, paths), recording=recording)
    same = _fits(task, answer)
    return Result(task, answer.status, answer.lines, same, _problem(task, answer, recording=recording))


def _problem(task: Task, answer: Answer, *, recording: bool) -> str:
    """Why it makes no sense to go on: later commands would only fail of it."""
    if answer.status == TIMEOUT_STATUS != task.prepared.step.status:
        return f"the command did not end within {task.wait + _GRACE:.0f} s; the rest of the page was not run"
    failed = answer.status and not task.prepared.step.status
    if failed and task.prepared.command.changes and not recording:
        return "the command failed; the rest of the page was not run"
    return ""


def _runner(task: Task, kubectl: Kubectl, paths: Mapping[str, str]) -> Callable[[], Answer]:
    command = task.prepared.command
    words = [word.text for word in command.words]
    given = dict(paths)
    for use in command.files:
        if use.manifest:
            given |= {path: own_file(paths[path], kubectl) for path in use.paths}
        words[use.index] = use.before + ",".join(given[path] for path in use.paths)
    for index, before in command.own:
        words[index] = before + kubectl.namespace
    program = words[0] if not command.verb else ""

    def run() -> Answer:
        answer = kubectl.run(words[1:], limit=task.wait + _GRACE, program=program, finish=command.changes)
        kubectl.see_whether_it_is_there(answer)
        return _as_written(answer, kubectl, given)

    return run


def _as_written(answer: Answer, kubectl: Kubectl, paths: Mapping[str, str]) -> Answer:
    text = answer.text.replace(kubectl.namespace, OWN_NAMESPACE)
    for path, file in paths.items():
        text = text.replace(file, path)
    return type(answer)(answer.status, text)


def _fits(task: Task, answer: Answer) -> bool:
    step = task.prepared.step
    return answer.status == step.status and matches(step.output, answer.lines)


def _settled(task: Task, run: Callable[[], Answer], *, recording: bool) -> Answer:
    """The answer of a command; one that only reads is asked again until it fits, or nothing changes any more."""
    limit = time.monotonic() + task.wait
    pause = _FIRST_PAUSE
    answer = run()
    since = time.monotonic()
    while not _fits(task, answer) and not task.prepared.command.changes and time.monotonic() < limit:
        if recording and time.monotonic() - since >= _SETTLED:
            break
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)
        latest = run()
        if latest.status != answer.status or not matches(record(answer.lines), latest.lines):
            since = time.monotonic()
        answer = latest
    return answer
