"""What a Service is, by its spec as written: the server fills in what is missing.

Source: `SetDefaults_Service` and https://kubernetes.io/docs/concepts/services-networking/service/.
"""

from __future__ import annotations

from kubeproof.manifest.values import Fields, sequence, text

NO_CLUSTER_IP = "None"


def service_type(spec: Fields) -> str:
    """The type of a Service, ClusterIP if none is written."""
    return text(spec, "type") or "ClusterIP"


def cluster_ips(spec: Fields) -> list[object]:
    """The cluster IPs of a Service: those of the list, or else the single one."""
    single = text(spec, "clusterIP")
    return sequence(spec, "clusterIPs") or ([single] if single else [])


def is_headless(spec: Fields) -> bool:
    """Whether a Service has no cluster IP on purpose."""
    return cluster_ips(spec) == [NO_CLUSTER_IP]


def is_reached_from_outside(spec: Fields) -> bool:
    """Whether a Service has a node port, a load balancer or external IPs."""
    sort = service_type(spec)
    return sort in ("NodePort", "LoadBalancer") or (sort == "ClusterIP" and bool(sequence(spec, "externalIPs")))
