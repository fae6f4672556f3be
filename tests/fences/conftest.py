"""A project without MkDocs: examples, notes, and a converter for its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest

Convert = Callable[..., str]

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


@pytest.fixture
def convert(project: Path) -> Convert:
    """Return a function that turns Markdown into HTML."""

    def converted(text: str, *extensions: str, **settings: Any) -> str:  # noqa: ANN401 - any setting
        assert project.is_dir()
        converter = markdown.Markdown(
            extensions=["pymdownx.superfences", *extensions, "kubeproof.markdown_extension"],
            extension_configs={"kubeproof.markdown_extension": settings},
        )
        return converter.convert(text)

    return converted


def visible(html: str) -> str:
    """Return the text of HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def findings(html: str) -> list[str]:
    """Return the text of each finding that a page shows."""
    return [visible(box) for box in re.findall(r'<div class="kubeproof-finding.*?</div>', html, re.DOTALL)]
