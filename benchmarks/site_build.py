"""A Material site of 400 pages with 2,400 YAML fences that are right, built with and without the plugin."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from itertools import islice
from pathlib import Path

import corpus
import measure

import kubeproof

PAGES = 400
FENCES = 6
WORDS = "A manifest says what shall be. The cluster compares that with what is, and acts until both are the same. "
SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [search%s]
markdown_extensions:
  - admonition
  - pymdownx.highlight
  - pymdownx.superfences
"""


def report(folder: Path, rounds: int) -> None:
    """Print how long the builds take."""
    write(folder)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    times: dict[str, list[float]] = {"without": [], "with": []}
    for _ in range(rounds):
        for name, taken in times.items():
            taken.append(measure.seconds(build(folder, name), environment, folder))
            shutil.rmtree(folder / "site")
    without, plugin = (statistics.median(each) for each in times.values())
    print(f"\n| {PAGES} pages, {PAGES * FENCES:,} fences | without the plugin | with it | slower by |")
    print("|---|--:|--:|--:|")
    print(f"| site build | {without:.1f} s | {plugin:.1f} s | {(plugin / without - 1) * 100:.1f} % |")
    command = [sys.executable, str(Path(__file__).with_name("preview.py")), str(folder)]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    print(f"\nAfter an edit, a build of a preview spends {said.strip()} ms in Kubeproof.")


def build(folder: Path, name: str) -> list[str]:
    """Return the command that builds the site."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / f"{name}.yml")]


def write(folder: Path) -> None:
    """Write the pages and the settings of both sites."""
    docs = folder / "docs"
    (docs / "pages").mkdir(parents=True)
    (folder / "examples").mkdir()
    manifests = (text for text in corpus.manifests() if is_right(text))  # as `mkdocs build --strict` wants them
    for number in range(PAGES):
        fences = (
            f"## Step {step}\n\n{WORDS * 3}\n\n```yaml\n{text.rstrip()}\n```\n"
            for step, text in enumerate(islice(manifests, FENCES), 1)
        )
        (docs / "pages" / f"{number:03}.md").write_text(f"# Page {number}\n\n" + "\n".join(fences), encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "without.yml").write_text(SETTINGS % "", encoding="utf-8")
    (folder / "with.yml").write_text(SETTINGS % ", kubeproof", encoding="utf-8")


def is_right(text: str) -> bool:
    """Return whether there is nothing to say about a manifest on a page."""
    return not kubeproof.check(f"```yaml\n{text.rstrip()}\n```\n", path="page.md")
