"""The fences `yaml` and `manifest`: what they keep of an ordinary code block, and what they add."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
import pytest

import kubeproof

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fences.conftest import Rendered

    Render = Callable[..., Rendered]


def fence(body: str, header: str = "yaml") -> str:
    return f"```{header}\n{body}```\n"


def example(project: Path, name: str) -> str:
    return (project / "examples" / name).read_text("utf-8")


def test_a_right_snippet_is_an_ordinary_code_block(render: Render, project: Path) -> None:
    text = example(project, "pod.yaml")
    plain = markdown.markdown(fence(text), extensions=["pymdownx.superfences"])
    shown = render(fence(text)).html
    assert shown == plain


@pytest.mark.parametrize("language", ["yaml", "yml"])
def test_a_safe_repair_is_shown_said_and_folded_out(render: Render, project: Path, language: str) -> None:
    page = render(fence(example(project, "broken.yaml"), language))
    assert page.inside("code").startswith("apiVersion: apps/v1\nkind: Deployment\n")
    assert "apps/v1" in page.inside('p class="kubeproof-repair-line"')
    difference = page.inside("details")
    assert "-apiVersion: v1\n+apiVersion: apps/v1\n" in difference
    assert page.findings == []


def test_fix_off_shows_the_snippet_as_it_is_written(render: Render, project: Path) -> None:
    page = render(fence(example(project, "broken.yaml"), 'yaml fix="off"'))
    assert page.inside("code").startswith("apiVersion: v1\n")
    assert "kubeproof-repair" not in page.html
    (said,) = page.findings
    assert "line 1" in said
    assert "KP202" in said


def test_a_repair_to_look_at_is_suggested_and_not_made(render: Render, project: Path) -> None:
    text = example(project, "broken.yaml").replace("apiVersion: v1\n", "apiVersion: apps/v1\n")
    head, _, template = text.partition("template:")
    text = f"{head}template:{template.replace('app: web', 'app: wbe')}"
    (found,) = kubeproof.check(text)
    assert found.fix
    assert found.fix.applicability == "unsafe"
    page = render(fence(text))
    assert page.inside("code") == text
    assert len(page.findings) == page.html.count("kubeproof-repair--suggested") == 1
    assert "Not repaired here." in page.inside('p class="kubeproof-repair-line"')
    assert re.search(r"-\s+app: wbe\n\+\s+app: web\n", page.inside("details"))


def test_what_cannot_be_repaired_is_said_beside_the_snippet(render: Render, project: Path) -> None:
    text = example(project, "pod.yaml").replace("image: busybox:1.36", "image: [1]")
    (said,) = render(fence(text)).findings
    assert "line 8" in said
    assert "image" in said
    assert "KP302" in said


UNREADABLE = "apiVersion: v1\nkind: Pod\nmetadata: [\n"


def test_a_skipped_snippet_has_no_finding(render: Render) -> None:
    assert render(fence(UNREADABLE, 'yaml skip="a template"')).findings == []
    assert render("<!-- kubeproof: skip a template -->\n" + fence(UNREADABLE)).findings == []
    assert render(fence(UNREADABLE)).findings != []


def test_a_comment_before_a_fence_in_braces_is_heard(render: Render) -> None:
    page = render("<!-- kubeproof: skip a template -->\n" + fence(UNREADABLE, '{.yaml title="A template"}'))
    assert page.findings == []
    assert "A template" in page.text


@pytest.mark.parametrize(
    ("header", "body"),
    [("yaml", None), ("manifest", "pod.yaml\n"), ("{.yaml .wide}", None), ("{.manifest}", "pod.yaml\n")],
)
def test_title_line_numbers_and_highlighted_lines_work(
    render: Render, project: Path, header: str, body: str | None
) -> None:
    options = 'title="A Pod" linenums="5" hl_lines="2 6-7"'
    header = header.replace("}", f" {options}}}") if "}" in header else f"{header} {options}"
    page = render(fence(body or example(project, "pod.yaml"), header))
    assert page.inside('span class="filename"') == "A Pod"
    assert re.findall(r"<span class=\"normal\">\s*(\d+)", page.html)[0] == "5"
    assert page.html.count('<span class="hll">') == 3
    assert page.findings == []
    assert ("wide" in header) == ('class="wide ' in page.html)


def test_values_without_quotes_are_understood(render: Render) -> None:
    page = render(fence("pod.yaml\n", "manifest linenums=1"))
    assert "kind: Pod" in page.text
    assert "<table" in page.html


def test_a_fence_of_the_author_is_not_disturbed(project: Path) -> None:
    def format_it(source: str, *_arguments: object, **_keywords: object) -> str:
        return f"<aside>{source}</aside>"

    fences = [{"name": name, "class": name, "format": format_it} for name in ("mermaid", "yaml")]
    html = markdown.markdown(
        "```mermaid\ngraph LR\n```\n\n```yaml\na: 1\n```\n\n```manifest\npod.yaml\n```\n",
        extensions=["pymdownx.superfences", "kubeproof.markdown_extension"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )
    assert project.is_dir()
    assert "<aside>graph LR</aside>" in html
    assert "<aside>a: 1</aside>" in html
    assert "busybox" in html


@pytest.mark.parametrize(
    "extensions",
    [
        ["kubeproof.markdown_extension"],
        ["kubeproof.markdown_extension", "pymdownx.superfences"],
        ["kubeproof.markdown_extension", "fenced_code"],
        ["extra", "kubeproof.markdown_extension"],
    ],
)
def test_the_order_of_extensions_does_not_matter(project: Path, extensions: list[str]) -> None:
    assert project.is_dir()
    html = markdown.markdown("```manifest\npod.yaml\n```\n", extensions=extensions)
    assert 'class="highlight"' in html
    assert "busybox" in html


def test_an_object_is_shown_with_the_comments_before_it(render: Render) -> None:
    page = render(fence("two.yaml#Pod/second\n", "manifest"))
    lines = page.inside("code").split("\n")
    assert lines[:3] == ["# The second one", "# has two lines of comment.", "apiVersion: v1"]
    assert "first" not in page.text
    assert "---" not in page.text


@pytest.mark.parametrize(
    ("lines", "first", "count"), [("2-4", "kind: Pod", 3), ("4", "  name: web", 1), ("7-", "    -", 2)]
)
def test_lines_of_a_file_are_shown(render: Render, lines: str, first: str, count: int) -> None:
    shown = render(fence("pod.yaml\n", f'manifest lines="{lines}"')).inside("code").rstrip("\n").split("\n")
    assert shown[0].startswith(first)
    assert len(shown) == count


def test_a_manifest_is_shown_repaired(render: Render) -> None:
    page = render(fence("broken.yaml#Deployment/web\n", "manifest"))
    assert page.inside("code").startswith("apiVersion: apps/v1\n")
    assert "+apiVersion: apps/v1" in page.inside("details")


def test_a_finding_in_a_manifest_names_the_file_and_its_line(render: Render, project: Path) -> None:
    text = example(project, "two.yaml").replace("image: busybox:1.36", "image: [1]")
    (project / "examples" / "wrong.yaml").write_text(text, "utf-8")
    (said,) = render(fence("wrong.yaml#Pod/second\n", "manifest")).findings
    assert "examples/wrong.yaml, line 22" in said


def test_versions_that_accept_a_manifest_are_said(render: Render) -> None:
    page = "".join(render(fence("pod.yaml\n", "manifest")).html.split("\n"))
    assert "Accepted by Kubernetes 1.25-1.37" in page
    cut = "".join(render(fence("pod.yaml\n", 'manifest lines="1-2"')).html.split("\n"))
    assert "Accepted by" not in cut


def test_the_source_is_linked_if_its_address_is_known(render: Render) -> None:
    page = render(fence("pod.yaml\n", "manifest"), examples_url="https://git.example/blob/main/examples")
    assert 'href="https://git.example/blob/main/examples/pod.yaml"' in page.html
    assert "<a " not in render(fence("pod.yaml\n", "manifest")).html


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n\n    {}\n\n- more\n",
        "> a quote\n>\n> {}\n",
        "!!! note\n\n    {}\n",
        '=== "A tab"\n\n    {}\n\n=== "Another"\n\n    text\n',
        "!!! note\n\n    - a list\n\n        {}\n",
    ],
)
def test_fences_nest(render: Render, text: str) -> None:
    indent = re.search(r"^(.*)\{\}", text, re.MULTILINE)
    assert indent
    body = f"\n{indent[1]}".join(["```manifest", "broken.yaml", "```"])
    page = render(text.format(body), "admonition", "pymdownx.tabbed")
    assert page.inside("code").startswith("apiVersion: apps/v1\nkind: Deployment\n")
    assert "kubeproof-repair" in page.html
    assert "```" not in page.text


def test_annotations_stay_directly_below_their_block(render: Render) -> None:
    text = f"{fence('broken.yaml' + chr(10), 'manifest')}\n1. An annotation\n\nWords.\n"
    html = "".join(render(text, examples_url="https://git.example").html.split("\n"))
    order = [
        '<div class="highlight">',
        "</div><ol><li>An annotation",
        '<div class="kubeproof-snippet">',
        "Source:",
        "<p>Words.",
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    assert "kubeproof-repair" in html


def test_a_finding_counts_lines_as_the_page_does(render: Render, project: Path) -> None:
    text = example(project, "pod.yaml").replace("image: busybox:1.36", "image: [1]")
    (said,) = render(fence(text, 'yaml linenums="11"')).findings
    assert "line 18" in said


@pytest.mark.parametrize("prefix", ["", "    "])
def test_a_tab_in_yaml_is_seen(render: Render, prefix: str) -> None:
    lines = ['```yaml fix="off"', "apiVersion: v1", "kind: Namespace", "metadata:", "\tname: a", "```"]
    text = "- item\n\n" * bool(prefix) + "".join(f"{prefix}{line}\n" for line in lines)
    (said,) = render(text).findings
    assert "KP101" in said
    assert "line 4" in said
    assert render("```yaml\na: 1 #\tb\n```\n").findings == []


def test_what_was_repaired_is_one_line_with_its_words_as_code(render: Render, project: Path) -> None:
    html = render(fence(example(project, "broken.yaml"))).html
    assert "<strong>Repaired here.</strong> In the source: write <code>apiVersion: apps/v1</code>.</p>" in html


MISSING_VERSION = "kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: main\n      image: busybox\n"


def test_lines_are_pointed_out_where_a_repair_has_moved_them(render: Render) -> None:
    page = render(fence(MISSING_VERSION, 'yaml hl_lines="1 6-7"'))
    assert page.inside("code").startswith("apiVersion: v1\nkind: Pod\n")
    lit = [re.sub("<[^>]+>", "", each) for each in re.findall(r'<span class="hll">(.*?)\n</span>', page.html)]
    assert lit == ["kind: Pod", "    - name: main", "      image: busybox"]


def test_an_expected_mistake_is_shown_in_a_calm_box(render: Render, project: Path) -> None:
    page = render(fence(example(project, "broken.yaml"), 'yaml expect="KP202"'))
    assert page.findings == []
    assert page.inside("code").startswith("apiVersion: v1\n")
    assert "The API server refuses this: " in page.inside('div class="kubeproof-expected')
    assert "KP202" in page.inside('div class="kubeproof-expected')
