"""The settings of the Markdown extension, and what it learns of the page from whoever runs it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from kubeproof.markdown_extension import KubeproofExtension

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fences.conftest import Rendered

    Render = Callable[..., Rendered]

WRONG = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers: 1\n```\n"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"exmaples": "x"}, 'kubeproof has no setting "exmaples"; did you mean "examples"?'),
        ({"examples": [1]}, "kubeproof: examples: write one folder"),
        ({"kubernetes": 1.30}, 'write "1.30" in quotes'),
        ({"kubernetes": "1.2"}, "kubeproof: kubernetes: Kubernetes 1.2 is not known"),
        ({"crds": 3}, "kubeproof: crds: write a text, or a list of texts"),
        ({"crds": "nothing.yaml"}, "kubeproof: crds: nothing.yaml does not exist"),
        ({"ignore": "KP999"}, 'kubeproof: ignore: there is no rule "KP999"'),
    ],
)
def test_a_wrong_setting_is_explained(project: Path, settings: dict[str, Any], message: str) -> None:
    assert project.is_dir()
    with pytest.raises(ValueError, match="kubeproof") as raised:
        markdown.Markdown(extensions=[KubeproofExtension(**settings)])
    assert message in str(raised.value)


def test_settings_are_written_as_for_the_plugin(render: Render) -> None:
    assert render(WRONG, ignore="KP302").findings == []
    assert render(WRONG, select=["KP9"]).findings == []
    assert render("```manifest\npod.yaml\n```\n", kubernetes=1.36, crds=[], examples=None).findings == []
    assert len(render(WRONG, kubernetes=["1.25", "1.33-1.37"]).findings) == 1


class Context(Extension):
    """What Zensical tells of the page that is read."""

    def __init__(self, folder: Path, page: str) -> None:
        super().__init__()
        self._config = {"root_dir": str(folder), "docs_dir": "docs"}
        self._page = page

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        told: Any = Preprocessor(md)
        told.run = list
        told.config, told.page = self._config, SimpleNamespace(path=self._page)
        md.preprocessors.register(told, "rendering_context", 0)


def test_links_in_notes_lead_to_pages_when_zensical_builds_the_site(project: Path) -> None:
    (project / "docs" / "notes" / "links.md").write_text("# Links\n\n[home](../index.md)\n", "utf-8")
    text = "```notes\nlinks.md\n```\n"
    html = markdown.markdown(text, extensions=["kubeproof", Context(project, "deep/er/page.md")])
    assert 'href="../../index.md"' in html
