"""Compare `kubeproof.place` with the DaemonSet controller and the scheduler on random nodes and DaemonSets.

    python -m tests.oracle.placement [--seed 1] [--count 2000] [--record FILE]

It prints every difference and ends with status 1 if there is one. A difference that has been settled becomes a line of
`placement.jsonl`, which a test replays without a cluster.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.controlplane import build
from tests.controlplane.plane import ControlPlane
from tests.oracle.models import Difference, finish, is_there, options, record, send_all, settled
from tests.oracle.placement_cases import OVERHEADS, case

import kubeproof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.controlplane.client import Client
    from tests.oracle.models import Json
    from tests.oracle.placement_cases import Case

BATCH = 100  # cases at once; each brings its own nodes
LIMIT = 60.0  # seconds for a batch
NODES = "/api/v1/nodes"
PODS = "/api/v1/namespaces/default/pods"
DAEMONSETS = "/apis/apps/v1/namespaces/default/daemonsets"
RUNTIMES = "/apis/node.k8s.io/v1/runtimeclasses"


@dataclass(slots=True)
class Answer:
    """What a cluster did with a DaemonSet.

    Attributes:
        created: The nodes for which the controller made Pods.
        bound: Those on which the scheduler put them.
        whole: Whether all Pods that the controller wanted could be made, and each was bound or refused.
    """

    created: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    whole: bool = True


def answers(client: Client, cases: Sequence[Case]) -> dict[str, Answer]:
    """What the cluster does with each case; those that the server refuses are missing."""
    accepted = _accepted(client, cases)
    _, made, pods = settled(lambda: _state(client), lambda state: state[0], limit=LIMIT, still=0.5)
    found = {name: Answer(whole=name in made) for name in accepted}
    for owner, node, bound, decided in pods:
        answer = found[owner]
        answer.created.add(node)
        answer.bound |= {node} if bound else set()
        answer.whole = answer.whole and decided
    for path in (DAEMONSETS, f"{PODS}?gracePeriodSeconds=0", NODES):
        client.call("DELETE", path)
    return found


def _accepted(client: Client, cases: Sequence[Case]) -> list[str]:
    nodes = send_all(client, NODES, [node for each in cases for node in each.nodes])
    assert all(map(is_there, nodes)), next(answer.value for answer in nodes if not is_there(answer))
    made = send_all(client, DAEMONSETS, [each.daemonset for each in cases])
    return [each.name for each, answer in zip(cases, made, strict=True) if is_there(answer)]


def _state(client: Client) -> tuple[bool, set[str], set[tuple[str, str, bool, bool]]]:
    """Whether all is decided, the DaemonSets whose Pods are all made, and the Pods."""
    items = client.call("GET", DAEMONSETS).value["items"]
    counts = {each["metadata"]["name"]: _wanted(each["status"]) for each in items}
    pods = {_pod(each) for each in client.call("GET", PODS).value["items"]}
    made: dict[str, int] = defaultdict(int)
    for owner, *_ in pods:
        made[owner] += 1
    ready = {name for name, count in counts.items() if made[name] == count}
    return len(ready) == len(counts) and all(decided for *_, decided in pods), ready, pods


def _wanted(status: Json) -> int:
    """How many Pods the controller wants; -1 before it has looked at the DaemonSet."""
    number: int = status["desiredNumberScheduled"]
    return number if status.get("observedGeneration") else -1


def _pod(pod: Json) -> tuple[str, str, bool, bool]:
    """Its DaemonSet, the node that it is for, and whether it is there and whether the scheduler has decided."""
    spec = pod["spec"]
    required = spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    node = required["nodeSelectorTerms"][0]["matchFields"][0]["values"][0]
    refused = any(each["type"] == "PodScheduled" for each in pod["status"].get("conditions", ()))
    bound = spec.get("nodeName") == node
    return pod["metadata"]["labels"]["app"], node, bound, bound or refused


def difference(case: Json) -> Difference | None:
    """The first node on which the model decides otherwise than the cluster; None if there is none.

    Args:
        case: A case as it is recorded.
    """
    for node, decision in zip(case["nodes"], kubeproof.place(case["daemonset"], case["nodes"]), strict=True):
        ours = decision.runs, decision.binds
        theirs = decision.node in case["created"], decision.node in case["bound"]
        if ours != theirs or bool(decision.reasons) == decision.binds:
            spec = json.dumps(case["daemonset"]["spec"]["template"]["spec"])
            said = "\n".join((", ".join(decision.reasons), json.dumps(node), spec))
            return Difference(f"cluster {_words(*theirs)}, model {_words(*ours)}", said)
    return None


def as_recorded(case: Case, answer: Answer) -> Json:
    """A case with the cluster's answer, to be replayed."""
    decided = {"created": sorted(answer.created), "bound": sorted(answer.bound)}
    return {"id": case.name, "daemonset": case.daemonset, "nodes": case.nodes, **decided}


def _words(runs: bool, binds: bool) -> str:  # noqa: FBT001 - two facts about one node
    return "binds" if binds else "leaves the Pod pending" if runs else "makes no Pod"


def run(cases: Sequence[Case]) -> list[Json]:
    """The cases that a new cluster decides, with its answers; those that it refuses are missing."""
    found: dict[str, Answer] = {}
    with ControlPlane(build.folder(), only=("daemonset-controller",)) as plane:
        send_all(plane.client, RUNTIMES, [runtime(*each) for each in OVERHEADS.items()])
        for start in range(0, len(cases), BATCH):
            found |= answers(plane.client, cases[start : start + BATCH])
    return [as_recorded(each, found[each.name]) for each in cases if each.name in found and found[each.name].whole]


def runtime(name: str, amounts: Json) -> Json:
    return {"metadata": {"name": name}, "handler": "vm", "overhead": {"podFixed": amounts}}


def main() -> None:
    chosen = options("Compare kubeproof.place with a real cluster.", 2000)
    cases = [case(chosen.seed, number) for number in range(chosen.count)]
    decided = run(cases)
    doubtful = {each["id"] for each in decided if difference(each)}
    if doubtful:  # what a slow moment made of it is no difference
        again = {each["id"]: each for each in run([each for each in cases if each.name in doubtful])}
        decided = [again.get(each["id"], each) for each in decided]
    record(chosen.record, decided)
    nodes = sum(len(each["nodes"]) for each in decided)
    summary = f"{len(decided)} DaemonSets decided on {nodes} nodes, {len(cases) - len(decided)} refused"
    finish(map(difference, decided), summary)


if __name__ == "__main__":
    main()
