"""The fence `notes`: sections, their headings, lists, links and YAML, at any place of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fences.conftest import Rendered

    Render = Callable[..., Rendered]

NOTES = """\
---
title: Not shown
---
# The notes

## First part

Words of the first part, see [the guide](../guide/start.md#here), [second](#second-part), [ref] and
![a picture](pictures/one.png "title").

`[not](../moved.md)` and

```markdown
## Not a heading
[neither](../moved.md)
```

    [nor](../this.md)

### Below it

More words.

## What's *new* in `v1`?

A heading with signs.

## Again

One.

## Again

Two.

Underlined
----------

Three.

[ref]: ../reference.md
"""


@pytest.fixture(autouse=True)
def notes(project: Path) -> Path:
    file = project / "docs" / "notes" / "notes.md"
    file.write_text(NOTES, "utf-8")
    return file


def include(reference: str, header: str = "notes") -> str:
    return f"```{header}\n{reference}\n```\n"


def flat(tokens: list[dict[str, Any]]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for token in tokens:
        found += [(token["level"], token["id"]), *flat(token["children"])]
    return found


def test_a_section_is_in_the_table_of_contents_below_its_heading(render: Render) -> None:
    page = render("# Page\n\n## Chapter\n\n" + include("notes.md#first-part") + "\n## Next\n")
    assert flat(page.toc) == [(1, "page"), (2, "chapter"), (3, "first-part"), (4, "below-it"), (2, "next")]
    assert "More words." in page.text
    assert "A heading with signs." not in page.text


def test_without_its_own_heading_the_section_belongs_to_the_heading_above(render: Render) -> None:
    page = render("# Page\n\n" + include("notes.md#first-part", 'notes heading="off"'))
    assert flat(page.toc) == [(1, "page"), (2, "below-it")]


def test_a_page_without_headings_counts_as_one_with_a_title(render: Render) -> None:
    assert flat(render(include("notes.md#below-it")).toc) == [(2, "below-it")]


def test_a_whole_file_comes_without_its_front_matter(render: Render) -> None:
    page = render("# Page\n\n" + include("notes.md"))
    assert flat(page.toc)[:3] == [(1, "page"), (2, "the-notes"), (3, "first-part")]
    assert "Not shown" not in page.text


@pytest.mark.parametrize(
    ("slug", "words"),
    [("whats-new-in-v1", "A heading with signs."), ("again", "One."), ("again_1", "Two."), ("underlined", "Three.")],
)
def test_headings_are_named_as_in_links(render: Render, slug: str, words: str) -> None:
    page = render(include(f"notes.md#{slug}"))
    assert page.findings == []
    assert words in page.text


def test_links_are_rewritten_but_not_in_code(render: Render) -> None:
    html = render(include("notes.md#first-part")).html
    assert 'href="guide/start.md#here"' in html
    assert 'href="#second-part"' in html
    assert 'src="notes/pictures/one.png"' in html
    assert 'href="reference.md"' in html
    assert "<code>[not](../moved.md)</code>" in html
    assert "[neither](../moved.md)" in html.replace("</span>", "").replace("<span>", "").replace(
        '<span class="p">', ""
    ).replace('<span class="nt">', "").replace('<span class="na">', "")
    assert "[nor](../this.md)" in html


def test_code_that_reaches_over_lines_is_code(render: Render, notes: Path) -> None:
    notes.write_text("# A\n\nOne `a\n[code](../b.md)` [link](../c.md).\n\n- a tick `\n- [d](../d.md) `\n", "utf-8")
    html = render(include("notes.md")).html
    assert "[code](../b.md)</code>" in html
    assert 'href="c.md"' in html
    assert 'href="d.md"' in html


def test_links_are_seen_from_the_page_that_shows_them(render: Render, project: Path) -> None:
    html = render(include("notes.md#first-part"), page=str(project / "docs" / "deep" / "er" / "page.md")).html
    assert 'href="../../guide/start.md#here"' in html


def test_links_stay_if_the_page_is_not_known(render: Render) -> None:
    assert 'href="../guide/start.md#here"' in render(include("notes.md#first-part"), page="").html


@pytest.mark.parametrize("extension", ["admonition", "pymdownx.details", "pymdownx.tabbed"])
def test_a_section_nests(render: Render, extension: str) -> None:
    opening = {"admonition": "!!! note", "pymdownx.details": "??? note", "pymdownx.tabbed": '=== "Tab"'}[extension]
    body = include("notes.md#first-part").replace("\n", "\n    ").rstrip()
    page = render(f"# Page\n\n{opening}\n\n    {body}\n\nAfter.\n", extension)
    assert flat(page.toc) == [(1, "page"), (2, "first-part"), (3, "below-it")]
    assert page.html.index("More words.") < page.html.rindex("</div>" if "details" not in extension else "</details>")
    assert page.html.rstrip().endswith("<p>After.</p>")


@pytest.mark.parametrize("text", ["- item\n\n    {}\n", "> {}\n", "-   > {}\n"])
def test_a_section_nests_in_lists_and_quotes(render: Render, text: str) -> None:
    prefix = text.rpartition("\n\n")[2].partition("{")[0]
    rest = prefix.replace("-", " ")
    body = include("notes.md#below-it").rstrip().replace("\n", "\n" + rest)
    page = render(text.format(body))
    assert page.inside("blockquote" if ">" in text else "ul").strip().endswith("More words.")


def test_lists_keep_their_nesting_in_two_columns(render: Render, notes: Path) -> None:
    notes.write_text("# A\n\n* one\n  * inner\n    more\n\n  paragraph\n\n* two\n  1. deep\n     - deeper\n", "utf-8")
    html = "".join(render(include("notes.md")).html.split())
    assert "<ul><li>inner" in html
    assert "<ol><li>deep<ul><li>deeper</li></ul></li></ol>" in html
    assert html.count("<ul>") == 3


def test_yaml_in_notes_is_shown_repaired(render: Render, project: Path, notes: Path) -> None:
    broken = (project / "examples" / "broken.yaml").read_text("utf-8")
    notes.write_text(f"# A\n\n```yaml\n{broken}```\n", "utf-8")
    page = render(include("notes.md#a"))
    assert page.inside("code").startswith("apiVersion: apps/v1\n")
    assert "kubeproof-repair" in page.html


def test_notes_pull_in_notes_and_manifests(render: Render, project: Path, notes: Path) -> None:
    notes.write_text("# A\n\n```notes\nsub/other.md#b\n```\n\n```manifest\npod.yaml\n```\n", "utf-8")
    (notes.parent / "sub").mkdir()
    (notes.parent / "sub" / "other.md").write_text("# B\n\n[link](../../x.md)\n", "utf-8")
    assert project.is_dir()
    page = render("# Page\n\n" + include("notes.md#a"))
    assert flat(page.toc) == [(1, "page"), (2, "a"), (3, "b")]
    assert 'href="x.md"' in page.html
    assert "kind: Pod" in page.text


def test_a_section_that_includes_itself_is_a_finding(render: Render, notes: Path) -> None:
    notes.write_text("# A\n\nWords.\n\n```notes\nother.md\n```\n", "utf-8")
    (notes.parent / "other.md").write_text("# B\n\n```notes\nnotes.md#a\n```\n", "utf-8")
    page = render(include("notes.md#a"))
    (said,) = page.findings
    assert "KP007" in said
    assert "notes.md#a -> other.md -> notes.md#a" in said
    assert page.text.count("Words.") == 1


def test_sections_that_multiply_end(render: Render, notes: Path) -> None:
    for number in range(1, 12):
        body = "".join(include(f"n{number + 1}.md") + "\n" for _ in range(4))
        (notes.parent / f"n{number}.md").write_text(f"# N\n\n{body}", "utf-8")
    (notes.parent / "n12.md").write_text("# End\n", "utf-8")
    assert any("KP007" in said for said in render(include("n1.md")).findings)


def test_a_fence_that_is_shown_as_an_example_stays(render: Render) -> None:
    page = render(
        "````markdown\n" + include("notes.md#first-part") + "````\n\n    " + include("x.md").replace("\n", "\n    ")
    )
    assert "Words of the first part" not in page.text
    assert "notes.md#first-part" in page.text
    assert "x.md" in page.text
    assert page.findings == []


def test_tabs_in_notes_are_columns_but_not_in_yaml(render: Render, notes: Path) -> None:
    notes.write_text('# A\n\n- one\n\t- inner\n\n```yaml fix="off"\nkind: Pod\nspec:\n\ta: 1\n```\n', "utf-8")
    page = render(include("notes.md"))
    assert "<ul><li>inner" in "".join(page.html.split())
    (said,) = page.findings
    assert "KP101" in said


@pytest.mark.parametrize("opening", ["[^1]: A footnote.", "Term\n:   A definition.", "1.  An item.", '=== "Tab"'])
def test_a_section_stands_in_whatever_is_indented(render: Render, opening: str) -> None:
    body = include("notes.md#below-it").rstrip().replace("\n", "\n    ")
    page = render(f"Words.[^1]\n\n{opening}\n\n    {body}\n", "footnotes", "def_list", "pymdownx.tabbed")
    assert "More words." in page.text
