"""Bad input is normal, and may be large: what is done for a text grows with it, and not with its square."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import kubeproof
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n"
_POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n"
_POD += "    - name: web\n      image: nginx:1.27\n"
_SHOP = """apiVersion: v1
kind: Service
metadata: {{name: shop-{0}}}
spec: {{selector: {{app: {1}}}, ports: [{{port: 80, targetPort: http}}]}}
---
apiVersion: v1
kind: Pod
metadata: {{name: shop-{0}, labels: {{app: {1}}}}}
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{{name: http, containerPort: 80}}]
      envFrom: [{{configMapRef: {{name: shop-{0}}}}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: shop-{0}}}
---
"""
_SMALL, _TIMES, _MOST = 60, 5, 9
TEXTS: dict[str, Callable[[int], str]] = {
    "the same key again": lambda size: _MAP + "  a: b\n" * size,
    "lines with a tab": lambda size: _MAP + "".join(f"\tb{number}: c\n" for number in range(size)),
    "lines of a template": lambda size: _MAP + "".join(f"  a{number}: {{{{ .b }}}}\n" for number in range(size)),
    "quotes that never close": lambda size: _MAP + '  a: "b\n' + "  c: d\n" * size,
    "unknown fields": lambda size: _MAP + "".join(f"a{number}: b\n" for number in range(size)),
    "the same port again": lambda size: _POD + "      ports:\n" + "        - containerPort: 80\n" * size,
    "mounts of nothing": lambda size: (
        _POD
        + "      volumeMounts:\n"
        + "".join(f"        - name: v{number}\n          mountPath: /{number}\n" for number in range(size))
    ),
    "objects that name each other": lambda size: "".join(_SHOP.format(number, number) for number in range(size)),
    "objects with the same labels": lambda size: "".join(_SHOP.format(number, "web") for number in range(size)),
    "a List": lambda size: "apiVersion: v1\nkind: List\nitems:\n" + "- apiVersion: v1\n  kind: Pod\n" * size,
}
PAGES: dict[str, Callable[[int], str]] = {
    "fences that name each other": lambda size: "".join(
        f"```yaml\n{part}```\n\n"
        for number in range(size)
        for part in _SHOP.replace("name: shop-{0}", "name: shop-{0}, namespace: n{2}", 1)
        .format(number, number, number % 7)
        .split("---\n")[:-1]
    ),
    "fences that are wrong": lambda size: "```yaml\nkind: Pod\nspec: {contaners: []}\n```\n\n" * size,
    "fences that never close": lambda size: "```yaml\na: b\n\n" * size,
}
_ALL = [(f"{name}.yaml", made) for name, made in TEXTS.items()] + [(f"{name}.md", made) for name, made in PAGES.items()]


def _work(text: str, path: str) -> int:
    """How many functions are called for a text."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        del frame, argument
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        kubeproof.check(text, path=path)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(("path", "made"), _ALL, ids=[path for path, _ in _ALL])
def test_five_times_the_text_is_at_most_nine_times_the_work(path: str, made: Callable[[int], str]) -> None:
    kubeproof.check(made(2), path=path)  # what is done once is done
    little, much = _work(made(_SMALL), path), _work(made(_SMALL * _TIMES), path)
    assert much <= _MOST * little


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("json.yaml", '{"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": "' + "b" * 2_000_000 + '"}}'),
        ("colon.yaml", "a: b: " + "x" * 1_000_000),
        ("dashes.yaml", "- " * 1_000_000),
        ("image.yaml", _POD.replace("nginx:1.27", "A" * 1_000_000 + "!")),
        ("spaces.md", "```yaml title='" + " " * 1_000_000 + "'\na: b\n```\n"),
    ],
)
def test_long_lines_are_read_once(path: str, text: str) -> None:
    """Whoever begins anew at each character needs hours."""
    kubeproof.check(text, path=path)


def test_a_text_without_line_ends_is_one_line() -> None:
    assert Source("a" * 5_000_000).line_starts == [0]
    assert Source("a\n\nb\n").line_starts == [0, 2, 3, 5]
