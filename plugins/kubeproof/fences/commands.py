"""The commands of a transcript, understood, with the files that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof.fences.problems import BAD_OPTION, NOT_RUNNABLE, FenceError, not_read
from kubeproof.files import ReadError
from kubeproof.manifest.reader import read
from kubeproof.text.source import Span
from kubeproof.transcripts import Step, Transcript, TranscriptError, parse
from kubeproof.transcripts.commands import Command, Permission, understand
from kubeproof.transcripts.paths import below
from kubeproof.transcripts.plausible import flattened, outside, trespass
from kubeproof.transcripts.times import seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site

WAIT = 30.0
_LONGEST = 3600.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A step of a transcript that may run.

    Attributes:
        step: the command and its output, as they are recorded.
        command: the command, understood.
        objects: the objects in the files that it names.
        outside: those of them that are not in the page's own namespace.
    """

    step: Step
    command: Command
    objects: Sequence[Mapping[str, Any]]
    outside: Sequence[Mapping[str, Any]]


def transcript(call: Call) -> Transcript:
    """The transcript in a fence.

    Raises:
        FenceError: it cannot be read.
    """
    try:
        return parse(call.body)
    except TranscriptError as error:
        raise FenceError(NOT_RUNNABLE, str(error), error.span) from error


def permission(call: Call, site: Site, scoped: frozenset[str] = frozenset()) -> Permission:
    """What a fence lets its commands do."""
    return Permission(
        cluster="cluster" in call.attributes,
        namespaces=frozenset(call.attributes.get("namespaces", "").replace(",", " ").split()),
        programs=frozenset(site.commands),
        scoped=scoped,
    )


def wait(call: Call) -> float:
    """How many seconds the fence waits for its output.

    Raises:
        FenceError: it is no time.
    """
    if "wait" not in call.attributes:
        return WAIT
    text = call.attributes["wait"]
    found = seconds(text)
    if found is None or found > _LONGEST:
        message = f'wait="{text}" is no time of at most an hour: write wait="30s" or wait="2m"'
        raise FenceError(BAD_OPTION, message, Span(0, 0), attribute="wait")
    return found


def prepare(step: Step, allowed: Permission, site: Site) -> Prepared:
    """A step that may run.

    Raises:
        FenceError: it may not, or one of its files cannot be read.
    """
    try:
        command = understand(step.words, allowed)
    except TranscriptError as error:
        raise FenceError(NOT_RUNNABLE, str(error), error.span) from error
    values: list[Any] = []
    for use in command.files:
        for path in use.paths:
            text = _text(path, use.span, site)
            if use.manifest:
                values += [document.value for document in read(text) if document.parses]
    objects = flattened(values)
    why = trespass(objects, allowed, changes=command.changes)
    if why:
        raise FenceError(NOT_RUNNABLE, why, command.manifests[0].span)
    return Prepared(step, command, objects, outside(objects, allowed))


def relative(path: str, site: Site) -> str:
    """A path of a command, relative to the folder of the examples."""
    return below(path, site.examples.folder.absolute().parts)


def _text(path: str, place: Span, site: Site) -> str:
    try:
        return site.examples.read(relative(path, site))
    except ReadError as error:
        raise not_read(error, place) from error
