"""The builds of a preview: what has not changed is not looked at again, and what has is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build

from kubeproof.fences import memory
from kubeproof.fences.audit import look

if TYPE_CHECKING:
    from tests.plugin.conftest import Site

    from kubeproof.fences.scanned import Scan
    from kubeproof.fences.site import Site as Checks
    from kubeproof.text.source import Source

WRONG = "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {}\n```\n"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which pages are looked at."""
    looked: list[str] = []

    def noted(source: Source, path: str, site: Checks) -> Scan:
        looked.append(path.rpartition("/")[2])
        return look(source, path, site)

    monkeypatch.setattr(memory, "look", noted)
    return looked


def rebuild(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.clear()
    with caplog.at_level("INFO", "mkdocs"):
        build(site.config())


@pytest.fixture
def previewed(site: Site) -> Site:
    """A site with three pages whose preview is about to start."""
    site.write("docs/wrong.md", WRONG.format("a_b"))
    site.write("docs/right.md", WRONG.format("a"))
    site.write("docs/pulling.md", "```manifest\nweb.yaml\n```\n")
    site.config().plugins.on_startup(command="serve", dirty=False)
    return site


def test_only_what_may_have_changed_is_looked_at(
    previewed: Site, looked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    rebuild(previewed, caplog)
    assert sorted(looked) == ["index.md", "pulling.md", "right.md", "wrong.md"]
    first, pages = previewed.warnings, [previewed.html(f"{name}/index.html") for name in ("wrong", "right")]
    looked.clear()
    rebuild(previewed, caplog)
    assert looked == ["pulling.md"]
    assert previewed.warnings == first
    assert len(first) == 1
    assert [previewed.html(f"{name}/index.html") for name in ("wrong", "right")] == pages


def test_an_edited_page_is_looked_at(previewed: Site, looked: list[str], caplog: pytest.LogCaptureFixture) -> None:
    rebuild(previewed, caplog)
    looked.clear()
    previewed.write("docs/right.md", WRONG.format("c_d"))
    rebuild(previewed, caplog)
    assert sorted(looked) == ["pulling.md", "right.md"]
    assert sum("c_d" in warning for warning in previewed.warnings) == 1
    assert "c_d" in previewed.text("right/index.html")


def test_an_edited_example_is_seen(previewed: Site, looked: list[str], caplog: pytest.LogCaptureFixture) -> None:
    rebuild(previewed, caplog)
    previewed.write("examples/web.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: e_f\n")
    rebuild(previewed, caplog)
    assert any("e_f" in warning for warning in previewed.warnings)
    assert looked.count("pulling.md") == 2


def test_other_options_look_at_all_pages_again(
    previewed: Site, looked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    rebuild(previewed, caplog)
    looked.clear()
    previewed.settings["plugins"] = [{"kubeproof": {"kubernetes": ["1.30"]}}]
    rebuild(previewed, caplog)
    assert len(looked) == 4


def test_a_page_that_is_no_longer_text_is_told(
    previewed: Site, looked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    rebuild(previewed, caplog)
    for _ in range(2):
        previewed.write("docs/right.md", b"# Caf\xe9\n")
        rebuild(previewed, caplog)
        assert any("right.md" in warning and "UTF-8" in warning for warning in previewed.warnings)
    assert looked
