"""What is recorded stands in the page as if its author had typed it."""

from __future__ import annotations

import pytest

from kubeproof.text.edit import apply
from kubeproof.text.markdown import fences
from kubeproof.text.source import Source
from kubeproof.transcripts import parse
from kubeproof.transcripts.rewriting import answer_edits, header_edits

LINES = ["NAME", "  web", "", "end"]
PAGES = {
    "plain": (
        "```console exec\n$ kubectl get pods\n```\n",
        "```console exec\n$ kubectl get pods\nNAME\n  web\n\nend\n```\n",
    ),
    "recorded": (
        "```console exec\n$ kubectl get pods\nold\n\nolder\n\n$ kubectl version\n```\n",
        "```console exec\n$ kubectl get pods\nNAME\n  web\n\nend\n\n$ kubectl version\n```\n",
    ),
    "list": (
        "* a\n\n    ```console exec\n    $ kubectl get \\\n        pods\n    $ kubectl version\n    ```\n",
        (
            "* a\n\n    ```console exec\n    $ kubectl get \\\n        pods\n    NAME\n      web\n    \n    end\n"
            "    $ kubectl version\n    ```\n"
        ),
    ),
    "quote": (
        "> ```console exec\n> $ kubectl get pods\n> old\n> # exit 1\n> ```\n",
        "> ```console exec\n> $ kubectl get pods\n> NAME\n>   web\n> \n> end\n> ```\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_an_output_is_written_below_its_command(name: str, newline: str) -> None:
    before, after = (text.replace("\n", newline) for text in PAGES[name])
    (fence,) = fences(Source(before))
    step = parse(fence.block.text).steps[0]
    assert apply(before, answer_edits(fence, step, LINES, 0)) == after
    (again,) = fences(Source(after))
    assert answer_edits(again, parse(again.block.text).steps[0], LINES, 0) == []


def test_a_failure_is_written_too() -> None:
    text = "```console exec\n$ kubectl get pod a\n```\n"
    (fence,) = fences(Source(text))
    edits = answer_edits(fence, parse(fence.block.text).steps[0], ["no"], 1)
    assert apply(text, edits) == "```console exec\n$ kubectl get pod a\nno\n# exit 1\n```\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```console exec", '```console exec kubernetes="1.36.3" on="2026-11-22"'),
        ("```console exec  ", '```console exec kubernetes="1.36.3" on="2026-11-22"  '),
        ('```console exec on="2025-01-01" wait=5s', '```console exec on="2026-11-22" wait=5s kubernetes="1.36.3"'),
        ("``` { .console exec on=2025-01-01 }", '``` { .console exec on="2026-11-22"  kubernetes="1.36.3"}'),
    ],
)
def test_when_and_where_it_was_run(before: str, after: str) -> None:
    text = f"{before}\n$ kubectl version\n```\n"
    (fence,) = fences(Source(text))
    edits = list(header_edits(fence, Source(text), {"kubernetes": "1.36.3", "on": "2026-11-22"}))
    assert apply(text, edits) == f"{after}\n$ kubectl version\n```\n"
