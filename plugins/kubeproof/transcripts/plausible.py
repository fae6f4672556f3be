"""What can be known of a transcript without a cluster: whether its files hold the objects that its output names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof.text.nearest import nearest
from kubeproof.text.source import Span
from kubeproof.transcripts.commands import OWN_NAMESPACE
from kubeproof.transcripts.patterns import ANY_LINES
from kubeproof.transcripts.scopes import is_cluster_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.transcripts.commands import Command, Permission
    from kubeproof.transcripts.transcript import Step

_ON_FILES = frozenset({"apply", "create", "delete", "replace"})
_SAID = re.compile(
    r"(?P<type>[a-z][a-z0-9]*(?:\.[a-z0-9.-]+)?)(?:/(?P<name>[^\s<>]+)|[ ]\"(?P<quoted>[^\"<>]+)\")"
    r"[ ](?:created|configured|unchanged|replaced|serverside-applied|(?:force )?deleted)\b"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that cannot be right; the span is a place in the body of the fence."""

    message: str
    span: Span


def flattened(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The objects among some values; those of a List one by one."""
    found: list[Mapping[str, Any]] = []
    for value in values:
        if not isinstance(value, dict):
            continue
        items = value.get("items")
        if str(value.get("kind", "")).endswith("List") and isinstance(items, list):
            found += flattened(items)
        else:
            found.append(value)
    return found


def doubts(body: str, step: Step, command: Command, objects: Sequence[Mapping[str, Any]]) -> Iterator[Doubt]:
    """What the output says about objects that the files do not hold, and what it leaves out.

    Args:
        body: the body of the fence.
        step: the command and its output.
        command: the command, understood.
        objects: the objects of the files that it names.
    """
    if command.verb not in _ON_FILES or not command.manifests or step.status:
        return
    held = dict.fromkeys(map(_reference, objects), False)
    for text, place in _lines(body, step.answer):
        said = _SAID.match(text)
        if not said:
            continue
        name = f"{said['type']}/{said['name'] or said['quoted']}"
        if name in held:
            held[name] = True
        elif f"{said['type']}/" not in held:  # an object that gets its name from the server
            yield Doubt(_strange(name, list(held)), place)
            return
    silent = [name for name, named in held.items() if not named and not name.endswith("/")]
    if silent and step.output and ANY_LINES not in (line.strip() for line in step.output):
        yield Doubt(f"the output does not name {', '.join(silent)}, which the files hold; run again", step.span)


def outside(objects: Sequence[Mapping[str, Any]], permission: Permission) -> tuple[Mapping[str, Any], ...]:
    """The objects that are not in the page's own namespace: in another one, or in none."""
    return tuple(value for value in objects if _is_shared(value, permission) or _elsewhere(value))


def trespass(objects: Sequence[Mapping[str, Any]], permission: Permission, *, changes: bool) -> str:
    """Why a page may not name the objects of a file; empty if it may.

    Args:
        objects: the objects.
        permission: what the fence allows.
        changes: whether they are changed, and not only looked at.
    """
    for value in objects:
        kind, namespace = value.get("kind"), _elsewhere(value)
        if _is_shared(value, permission):
            if changes and not permission.cluster:
                return f"a {kind} belongs to the whole cluster: add the option cluster to the fence"
        elif not permission.reaches(namespace):
            name = f'add namespaces="{namespace}" to the fence'
            return f'a {kind} is in the namespace "{namespace}", which is not this page\'s own: {name}'
    return ""


def _is_shared(value: Mapping[str, Any], permission: Permission) -> bool:
    kind, group = str(value.get("kind", "")), str(value.get("apiVersion", "")).rpartition("/")[0]
    return is_cluster_kind(kind) or f"{kind}.{group}".lower() in permission.scoped


def _elsewhere(value: Mapping[str, Any]) -> str:
    """The namespace of an object, if it names another one than the page's own."""
    metadata = value.get("metadata")
    namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
    return namespace if isinstance(namespace, str) and namespace != OWN_NAMESPACE else ""


def _reference(value: Mapping[str, Any]) -> str:
    """An object as kubectl names it: `daemonset.apps/log-agent`."""
    group = str(value.get("apiVersion", "")).rpartition("/")[0]
    metadata = value.get("metadata")
    name = metadata.get("name", "") if isinstance(metadata, dict) else ""
    kind = str(value.get("kind", "")).lower()
    return f"{kind}.{group}/{name}" if group else f"{kind}/{name}"


def _strange(name: str, held: Sequence[str]) -> str:
    near = nearest(name, held)
    hint = f'; did you mean "{near}"?' if near else f"; they hold {', '.join(held)}" if held else ""
    return f'the output names "{name}", which the files do not hold{hint}'


def _lines(body: str, place: Span) -> Iterator[tuple[str, Span]]:
    at = place.start
    for line in body[place.start : place.end].split("\n"):
        yield line.rstrip(), Span(at, at + len(line.rstrip()))
        at += len(line) + 1
