from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kubeproof.text.edit import Edit, apply
from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

PREFIXES = st.sampled_from(["", "    ", "> ", "> > ", "      ", "> - "])
LINES = st.lists(st.sampled_from(["a: 1", "  b: 2", "", "- c", "#x"]), min_size=1, max_size=6)


def page_of(body: str, prefix: str) -> str:
    inner = prefix.replace("-", " ")
    fenced = ["```yaml", *body.splitlines(), "```"]
    return "words\n\n" + "".join(f"{prefix if i == 0 else inner}{line}\n" for i, line in enumerate(fenced))


@given(LINES, PREFIXES, st.data())
def test_an_edit_of_a_body_is_the_same_edit_of_the_page(lines: list[str], prefix: str, data: st.DataObject) -> None:
    body = "".join(f"{line}\n" for line in lines)
    (fence,) = fences(Source(page_of(body, prefix)))
    assert fence.block.text == body
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    edit = Edit(start, end, data.draw(st.sampled_from(["", "x", "y: 1\n", "p: 1\nq: 2\n"])))
    wanted = apply(body, [edit])
    page = apply(fence.block.file.text, fence.block.file_edits([edit]))
    if wanted == "" or wanted.endswith("\n"):
        (again,) = fences(Source(page))
        assert again.block.text == wanted


@given(LINES, PREFIXES)
def test_no_edits_change_nothing(lines: list[str], prefix: str) -> None:
    page = page_of("".join(f"{line}\n" for line in lines), prefix)
    (fence,) = fences(Source(page))
    assert apply(page, fence.block.file_edits([])) == page
