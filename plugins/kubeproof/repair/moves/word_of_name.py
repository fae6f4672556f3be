"""A field that does not exist, called by the last words of one that does: `labels` for `matchLabels`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.layout import Layout
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_COST = 1.5


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each absent field whose last words are the key, for a key that holds a map; other words are too common."""
    path = situation.target.path
    if situation.target.code != UNKNOWN_FIELD or not path or not isinstance(path[-1], str):
        return
    layout = Layout(situation)
    present = layout.keys(path[:-1])
    if not layout.keys(path):
        return
    ending = path[-1][:1].upper() + path[-1][1:]
    for name in (situation.schema_at(path[:-1]) or {}).get("properties", {}):
        if name.endswith(ending) and name not in present:
            span = layout.key(path)
            quote = layout.text[span.start] if layout.text[span.start] in "\"'" else ""
            yield Candidate((Edit(span.start, span.end, f"{quote}{name}{quote}"),), f"write {name}", _COST)
