"""What a page changes beyond its own namespace, and the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kubeproof.live.kubectl import ClusterError
from kubeproof.live.namespaces import REMOVAL
from kubeproof.transcripts.commands import OWN_NAMESPACE
from kubeproof.transcripts.scopes import is_cluster_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.fences.commands import Prepared
    from kubeproof.live.kubectl import Kubectl
    from kubeproof.live.leftovers import Leftovers
    from kubeproof.transcripts.commands import Command

_LIMIT = 60.0
_SELECTING = frozenset({"selector", "field-selector"})
_OF_NODES_ALONE = frozenset({"cordon", "uncordon"})  # they take the names without the type
_OF_SERVER = ("resourceVersion", "generation", "managedFields", "creationTimestamp", "selfLink")


class NotOursError(Exception):
    """A command would delete or change what is not the page's own, and nothing could bring it back."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An object outside the namespace of a page."""

    resource: str
    name: str
    namespace: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The object as kubectl takes it."""
        scope = (f"--namespace={self.namespace}",) if self.namespace else ()
        return (self.resource, self.name, *scope)


@dataclass(slots=True)
class Shared:
    """The objects outside its namespace that a page has changed, each as it was before; None if it was not there."""

    kubectl: Kubectl
    before: dict[Reference, dict[str, Any] | None] = field(default_factory=dict)

    def remember(self, prepared: Prepared) -> None:
        """Look at what a command is about to change.

        Raises:
            NotOursError: it cannot be undone.
            ClusterError: the cluster does not answer.
        """
        command = prepared.command
        if not command.changes:
            return
        for reference in map(_reference, prepared.outside):
            self._keep(reference, self._get(reference), command)
        if command.cluster:
            for reference, value in self._named(command):
                self._keep(reference, value, command)
        self._refuse_elsewhere(command)

    def undo(self, leftovers: Leftovers) -> None:
        """Bring everything back, the latest change first; what cannot be is listed."""
        for reference, value in reversed(self.before.items()):
            try:
                self._bring_back(reference, value, leftovers)
            except ClusterError as error:
                leftovers.add(["delete" if value is None else "edit", *reference.arguments], str(error))

    def _keep(self, reference: Reference, value: dict[str, Any] | None, command: Command) -> None:
        if command.verb == "delete" and value is not None and self.before.get(reference, value) is not None:
            raise NotOursError(f"{reference.resource} {reference.name} was not made by this page, so it must stay")
        self.before.setdefault(reference, value)

    def _get(self, reference: Reference) -> dict[str, Any] | None:
        found = self._items(["get", *reference.arguments])
        return found[0] if found else None

    def _named(self, command: Command) -> Iterator[tuple[Reference, dict[str, Any] | None]]:
        """The objects that a command names, or selects."""
        names = [name for name in command.names if "=" not in name and ":" not in name and not name.endswith("-")]
        if command.verb in _OF_NODES_ALONE:
            names.insert(0, "nodes")
        selectors = [f"--{flag.name}={flag.value}" for flag in command.flags if flag.name in _SELECTING]
        items = self._items(["get", *names, *selectors])
        for item in items:
            yield _reference(item), item
        if not items and len(names) > 1:
            yield from ((Reference(names[0], name), None) for name in names[1:])

    def _items(self, arguments: Sequence[str]) -> list[dict[str, Any]]:
        answer = self.kubectl.get_json([*arguments, "--ignore-not-found"], limit=_LIMIT)
        self.kubectl.see_whether_it_is_there(answer)
        if answer.status:
            raise NotOursError(f"what this changes cannot be looked at before: {answer.last}")
        if not answer.text.startswith("{"):
            return []
        value = json.loads(answer.text)
        items: list[dict[str, Any]] = value["items"] if value.get("kind") == "List" else [value]
        return items

    def _refuse_elsewhere(self, command: Command) -> None:
        """Let what has no file change only namespaces that the page made."""
        if command.manifests or command.cluster:
            return
        for flag in command.flags:
            if flag.name == "namespace" and flag.value != OWN_NAMESPACE:
                made = Reference("namespace", flag.value)
                if self.before.get(made, made) is not None:
                    message = f"the namespace {flag.value} was not made by this page; change it with a manifest only"
                    raise NotOursError(message)

    def _bring_back(self, reference: Reference, value: dict[str, Any] | None, leftovers: Leftovers) -> None:
        if value is None:
            arguments = ["delete", *reference.arguments]
            options = ["--ignore-not-found", f"--timeout={REMOVAL:.0f}s"]
            answer = self.kubectl.run([*arguments, *options], limit=REMOVAL + 15)
            if answer.status and "NotFound" not in answer.text and "not found" not in answer.text:
                leftovers.add(arguments, f"{reference.resource} {reference.name} is not gone: {answer.last}")
            return
        wanted = _bare(value)
        now = self._get(reference)
        if now is not None and _bare(now) == wanted:
            return
        action = "replace" if now is not None else "create"
        answer = self.kubectl.run([action, "--filename=-"], limit=_LIMIT, data=json.dumps(wanted))
        if answer.status:
            leftovers.add(["edit", *reference.arguments], f"{reference.name} is not as it was: {answer.last}")


def _bare(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object without what the server writes itself."""
    metadata = {key: inner for key, inner in value["metadata"].items() if key not in _OF_SERVER}
    return {key: inner for key, inner in value.items() if key != "status"} | {"metadata": metadata}


def _namespace(value: Mapping[str, Any]) -> str:
    metadata = value.get("metadata")
    return str(metadata.get("namespace") or "") if isinstance(metadata, dict) else ""


def _reference(value: Mapping[str, Any]) -> Reference:
    metadata = value.get("metadata")
    name = str(metadata.get("name", "")) if isinstance(metadata, dict) else ""
    kind, group = str(value.get("kind", "")).lower(), str(value.get("apiVersion", "")).rpartition("/")[0]
    scope = "" if is_cluster_kind(value.get("kind")) else _namespace(value)
    return Reference(f"{kind}.{group}" if group else kind, name, scope)
