"""The seed case and its relatives: Pod fields in the wrong column, and whole blocks that are shifted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
import yaml

import kubeproof
from kubeproof.check import Options

VERSIONS = Options().kubernetes


@dataclass(frozen=True)
class Style:
    step: int
    list_indent: int
    spacing: str

    def render(self, fields: list[list[str]], column: int | None, *, after: str = "") -> str:
        """A DaemonSet whose Pod fields stand in a column; None for the right one."""
        step, inner = self.step, self.list_indent
        pod = 3 * step
        dash = pod + inner
        lines = [
            "apiVersion: apps/v1",
            "kind: DaemonSet",
            "metadata:",
            " " * step + "name: agent",
            "spec:",
            " " * step + "selector:",
            " " * 2 * step + "matchLabels:",
            " " * 3 * step + "app: agent",
            " " * step + "template:",
            " " * 2 * step + "metadata:",
            " " * 3 * step + "labels:",
            " " * 4 * step + "app: agent",
            " " * 2 * step + "spec:",
            " " * pod + "containers:",
            " " * dash + "- name: agent",
            " " * (dash + 2) + "image: agent:1.2  # pinned",
            " " * (dash + 2) + "volumeMounts:",
            " " * (dash + 2 + inner) + "- name: logs",
            " " * (dash + 4 + inner) + "mountPath: /var/log",
        ]
        if after:
            lines += [" " * dash + "- name: other", " " * (dash + 2) + "image: other:1"]
        for field in fields:
            lines += self.spacing.splitlines()
            lines += [" " * (pod if column is None else column) + line for line in field]
        return "\n".join(lines) + "\n"

    def volumes(self) -> list[str]:
        inner = " " * self.list_indent
        return ["volumes:", f"{inner}- name: logs", f"{inner}  hostPath:", f"{inner}    path: /var/log"]


STYLES = [Style(*each) for each in product((2, 4), (0, 2), ("", "\n# a word\n\n"))]
GRACE = ["terminationGracePeriodSeconds: 30"]


def columns(style: Style) -> dict[str, int]:
    dash = 3 * style.step + style.list_indent
    return {"dash": dash, "container": dash + 2, "left": 0, "deepest": dash + 2 + style.list_indent + 2}


def cases() -> list[object]:
    found: list[object] = []
    for style in STYLES:
        for name, column in columns(style).items():
            if column != 3 * style.step:
                label = f"{name}-step{style.step}-list{style.list_indent}-{'spaced' if style.spacing else 'tight'}"
                found.append(pytest.param(style, column, id=label))
    return found


def repaired(text: str, *, unsafe: bool = False) -> kubeproof.Fixed:
    return kubeproof.fix(text, path="x.yaml", kubernetes=VERSIONS, unsafe=unsafe)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("after", ["", "second container"])
@pytest.mark.parametrize("fields", ["one", "several"])
@pytest.mark.parametrize(("style", "column"), cases())
def test_pod_fields_come_back_to_the_pod(style: Style, column: int, fields: str, after: str, line_end: str) -> None:
    lines = [GRACE, style.volumes()] if fields == "several" else [style.volumes()]
    right = style.render(lines, None, after=after).replace("\n", line_end)
    wrong = style.render(lines, column, after=after).replace("\n", line_end)
    assert wrong != right
    fixed = repaired(wrong)
    assert yaml.safe_load(fixed.text) == yaml.safe_load(right)
    assert fixed.text == right
    assert len(fixed.applied) >= len(lines)
    assert repaired(right).text == right


def test_a_second_container_after_the_field_keeps_its_place() -> None:
    wrong = (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: a\n      image: a:1\n"
        "      volumes:\n        - name: v\n          emptyDir: {}\n    - name: b\n      image: b:1\n"
    )
    fixed = yaml.safe_load(repaired(wrong).text)["spec"]
    assert [each["name"] for each in fixed["containers"]] == ["a", "b"]
    assert fixed["volumes"] == [{"name": "v", "emptyDir": {}}]


@pytest.mark.parametrize(
    "field", ["securityContext:\n          runAsUser: 5", "resources:\n          limits: {cpu: 1}"]
)
def test_two_possible_homes_are_not_safe_and_stay(field: str) -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: a\n      image: a:1\n"
        f"    {field.replace('          ', '      ')}\n"
    )
    fixed = repaired(text)
    assert fixed.text == text
    assert [found.code for found in fixed.remaining] == ["KP101"]


def test_every_line_that_did_not_have_to_change_is_as_it_was() -> None:
    style = STYLES[0]
    wrong = style.render([GRACE, style.volumes()], columns(style)["container"])
    before, after = wrong.splitlines(), repaired(wrong).text.splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 5


def test_the_owner_s_notes_are_repaired_in_six_lines() -> None:
    text = NOTES
    fixed = kubeproof.fix(text, path="notes.md", kubernetes=VERSIONS)
    changed = [
        number
        for number, (one, other) in enumerate(zip(text.splitlines(), fixed.text.splitlines(), strict=True), 1)
        if one != other
    ]
    assert changed == [5, 29, 30, 31, 32, 33]
    assert [(found.line, found.column, found.code) for found in fixed.applied] == [
        (5, 13, "KP202"),
        (29, 9, "KP101"),
        (30, 9, "KP101"),
    ]


NOTES = """\
# Notes

A DaemonSet:
```yaml
apiVersion: v1
kind: DaemonSet

metadata:
  name: daemon-pod
  namespace: logging
  labels:
    app: pod-logging

spec:
  selector:
    matchLabels:
      name: fluentd
  template:
    metadata:
      labels:
        name: fluentd
    spec:
      containers:
        - name: fluentd-elasticsearch
          image: quay.io/fluentd_elasticsearch/fluentd:v2.5.2
          volumeMounts:
          - name: varlog
            mountPath: /var/log
        terminationGracePeriodSeconds: 30
        volumes:
        - name: varlog
          hostPath:
            path: /var/log
```
"""


def test_a_list_ends_where_the_next_field_stands_right() -> None:
    """Fields of a pod after containers that stand too far out are not taken for fields of the last container."""
    wanted = (
        "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n"
        "      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n"
        "      containers:\n      - name: web\n        image: nginx:1.27\n        resources: {}\n"
        "        volumeMounts:\n        - name: a\n          mountPath: /a\n"
        "      volumes:\n      - name: a\n        emptyDir: {}\n"
    )
    head, containers, volumes = wanted.partition("      containers:\n")[0], *_parts(wanted)
    broken = head + "".join(line[2:] for line in containers.splitlines(keepends=True)) + volumes
    broken = broken.replace("    spec:\n", "    spec:\n      hostPID: true\n")
    assert kubeproof.fix(broken, path="web.yaml").text == wanted.replace(
        "    spec:\n", "    spec:\n      hostPID: true\n"
    )


def _parts(text: str) -> tuple[str, str]:
    """The lines of the containers and those after them."""
    start, end = text.index("      containers:"), text.index("      volumes:")
    return text[start:end], text[end:]
