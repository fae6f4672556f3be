from typing import Any

import pytest

from kubeproof.cluster.backends import Stranger
from kubeproof.cluster.endpoints import Endpoint
from kubeproof.cluster.routing import ALLOCATED, Routing, routes
from kubeproof.cluster.workloads import workload_pods

DEPLOYMENT = {
    "kind": "Deployment",
    "metadata": {"name": "web"},
    "spec": {
        "replicas": 2,
        "template": {
            "metadata": {"labels": {"app": "web"}},
            "spec": {"containers": [{"ports": [{"name": "http", "containerPort": 8080}]}]},
        },
    },
}


def route(
    *, pods: list[dict[str, Any]] | None = None, ports: object = None, status: object = None, **spec: object
) -> Routing:
    ports = [{"port": 80, "targetPort": "http"}] if ports is None else ports
    service = {
        "metadata": {"name": "web"},
        "spec": {"selector": {"app": "web"}, "ports": ports, **spec},
        "status": status,
    }
    return routes(service, workload_pods(DEPLOYMENT) if pods is None else pods)


def hops(routing: Routing) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [(way.origin, [(hop.kind, hop.address, hop.port) for hop in way.hops]) for way in routing.routes]


CLIENT, POD = ("client", "", ""), ("pod", ALLOCATED, "http")
VIRTUAL_IP = ("virtual-ip", ALLOCATED, "80")
INSIDE = ("inside", [CLIENT, VIRTUAL_IP, POD])


def test_cluster_ip_is_reached_from_inside_alone() -> None:
    routing = route()
    assert (routing.kind, routing.origins) == ("ClusterIP", ("inside",))
    assert hops(routing) == [INSIDE]
    assert routing.dns_name == "web.default.svc.cluster.local"
    assert (routing.external_policy, routing.internal_policy) == ("", "Cluster")
    assert (routing.session_affinity, routing.affinity_seconds) == ("None", 0)
    assert routing.selector == (("app", "web"),)


@pytest.mark.parametrize(("written", "shown"), [(30080, "30080"), (None, ALLOCATED)])
def test_node_port_opens_a_port_on_every_node(written: int | None, shown: str) -> None:
    routing = route(type="NodePort", ports=[{"port": 80, "targetPort": "http", "nodePort": written}])
    assert hops(routing) == [("outside", [CLIENT, ("node-port", "", shown), VIRTUAL_IP, POD]), INSIDE]
    assert routing.external_policy == "Cluster"
    assert routing.ports[0].node_port == shown


def test_load_balancer_goes_on_to_the_node_port() -> None:
    node_port = ("node-port", "", ALLOCATED)
    assert hops(route(type="LoadBalancer")) == [
        ("outside", [CLIENT, ("load-balancer", ALLOCATED, "80"), node_port, VIRTUAL_IP, POD]),
        ("outside", [CLIENT, node_port, VIRTUAL_IP, POD]),
        INSIDE,
    ]


def test_load_balancer_without_node_ports_goes_to_the_pods() -> None:
    status = {"loadBalancer": {"ingress": [{"ip": "203.0.113.7"}]}}
    routing = route(type="LoadBalancer", allocateLoadBalancerNodePorts=False, status=status)
    assert hops(routing) == [("outside", [CLIENT, ("load-balancer", "203.0.113.7", "80"), POD]), INSIDE]


def test_source_ranges_and_local_policies_are_said() -> None:
    routing = route(
        type="LoadBalancer",
        externalTrafficPolicy="Local",
        internalTrafficPolicy="Local",
        loadBalancerSourceRanges=["198.51.100.0/24"],
    )
    notes = [hop.note for hop in routing.routes[0].hops]
    assert notes[1:3] == [
        "Takes clients from 198.51.100.0/24 alone.",
        "Only nodes that run a ready Pod answer, and only with their own Pods.",
    ]
    assert routing.routes[-1].hops[1].note == "Only Pods on the client's own node answer."
    assert (routing.external_policy, routing.internal_policy) == ("Local", "Local")


