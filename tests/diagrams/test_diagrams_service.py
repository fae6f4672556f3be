from collections.abc import Mapping
from typing import Any

import pytest

from kubeproof.diagrams import DrawingError, draw_service

Manifest = dict[str, Any]


def service(**spec: object) -> Manifest:
    whole = {"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8080}], **spec}
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": whole}


def deployment(labels: Mapping[str, str] | None = None, replicas: int = 3) -> Manifest:
    template = {"metadata": {"labels": labels or {"app": "web"}}, "spec": {"containers": [{"name": "c"}]}}
    spec = {"replicas": replicas, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": spec}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (
            {},
            (
                "Pods inside the cluster reach 3 Pods through the virtual IP of web on port 80; "
                "nothing outside the cluster can."
            ),
        ),
        (
            {"type": "NodePort", "ports": [{"port": 80, "nodePort": 30080}]},
            (
                "Clients outside the cluster reach 3 Pods through port 30080 of every node, "
                "and Pods inside it through the virtual IP of web on port 80."
            ),
        ),
        (
            {"type": "NodePort"},
            (
                "Clients outside the cluster reach 3 Pods through a port from 30000-32767, allocated by the cluster, "
                "on every node, and Pods inside it through the virtual IP of web on port 80."
            ),
        ),
        (
            {"type": "LoadBalancer"},
            (
                "Clients outside the cluster reach 3 Pods through a load balancer on port 80, "
                "and Pods inside it through the virtual IP of web on port 80."
            ),
        ),
        (
            {"clusterIP": "None"},
            "DNS answers the name web with the addresses of 3 Pods; there is no virtual IP.",
        ),
        (
            {"type": "ExternalName", "externalName": "example.com"},
            "Inside the cluster, DNS answers the name web with example.com, a host outside; no Pod takes part.",
        ),
    ],
)
def test_sentences(spec: Manifest, sentence: str) -> None:
    assert draw_service([service(**spec), deployment()]).description == sentence


def test_a_label_that_differs_is_named() -> None:
    drawing = draw_service([service(), deployment({"app": "website"})])
    assert drawing.description == (
        "The Service web reaches no Pod: in Deployment web app is 'website', the Service wants 'web'."
    )
    assert 'class="kp-pod"' not in drawing.svg
    assert drawing.svg.count('class="kp-stranger"') == 3
    assert "app is 'website'" in drawing.table.rows[-1][-1]


def test_a_label_that_is_missing_is_named() -> None:
    drawing = draw_service([service(), deployment({"tier": "front"})])
    assert "each Pod of Deployment web lacks the label app, the Service wants 'web'" in drawing.description


def test_a_port_that_no_container_has_is_named() -> None:
    drawing = draw_service([service(ports=[{"port": 80, "targetPort": "https"}]), deployment()])
    assert "each Pod of Deployment web has no container port named https" in drawing.description


def test_no_replicas() -> None:
    drawing = draw_service([service(), deployment(replicas=0)])
    assert drawing.description == "The Service web reaches no Pod: Deployment web makes none."


@pytest.mark.parametrize("count", [1, 3, 7])
def test_a_mark_for_each_pod(count: int) -> None:
    assert draw_service([service(), deployment(replicas=count)]).svg.count('class="kp-pod"') == count


def test_many_pods_are_counted() -> None:
    drawing = draw_service([service(), deployment(replicas=3000)])
    marks = drawing.svg.count('class="kp-pod"')
    assert f"+{3000 - marks:,}" in drawing.svg
    assert "3,000 Pods" in drawing.svg


def test_each_type_adds_to_the_one_before() -> None:
    drawing = draw_service([service(), deployment()], compare=["ClusterIP", "NodePort", "LoadBalancer"])
    cluster_ip, node_port, load_balancer = drawing.svg.split("<svg ")[1:]
    assert [panel.count("Every node") > 0 for panel in (cluster_ip, node_port, load_balancer)] == [False, True, True]
    assert "Load balancer" not in cluster_ip + node_port
    assert "Load balancer" in load_balancer
    assert "no way in" in cluster_ip
    assert "no way in" not in node_port + load_balancer
    assert drawing.table.headers == ("Type", "From", "Through", "To")
    assert [row[0] for row in drawing.table.rows] == [
        *["ClusterIP"] * 2,
        *["NodePort"] * 2,
        *["LoadBalancer"] * 3,
    ]


