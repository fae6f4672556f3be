"""The objects that another object names."""

from collections.abc import Iterator
from dataclasses import dataclass

from kubeproof.cluster.fields import Object, mapping, mappings, text
from kubeproof.cluster.workloads import pod_template

_VOLUMES = (
    ("configMap", "name", "ConfigMap"),
    ("secret", "secretName", "Secret"),
    ("persistentVolumeClaim", "claimName", "PersistentVolumeClaim"),
)
_SOURCES = (("configMap", "ConfigMap"), ("secret", "Secret"))


@dataclass(frozen=True, slots=True)
class Mention:
    """An object that is named, and what is done with it; an empty namespace is that of who names it."""

    verb: str
    kind: str
    name: str
    namespace: str = ""


def mentions(value: Object) -> Iterator[Mention]:
    """The objects that an object names, in the order of its fields."""
    found = (*_of_kind(value), *_of_pods(pod_template(value)))
    yield from (mention for mention in found if mention.name and mention.kind)


def _of_kind(value: Object) -> Iterator[Mention]:
    spec = mapping(value, "spec")
    match text(value, "kind"):
        case "Ingress":
            yield from _of_ingress(spec)
        case "HTTPRoute" | "GRPCRoute" | "TCPRoute" | "TLSRoute":
            yield from _of_route(spec)
        case "HorizontalPodAutoscaler":
            target = mapping(spec, "scaleTargetRef")
            yield Mention("scales", text(target, "kind"), text(target, "name"))
        case "RoleBinding" | "ClusterRoleBinding":
            yield from _of_binding(value)
        case "PersistentVolumeClaim":
            yield Mention("binds", "PersistentVolume", text(spec, "volumeName"))
            yield Mention("is made by", "StorageClass", text(spec, "storageClassName"))
        case "PersistentVolume":
            yield Mention("belongs to", "StorageClass", text(spec, "storageClassName"))
        case "StatefulSet":
            yield Mention("is named by", "Service", text(spec, "serviceName"))
            for claim in mappings(spec, "volumeClaimTemplates"):
                yield Mention("claims from", "StorageClass", text(claim, "spec", "storageClassName"))
        case "ServiceAccount":
            yield from _pull_secrets(value)


def _of_ingress(spec: Object) -> Iterator[Mention]:
    backends = [mapping(spec, "defaultBackend")]
    for rule in mappings(spec, "rules"):
        backends += [mapping(path, "backend") for path in mappings(rule, "http", "paths")]
    yield from (Mention("routes to", "Service", text(backend, "service", "name")) for backend in backends)
    yield from (Mention("encrypts with", "Secret", text(each, "secretName")) for each in mappings(spec, "tls"))
    yield Mention("is served by", "IngressClass", text(spec, "ingressClassName"))


def _of_route(spec: Object) -> Iterator[Mention]:
    for rule in mappings(spec, "rules"):
        for backend in mappings(rule, "backendRefs"):
            kind, namespace = text(backend, "kind", default="Service"), text(backend, "namespace")
            yield Mention("routes to", kind, text(backend, "name"), namespace)
    for parent in mappings(spec, "parentRefs"):
        yield Mention("joins", text(parent, "kind", default="Gateway"), text(parent, "name"), text(parent, "namespace"))


def _of_binding(value: Object) -> Iterator[Mention]:
    role = mapping(value, "roleRef")
    yield Mention("grants", text(role, "kind"), text(role, "name"))
    for subject in mappings(value, "subjects"):
        if text(subject, "kind") == "ServiceAccount":
            yield Mention("binds", "ServiceAccount", text(subject, "name"), text(subject, "namespace"))


def _of_pods(template: Object) -> Iterator[Mention]:
    """What Pods use: volumes, environment, account, priority."""
    spec = mapping(template, "spec")
    yield Mention("runs as", "ServiceAccount", text(spec, "serviceAccountName"))
    yield Mention("ranks by", "PriorityClass", text(spec, "priorityClassName"))
    for volume in mappings(spec, "volumes"):
        yield from _of_volume(volume)
    for container in (*mappings(spec, "initContainers"), *mappings(spec, "containers")):
        yield from _of_container(container)
    yield from _pull_secrets(spec)


def _pull_secrets(value: Object) -> Iterator[Mention]:
    for each in mappings(value, "imagePullSecrets"):
        yield Mention("pulls with", "Secret", text(each, "name"))


def _of_volume(volume: Object) -> Iterator[Mention]:
    for field, name, kind in _VOLUMES:
        yield Mention("mounts", kind, text(volume, field, name))
    yield Mention("mounts", "CSIDriver", text(volume, "csi", "driver"))
    for source in mappings(volume, "projected", "sources"):
        yield from (Mention("mounts", kind, text(source, field, "name")) for field, kind in _SOURCES)


def _of_container(container: Object) -> Iterator[Mention]:
    for field, kind in _SOURCES:
        for source in mappings(container, "envFrom"):
            yield Mention("reads", kind, text(source, f"{field}Ref", "name"))
        for variable in mappings(container, "env"):
            yield Mention("reads", kind, text(variable, "valueFrom", f"{field}KeyRef", "name"))
