"""Small sites, built in process."""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

DEPLOYMENT = """\
apiVersion: apps/v1
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


TEMPLATE = """\
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor %}
{{ page.content }}
"""


class Site:
    """A site in a folder of its own."""

    def __init__(self, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.folder = folder
        self._caplog = caplog
        self.settings: dict[str, Any] = {
            "site_name": "Test",
            "theme": {"name": None, "custom_dir": "theme"},
            "plugins": [{"kubeproof": {}}],
            "markdown_extensions": [
                "admonition",
                "pymdownx.superfences",
                {"pymdownx.tabbed": {"alternate_style": True}},
            ],
            "exclude_docs": "/notes/",
        }

    def write(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def config(self, **settings: Any) -> MkDocsConfig:  # noqa: ANN401 - any setting
        self.write("mkdocs.yml", yaml.safe_dump(self.settings))
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / "site"), **settings)

    def build(self, config: MkDocsConfig | None = None, *, dirty: bool = False, **settings: Any) -> bool:  # noqa: ANN401 - any setting
        """Build the site; return whether a strict build has failed."""
        config = config or self.config(**settings)
        config.plugins.on_startup(command="build", dirty=dirty)
        self._caplog.clear()
        try:
            with self._caplog.at_level(logging.INFO, "mkdocs"):
                build(config, dirty=dirty)
        except Abort:
            return True
        return False

    @property
    def warnings(self) -> list[str]:
        return [record.getMessage() for record in self._caplog.records if record.levelno >= logging.WARNING]

    @property
    def log(self) -> str:
        return "\n".join(record.getMessage() for record in self._caplog.records)

    def html(self, page: str = "index.html") -> str:
        return (self.folder / "site" / page).read_text("utf-8")

    def text(self, page: str = "index.html") -> str:
        return unescape(re.sub(r"<[^>]+>", "", self.html(page)))


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Site:
    made = Site(tmp_path, caplog)
    made.write("theme/main.html", TEMPLATE)
    made.write("docs/index.md", "# Home\n")
    made.write("docs/notes/notes.md", "# Notes\n\n## Part\n\nWords, [home](../index.md).\n")
    made.write("examples/web.yaml", DEPLOYMENT)
    return made
