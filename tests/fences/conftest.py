"""A project without MkDocs: examples, notes, and a converter for its pages."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import markdown
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: {name}
spec:
  containers:
    - name: main
      image: busybox:1.36
"""

TWO_OBJECTS = """\
# For the first.
---
# The first Pod.
apiVersion: v1
kind: Pod
metadata:
  name: first
spec:
  containers:
    - name: main
      image: busybox:1.36
---
# The second one
# has two lines of comment.
apiVersion: v1
kind: Pod
metadata:
  name: second
spec:
  containers:
    - name: main
      image: busybox:1.36
"""

SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
"""

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      nodeSelector:
        gpu: "true"
      containers:
        - name: agent
          image: agent:1.0
"""

BROKEN = """\
apiVersion: v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with examples and notes."""
    monkeypatch.chdir(tmp_path)
    examples, notes = tmp_path / "examples", tmp_path / "docs" / "notes"
    examples.mkdir()
    notes.mkdir(parents=True)
    (examples / "pod.yaml").write_text(POD.format(name="web"), "utf-8")
    (examples / "two.yaml").write_text(TWO_OBJECTS, "utf-8")
    (examples / "service.yaml").write_text(SERVICE, "utf-8")
    (examples / "daemonset.yaml").write_text(DAEMONSET, "utf-8")
    (examples / "broken.yaml").write_text(BROKEN, "utf-8")
    return tmp_path


class Rendered:
    """A page as HTML."""

    def __init__(self, html: str, toc: list[dict[str, Any]]) -> None:
        self.html = html
        self.toc = toc

    @property
    def text(self) -> str:
        return unescape(re.sub(r"<[^>]+>", "", self.html))

    @property
    def findings(self) -> list[str]:
        boxes = re.findall(r'<div class="kubeproof-finding.*?</div>', self.html, re.DOTALL)
        return [Rendered(box, []).text for box in boxes]

    def inside(self, tag: str) -> str:
        """Return the text of the first element that opens so."""
        name = tag.split(maxsplit=1)[0]
        found = re.search(rf"<{tag}[^>]*>(.*?)</{name}>", self.html, re.DOTALL)
        return Rendered(found[1], []).text if found else ""


@pytest.fixture
def render(project: Path) -> Callable[..., Rendered]:
    """Return a function that turns Markdown into HTML."""

    def rendered(text: str, *extensions: str, **settings: str) -> Rendered:
        converter = markdown.Markdown(
            extensions=["toc", "pymdownx.superfences", *extensions, "kubeproof.markdown_extension"],
            extension_configs={"kubeproof.markdown_extension": {"page": str(project / "docs/page.md"), **settings}},
        )
        return Rendered(converter.convert(text), getattr(converter, "toc_tokens", []))

    return rendered
