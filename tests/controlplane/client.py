"""Requests to the API server as the administrator, on connections that stay open: hundreds a second."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LIMIT = 30.0  # seconds for one answer

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: the HTTP status and the object, or the Status that explains a refusal."""

    status: int
    value: Json

    @property
    def good(self) -> bool:
        return self.status < http.HTTPStatus.MULTIPLE_CHOICES


@dataclass(frozen=True, slots=True)
class Client:
    """One connection for each thread that calls.

    Args:
        url: The server's address.
        token: The bearer token to present.
        authority: The certificate that signed the server's; read at the first call.
    """

    url: str
    token: str
    authority: Path
    _local: threading.local = field(default_factory=threading.local)
    _opened: list[http.client.HTTPSConnection] = field(default_factory=list)

    def call(self, method: str, path: str, body: Mapping[str, Any] | str | None = None) -> Answer:
        """Send one request.

        Args:
            method: The HTTP method.
            path: The path and query, from `/api` on.
            body: An object, or YAML as its author wrote it.

        Raises:
            OSError: When there is no answer.
        """
        try:
            return self._send(method, path, body)
        except ConnectionResetError:  # the server closes a connection that has been idle for 90 seconds
            return self._send(method, path, body)

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in self._opened:
            connection.close()

    def _send(self, method: str, path: str, body: Mapping[str, Any] | str | None) -> Answer:
        connection = self._connection()
        try:
            connection.request(method, path, encoded(body), self._headers(body))
            answer = connection.getresponse()
            return Answer(answer.status, decoded(answer.read()))
        except OSError:
            connection.close()  # the next request opens it again
            raise

    def _connection(self) -> http.client.HTTPSConnection:
        if not hasattr(self._local, "connection"):
            context = ssl.create_default_context(cafile=str(self.authority))
            server = urlsplit(self.url).netloc
            self._local.connection = http.client.HTTPSConnection(server, context=context, timeout=LIMIT)
            self._opened.append(self._local.connection)
        connection: http.client.HTTPSConnection = self._local.connection
        return connection

    def _headers(self, body: Mapping[str, Any] | str | None) -> dict[str, str]:
        content = "application/yaml" if isinstance(body, str) else "application/json"
        return {"Authorization": f"Bearer {self.token}", "Content-Type": content, "Accept": "application/json"}


def encoded(body: Mapping[str, Any] | str | None) -> bytes | None:
    if body is None:
        return None
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def decoded(data: bytes) -> Json:
    """Read an object; the health checks answer with a word."""
    if not data.startswith(b"{"):
        return {"message": data.decode(errors="replace")}
    value: Json = json.loads(data)
    return value
