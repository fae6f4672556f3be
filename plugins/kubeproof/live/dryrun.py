"""Strict dry runs on a server: it validates an object as if it were created, and keeps nothing."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kubeproof.live.kubectl import ClusterError, Kubectl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kubeproof.live.target import Target

_LIMIT = 30.0
_TROUBLE = (http.client.TOO_MANY_REQUESTS, http.client.BAD_GATEWAY, http.client.SERVICE_UNAVAILABLE, 504)
_OPTIONS = "dryRun=All&fieldValidation=Strict&fieldManager=kubeproof"


class _Connection(http.client.HTTPConnection):
    """HTTP through a socket that nobody else can open."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=_LIMIT)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_LIMIT)
        self.sock.connect(str(self._path))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said: the HTTP status and the object, or the Status that explains a refusal."""

    status: int
    value: Mapping[str, Any]

    @property
    def message(self) -> str:
        """The explanation."""
        return str(self.value.get("message", ""))


@dataclass(frozen=True, slots=True)
class Server:
    """A server, reached through `kubectl proxy`, which knows every way to prove who one is; safe for threads."""

    path: Path
    context: str
    _local: threading.local = field(default_factory=threading.local)
    _known: dict[str, Mapping[str, tuple[str, bool]]] = field(default_factory=dict)

    def send(self, method: str, path: str, body: str | None = None) -> Reply:
        """Send one request.

        Raises:
            ClusterError: there is no answer.
        """
        try:
            reply = self._send(method, path, body)
        except TimeoutError as error:
            raise ClusterError(f"the cluster {self.context} does not answer within {_LIMIT:.0f} s") from error
        except (OSError, http.client.HTTPException):  # a connection that was idle for too long
            self._local.connection = None
            reply = self._send_again(method, path, body)
        of_proxy = reply.status == http.client.INTERNAL_SERVER_ERROR and "kind" not in reply.value
        if of_proxy or reply.status in _TROUBLE:
            raise ClusterError(f"the cluster {self.context} does not answer: {reply.message or reply.status}")
        return reply

    def version(self) -> str:
        """Its minor version, such as `1.36`.

        Raises:
            ClusterError: it does not say it.
        """
        reply = self.send("GET", "/version")
        minor = "".join(letter for letter in str(reply.value.get("minor", "")) if letter.isdigit())
        if not minor:
            raise ClusterError(f"the cluster {self.context} does not say its version: {reply.message or reply.status}")
        return f"{reply.value.get('major', '1')}.{minor}"

    def resource(self, api_version: str, kind: str) -> tuple[str, bool] | None:
        """The path of a kind's objects, and whether they have a namespace; None if it is not served."""
        if api_version not in self._known:
            root = quote(f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}")
            reply = self.send("GET", root)
            listed = reply.value.get("resources") or () if reply.status < http.client.BAD_REQUEST else ()
            self._known[api_version] = {
                each["kind"]: (f"{root}/{{}}{each['name']}", each["namespaced"])
                for each in listed
                if "/" not in each["name"] and "create" in each.get("verbs", ())
            }
        return self._known[api_version].get(kind)

    def serves(self, api_version: str) -> bool:
        """Whether it serves anything of an API version."""
        self.resource(api_version, "")
        return bool(self._known[api_version])

    def dry_run(self, value: Mapping[str, Any], text: str) -> Reply | None:
        """Ask what would come of creating an object; None if its kind is not served.

        Args:
            value: the object.
            text: the same as it is written, in YAML or JSON.

        Raises:
            ClusterError: there is no answer.
        """
        found = self.resource(str(value.get("apiVersion")), str(value.get("kind")))
        if found is None:
            return None
        path, namespaced = found
        reply = self.send("POST", _path(path, value, namespaced=namespaced), text)
        if reply.status == http.client.NOT_FOUND and "namespaces" in reply.message:
            # It was decoded strictly before the namespace was looked for; the rest is judged in one that is there.
            elsewhere = dict(value) | {"metadata": dict(value["metadata"]) | {"namespace": "default"}}
            reply = self.send("POST", _path(path, elsewhere, namespaced=True), json.dumps(elsewhere))
        return reply

    def _send_again(self, method: str, path: str, body: str | None) -> Reply:
        try:
            return self._send(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            raise ClusterError(f"the cluster {self.context} does not answer: {error}") from error

    def _send(self, method: str, path: str, body: str | None) -> Reply:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _Connection(self.path)
        headers = {"Accept": "application/json"} | ({"Content-Type": "application/yaml"} if body is not None else {})
        connection.request(method, path, body.encode() if body is not None else None, headers)
        answer = connection.getresponse()
        data = answer.read()
        value = json.loads(data) if data.startswith(b"{") else {"message": data.decode(errors="replace").strip()}
        return Reply(answer.status, value)


@contextmanager
def served(target: Target) -> Iterator[Server]:
    """A server for dry runs, as long as it is used.

    Raises:
        ClusterError: it cannot be reached.
    """
    if not hasattr(socket, "AF_UNIX"):
        raise ClusterError("this system has no sockets of the kind that is needed; use WSL")
    path = target.folder / "proxy.sock"
    command = [target.kubectl, "proxy", f"--unix-socket={path}"]
    environment = Kubectl(target).environment
    with subprocess.Popen(  # noqa: S603 - arguments, no shell
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            _wait_for(path, process, target)
            server = Server(path, target.context)
            server.version()
            yield server
        finally:
            process.kill()


def _wait_for(path: Path, process: subprocess.Popen[bytes], target: Target) -> None:
    limit = time.monotonic() + _LIMIT
    while not path.exists():
        if process.poll() is not None or time.monotonic() > limit:
            process.kill()
            said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
            raise ClusterError(f"kubectl proxy does not start: {target.hidden.without(said) or 'it does not say why'}")
        time.sleep(0.02)


def _path(form: str, value: Mapping[str, Any], *, namespaced: bool) -> str:
    metadata = value.get("metadata")
    own = metadata.get("namespace") if isinstance(metadata, dict) else None
    namespace = own if isinstance(own, str) and own.replace("-", "").isalnum() else "default"
    return form.format(f"namespaces/{namespace}/" if namespaced else "") + f"?{_OPTIONS}"
