"""Nodes gathered by what happens on them: the pool or a label's value, the outcome, the reason."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kubeproof.cluster.fields import Object, at, name_of, strings
from kubeproof.cluster.placement import Decision

Outcome: TypeAlias = Literal["pod", "pending", "none"]
ORDER: tuple[Outcome, ...] = ("pod", "pending", "none")
OTHER_REASONS = "for other reasons"
FEW = 12  # nodes that are shown one by one
_NO_VALUE = "no value"
_MOST_POOLS = 12
_MOST_REASONS = 8
_NUMBER = re.compile(r"[-.]?\d+$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A node with what happens on it: a Pod runs, waits (Pending) or there is none; why in words."""

    node: Object
    name: str
    outcome: Outcome
    reason: str

    @property
    def cordoned(self) -> bool:
        """Whether the node takes no new Pods but those that tolerate it."""
        return at(self.node, "spec", "unschedulable") is True


@dataclass(frozen=True, slots=True)
class NodeGroup:
    """Nodes of one pool, or with one value of a label, that share outcome and reason."""

    name: str
    outcome: Outcome
    reason: str
    spots: tuple[Spot, ...]

    @property
    def count(self) -> int:
        """How many nodes they are."""
        return len(self.spots)


def spots(nodes: Sequence[Mapping[str, object]], decisions: Sequence[Decision]) -> tuple[Spot, ...]:
    """The nodes with the decisions on them. Reasons that few nodes share are not yet put together."""
    return tuple(
        Spot(node, name_of(node), _outcome(decision), "; ".join(decision.reasons))
        for node, decision in zip(nodes, decisions, strict=True)
    )


def _outcome(decision: Decision) -> Outcome:
    if decision.binds:
        return "pod"
    return "pending" if decision.runs else "none"


def groups(found: Sequence[Spot], by: str | None = None) -> tuple[NodeGroup, ...]:
    """Gather nodes: by a label's value if one is given, else by pool, which is the name without its number.

    Groups with Pods come first, then in the order of the nodes; values of a label come in their own order. Reasons
    beyond the eight most frequent become one, and so do pools where every node has a name of another kind.
    """
    names = _names(found, by)
    frequent = {reason for reason, _ in Counter(spot.reason for spot in found).most_common(_MOST_REASONS)}
    gathered = dict[tuple[str, Outcome, str], list[Spot]]()
    for spot, name in zip(found, names, strict=True):
        reason = spot.reason if spot.reason in frequent else OTHER_REASONS
        gathered.setdefault((name, spot.outcome, reason), []).append(spot)
    ordered = sorted(gathered.items(), key=lambda item: ORDER.index(item[0][1]))
    if by is not None:
        ordered.sort(key=lambda item: (item[0][0] == _NO_VALUE, item[0][0]))
    return tuple(NodeGroup(*key, tuple(members)) for key, members in ordered)


def _names(found: Sequence[Spot], by: str | None) -> list[str]:
    if by is not None:
        values = (strings(spot.node, "metadata", "labels").get(by) for spot in found)
        names = [_NO_VALUE if value is None else f"{value}" for value in values]
        return _few(names, "other values")
    return _few([pool(spot.name) for spot in found], "nodes")


def pool(name: str) -> str:
    """A node's name without its number."""
    return _NUMBER.sub("", name) or name


def _few(names: list[str], instead: str) -> list[str]:
    """The names, those beyond the most frequent replaced."""
    counted = Counter(names)
    if len(counted) <= _MOST_POOLS:
        return names
    kept = {name for name, count in counted.most_common(_MOST_POOLS - 1) if count > 1}
    return [name if name in kept else instead for name in names]
