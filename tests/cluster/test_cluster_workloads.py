from typing import Any

import pytest

from kubeproof.cluster.workloads import workload, workload_pods

TEMPLATE = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web"}]}}


def names(kind: str, **spec: object) -> list[str]:
    pods: Any = workload_pods(
        {"kind": kind, "metadata": {"name": "web"}, "spec": {"template": TEMPLATE, **spec}}, nodes=3
    )
    return [pod["metadata"]["name"] for pod in pods]


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("Deployment", {}, ["web-1"]),
        ("Deployment", {"replicas": 2}, ["web-1", "web-2"]),
        ("Deployment", {"replicas": 0}, []),
        ("Deployment", {"replicas": "two"}, ["web-1"]),
        ("ReplicaSet", {"replicas": 2}, ["web-1", "web-2"]),
        ("ReplicationController", {"replicas": 2}, ["web-1", "web-2"]),
        ("StatefulSet", {"replicas": 2}, ["web-0", "web-1"]),
        ("StatefulSet", {"replicas": 2, "ordinals": {"start": 5}}, ["web-5", "web-6"]),
        ("DaemonSet", {}, ["web-1", "web-2", "web-3"]),
        ("Job", {}, ["web-1"]),
        ("Job", {"parallelism": 3, "completions": 2}, ["web-1", "web-2"]),
        ("Job", {"parallelism": 3}, ["web-1", "web-2", "web-3"]),
        ("Job", {"suspend": True}, []),
        ("CronJob", {"jobTemplate": {"spec": {"parallelism": 2, "template": TEMPLATE}}}, ["web-1", "web-2"]),
        ("Service", {}, []),
    ],
)
def test_how_many_pods_and_their_names(kind: str, spec: dict[str, Any], expected: list[str]) -> None:
    assert names(kind, **spec) == expected


def test_a_pod_is_itself() -> None:
    (pod,) = workload_pods({"kind": "Pod", **TEMPLATE, "metadata": {"name": "one", "labels": {"a": "b"}}})
    assert pod["metadata"] == {"name": "one", "labels": {"a": "b"}}
    assert pod["spec"] == TEMPLATE["spec"]


def test_the_namespace_and_labels_come_along() -> None:
    spec = {"jobTemplate": {"spec": {"template": TEMPLATE}}}
    (pod,) = workload_pods({"kind": "CronJob", "metadata": {"name": "web", "namespace": "shop"}, "spec": spec})
    assert pod["metadata"] == {"name": "web-1", "namespace": "shop", "labels": {"app": "web"}}


def test_few_are_built_but_all_are_counted() -> None:
    found = workload({"kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 10**9}}, limit=4)
    assert found is not None
    assert (found.kind, found.name, found.count, len(found.pods)) == ("Deployment", "web", 10**9, 4)
