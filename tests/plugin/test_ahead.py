"""A second process looks at the snippets of a large site first, and changes nothing but who looks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kubeproof import ahead, mkdocs_plugin
from kubeproof.ahead import Ahead
from kubeproof.check import inspect, snippet
from kubeproof.fences import audit

if TYPE_CHECKING:
    from tests.plugin.conftest import Site

    from kubeproof.fences.scanned import Scan
    from kubeproof.fences.site import Site as Checks
    from kubeproof.text.source import Source

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="needs Linux and two processors"
)

SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web-{0}
spec:
  selector:
    app: web
  ports:
    - port: 80
"""
BLOCKS = (
    SERVICE,
    "apiVersion: v1\nkind: DaemonSet\nmetadata:\n  name: agent-{0}\nspec:\n  template: {{}}\n",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod-{0}\nspec:\n  containers: 1\n  x: &a [*a]\n",
    "containers:\n  - name: c-{0}\n    imge: nginx\n",
    "a: {0}\nb: [\n",
    "# {0}\nkind: A\napiVersion: v1\n...\nkind: B\n",
)


WIDGET = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names: {{kind: Widget, plural: widgets}}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                size-{0}: {{type: integer}}
"""
OBJECT = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: w\nspec:\n  size-{0}: big\n"
ASKING = (
    f"```yaml skip\n{BLOCKS[2]}```\n",
    f'```yaml skip hl_lines="1 2" title="x"\n{SERVICE}```\n',
    f"<!-- kubeproof: expect KP301 -->\n\n```yaml\n{BLOCKS[3]}```\n",
    "- In a list:\n\n  ```yaml fix=off\n  containers:\n    - name: c-{0}\n      imge: nginx\n  ```\n",
    f"```yml wide\n{SERVICE}```\n",
    f"```yaml\n{WIDGET}```\n\n```yaml\n{OBJECT}```\n",
    f"```yaml\n{OBJECT}```\n",
    "```manifest\nweb.yaml\n```\n",
    "```notes\nnotes.md#part\n```\n",
    "```manifest\nmissing-{0}.yaml\n```\n",
    "```relations\nweb.yaml\n```\n",
    f"```yaml\n{SERVICE}",
)


def write_pages(site: Site, count: int = 60) -> None:
    for number in range(count):
        fences = "\n".join(f"```yaml\n{block.format(number)}```\n" for block in BLOCKS)
        site.write(f"docs/p{number:02}.md", f"---\ntitle: P\n---\n# Page {number}\n\n{fences}")


def write_asking_pages(site: Site) -> None:
    for number in range(60):
        site.write(f"docs/p{number:02}.md", f"# Page {number}\n\n{ASKING[number % len(ASKING)].format(number)}")


def built(site: Site) -> tuple[dict[str, str], list[str]]:
    inspect.cache_clear()
    snippet._examine.cache_clear()
    site.build()
    pages = {str(file): file.read_text("utf-8") for file in sorted((site.folder / "site").rglob("*.html"))}
    return pages, site.warnings


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note for each page that was asked for whether the second process knew it."""
    found: list[bool] = []
    asked = Ahead.look

    def noted(self: Ahead, source: Source, path: str, site: Checks) -> Scan:
        here = len(looked)
        scan = asked(self, source, path, site)
        found.append(len(looked) == here)
        return scan

    looked: list[str] = []

    def look(source: Source, path: str, site: Checks) -> Scan:
        looked.append(path)
        return audit.look(source, path, site)

    monkeypatch.setattr(Ahead, "look", noted)
    monkeypatch.setattr(ahead, "look", look)
    return found


def test_a_build_says_and_shows_the_same(site: Site, found: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(site)
    with_it = built(site)
    assert sum(found) > len(found) / 2
    assert multiprocessing.active_children() == []
    monkeypatch.setattr(mkdocs_plugin, "MANY", 1000)
    found.clear()
    assert built(site) == with_it
    assert not any(found)
    assert with_it[1]


def test_pages_that_ask_for_more_are_the_same_too(
    site: Site, found: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_asking_pages(site)
    with_it = built(site)
    assert all(found)
    monkeypatch.setattr(mkdocs_plugin, "MANY", 1000)
    found.clear()
    assert built(site) == with_it
    assert not any(found)
    assert {warning.split()[1] for warning in with_it[1]} >= {"KP002", "KP302"}


def test_the_first_process_loads_no_rules(site: Site) -> None:
    for number in range(60):
        site.write(f"docs/p{number:02}.md", f"```yaml\n{BLOCKS[number % 2].format(number)}```\n")
    site.config()
    program = (
        "import sys\nfrom mkdocs.__main__ import cli\ncli(['build', '--quiet'], standalone_mode=False)\n"
        "sys.exit('kubeproof.rules.engine' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=site.folder, check=False)
    assert done.returncode == 0


def test_few_pages_need_no_second_process(site: Site, found: list[bool]) -> None:
    write_pages(site, 3)
    built(site)
    assert found
    assert not any(found)


def test_the_second_process_may_go_away(site: Site, found: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(site)
    expected = built(site)
    start = Ahead.start

    def killed(self: Ahead) -> None:
        start(self)
        for process in multiprocessing.active_children():
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)

    monkeypatch.setattr(Ahead, "start", killed)
    found.clear()
    assert built(site) == expected
    assert not any(found)


def test_what_another_plugin_changes_is_looked_at_as_it_is(site: Site, found: list[bool]) -> None:
    write_pages(site)
    site.settings["hooks"] = ["hook.py"]
    site.write(
        "hook.py",
        "from mkdocs.plugins import event_priority\n\n\n@event_priority(200)\n"
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('containers: 1', 'containers: 2')\n",
    )
    pages, _ = built(site)
    assert found.count(False) == len(pages) - 1  # all but the first one, which has no snippet
    assert all("containers: 1" not in page for page in pages.values())
