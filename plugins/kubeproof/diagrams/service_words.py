"""A Service in words: the sentence and the table that say what its picture shows."""

from collections.abc import Iterator, Sequence

from kubeproof.cluster.routing import ALLOCATED, Hop, Route
from kubeproof.diagrams.drawing import Table
from kubeproof.diagrams.service_backing import Backing, pod_count
from kubeproof.diagrams.service_stations import NODE_PORTS, Plan

_HEADERS = ("From", "Through", "To")
_VERBS = ("has ", "is ", "lacks ")  # how reasons begin that are said of a Pod
_ORIGINS = {"outside": "outside the cluster", "inside": "inside the cluster"}


def service_title(plan: Plan) -> str:
    """What the picture shows, in a few words."""
    kind = "headless" if plan.kind == "Headless" else plan.kind
    return f"Service {plan.routing.name} ({kind})"


def service_sentence(plan: Plan) -> str:
    """How clients reach the Pods, in a sentence."""
    routing, name = plan.routing, plan.routing.name
    if plan.kind == "ExternalName":
        host = routing.routes[0].hops[-1].address
        return f"Inside the cluster, DNS answers the name {name} with {host}, a host outside; no Pod takes part."
    if not plan.reaches():
        return f"The Service {name} reaches no Pod: {_why_none(plan.backings)}."
    pods = _pods(plan)
    if plan.kind == "Headless":
        return f"DNS answers the name {name} with the addresses of {pods}; there is no virtual IP."
    inside = f"through the virtual IP of {name} on {_join(_ports(str(port.number) for port in routing.ports))}"
    if "outside" not in routing.origins:
        return f"Pods inside the cluster reach {pods} {inside}; nothing outside the cluster can."
    return f"Clients outside the cluster reach {pods} through {_entrance(plan)}, and Pods inside it {inside}."


def service_table(plans: Sequence[Plan]) -> Table:
    """Each way to the Pods, hop by hop, with the type of the Service before it where several are compared."""
    rows = [(plan.kind, *row) for plan in plans for row in _rows(plan)]
    if len(plans) > 1:
        return Table(("Type", *_HEADERS), tuple(rows))
    return Table(_HEADERS, tuple(row[1:] for row in rows))


def _rows(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for route in plan.routing.routes:
        yield _ORIGINS[route.origin], ", then ".join(map(_hop, route.hops[1:-1])), _end(plan, route)
    if "outside" not in plan.routing.origins and plan.kind != "ExternalName":
        yield _ORIGINS["outside"], "no way in", ""
    for backing in plan.backings:
        if backing.reasons and plan.kind != "ExternalName":
            yield "", backing.title, f"not reached: {'; '.join(backing.reasons)}"


def _hop(hop: Hop) -> str:
    address = "" if hop.address == ALLOCATED else f" {hop.address}"
    title = hop.title[0].lower() + hop.title[1:] if hop.kind != "dns" else "cluster DNS"
    if hop.kind == "node-port":
        return (
            f"a port from {NODE_PORTS} on every node, {ALLOCATED}"
            if hop.port == ALLOCATED
            else (f"port {hop.port} on every node")
        )
    title = "virtual IP" if hop.kind == "virtual-ip" else title
    port = f", port {hop.port}" if hop.port else ""
    return f"{title}{address}{port}"


def _end(plan: Plan, route: Route) -> str:
    last = route.hops[-1]
    if last.kind != "pod":
        return last.address
    if not plan.reaches():
        return "no Pod"
    numbers = {
        str(port.port)
        for backing in plan.backings
        for backend in backing.backends
        for port in backend.ports
        if route.port is None or (port.name, port.protocol) == (route.port.name, route.port.protocol)
    }
    shown = sorted(numbers, key=int) or ([last.port] if last.port else [])
    return ", ".join((_pods(plan), *([_join(_ports(shown))] if shown else [])))


def _pods(plan: Plan) -> str:
    if not plan.backings:
        labels = " and ".join(f"{key}={value}" for key, value in plan.routing.selector)
        return f"the Pods with {labels}" if labels else "the addresses listed for it by hand"
    count = pod_count(plan.backings)
    return f"{count:,} Pod{'' if count == 1 else 's'}"


def _entrance(plan: Plan) -> str:
    routing = plan.routing
    numbers = _join(_ports(str(port.number) for port in routing.ports))
    if plan.kind == "LoadBalancer":
        return f"a load balancer on {numbers}"
    if plan.kind == "NodePort":
        fixed = [port.node_port for port in routing.ports if port.node_port != ALLOCATED]
        if len(fixed) < len(routing.ports):
            return f"a port from {NODE_PORTS}, {ALLOCATED}, on every node"
        return f"{_join(_ports(fixed))} of every node"
    return f"an external IP on {numbers}"


def _why_none(found: Sequence[Backing]) -> str:
    empty = next((backing for backing in found if not backing.count), None)
    reason = next((backing for backing in found if backing.reasons), None)
    if reason:
        said = "; ".join(reason.reasons)
        return f"each Pod of {reason.title} {said}" if said.startswith(_VERBS) else f"in {reason.title} {said}"
    return f"{empty.title} makes none" if empty else "there is none"


def _ports(numbers: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(numbers))
    return (f"port{'' if len(given) == 1 else 's'} {given[0]}", *given[1:]) if given else ()


def _join(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