def test_what_panels_share_is_at_the_same_place() -> None:
    drawing = draw_service([service(), deployment()], compare=["ClusterIP", "NodePort", "LoadBalancer"])
    panels = drawing.svg.split("<svg ")[1:]
    for words in ("Pod inside", "Deployment web", "3 Pods, port 8080", "virtual IP, port 80"):
        tags = {panel[: panel.index(f">{words}<")].rpartition("<")[2] for panel in panels}
        assert len(tags) == 1, words


def test_a_service_becomes_another_type() -> None:
    headless = service(clusterIP="None")
    drawing = draw_service([headless, deployment()], compare=["ClusterIP", "Headless"])
    assert [row[:3] for row in drawing.table.rows if row[1] == "inside the cluster"] == [
        ("ClusterIP", "inside the cluster", "virtual IP, port 80"),
        ("Headless", "inside the cluster", "cluster DNS web.default.svc.cluster.local"),
    ]


def test_a_node_port_that_is_not_set() -> None:
    drawing = draw_service([service(type="NodePort"), deployment()])
    assert drawing.table.rows[0] == (
        "outside the cluster",
        "a port from 30000-32767 on every node, allocated by the cluster, then virtual IP, port 80",
        "3 Pods, port 8080",
    )


def test_notes_say_what_else_decides() -> None:
    spec = {"type": "LoadBalancer", "externalTrafficPolicy": "Local", "sessionAffinity": "ClientIP"}
    svg = draw_service([service(**spec), deployment()]).svg
    assert "A client stays with one Pod for 3 hours" in svg
    assert "Port on every node: Only nodes that run" in svg


@pytest.mark.parametrize(
    ("objects", "compare", "message"),
    [
        ([], (), "no Service to draw; add a Service"),
        ([deployment()], (), "no Service to draw: there is only Deployment"),
        ([service(ports=[])], (), "the Service web has no ports: write spec.ports"),
        ([service(type="ExternalName")], (), "write spec.externalName"),
        ([service()], ("Nodeport",), 'there is no Service type "Nodeport": did you mean "NodePort"?'),
        ([service()], ("Ingress",), "known are ClusterIP"),
        ([service()], ("ExternalName",), "write spec.externalName"),
        ([service(type="ExternalName", externalName="a.b", ports=[])], ("ClusterIP",), "has no ports"),
    ],
)
def test_what_cannot_be_drawn(objects: list[Manifest], compare: tuple[str, ...], message: str) -> None:
    with pytest.raises(DrawingError, match=r".+") as error:
        draw_service(objects, compare=compare)
    assert message in str(error.value)


@pytest.mark.parametrize("spec", [None, [], "text", {"ports": "80"}, {"ports": [None], "selector": []}])
def test_a_broken_service_is_a_picture_or_a_message(spec: object) -> None:
    with pytest.raises(DrawingError):
        draw_service([{"kind": "Service", "spec": spec}])


def test_long_names_are_shortened_and_whole_in_the_tooltip() -> None:
    item = service()
    item["metadata"]["name"] = "n" * 253
    svg = draw_service([item, deployment()]).svg
    assert "nnn…</text>" in svg
    assert f"<title>Service {'n' * 253}" in svg


@pytest.mark.parametrize("spec", [{}, {"clusterIP": "None"}, {"type": "LoadBalancer"}], ids=str)
def test_no_arrow_ends_at_pods_that_get_nothing(spec: Manifest) -> None:
    reached = draw_service([service(**spec), deployment()]).svg
    missed = draw_service([service(**spec), deployment({"app": "website"})]).svg
    assert missed.count('class="k-head') == reached.count('class="k-head') - 1
