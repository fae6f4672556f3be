"""Replays what real controllers and a real scheduler of Kubernetes 1.36 decided."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kubeproof.cluster import endpoints, place

TRUTH = Path(__file__).parent.parent / "truth"


def recorded(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(TRUTH / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def test_every_daemonset_runs_where_it_did() -> None:
    decisions = 0
    for case in recorded("placement.jsonl.gz"):
        placed = place(case["daemonset"], case["nodes"])
        assert [d.node for d in placed if d.runs] == [n for n in names(case) if n in case["created"]]
        assert [d.node for d in placed if d.binds] == [n for n in names(case) if n in case["bound"]]
        assert all(bool(d.reasons) != d.binds for d in placed)
        decisions += len(placed)
    assert decisions == 7920


def test_every_service_publishes_what_it_did() -> None:
    services = 0
    for case in recorded("endpoints.jsonl.gz"):
        published = endpoints(case["service"], case["pods"])
        assert sorted([e.pod, e.port, e.protocol, e.name] for e in published) == sorted(case["endpoints"])
        services += 1
    assert services == 400


def names(case: dict[str, Any]) -> list[str]:
    return [node["metadata"]["name"] for node in case["nodes"]]
