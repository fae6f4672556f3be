"""A page of whose YAML there is nothing to say looks the same whether superfences shows it alone or we do."""

from __future__ import annotations

import markdown
import pytest

from kubeproof.fences.ready import ready
from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

YAML = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"
PLAIN = [
    f"# A\n\n```yaml\n{YAML}```\n",
    f"~~~yaml\n{YAML}~~~\n\n```\nplain\n```\n\n```python\nx = {{}}\n```\n",
    f"Words.\n```yaml\n{YAML}``` \nMore.\n",
    "No fence.\n",
    "1. a\n\n```yaml\na: 1\n\nb: 2\n```\n",
]
OTHERS = [
    f"```yml\n{YAML}```\n",
    f"```.yaml\n{YAML}```\n",
    f"```` yaml\n{YAML}````\n",
    f"```yaml\n{YAML}````\n",
    f"```yaml title=x\n{YAML}```\n",
    f"``` {{.yaml .wide}}\n{YAML}```\n",
    f"<!-- kubeproof: skip -->\n```yaml\n{YAML}```\n",
    f"<!--\n```yaml\n{YAML}```\n-->\n",
    f"```yaml\n{YAML}  ```\n```\n",
    f"```yaml\n{YAML}\n\n```\n",
    f"```yaml\n\n{YAML}```\n",
    "```yaml\n```\n",
    f"~~~yaml\n{YAML}# ```\n~~~\n",
    "- a\n\n    ```yaml\n    a: b\n    ```\n",
    "> ```yaml\n> a: b\n> ```\n",
    f"A `` ```yaml `` in words.\n\n```yaml\n{YAML}```\n",
]


def html(text: str, *, known: bool) -> str:
    bodies = frozenset(fence.block.text[:-1] for fence in fences(Source(text)))
    settings = {"kubeproof": {"clean": lambda: bodies if known else frozenset()}}
    return markdown.markdown(text, extensions=["kubeproof", "pymdownx.highlight"], extension_configs=settings)


@pytest.mark.parametrize("text", [*PLAIN, *OTHERS])
def test_the_page_is_the_same(text: str) -> None:
    assert html(text, known=True) == html(text, known=False)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_written_in_the_usual_way_is_left_to_superfences(text: str) -> None:
    page = ready(text)
    assert page is not None
    assert page.yaml is not None


@pytest.mark.parametrize("text", OTHERS)
def test_what_may_be_understood_differently_is_not(text: str) -> None:
    page = ready(text)
    assert page is None or page.yaml is None


@pytest.mark.parametrize("text", [f"```yaml\n{YAML}", "```manifest\nweb.yaml\n```\n", "```notes\na.md\n```\n"])
def test_what_needs_more_is_not(text: str) -> None:
    assert ready(text) is None


def test_wrong_yaml_is_not_left_to_superfences() -> None:
    text = "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a_b\n```\n"
    assert "kubeproof-finding" in html(text, known=False)
