"""Models of the Kubernetes controllers: what a cluster would do with the objects of a manifest."""

from kubeproof.cluster.endpoints import Endpoint, endpoints
from kubeproof.cluster.placement import Decision, place

__all__ = ["Decision", "Endpoint", "endpoints", "place"]
