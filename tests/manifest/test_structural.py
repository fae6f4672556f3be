from __future__ import annotations

from typing import Any

import pytest

from kubeproof.manifest.path import spell
from kubeproof.manifest.structural import nodes, schema_at
from kubeproof.manifest.structural_values import value_faults

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "metadata": {"type": "object", "properties": {"name": {"type": "string"}}},
        "spec": {
            "type": "object",
            "required": ["size"],
            "properties": {
                "size": {"type": "integer", "minimum": 1},
                "mode": {"type": "string", "enum": ["full", "fast"]},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                "parts": {"type": "array", "items": {"type": "object", "anyOf": [{"required": ["a"]}]}},
            },
        },
    },
}
SPEC = SCHEMA["properties"]["spec"]


def test_every_schema_is_visited_and_knows_where_it_stands() -> None:
    found = {spell(node.path): node for node in nodes(SCHEMA, ())}
    assert len(found) == 11
    assert found["properties.metadata.properties.name"].inside_meta
    assert not found["properties.spec"].inside_meta
    assert found["properties.spec.properties.parts.items"].structural
    assert not found["properties.spec.properties.parts.items.anyOf[0]"].structural


@pytest.mark.parametrize(
    ("path", "type_"),
    [(".spec.size", "integer"), ("['spec'].mode", "string"), (".spec.labels['a.b/c']", "string"), ("", "object")],
)
def test_a_path_finds_its_field(path: str, type_: str) -> None:
    assert (schema_at(SCHEMA, path) or {}).get("type") == type_


@pytest.mark.parametrize("path", ["spec.size", ".spec.length", ".spec.size.x", ".spec..size", ".spec[0]"])
def test_a_wrong_path_finds_nothing(path: str) -> None:
    assert schema_at(SCHEMA, path) is None


@pytest.mark.parametrize("value", [{"size": 1}, {"size": 2, "mode": "full", "labels": {"a": "b"}, "parts": []}])
def test_values_that_fit(value: object) -> None:
    assert list(value_faults(value, SPEC)) == []


@pytest.mark.parametrize(
    "value",
    [{}, {"size": "1"}, {"size": 0}, {"size": True}, {"size": 1, "mode": "slow"}, {"size": 1, "x": 1}, None, []],
)
def test_values_that_do_not(value: object) -> None:
    assert len(list(value_faults(value, SPEC))) == 1
