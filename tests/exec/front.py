"""An API server in front of the real one, which answers some requests otherwise."""

from __future__ import annotations

import ssl
import threading
from contextlib import closing, suppress
from http.client import HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane

    Otherwise = Callable[[str, str], tuple[int, bytes] | None]

FORBIDDEN = (
    403,
    b'{"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Forbidden", "code": 403, "message": "no"}',
)

KUBECONFIG = """\
apiVersion: v1
kind: Config
current-context: envtest
clusters: [{{name: front, cluster: {{server: "http://127.0.0.1:{port}"}}}}]
contexts: [{{name: envtest, context: {{cluster: front, user: front}}}}]
users: [{{name: front, user: {{}}}}]
"""


class Front:
    """Passes requests on to a control plane, as its administrator, for the length of a `with` statement.

    Args:
        plane: The control plane.
        otherwise: What to answer instead to a method and a path; None for what the control plane says.
    """

    def __init__(self, plane: ControlPlane, otherwise: Otherwise) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(plane, otherwise))
        self._server.daemon_threads = True
        self._server.block_on_close = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def write_kubeconfig(self, file: Path) -> None:
        """Write how to reach it."""
        file.write_text(KUBECONFIG.format(port=self._server.server_port), "utf-8")


def _handler(plane: ControlPlane, otherwise: Otherwise) -> type[BaseHTTPRequestHandler]:
    context = ssl.create_default_context(cafile=str(plane.authority))
    address = urlsplit(plane.client.url).netloc

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = otherwise(self.command, self.path)
            with suppress(OSError, HTTPException):  # who asked has lost patience
                if answer:
                    self.answer(answer[0], "application/json", [answer[1]])
                else:
                    self.pass_on(body)

        def answer(self, status: int, kind: str | None, parts: Iterable[bytes]) -> None:
            """Answer with what ends when the connection does: a watch has no length."""
            self.send_response(status)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Connection", "close")
            self.end_headers()
            for part in parts:
                self.wfile.write(part)
                self.wfile.flush()

        def pass_on(self, body: bytes) -> None:
            headers = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
            headers["Authorization"] = f"Bearer {plane.token}"
            with closing(HTTPSConnection(address, context=context, timeout=60)) as connection:
                connection.request(self.command, self.path, body or None, headers)
                found = connection.getresponse()
                self.answer(found.status, found.headers["Content-Type"], iter(lambda: found.read1(65536), b""))

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any  # noqa: N815 - the names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            del format, args

    return Handler
