"""The transcripts of pages, ready to run: every command is understood before the first one starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import display
from kubeproof.fences.call import Call
from kubeproof.fences.code import in_code
from kubeproof.fences.commands import permission, prepare, relative, transcript, wait
from kubeproof.fences.kinds import fence_kind
from kubeproof.fences.problems import FenceError
from kubeproof.fences.scan import located
from kubeproof.live.replay import Task
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.markdown import fences, is_markdown
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.discovery import Found
    from kubeproof.fences.site import Site
    from kubeproof.finding import Finding
    from kubeproof.reading import Content
    from kubeproof.text.markdown import Fence

LANGUAGE = "console"


@dataclass(slots=True)
class Plan:
    """What is to be run of a page.

    Attributes:
        path: the page, as it is named to people.
        file: the page.
        content: what is in it.
        source: its text.
        tasks: its commands, in order; the place of each is its fence.
        files: the file that each path in a command names.
        problems: why it cannot be run.
    """

    path: str
    file: Path
    content: Content
    source: Source
    tasks: list[Task] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)

    def texts(self) -> list[str]:
        """The texts of the files that its commands name."""
        return [Path(file).read_text("utf-8") for file in dict.fromkeys(self.files.values())]


def plans(files: Iterable[Found], site: Site, scoped: frozenset[str] = frozenset()) -> list[Plan]:
    """The pages that hold transcripts.

    Args:
        files: what to look at; only Markdown counts.
        site: where the files are that commands name.
        scoped: the resources beside the built-in ones that belong to no namespace.

    Raises:
        Failure: a page cannot be read.
    """
    found: list[Plan] = []
    for each in files:
        if not is_markdown(each.path):
            continue
        try:
            content = read_content(Path(each.path))
        except UnreadableError as error:
            raise Failure(f"{display(each.path)} {error}") from error
        plan = Plan(display(each.path), Path(each.path), content, Source(content.text))
        for fence in _transcripts(plan.source):
            _add(plan, fence, site, scoped)
        if plan.tasks or plan.problems:
            found.append(plan)
    return found


def _transcripts(source: Source) -> Iterator[Fence]:
    for fence in fences(source):
        ours = fence.language == LANGUAGE and fence_kind(fence.language, fence.attributes) is not None
        if ours and fence.closed and "skip" not in fence.attributes and not in_code(source, fence):
            yield fence


def _add(plan: Plan, fence: Fence, site: Site, scoped: frozenset[str]) -> None:
    call = Call(fence.language, fence.block.text, fence.attributes)
    kind = fence_kind(fence.language, fence.attributes)
    errors = list(call.attribute_errors(kind.attributes if kind else frozenset()))
    allowed = permission(call, site, scoped)
    try:
        limit = wait(call)
        for step in transcript(call).steps:
            prepared = prepare(step, allowed, site)
            plan.tasks.append(Task(prepared, limit, allowed.cluster, fence))
            paths = (path for use in prepared.command.files for path in use.paths)
            plan.files.update((path, str(site.examples.resolve(relative(path, site)))) for path in paths)
    except FenceError as error:
        errors.append(error)
    plan.problems += (located(error, fence, plan.path) for error in errors)
