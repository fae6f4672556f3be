"""A real preview: `mkdocs serve` shows an example that was changed while it runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from tests.plugin.conftest import DEPLOYMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plugin.conftest import Site

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@contextmanager
def preview(site: Site) -> Iterator[str]:
    """Serve a site; the value is the address of its home page."""
    site.config()
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with (site.folder / "serve.log").open("wb") as output:
        server = subprocess.Popen(command, cwd=site.folder, stdout=output, stderr=output, env=dict(os.environ))
    try:
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(address: str, words: str, patience: float = PATIENCE) -> bool:
    """Return whether a page shows some words before patience ends."""
    end = time.monotonic() + patience
    while time.monotonic() <= end:
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
                if words in answer.read().decode():
                    return True
        except (URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(0.2)
    return False


def test_changed_examples_notes_and_nodes_are_shown(site: Site) -> None:
    site.settings["plugins"] = [{"kubeproof": {"notes": "notes"}}]
    nodes = "```placement\ndaemonset: agent.yaml\nnodes: clusters/nodes.yaml\n```\n"
    site.write("docs/index.md", f"```manifest\nweb.yaml\n```\n\n```notes\nother.md\n```\n\n{nodes}")
    site.write("examples/agent.yaml", DEPLOYMENT.replace("kind: Deployment", "kind: DaemonSet"))
    site.write("examples/clusters/nodes.yaml", "count: 3\n")
    site.write("notes/other.md", "# First words\n")
    with preview(site) as address:
        assert wait_for(address, "First words"), (site.folder / "serve.log").read_text()
        time.sleep(1.1)  # the server compares whole seconds on some file systems
        example = site.folder / "examples" / "web.yaml"
        site.write("examples/web.yaml", example.read_text().replace("1.27", "1.28"))
        assert wait_for(address, "nginx:1.28"), (site.folder / "serve.log").read_text()
        site.write("notes/other.md", "# Second words\n")
        assert wait_for(address, "Second words"), (site.folder / "serve.log").read_text()
        assert not wait_for(address, "node-7", patience=0)
        site.write("examples/clusters/nodes.yaml", "count: 7\n")
        assert wait_for(address, "node-7"), (site.folder / "serve.log").read_text()
