"""The Service of a file and, to compare, the same Service with another type."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from kubeproof.cluster.fields import Object, mapping, mappings, name_of, text
from kubeproof.cluster.routing import service_kind
from kubeproof.diagrams.drawing import DrawingError

TYPES = ("ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "Headless")
_MOST_NAMED = 3


def the_service(objects: Sequence[Mapping[str, object]]) -> Object:
    """The first Service among the objects.

    Raises:
        DrawingError: there is none.
    """
    for item in objects:
        if text(item, "kind") == "Service":
            return item
    kinds = list(dict.fromkeys(filter(None, (text(item, "kind") for item in objects))))
    found = f": there is only {', '.join(kinds[:_MOST_NAMED])}" if kinds else ""
    raise DrawingError(f"no Service to draw{found}; add a Service, or name a file that has one")


def variants(service: Object, compare: Sequence[str]) -> list[Object]:
    """The Service once for each type to compare, or as it is where there is none.

    Raises:
        DrawingError: a type that does not exist, or one that the Service lacks the fields for.
    """
    return [_drawable(as_type(service, kind)) for kind in dict.fromkeys(map(str, compare))] or [_drawable(service)]


def as_type(service: Object, kind: str) -> Object:
    """The Service with another type and nothing else changed, but for what would contradict the type."""
    if kind not in TYPES:
        near = get_close_matches(kind, TYPES, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(TYPES)}"
        raise DrawingError(f'there is no Service type "{kind}": {hint}')
    spec = {key: value for key, value in mapping(service, "spec").items() if key != "clusterIP"}
    if kind == "Headless":
        return {**service, "spec": {**spec, "type": "ClusterIP", "clusterIP": "None"}}
    address = text(service, "spec", "clusterIP")
    own = {"clusterIP": address} if address not in ("", "None") and kind != "ExternalName" else {}
    return {**service, "spec": {**spec, **own, "type": kind}}


def _drawable(service: Object) -> Object:
    name, kind = name_of(service) or "without a name", service_kind(service)
    if kind == "ExternalName" and not text(service, "spec", "externalName"):
        raise DrawingError(f"the Service {name} has the type ExternalName and names no host: write spec.externalName")
    if kind not in ("ExternalName", "Headless") and not mappings(service, "spec", "ports"):
        raise DrawingError(f"the Service {name} has no ports: write spec.ports, such as [{{port: 80}}]")
    return service
