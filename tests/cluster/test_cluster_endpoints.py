from typing import Any

import pytest

from kubeproof.cluster import Endpoint, endpoints

WEB = {"name": "http", "containerPort": 8080}


def service(*ports: object, **spec: object) -> dict[str, Any]:
    return {
        "kind": "Service",
        "metadata": {"name": "web"},
        "spec": {"selector": {"app": "web"}, "ports": ports, **spec},
    }


def pod(name: str = "web-1", *, ready: str = "True", ip: str = "10.0.0.1", **changes: object) -> dict[str, Any]:
    status = {"phase": "Running", "podIPs": [{"ip": ip}], "conditions": [{"type": "Ready", "status": ready}]}
    made = {
        "metadata": {"name": name, "labels": {"app": "web"}},
        "spec": {"containers": [{"ports": [WEB]}]},
        "status": status,
    }
    return {**made, **changes}


@pytest.mark.parametrize(
    ("port", "number"),
    [
        ({"port": 80}, 80),
        ({"port": 80, "targetPort": 0}, 80),
        ({"port": 80, "targetPort": ""}, 80),
        ({"port": 80, "targetPort": 9000}, 9000),
        ({"port": 80, "targetPort": "http"}, 8080),
    ],
)
def test_target_ports(port: dict[str, Any], number: int) -> None:
    assert endpoints(service(port), [pod()]) == [Endpoint("web-1", number, "TCP", "")]


def test_a_named_port_is_found_in_containers_then_sidecars_with_its_protocol() -> None:
    sidecar = {"restartPolicy": "Always", "ports": [{"name": "metrics", "containerPort": 9100}]}
    setup = {"ports": [{"name": "setup", "containerPort": 1}]}
    spec = {
        "containers": [{"ports": [{**WEB, "protocol": "UDP"}]}, {"ports": [WEB]}],
        "initContainers": [setup, sidecar],
    }
    wanted = [
        {"name": "a", "port": 80, "targetPort": "http"},
        {"name": "b", "port": 81, "targetPort": "metrics"},
        {"name": "c", "port": 82, "targetPort": "setup"},
        {"name": "d", "port": 83, "targetPort": "http", "protocol": "UDP"},
    ]
    assert endpoints(service(*wanted), [pod(spec=spec)]) == [
        Endpoint("web-1", 8080, "TCP", "a"),
        Endpoint("web-1", 9100, "TCP", "b"),
        Endpoint("web-1", 8080, "UDP", "d"),
    ]


@pytest.mark.parametrize("ports", [[], [{"port": 80, "targetPort": "absent"}]])
def test_a_pod_without_a_port_is_published_alone(ports: list[object]) -> None:
    assert endpoints(service(*ports, clusterIP="None"), [pod()]) == [Endpoint("web-1", 0, "", "")]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": {"phase": "Succeeded", "podIP": "10.0.0.1"}},
        {"status": {"phase": "Failed", "podIP": "10.0.0.1"}},
        {"status": {"phase": "Pending"}},
        {"metadata": {"name": "web-1", "labels": {"app": "api"}}},
        {"metadata": {"name": "web-1", "namespace": "other", "labels": {"app": "web"}}},
        {"metadata": None},
    ],
)
def test_pods_that_are_never_published(changes: dict[str, Any]) -> None:
    assert endpoints(service({"port": 80}, publishNotReadyAddresses=True), [pod(**changes)]) == []


def test_pods_that_are_not_ready_are_published_on_demand() -> None:
    leaving = pod(metadata={"name": "web-2", "labels": {"app": "web"}, "deletionTimestamp": "2026-01-01T00:00:00Z"})
    assert endpoints(service({"port": 80}), [pod(ready="False"), leaving]) == []
    assert len(endpoints(service({"port": 80}, publishNotReadyAddresses=True), [pod(ready="False"), leaving])) == 2


def test_pod_ip_alone_is_an_address() -> None:
    status = {"phase": "Running", "podIP": "10.0.0.1", "conditions": [{"type": "Ready", "status": "True"}]}
    assert len(endpoints(service({"port": 80}), [pod(status=status)])) == 1


@pytest.mark.parametrize(
    ("families", "ip", "count"),
    [
        (["IPv4"], "10.0.0.1", 1),
        (["IPv6"], "10.0.0.1", 0),
        (["IPv6"], "fd00::1", 1),
        (["IPv4", "IPv6"], "fd00::1", 1),
        (["IPv4"], "nonsense", 0),
    ],
)
def test_the_address_is_of_a_family_that_the_service_has(families: list[str], ip: str, count: int) -> None:
    assert len(endpoints(service({"port": 80}, ipFamilies=families), [pod(ip=ip)])) == count


@pytest.mark.parametrize("spec", [{"selector": None}, {"selector": {}}, {"type": "ExternalName"}])
def test_services_that_nobody_looks_after(spec: dict[str, Any]) -> None:
    assert endpoints(service({"port": 80}, **spec), [pod()]) == []
