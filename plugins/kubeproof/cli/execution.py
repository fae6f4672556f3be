"""One run of `kubeproof exec`: page after page, with what is printed and written on the way."""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from click import style

from kubeproof.cli.difference import coloured
from kubeproof.cli.terminal import show
from kubeproof.formats.text import plural
from kubeproof.live.kubectl import ClusterError, Kubectl
from kubeproof.live.leftovers import Leftovers
from kubeproof.live.namespaces import wait_until_gone
from kubeproof.live.replay import Result, replay
from kubeproof.text.edit import apply
from kubeproof.transcripts.comparison import difference
from kubeproof.transcripts.recording import known_words, record
from kubeproof.transcripts.rewriting import answer_edits, header_edits
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.cli.transcripts import Plan
    from kubeproof.live.target import Target
    from kubeproof.text.edit import Edit
    from kubeproof.text.markdown import Fence

_VERSION = re.compile(r"v?(\d+\.\d+\.\d+)")
_LIMIT = 30.0


class Run:
    """Replays or records pages.

    Attributes:
        leftovers: what could not be removed.
        place: what is run at the moment, as `page.md:12`.
        differing: how many commands did not answer as it is recorded.
    """

    def __init__(self, target: Target, *, update: bool, quiet: bool) -> None:
        self.leftovers = Leftovers(target.context)
        self.place = ""
        self.differing = 0
        self._target = target
        self._update = update
        self._quiet = quiet
        self._commands = 0
        self._pages = 0
        self._written = 0
        self._version = ""

    @property
    def summary(self) -> str:
        """The run in one line."""
        done = f"{plural(self._commands, 'command')} in {plural(self._pages, 'page')} on Kubernetes {self._version}"
        if self._update:
            return f"Recorded {done}: {plural(self._written, 'page')} changed."
        return f"Ran {done}: {self.differing or 'none'} differ{'s' if self.differing == 1 else ''}."

    def pages(self, plans: Sequence[Plan]) -> None:
        """Run all pages.

        Raises:
            ClusterError: the cluster is gone, or does not let us work.
        """
        self._version = self._server_version()
        try:
            for plan in plans:
                self._page(plan)
        finally:
            wait_until_gone(self._target, self.leftovers)

    def _server_version(self) -> str:
        kubectl = Kubectl(self._target)
        answer = kubectl.run(["get", "--raw=/version", "--request-timeout=20s"], limit=_LIMIT, warnings=False)
        try:
            found = _VERSION.match(json.loads(answer.text)["gitVersion"])
        except (ValueError, KeyError):
            found = None
        if not found:
            raise ClusterError(f"the cluster {self._target.context} does not answer: {answer.last}")
        return found[1]

    def _page(self, plan: Plan) -> None:
        self._pages += 1
        self.place = plan.path
        edits: list[Edit] = []
        failed = False
        if any(task.prepared.command.sees_namespaces for task in plan.tasks):
            wait_until_gone(self._target, self.leftovers)
        with closing(replay(plan.tasks, self._target, plan.files, self.leftovers, recording=self._update)) as results:
            for task in plan.tasks:
                line = _line(task.place, task.prepared.step.span.start)
                self.place = f"{plan.path}:{line}"
                self._tell(task.prepared.step.command)
                result = next(results, None)
                if result is None:
                    failed = True
                    break
                self._commands += 1
                self._look(result)
                edits += self._edits(result, plan)
        if self._update and not failed:
            fences = {id(task.place): cast("Fence", task.place) for task in plan.tasks}
            today = datetime.now(tz=UTC).date().isoformat()
            for fence in fences.values():
                edits += header_edits(fence, plan.source, {"kubernetes": self._version, "on": today})
        self._write(plan, edits)

    def _tell(self, command: str) -> None:
        if not self._quiet and sys.stderr.isatty():
            show(style(f"{self.place}: {command}\n", dim=True), to_stderr=True)

    def _look(self, result: Result) -> None:
        """Print what differs."""
        if result.problem and (self._update or not result.lines):
            self.differing += 1
            show(f"{self.place}: {result.problem}\n")
        if result.same or self._update:
            return
        if not result.problem or result.lines:
            self.differing += 1
        step = result.task.prepared.step
        show(f"{self.place}: {step.command}\n")
        if result.status != step.status:
            show(f"  the exit status is {result.status}, not {step.status}\n")
        shown = difference(step.output, result.lines)
        show(coloured("".join(f"{line}\n" for line in shown)))
        recorded = cast("Fence", result.task.place).attributes.get("kubernetes", "")
        if recorded and recorded.rpartition(".")[0] != self._version.rpartition(".")[0]:
            show(f"  it was recorded on Kubernetes {recorded}, and this is {self._version}\n")
        if result.problem and result.lines:
            show(f"  {result.problem}\n")

    def _edits(self, result: Result, plan: Plan) -> list[Edit]:
        if not self._update or result.same or result.problem:
            return []
        step = result.task.prepared.step
        known = known_words([step.command, *plan.texts()])
        return answer_edits(cast("Fence", result.task.place), step, record(result.lines, known), result.status)

    def _write(self, plan: Plan, edits: Sequence[Edit]) -> None:
        text = apply(plan.source.text, edits)
        if text == plan.source.text:
            return
        try:
            replace_content(plan.file, plan.content.data, plan.content.encoded(text))
        except WriteRefusedError as error:
            raise ClusterError(f"{plan.path} was not written: {error}") from error
        self._written += 1


def _line(place: object, offset: int) -> int:
    return cast("Fence", place).block.position(offset).line
