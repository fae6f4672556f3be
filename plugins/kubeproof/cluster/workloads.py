"""The Pods that a workload makes, as they are once they run and are ready.

Source: https://kubernetes.io/docs/concepts/workloads/controllers/
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

from kubeproof.cluster.fields import Object, at, integer, mapping, name_of, text

# Nobody knows a Pod's addresses until a cluster gives them: the unspecified ones stand for them.
UNKNOWN_ADDRESSES = (str(IPv4Address(0)), str(IPv6Address(0)))
MOST_PODS = 20

_SCALED = ("Deployment", "ReplicaSet", "StatefulSet", "ReplicationController")
KINDS = ("Pod", *_SCALED, "DaemonSet", "Job", "CronJob")


@dataclass(frozen=True, slots=True)
class Workload:
    """A workload and its Pods.

    Attributes:
        kind: the workload's kind.
        name: its name.
        count: how many Pods it makes; for a DaemonSet how many nodes it was given.
        pods: the first of them, as Pod objects that run and are ready.
    """

    kind: str
    name: str
    count: int
    pods: tuple[Object, ...]


def workload(manifest: object, *, limit: int = MOST_PODS, nodes: int = 1) -> Workload | None:
    """Read the Pods that a manifest's workload makes.

    Args:
        manifest: an object as parsed from YAML.
        limit: the most Pods to build; the count stays true.
        nodes: on how many nodes a DaemonSet runs.

    Returns:
        The workload, or None if the object is none. What is missing or of a wrong type gets the API's default.
    """
    kind, name = text(manifest, "kind"), name_of(manifest)
    if kind not in KINDS:
        return None
    count = _count(kind, manifest, nodes)
    template = _template(kind, manifest)
    namespace = text(manifest, "metadata", "namespace")
    names = [_pod_name(kind, name, manifest, index) for index in range(max(0, min(count, limit)))]
    return Workload(kind, name, count, tuple(_ready_pod(pod, namespace, template) for pod in names))


def workload_pods(manifest: object, *, limit: int = MOST_PODS, nodes: int = 1) -> list[Object]:
    """The Pods of `workload` alone; none for an object that is no workload."""
    found = workload(manifest, limit=limit, nodes=nodes)
    return list(found.pods) if found else []


def pod_template(manifest: object) -> Object:
    """The template of a workload's Pods; for a Pod the Pod itself, for what is no workload an empty one."""
    kind = text(manifest, "kind")
    return _template(kind, manifest) if kind in KINDS else {}


def labels_path(manifest: object) -> tuple[str, ...]:
    """Where in a workload's manifest the labels of its Pods are."""
    kind = text(manifest, "kind")
    above = {"Pod": (), "CronJob": ("spec", "jobTemplate", "spec", "template")}.get(kind, ("spec", "template"))
    return (*above, "metadata", "labels")


def _count(kind: str, manifest: object, nodes: int) -> int:
    if kind in _SCALED:
        replicas = integer(manifest, "spec", "replicas")
        return 1 if replicas is None else max(0, replicas)
    if kind in ("Job", "CronJob"):
        return _job_count(_job_spec(kind, manifest))
    return nodes if kind == "DaemonSet" else 1


def _job_spec(kind: str, manifest: object) -> Object:
    return mapping(manifest, "spec", *(("jobTemplate", "spec") if kind == "CronJob" else ()))


def _job_count(spec: Object) -> int:
    """How many Pods a Job runs at once: parallelism, but never more than completions."""
    if spec.get("suspend") is True:
        return 0
    parallelism, completions = integer(spec, "parallelism"), integer(spec, "completions")
    at_once = 1 if parallelism is None else max(0, parallelism)
    return at_once if completions is None else min(at_once, max(0, completions))


def _template(kind: str, manifest: object) -> Object:
    if kind == "Pod":
        return mapping(manifest)
    spec = _job_spec(kind, manifest) if kind == "CronJob" else mapping(manifest, "spec")
    return mapping(spec, "template")


def _pod_name(kind: str, name: str, manifest: object, index: int) -> str:
    if kind == "Pod":
        return name
    if kind == "StatefulSet":  # the only one whose Pods have names that are known before
        return f"{name}-{(integer(manifest, 'spec', 'ordinals', 'start') or 0) + index}"
    return f"{name}-{index + 1}"


def _ready_pod(name: str, namespace: str, template: Object) -> Object:
    metadata: dict[str, object] = {"name": name, "labels": at(template, "metadata", "labels")}
    if namespace:
        metadata["namespace"] = namespace
    status = {
        "phase": "Running",
        "conditions": [{"type": "Ready", "status": "True"}],
        "podIPs": [{"ip": address} for address in UNKNOWN_ADDRESSES],
    }
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata,
        "spec": mapping(template, "spec"),
        "status": status,
    }
