"""Whatever stands in place of a value, and wherever, it is a finding or nothing, and never an exception."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import kubeproof
from kubeproof.manifest.document import walk
from kubeproof.rules import all_rules
from kubeproof.rules.together import CompanyRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.manifest.path import FieldPath

ODD = st.sampled_from(["", "[]", "{}", "abc", "1", "true", "1.5", "[x]", "[[1]]", "[null]", "{a: b}", "{'': null}"])
"""Values of the wrong type, as YAML, so that each is a new one."""
TOGETHER = [text for rule in all_rules() if isinstance(rule, CompanyRule) for text in (*rule.good, rule.bad[0].text)]
ALONE = [rule.good[0] for rule in all_rules() if not rule.in_pages]


def put(objects: list[Any], path: FieldPath, value: object) -> None:
    holder: Any = objects
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value


def paths(objects: Sequence[Any]) -> list[FieldPath]:
    return [path for path, _ in walk(list(objects)) if len(path) > 1 and path[1] not in ("apiVersion", "kind")]


@st.composite
def manifests(draw: st.DrawFn, texts: list[str]) -> str:
    """An example of a rule with odd values in it."""
    objects = [value for value in yaml.safe_load_all(draw(st.sampled_from(texts))) if isinstance(value, dict)]
    for _ in range(draw(st.integers(1, 3))):
        if places := paths(objects):
            put(objects, draw(st.sampled_from(places)), yaml.safe_load(draw(ODD)))
    return yaml.safe_dump_all(objects)


@settings(max_examples=400, deadline=None)
@given(manifests(TOGETHER))
def test_objects_beside_each_other(text: str) -> None:
    assert isinstance(kubeproof.check(text, path="x.yaml"), list)


@settings(max_examples=400, deadline=None)
@given(manifests(ALONE), st.sampled_from(["x.yaml", "x.md"]))
def test_an_object_alone(text: str, path: str) -> None:
    page = f"```yaml\n{text}```\n" if path.endswith(".md") else text
    assert isinstance(kubeproof.check(page, path=path), list)
