"""Fields of an older version of an API: carried over into the shape that they have now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from kubeproof.manifest import scalars
from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.writing import source_of
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

Tree = dict[str, "str | Tree"]
_NUMBER, _NAME = "number", "name"


@dataclass(frozen=True, slots=True)
class Shape:
    """How fields were written and are written now.

    Attributes:
        type: the end of the type's name in the OpenAPI document.
        old: the fields as they were, in any order.
        new: the fields as they are; a text in braces is the value of an old field.
    """

    type: str
    old: tuple[str, ...]
    new: Tree


_SHAPES = (
    Shape(
        "IngressBackend",
        ("serviceName", "servicePort"),
        {"service": {"name": "{serviceName}", "port": {"number or name": "{servicePort}"}}},
    ),
    *(
        Shape(
            f"{source}MetricSource",
            (f"targetAverage{what}",),
            {"target": {"type": sort, f"average{what}": f"{{targetAverage{what}}}"}},
        )
        for source in ("Resource", "ContainerResource")
        for what, sort in (("Utilization", "Utilization"), ("Value", "AverageValue"))
    ),
    Shape(
        "PodsMetricSource",
        ("metricName", "targetAverageValue"),
        {
            "metric": {"name": "{metricName}"},
            "target": {"type": "AverageValue", "averageValue": "{targetAverageValue}"},
        },
    ),
)
"""Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/."""


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The fields in their new shape, at the place of the old ones."""
    target = situation.target
    if target.code != UNKNOWN_FIELD or situation.type_name is None:
        return
    parent = situation.document.node_at(target.path[:-1])
    fields = tuple(step for step in target.path[:-1] if isinstance(step, str))
    name = situation.catalog.type_at(situation.type_name, fields) or ""
    for shape in _SHAPES:
        fits = name.rpartition(".")[2] == shape.type and target.path[-1] in shape.old
        if fits and isinstance(parent, yaml.MappingNode):
            edit = _edit(situation, shape, parent, target.path)
            if edit is not None:
                yield Candidate((edit,), f"write {' and '.join(shape.old)} as {' and '.join(shape.new)}")


def _edit(situation: Situation, shape: Shape, parent: yaml.MappingNode, path: FieldPath) -> Edit | None:
    """The old fields, which must stand one after the other, replaced by the new ones; None if something is between."""
    del path
    entries = [(key, value) for key, value in parent.value if key.value in shape.old]
    first = parent.value.index(entries[0])
    if len(entries) != len(shape.old) or parent.value[first : first + len(entries)] != entries:
        return None
    span_of = situation.document.span_of
    start, end = span_of(entries[0][0]).start, span_of(entries[-1][1]).end
    if "#" in situation.text[start:end]:
        return None
    values = {key.value: source_of(situation, value) for key, value in entries}
    if parent.flow_style:
        return Edit(start, end, _flow(shape.new, values))
    column = start - situation.outline.line_at(start).start
    newline = "\r\n" if "\r\n" in situation.text else "\n"
    lines = list(_block(shape.new, values, column, situation.outline.step))
    return Edit(start, end, newline.join(lines).lstrip())


def _flow(tree: Tree, values: dict[str, str]) -> str:
    parts = []
    for key, inner in tree.items():
        text = f"{{{_flow(inner, values)}}}" if isinstance(inner, dict) else _filled(inner, values)
        parts.append(f"{_named(key, text)}: {text}")
    return ", ".join(parts)


def _block(tree: Tree, values: dict[str, str], column: int, step: int) -> Iterator[str]:
    for key, inner in tree.items():
        if isinstance(inner, dict):
            yield f"{' ' * column}{key}:"
            yield from _block(inner, values, column + step, step)
        else:
            text = _filled(inner, values)
            yield f"{' ' * column}{_named(key, text)}: {text}"


def _filled(text: str, values: dict[str, str]) -> str:
    return values[text[1:-1]] if text.startswith("{") else text


def _named(key: str, text: str) -> str:
    """The key; of a port, which is a number or a name, the one that its value asks for."""
    if key != f"{_NUMBER} or {_NAME}":
        return key
    return _NUMBER if scalars.resolve(text)[0] == scalars.INTEGER else _NAME
