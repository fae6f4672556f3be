"""The fence `console exec`: a terminal whose commands can be copied, and what is known of it without a cluster."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from kubeproof.fences.audit import Audit
from kubeproof.fences.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fences.conftest import Rendered

    from kubeproof.finding import Finding

    Render = Callable[..., Rendered]

pytestmark = pytest.mark.usefixtures("project")

PAGE = """\
```console exec title="A Pod" kubernetes="1.36.3" on="2026-11-22"
$ kubectl apply -f examples/pod.yaml
pod/web created
$ kubectl get pods \\
    --output 'wide'
NAME            AGE
web-<id:x7k2p>  <age:12s>
...
```
"""


def findings(text: str) -> list[Finding]:
    return [remark.finding for remark in Audit(Site()).page(text, "page.md")]


def test_it_is_a_terminal_whose_commands_are_copied_alone(render: Render) -> None:
    page = render(PAGE)
    assert "\n$ kubectl apply -f examples/pod.yaml\npod/web created\n" in f"\n{page.inside('code')}"
    assert "web-x7k2p  12s\n" in page.inside("code")
    copied = unescape(page.html.partition('data-copy="')[2].partition('"')[0])
    assert copied == "kubectl apply -f examples/pod.yaml\nkubectl get pods \\\n    --output 'wide'"
    assert page.inside('span class="filename"') == "A Pod"
    assert "Run on Kubernetes 1.36.3, 2026-11-22." in page.text
    assert page.findings == []
    assert findings(PAGE) == []


def test_what_was_never_run_says_so(render: Render) -> None:
    assert "Not run yet." in render("```console exec\n$ kubectl get pods\n```\n").text


@pytest.mark.parametrize("head", ["console", "console linenums=1", 'console title="exec"'])
def test_other_consoles_stay_as_they_are(render: Render, head: str) -> None:
    page = render(f"```{head}\n$ kubectl get pods | head\n```\n")
    assert "kubeproof" not in page.html
    assert findings(f"```{head}\n$ kubectl get pods | head\n```\n") == []


@pytest.mark.parametrize(
    ("head", "body", "code", "place", "message"),
    [
        ("console exec", "$ kubectl get pods | head", "KP010", (2, 20), "a pipe needs a shell"),
        ("console exec", "$ kubectl gte pods", "KP010", (2, 11), 'did you mean "kubectl get"'),
        ("console exec", "NAME", "KP010", (2, 1), "a transcript holds commands"),
        ("console exec", "", "KP010", (2, 1), "a transcript holds commands"),
        ("console exec", "$ kubectl apply -f examples/pods.yaml", "KP003", (2, 20), 'did you mean "pod.yaml"'),
        ("console exec", "$ kubectl apply -f ../secret.yaml", "KP004", (2, 20), "leaves examples"),
        ("console exec", "$ kubectl apply -f examples/broken.yaml", "KP202", (1, 13), "apps/v1"),
        ("console exec", "$ kubectl apply -f pod.yaml\npod/wep created", "KP011", (3, 1), 'did you mean "pod/web"'),
        ("console exec", "$ kubectl apply -f two.yaml\npod/first created", "KP011", (2, 1), "does not name pod/second"),
        ("console exec clutser", "$ kubectl get pods", "KP008", (1, 17), 'did you mean "cluster"'),
        ("console exec wait=soon", "$ kubectl get pods", "KP008", (1, 17), 'write wait="30s"'),
        ("console exec on=today", "$ kubectl get pods", "KP008", (1, 17), "as kubeproof exec writes it"),
    ],
)
def test_what_is_wrong_is_found_without_a_cluster(  # noqa: PLR0913, PLR0917 - one argument a column of the table
    render: Render, head: str, body: str, code: str, place: tuple[int, int], message: str
) -> None:
    text = f"```{head}\n{body}\n```\n"
    (found,) = [each for each in findings(text) if each.code == code]
    assert (found.line, found.column) == place
    assert message in found.message
    if code != "KP202":
        assert any(message in box for box in render(text).findings)


@pytest.mark.parametrize(
    "body", ["$ kubectl apply -f two.yaml\n...", "$ kubectl apply -f two.yaml", "$ kubectl get pods\npod/x created"]
)
def test_what_may_be_right_is_not_doubted(body: str) -> None:
    assert findings(f"```console exec\n{body}\n```\n") == []
