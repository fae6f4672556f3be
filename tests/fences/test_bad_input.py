"""What a page says instead of what it cannot show: each mistake has a code, a place and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kubeproof.fences.audit import Audit
from kubeproof.fences.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fences.conftest import Rendered

    from kubeproof.finding import Finding

    Render = Callable[..., Rendered]


@pytest.fixture(autouse=True)
def odd_files(project: Path) -> None:
    examples, notes = project / "examples", project / "docs" / "notes"
    (project / "secret.yaml").write_text("a: secret\n", "utf-8")
    (project / "secret.md").write_text("# Secret\n", "utf-8")
    (examples / "link.yaml").symlink_to(project / "secret.yaml")
    (examples / "loop.yaml").symlink_to(examples / "loop.yaml")
    (examples / "inner.yaml").symlink_to(examples / "pod.yaml")
    (notes / "link.md").symlink_to(project / "secret.md")
    (examples / "latin.yaml").write_bytes("a: 1\nname: Jürgen\n".encode("latin-1"))
    (examples / "large.yaml").write_bytes(b"a" * (10 * 1024 * 1024 + 1))
    (examples / "folder.yaml").mkdir()
    (examples / "list.yaml").write_text("- 1\n", "utf-8")
    (examples / "comments.yaml").write_text("# nothing\n# here\n", "utf-8")
    (examples / "empty.yaml").write_text("", "utf-8")
    (notes / "notes.md").write_text("# Daemonsets\n\n## Use cases\n\n```notes\nnotes.md#use-cases\n```\n", "utf-8")


def findings(text: str) -> list[Finding]:
    """Return what the audit says of a page."""
    return [remark.finding for remark in Audit(Site()).page(text, "docs/page.md") if not remark.repaired]


CASES = [
    ("manifest", "pods.yaml", "KP003", 'did you mean "pod.yaml"?', 1),
    ("manifest", "nothing/like/it.yaml", "KP003", "there is no file examples/nothing/like/it.yaml", 1),
    ("manifest", "folder.yaml", "KP003", "examples/folder.yaml is a folder: write the path of a file", 1),
    ("manifest", "examples/pod.yaml", "KP003", 'did you mean "pod.yaml"?', 1),
    ("manifest", "../secret.yaml", "KP004", "leaves examples", 1),
    ("manifest", "a/../../secret.yaml", "KP004", "leaves examples", 1),
    ("manifest", "/etc/passwd", "KP004", "leaves examples", 1),
    ("manifest", "link.yaml", "KP004", "is a link that leaves examples", 1),
    ("manifest", "loop.yaml", "KP001", "cannot be read", 1),
    ("manifest", "latin.yaml", "KP001", "not UTF-8 (the first wrong byte, 0xfc, is in line 2)", 1),
    ("manifest", "large.yaml", "KP001", "larger than 10 MB", 1),
    ("manifest", "pod.yaml#Pod/wob", "KP006", 'did you mean "Pod/web"?', 10),
    ("manifest", "two.yaml#Secret/x", "KP006", "it has Pod/first, Pod/second", 10),
    ("manifest", "", "KP008", "it is empty", 1),
    ("manifest", "pod.yaml\ntwo.yaml", "KP008", "several lines", 1),
    ("notes", "note.md", "KP003", 'did you mean "notes.md"?', 1),
    ("notes", "notes.md#use-case", "KP005", 'did you mean "use-cases"?', 10),
    ("notes", "notes.md#zebra", "KP005", "its headings are daemonsets, use-cases", 10),
    ("notes", "../../secret.md", "KP004", "leaves docs/notes", 1),
    ("notes", "link.md", "KP004", "is a link that leaves docs/notes", 1),
    ("service", "pods.yaml", "KP003", 'did you mean "pod.yaml"?', 1),
    ("service", "{manifets: service.yaml}", "KP008", 'no option "manifets"; did you mean "manifest"?', 2),
    ("service", "compare: [NodePort]", "KP008", "manifest: write the path of a file", 1),
    ("service", "{manifest: service.yaml, compare: NodePort}", "KP008", "compare: write a list", 35),
    ("service", "manifest: [", "KP008", "not YAML", 11),
    ("service", "- a", "KP008", "options as YAML", 1),
    ("service", "pod.yaml", "KP009", "", 1),
    ("service", "comments.yaml", "KP009", "holds no object", 1),
    ("service", "service.yaml#Service/wab", "KP006", 'did you mean "Service/web"?', 14),
    ("placement", "daemonset.yaml", "KP008", "options as YAML", 1),
    ("placement", "{daemonset: pod.yaml, nodes: {count: 3}}", "KP009", "holds no DaemonSet", 13),
    ("placement", "{daemonset: daemonset.yaml, nodes: {cuont: 3}}", "KP008", 'did you mean "count"?', 36),
    ("placement", "{daemonset: daemonset.yaml, nodes: 7}", "KP008", "nodes: write the path", 36),
    ("placement", "{daemonset: daemonset.yaml, nodes: list.yaml}", "KP008", "examples/list.yaml: ", 36),
    ("placement", "{daemonset: daemonset.yaml, nodes: nodes.yaml}", "KP003", "no file examples/nodes.yaml", 36),
    ("placement", "{daemonset: daemonset.yaml, nodes: {count: 3}, by: [a]}", "KP008", "by: write the name", 52),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_a_mistake_is_shown_and_has_its_place(render: Render, case: tuple[str, str, str, str, int]) -> None:
    language, body, code, words, column = case
    lines = [
        "# Page",
        "",
        "- item",
        "",
        f"    ```{language}",
        *(f"    {line}" for line in body.splitlines()),
        "    ```",
    ]
    text = "\n".join([*lines, ""])
    page = render(text)
    (said,) = [each for each in page.findings if code in each]
    assert words in said
    (finding,) = [each for each in findings(text) if each.code == code and each.path == "docs/page.md"]
    assert words in finding.message
    assert (finding.line, finding.column) == ((6, column + 4) if body else (5, 5))
    assert "a: secret" not in page.text
    assert "Secret\n" not in page.text


ATTRIBUTES = [
    ('yaml titel="x"', "a: 1", 'no option "titel"; did you mean "title"?', 9),
    ('manifest line="1"', "pod.yaml", 'no option "line"; did you mean "lines"?', 13),
    ('notes headings="off"', "notes.md#use-cases", 'did you mean "heading"?', 10),
    ('notes heading="of"', "notes.md#use-cases", 'write heading="off"', 10),
    ('service title="x"', "service.yaml", 'no option "title"', 12),
    ('manifest lines="x"', "pod.yaml", 'write lines="5-12"', 13),
    ('manifest lines="5-99"', "pod.yaml", "it has 1-8", 13),
    ('manifest lines="0"', "pod.yaml", "it has 1-8", 13),
    ('yaml hl_lines="a"', "a: 1", 'write hl_lines="3 5-7"', 9),
    ('manifest linenums="one"', "pod.yaml", 'write linenums="1"', 13),
]


@pytest.mark.parametrize(("header", "body", "words", "column"), ATTRIBUTES)
def test_a_wrong_option_is_shown_and_has_its_place(
    render: Render, header: str, body: str, words: str, column: int
) -> None:
    text = f"Words.\n\n```{header}\n{body}\n```\n"
    page = render(text)
    assert any(words in said for said in page.findings)
    assert "```" not in page.text
    (finding,) = [each for each in findings(text) if words in each.message]
    assert (finding.code, finding.line, finding.column) == ("KP008", 3, column)


def test_html_attributes_are_no_mistake(render: Render) -> None:
    page = render('```{.yaml #here .wide data-x="1"}\na: 1\n```\n', "attr_list")
    assert page.findings == []
    assert 'id="here"' in page.html
    assert 'data-x="1"' in page.html


@pytest.mark.parametrize("text", ["Words.\n\n```yaml\na: 1\n", "Words.\n\n- x\n\n    ~~~~yaml\n    a: 1\n\nAfter.\n"])
def test_a_fence_that_never_closes_is_said(render: Render, text: str) -> None:
    (said,) = render(text).findings
    assert "KP002" in said
    (finding,) = findings(text)
    assert "never closed" in finding.message
    assert text.splitlines()[finding.line - 1][finding.column - 1] in "`~"


def test_what_is_only_odd_is_no_mistake(render: Render, project: Path) -> None:
    (project / "examples" / "bom.yaml").write_bytes(
        b"\xef\xbb\xbfapiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: a\r\n"
    )
    for path in ("bom.yaml", "comments.yaml", "empty.yaml", "inner.yaml"):
        page = render(f"```manifest\n{path}\n```\n")
        assert page.findings == [], path
        assert "\ufeff" not in page.html
    assert render("```yaml\n# only\n# comments\n```\n").findings == []


def test_files_are_checked_once_and_at_their_own_place(project: Path) -> None:
    broken = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers: 1\n"
    (project / "examples" / "wrong.yaml").write_text(broken, "utf-8")
    indented = broken.strip().replace("\n", "\n    ")
    notes = project / "docs" / "notes" / "wrong.md"
    notes.write_text(f"# A\n\n- list\n\n    ```yaml\n    {indented}\n    ```\n", "utf-8")
    text = "```manifest\nwrong.yaml\n```\n\n```notes\nwrong.md\n```\n"
    audit = Audit(Site())
    places = [(each.finding.path, each.finding.line) for each in audit.page(text, "docs/a.md")]
    assert places == [("examples/wrong.yaml", 6), ("docs/notes/wrong.md", 11)]
    assert list(audit.page(text, "docs/b.md")) == []
    assert list(audit.page(notes.read_text("utf-8"), "docs/notes/wrong.md")) == []
    assert (audit.snippets, audit.repaired, audit.left) == (2, 0, 2)


def test_an_include_loop_is_reported_where_it_is_written() -> None:
    found = findings("```notes\nnotes.md#use-cases\n```\n")
    assert [(each.path, each.line, each.column, each.code) for each in found] == [
        ("docs/page.md", 2, 1, "KP007"),
        ("docs/notes/notes.md", 6, 1, "KP007"),
    ]


def test_a_skipped_manifest_is_not_reported_and_a_useless_skip_is(project: Path) -> None:
    (project / "examples" / "wrong.yaml").write_text("a: [\n", "utf-8")
    assert findings('```manifest skip="a template"\nwrong.yaml\n```\n') == []
    (said,) = findings('```manifest skip="a template"\npod.yaml\n```\n')
    assert (said.path, said.line, said.code) == ("docs/page.md", 1, "KP902")


def test_a_kind_that_is_not_known_is_said_once() -> None:
    text = "```yaml\napiVersion: example.com/v1\nkind: Odd\nmetadata:\n  name: {}\n```\n"
    audit = Audit(Site())
    said = [each.finding for name in ("a", "b") for each in audit.page(text.replace("{}", name), f"docs/{name}.md")]
    assert [each.severity for each in said] == ["info"]
    assert audit.left == 0


def test_fences_in_indented_code_are_text(render: Render) -> None:
    text = "Like this:\n\n    ```manifest\n    missing.yaml\n    ```\n\nOr:\n\n    ```yaml\n"
    assert findings(text) == []
    assert render(text).findings == []
