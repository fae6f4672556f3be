"""The placement of a DaemonSet in words: the sentence and the table that say what the picture shows."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from kubeproof.diagrams.drawing import Table
from kubeproof.diagrams.placement_groups import FEW, OTHER_REASONS, NodeGroup, Outcome, Spot, pool

OUTCOMES: dict[Outcome, str] = {"pod": "a Pod runs", "pending": "its Pod is Pending", "none": "no Pod"}
MOST_ROWS = 150
_MOST_REASONS = 3
_PLURALS = {"has": "have", "is": "are", "lacks": "lack", "fits": "fit", "waits": "wait", "gives": "give"}


def placement_sentence(found: Sequence[Spot]) -> str:
    """On how many nodes a Pod runs, and why not on the others, in a sentence."""
    total, running = len(found), sum(spot.outcome == "pod" for spot in found)
    counted = Counter((spot.outcome, spot.reason) for spot in found if spot.outcome != "pod").most_common()
    told = [_told(count, outcome, reason) for (outcome, reason), count in counted[:_MOST_REASONS]]
    rest = sum(count for _, count in counted[_MOST_REASONS:])
    others = [f"{rest:,} get none {OTHER_REASONS}"] if rest else []
    return "; ".join((_start(running, total), *told, *others)) + "."


def headline(running: int, total: int) -> str:
    """On how many nodes a Pod runs, in a few words."""
    return f"{running:,} of {nodes(total)}"


def nodes(count: int) -> str:
    """A number of nodes: "1 node", "5,000 nodes"."""
    return f"{count:,} node{'' if count == 1 else 's'}"


def plural(reason: str, count: int) -> str:
    """A reason, which is said of one node ("lacks the label …"), for a number of nodes ("lack the label …")."""
    if count == 1:
        return reason
    return "; ".join(map(_plural, reason.split("; ")))


def pending(reason: str) -> str:
    """Why a Pod waits; what the model says of it is said of the Pod."""
    return OTHER_REASONS if reason == OTHER_REASONS else f"it {reason.replace('; ', ', and it ')}"


def placement_table(found: Sequence[Spot], gathered: Sequence[NodeGroup]) -> Table:
    """A row for each of few nodes; of many, one for nodes that follow each other and are alike, or for each group."""
    if len(found) <= FEW:
        rows = tuple((spot.name, OUTCOMES[spot.outcome], spot.reason) for spot in found)
        return Table(("Node", "Pod", "Reason"), rows)
    alike = [NodeGroup(*key, tuple(spots)) for key, spots in groupby(found, _alike)]
    summed = tuple(
        (span(group), f"{group.count:,}", OUTCOMES[group.outcome], plural(group.reason, group.count))
        for group in (alike if len(alike) <= MOST_ROWS else gathered)
    )
    return Table(("Nodes", "Number", "Pod on each", "Reason"), summed)


def _alike(spot: Spot) -> tuple[str, Outcome, str]:
    return pool(spot.name), spot.outcome, spot.reason


def span(group: NodeGroup) -> str:
    """The first and the last node of a group."""
    first, last = group.spots[0].name, group.spots[-1].name
    return first if group.count == 1 else f"{first} to {last}"


def _plural(reason: str) -> str:
    verb, space, rest = reason.partition(" ")
    return f"{_PLURALS.get(verb, verb)}{space}{rest}"


def _start(running: int, total: int) -> str:
    if total == running:
        return f"A Pod runs on all {nodes(total)}" if total > 1 else "A Pod runs on the only node"
    if not running:
        return f"A Pod runs on none of the {nodes(total)}" if total > 1 else "No Pod runs on the only node"
    return f"A Pod runs on {headline(running, total)}"


def _told(count: int, outcome: Outcome, reason: str) -> str:
    if outcome == "pending":
        return f"on {count:,} the Pod stays Pending: {pending(reason)}"
    return f"{count:,} {plural(reason, count)}".replace("; ", " and ")
