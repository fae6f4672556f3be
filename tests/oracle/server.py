"""The answer of a real API server to one document: a strict dry run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from tests.controlplane.client import Client, Json

DRY_RUN = "?dryRun=All&fieldValidation=Strict"
NAMESPACE = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
UNREADABLE = "the object provided is unrecognized"
CLUSTER = re.compile(  # what depends on the other objects of a cluster
    r"no PriorityClass with name|RuntimeClass .* not found|exceeded quota|because it is being terminated"
    r"|unable to find a serviceaccount|not found, role|validating webhook|Priority .* is not allowed"
    r"|provided IP is already allocated|provided port is already allocated|range is full"
    r"|when serviceAccountName is not set"  # an admission plug-in sets it
    r"|it is not allowed to bind|is currently being deleted"
    r"|the namespace sent on the request"  # what it is cannot always be seen
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the server said.

    Attributes:
        word: `valid`, `invalid`, `unparsable`, `unknown-kind`, or `depends` on what else the cluster holds.
        message: The server's words.
        causes: Each single cause: field, reason and message.
    """

    word: str
    message: str = ""
    causes: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Server:
    """A server that is asked; it makes the namespaces that documents name.

    Args:
        client: The administrator's.
    """

    client: Client
    _resources: dict[tuple[str, str], tuple[str, bool]] = field(init=False)
    _namespaces: set[str] = field(init=False, default_factory=lambda: {"default"})

    def __post_init__(self) -> None:
        groups = self.client.call("GET", "/apis").value["groups"]
        versions = [version["groupVersion"] for group in groups for version in group["versions"]]
        self._resources = {}
        for prefix, version in [("/api/v1", "v1"), *((f"/apis/{each}", each) for each in versions)]:
            for resource in self.client.call("GET", prefix).value["resources"]:
                if "/" not in resource["name"] and "create" in resource["verbs"]:
                    self._resources[version, resource["kind"]] = (
                        f"{prefix}/{resource['name']}",
                        resource["namespaced"],
                    )

    def judge(self, text: str) -> Verdict:
        """Ask about one document.

        Args:
            text: YAML as its author wrote it.
        """
        document = loaded(text) or spelled(text)
        if not isinstance(document, dict):
            return Verdict("unparsable", "not an object")
        version, kind = document.get("apiVersion"), document.get("kind")
        known = isinstance(version, str) and isinstance(kind, str) and self._resources.get((version, kind))
        if not known:
            return Verdict("unknown-kind", f"no {kind} in {version}")
        path, namespaced = known
        if namespaced:
            path = self._in_namespace(path, document)
        return self._verdict(text, path)

    def _in_namespace(self, path: str, document: Json) -> str:
        metadata = document.get("metadata")
        name = metadata.get("namespace") if isinstance(metadata, dict) else None
        if not isinstance(name, str) or not NAMESPACE.fullmatch(name):
            name = "default"
        if name not in self._namespaces:
            namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
            self.client.call("POST", "/api/v1/namespaces", namespace)
            self._namespaces.add(name)
        start, _, resource = path.rpartition("/")
        return f"{start}/namespaces/{name}/{resource}"

    def _verdict(self, text: str, path: str) -> Verdict:
        try:
            answer = self.client.call("POST", path + DRY_RUN, text)
        except ConnectionResetError:  # the server stumbled over it (it recovers) and said nothing
            return Verdict("depends", "no answer")
        if answer.good or answer.status == HTTPStatus.CONFLICT:  # validation comes before the name is looked up
            return Verdict("valid")
        message: str = answer.value.get("message", "")
        if CLUSTER.search(message):
            return Verdict("depends", message)
        unparsable = UNREADABLE in message or ("yaml:" in message and "strict" not in message)
        details = answer.value.get("details") or {}
        causes = tuple(
            (each.get("field", ""), each.get("reason", ""), each.get("message", ""))
            for each in details.get("causes", ())
        )
        return Verdict("unparsable" if unparsable else "invalid", message, causes)


def loaded(text: str) -> Any:  # noqa: ANN401 - any YAML value
    """The document's values, or None; only its kind, version and namespace matter here."""
    try:
        return yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError):
        return None


def spelled(text: str) -> Json:
    """The kind and version of a text that Python cannot load; Go may read it all the same."""
    lines = re.findall(r"(?m)^[\"']?(apiVersion|kind)[\"']?:[ \t]+[\"']?([\w./]+)", text)
    return dict(lines)
