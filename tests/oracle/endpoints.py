"""Compare `kubeproof.endpoints` with the EndpointSlice controller on random Services and Pods.

    python -m tests.oracle.endpoints [--seed 1] [--count 2000] [--record FILE]

It prints every difference and ends with status 1 if there is one. A difference that has been settled becomes a line of
`endpoints.jsonl`, which a test replays without a cluster.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.controlplane import build
from tests.controlplane.plane import ControlPlane
from tests.oracle.endpoints_cases import NODE, world
from tests.oracle.models import Difference, finish, is_there, options, record, send_all, settled

import kubeproof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.controlplane.client import Client
    from tests.oracle.endpoints_cases import World
    from tests.oracle.models import Json

    Published = dict[tuple[str, str], set[tuple[str, int, str, str]]]

LIMIT = 300.0  # seconds
STILL = 5.0
NODES = "/api/v1/nodes"
NAMESPACES = "/api/v1/namespaces"
PODS = "/api/v1/namespaces/{namespace}/pods"
SERVICES = "/api/v1/namespaces/{namespace}/services"
SLICES = "/apis/discovery.k8s.io/v1/endpointslices"
OWNER = "kubernetes.io/service-name"


def make_pods(client: Client, worlds: Sequence[World]) -> None:
    """Make the Pods with their status; those that are being deleted stay so."""
    pods = [pod for each in worlds for pod in each.pods]
    going = [pod for pod in pods if "deletionTimestamp" in pod["metadata"]]
    for method, path, chosen in (
        ("POST", PODS, pods),
        ("PUT", f"{PODS}/{{name}}/status", pods),
        ("DELETE", f"{PODS}/{{name}}", going),
    ):
        refused = [each.value for each in send_all(client, path, chosen, method) if not is_there(each)]
        assert not refused, refused[0]


def make_services(client: Client, worlds: Sequence[World]) -> dict[tuple[str, str], Json]:
    """The Services that the server accepts, with the IP families that it gave them: only a cluster knows those."""
    services = [service for each in worlds for service in each.services]
    made: dict[tuple[str, str], Json] = {}
    for service, answer in zip(services, send_all(client, SERVICES, services), strict=True):
        if answer.good:
            families = answer.value["spec"].get("ipFamilies")
            spec = service["spec"] | ({"ipFamilies": families} if families else {})
            made[key(service)] = service | {"spec": spec}
    return made


def published(client: Client) -> Published:
    """The endpoints that are ready, of each Service that has any."""
    found: Published = defaultdict(set)
    for item in client.call("GET", SLICES).value["items"]:
        owner = item["metadata"]["namespace"], item["metadata"]["labels"][OWNER]
        ports = [(each["port"], each["protocol"], each["name"]) for each in item["ports"] or ()] or [(0, "", "")]
        for endpoint in item["endpoints"] or ():
            if endpoint["conditions"]["ready"]:
                found[owner].update((endpoint["targetRef"]["name"], *port) for port in ports)
    return found


def difference(case: Json) -> Difference | None:
    """How the model differs from what the cluster published; None if it does not.

    Args:
        case: A case as it is recorded.
    """
    found = kubeproof.endpoints(case["service"], case["pods"])
    ours = {(each.pod, each.port, each.protocol, each.name) for each in found}
    theirs = {tuple(each) for each in case["endpoints"]}
    if ours == theirs and len(found) == len(ours):
        return None
    sides = (("the cluster", theirs - ours), ("the model", ours - theirs))
    about = ", ".join(f"{side} publishes more" for side, more in sides if more) or "an endpoint is listed twice"
    concerned = {pod for pod, *_ in ours ^ theirs}
    pods = [json.dumps(pod) for pod in case["pods"] if pod["metadata"]["name"] in concerned]
    more = "; ".join(f"{side}: {sorted(more)}" for side, more in sides)
    return Difference(about, "\n".join((more, json.dumps(case["service"]), *pods[:1])))


def key(service: Json) -> tuple[str, str]:
    return service["metadata"]["namespace"], service["metadata"]["name"]


def run(worlds: Sequence[World]) -> list[Json]:
    """The Services that a new cluster accepts, with what it publishes of them."""
    with ControlPlane(build.folder(), only=("endpointslice-controller",)) as plane:
        plane.client.call("POST", NODES, {"metadata": {"name": NODE}})
        send_all(plane.client, NAMESPACES, [{"metadata": {"name": each.name}} for each in worlds])
        make_pods(plane.client, worlds)
        services = make_services(plane.client, worlds)
        theirs = settled(lambda: published(plane.client), bool, limit=LIMIT, still=STILL)
    pods = {each.name: each.pods for each in worlds}
    return [
        {"id": "/".join(name), "service": service, "pods": pods[name[0]], "endpoints": sorted(theirs.get(name, ()))}
        for name, service in services.items()
    ]


def main() -> None:
    chosen = options("Compare kubeproof.endpoints with a real cluster.", 2000)
    size = len(world(0, 0).services)
    worlds = [world(chosen.seed, number) for number in range(-(-chosen.count // size))]
    decided = run(worlds)
    record(chosen.record, decided)
    refused = len(worlds) * size - len(decided)
    finish(
        map(difference, decided), f"{len(decided)} Services in {len(worlds)} namespaces with Pods, {refused} refused"
    )


if __name__ == "__main__":
    main()
