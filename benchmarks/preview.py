"""What the builds of a preview spend in Kubeproof: `python benchmarks/preview.py SITE`, in a process of its own.

Counted are all events of the plugin, its steps in Python-Markdown and its fences, less what would be done in any case,
with superfences' code blocks and MkDocs' reading of pages, less the garbage collections that happen to fall into this
time, and less what the clock itself takes.
"""

from __future__ import annotations

import gc
import logging
import statistics
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File
from pymdownx import superfences as theirs

from kubeproof import markdown_extension, mkdocs_plugin
from kubeproof.fences import superfences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

EDIT = "\nEdited: {0}.\n\n```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: edited-{0}\n```\n"


class Clock:
    """The time spent in some functions, without what they spend in those that are not counted."""

    def __init__(self) -> None:
        self.spent = 0.0
        self.calls = 0
        self._inner: list[float] = []
        self._collecting = 0.0
        gc.callbacks.append(self._collected)

    def follow(self, owner: Any, name: str, *, counted: bool = True) -> None:  # noqa: ANN401 - a class or a module
        """Measure a function from now on."""
        function = getattr(owner, name)

        def measured(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function
            self.calls += 1
            self._inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                took = time.perf_counter() - start
                own = took - self._inner.pop()
                self.spent += own if counted else 0
                self._pass(took)

        setattr(owner, name, measured)

    def overhead(self) -> float:
        """Return what the clock adds to the time of a function with each call of another one inside it."""
        calls, idle = 20_000, SimpleNamespace(nothing=lambda: None)
        idle.all = lambda: [idle.nothing() for _ in range(calls)]
        plain = time.perf_counter()
        idle.all()
        plain = time.perf_counter() - plain
        self.follow(idle, "nothing", counted=False)
        self.follow(idle, "all")
        self.spent = 0.0
        idle.all()
        return max(self.spent - plain, 0.0) / calls

    def _pass(self, took: float) -> None:
        if self._inner:
            self._inner[-1] += took

    def _collected(self, phase: str, _info: Mapping[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
        else:
            self._pass(time.perf_counter() - self._collecting)


def followed() -> Clock:
    """Return a clock of all that Kubeproof does in a build."""
    clock = Clock()
    plugin, extension = mkdocs_plugin.KubeproofPlugin, markdown_extension.KubeproofExtension
    for name in [name for name in vars(plugin) if name.startswith("on_") and name != "on_startup"]:
        clock.follow(plugin, name)
    for step in [each for each in vars(markdown_extension).values() if hasattr(each, "run")]:
        clock.follow(step, "run")
    for name in ("__init__", "extendMarkdown", "reset"):
        clock.follow(extension, name)
    for name in ("_format", "_validate"):
        clock.follow(superfences, name)
    for name in ("content_string", "content_bytes"):  # MkDocs would read the page in any case
        getter = SimpleNamespace(get=getattr(File, name).fget)
        clock.follow(getter, "get", counted=False)
        setattr(File, name, property(getter.get))
    clock.follow(theirs, "highlight_validator", counted=False)
    clock.follow(theirs.SuperFencesBlockPreprocessor, "highlight", counted=False)
    return clock


def main(folder: Path, rounds: int = 5) -> None:
    """Build the site, then again and again after an edit of one page, and print the median of these in milliseconds."""
    logging.disable(logging.WARNING)
    clock, overhead, page = followed(), Clock().overhead(), folder / "docs" / "pages" / "007.md"
    written, times = page.read_text("utf-8"), []
    configuration(folder).plugins.on_startup(command="serve", dirty=False)
    build(configuration(folder))
    for number in range(rounds):
        page.write_text(written + EDIT.format(number), "utf-8")
        config = configuration(folder)
        clock.spent, clock.calls = 0.0, 0
        build(config)
        times.append(clock.spent - clock.calls * overhead)
    page.write_text(written, "utf-8")
    print(f"{statistics.median(times) * 1000:.0f}")


def configuration(folder: Path) -> MkDocsConfig:
    """Return what MkDocs reads for each build; it keeps the plugin."""
    return load_config(str(folder / "with.yml"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
