"""Repairs of the objects of a List."""

from __future__ import annotations

import pytest

import kubeproof

LIST = """\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    selector:
      app: web
    ports:
    - port: 80
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    selector:
      matchLabels: {app: web}
    template:
      metadata:
        labels: {app: web}
      spec:
        containers:
        - name: web
          image: nginx:1.27
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("selector:\n      app", "selectr:\n      app"),
        ("port: 80", 'port: "80"'),
        ("image:", "imge:"),
        ("matchLabels:", "match_labels:"),
    ],
)
def test_a_word_is_written_right(right: str, wrong: str) -> None:
    assert kubeproof.fix(LIST.replace(right, wrong)).text == LIST


def test_several_objects_are_repaired_together() -> None:
    assert kubeproof.fix(LIST.replace("port: 80", 'port: "80"').replace("image:", "Image:")).text == LIST


@pytest.mark.parametrize(
    "wrong",
    [
        LIST.replace("kind: Service", "kind: [Service]"),
        LIST.replace("kind: Service", "kind: Servce"),
        LIST.replace("    name: web\n", "", 1),
        LIST.replace("  spec:\n    selector:\n      app: web\n", "  selector:\n      app: web\n  spec:\n"),
    ],
)
def test_what_has_no_single_reading_stays(wrong: str) -> None:
    assert kubeproof.fix(wrong).text == wrong


def test_a_right_list_stays() -> None:
    assert kubeproof.fix(LIST, unsafe=True).text == LIST
