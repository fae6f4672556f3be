"""The stations of a request as blocks of words, each on its level of the picture. No pixels here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kubeproof.cluster.fields import Object
from kubeproof.cluster.routing import ALLOCATED, Hop, Kind, Routing, ServicePort, routes
from kubeproof.cluster.workloads import workload_pods
from kubeproof.diagrams.drawing import NOWHERE, Place, Places, nowhere
from kubeproof.diagrams.service_backing import Backing, backings

NODE_PORTS = "30000-32767"
Level: TypeAlias = Literal["outside", "balancer", "entry", "service"]
LEVELS: tuple[Level, ...] = ("outside", "balancer", "entry", "service")
_MOST_PORTS = 4

_CAPTIONS: dict[Kind, str] = {
    "ClusterIP": "from inside the cluster only",
    "NodePort": "and from outside, by every node",
    "LoadBalancer": "and from outside, by one address",
    "ExternalName": "another name for a host outside",
    "Headless": "no virtual IP: DNS gives the Pods",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a station; what stands in a manifest is mono."""

    text: str
    mono: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Station:
    """A box on the way: its icon, what it is, and a few lines about it."""

    icon: str
    title: str
    lines: tuple[Words, ...]
    tooltip: str
    field: tuple[str | int, ...] = ("metadata", "name")  # what in the manifest it comes from
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the picture of one Service says."""

    routing: Routing
    stations: Mapping[Level, Station]
    backings: tuple[Backing, ...]
    notes: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """The Service's type."""
        return self.routing.kind

    @property
    def caption(self) -> str:
        """From where the Service can be reached, in a few words."""
        by_address = self.kind == "ClusterIP" and "entry" in self.stations
        return "and from outside, by an external IP" if by_address else _CAPTIONS[self.kind]

    def reaches(self) -> bool:
        """Whether any Pod gets the traffic, or may: with no workload in the file, nobody knows."""
        return not self.backings or any(backing.served for backing in self.backings)


def plan(service: Object, objects: Sequence[Mapping[str, object]], places: Places = nowhere) -> Plan:
    """Work out the picture of a Service with the workloads beside it, and where each thing stands."""
    routing = routes(service, [pod for item in objects for pod in workload_pods(item)])
    hops: dict[str, Hop] = {hop.kind: hop for route in reversed(routing.routes) for hop in route.hops}
    stations: dict[Level, Station] = {"service": _service(routing, hops)}
    if "external-host" in hops:
        host = (Words(hops["external-host"].address, mono=True),)
        stations["outside"] = Station("cloud", "Other host", host, "", ("spec", "externalName"))
    if "load-balancer" in hops:
        stations["balancer"] = _balancer(routing, hops["load-balancer"])
    if "node-port" in hops:
        stations["entry"] = _node_port(routing)
    elif "external-ip" in hops:
        note = hops["external-ip"].note
        stations["entry"] = Station("cloud", "External IP", _external_ips(routing), note, ("spec", "externalIPs"))
    placed = {level: replace(each, place=places(service, each.field)) for level, each in stations.items()}
    return Plan(routing, placed, backings(service, objects, places), _notes(routing))


def node_port(port: ServicePort) -> str:
    """The port on every node in words."""
    return f"a port from {NODE_PORTS}, {ALLOCATED}" if port.node_port == ALLOCATED else f"port {port.node_port}"


def ports_of(ports: Iterable[tuple[str, ServicePort]]) -> tuple[Words, ...]:
    """A line for each port, with its name where there are several, and "TCP" left out."""
    given = list(dict.fromkeys((number, port) for number, port in ports))
    shown = given[:_MOST_PORTS] if len(given) <= _MOST_PORTS else given[: _MOST_PORTS - 1]
    lines = [Words(_port_line(number, port, several=len(given) > 1)) for number, port in shown]
    rest = len(given) - len(shown)
    return (*lines, *((Words(f"and {rest} more ports"),) if rest else ()))


def _port_line(number: str, port: ServicePort, *, several: bool) -> str:
    protocol = "" if port.protocol == "TCP" else f" {port.protocol}"
    name = f" ({port.name})" if several and port.name else ""
    return f"port {number}{protocol}{name}"


def _service(routing: Routing, hops: Mapping[str, Hop]) -> Station:
    selector = tuple(Words(f"{key}={value}", mono=True, label=True) for key, value in routing.selector)
    title = f"Service {routing.name}"
    selects = (Words("selects Pods with"), *selector[:3]) if selector else ()
    match routing.kind:
        case "ExternalName":
            lines: tuple[Words, ...] = (Words("DNS answers: this name stands for"),)
            lines = (*lines, Words(hops["external-host"].address, mono=True))
            return Station(
                "dns", f"Service {routing.name}", lines, f"{routing.dns_name}: a CNAME record, no address, no Pods"
            )
        case "Headless":
            lines = (Words("no virtual IP"), Words("DNS answers: the addresses of the Pods"), *selects)
            return Station("dns", title, lines, routing.dns_name)
        case _:
            address = "" if hops["virtual-ip"].address == ALLOCATED else f" {hops['virtual-ip'].address}"
            numbers = ports_of((str(port.number), port) for port in routing.ports)
            tooltip = f"{routing.dns_name}, virtual IP {hops['virtual-ip'].address}"
            lines = (Words(f"virtual IP{address}"), *numbers)
            if len(numbers) == 1:
                lines = (Words(f"virtual IP{address}, {numbers[0].text}"),)
            return Station("service", title, (*lines, *selects), tooltip)


def _balancer(routing: Routing, hop: Hop) -> Station:
    numbers = ports_of((str(port.number), port) for port in routing.ports)
    address = Words("its own address") if hop.address == ALLOCATED else Words(hop.address, mono=True)
    return Station("load-balancer", "Load balancer", (address, *numbers), hop.note, ("spec", "type"))


def _node_port(routing: Routing) -> Station:
    fixed = [(port.node_port, port) for port in routing.ports if port.node_port not in ("", ALLOCATED)]
    lines = ports_of(fixed)
    if len(fixed) < sum(bool(port.node_port) for port in routing.ports):
        lines = (*lines, Words(f"a port from {NODE_PORTS},"), Words(ALLOCATED))
    external = _external_ips(routing)
    also = (Words("and external IPs"), *external) if external else ()
    tooltip, field = "The same port is open on every node of the cluster", ("spec", "ports", 0, "nodePort")
    return Station("node", "Every node", (*lines, *also), tooltip, field)


def _external_ips(routing: Routing) -> tuple[Words, ...]:
    hops = (hop for route in routing.routes for hop in route.hops if hop.kind == "external-ip")
    return tuple(dict.fromkeys(Words(f"{hop.address}:{hop.port}", mono=True) for hop in hops))[:3]


def _notes(routing: Routing) -> tuple[str, ...]:
    hops = (hop for route in routing.routes for hop in route.hops)
    notes = [f"{hop.title}: {hop.note}" for hop in hops if hop.note and hop.kind != "dns"]
    if routing.session_affinity == "ClientIP":
        notes.append(f"A client stays with one Pod for {duration(routing.affinity_seconds)} (session affinity).")
    return tuple(dict.fromkeys(notes))


def duration(seconds: int) -> str:
    """A number of seconds in the largest unit that divides it: 10800 is 3 hours."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}{'s' if seconds != size else ''}"
    return f"{seconds} second{'s' if seconds != 1 else ''}"