def test_external_ips_are_a_way_in() -> None:
    routing = route(externalIPs=["203.0.113.9"], clusterIP="10.96.0.5")
    virtual_ip = ("virtual-ip", "10.96.0.5", "80")
    assert hops(routing) == [
        ("outside", [CLIENT, ("external-ip", "203.0.113.9", "80"), virtual_ip, POD]),
        ("inside", [CLIENT, virtual_ip, POD]),
    ]


def test_headless_gives_the_pods_by_dns() -> None:
    routing = route(clusterIP="None")
    assert routing.kind == "Headless"
    assert hops(routing) == [("inside", [CLIENT, ("dns", "web.default.svc.cluster.local", ""), POD])]
    (way,) = route(clusterIP="None", ports=[]).routes
    assert way.port is None


def test_external_name_is_an_answer_of_dns() -> None:
    routing = route(type="ExternalName", externalName="db.example.com", ports=[])
    assert hops(routing) == [
        ("inside", [CLIENT, ("dns", "web.default.svc.cluster.local", ""), ("external-host", "db.example.com", "")])
    ]
    assert routing.routes[0].hops[1].note == "Answers with the name db.example.com."
    assert (routing.matched, routing.selector, routing.internal_policy) == ((), (), "")


def test_session_affinity_holds_three_hours_by_default() -> None:
    assert route(sessionAffinity="ClientIP").affinity_seconds == 10_800
    config = {"clientIP": {"timeoutSeconds": 60}}
    assert route(sessionAffinity="ClientIP", sessionAffinityConfig=config).affinity_seconds == 60


def test_matched_pods_show_their_ports() -> None:
    first, second = route().matched
    assert (first.name, first.address, first.ports) == ("web-1", "", (Endpoint("web-1", 8080, "TCP", ""),))
    assert (second.name, second.problem) == ("web-2", "")


def test_pods_that_do_not_match_name_the_label() -> None:
    wrong = {"metadata": {"name": "typo", "labels": {"app": "wbe"}}}
    bare = {"metadata": {"name": "bare", "namespace": "other"}}
    assert route(pods=[wrong, bare]).unmatched == (
        Stranger("typo", ("app is 'wbe', the Service wants 'web'",)),
        Stranger(
            "bare",
            (
                "is in the namespace other, the Service is in default",
                "lacks the label app, the Service wants 'web'",
            ),
        ),
    )
    assert route(pods=[wrong], selector=None).unmatched == (Stranger("typo", ("the Service has no selector",)),)


READY = [{"type": "Ready", "status": "True"}]


@pytest.mark.parametrize(
    ("pod", "problem"),
    [
        ({"status": {"phase": "Failed"}}, "has ended (Failed)"),
        ({"status": {"phase": "Pending"}}, "has no IP address yet"),
        ({"status": {"podIP": "10.0.0.1"}}, "is not ready"),
        ({"status": {"podIP": "10.0.0.1", "conditions": READY}}, "has no container port named http"),
        (
            {"status": {"podIP": "fd00::1", "conditions": READY}},
            "has no address of the Service's IP family",
        ),
    ],
)
def test_a_matched_pod_without_traffic_says_why(pod: dict[str, Any], problem: str) -> None:
    pod = {"metadata": {"name": "web-1", "labels": {"app": "web"}}, **pod}
    (backend,) = route(pods=[pod], ipFamilies=["IPv4"]).matched
    assert backend.problem == problem
    assert backend.ports == ()


def test_a_pod_that_is_being_deleted_says_so() -> None:
    metadata = {"name": "web-1", "labels": {"app": "web"}, "deletionTimestamp": "2026-01-01T00:00:00Z"}
    (backend,) = route(pods=[{"metadata": metadata, "status": {"podIP": "10.0.0.1", "conditions": READY}}]).matched
    assert (backend.problem, backend.address) == ("is being deleted", "10.0.0.1")
