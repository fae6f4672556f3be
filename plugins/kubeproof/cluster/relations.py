"""What ties objects to each other: one selects, mounts, scales, or routes to another.

Source: the reference fields of the API, https://kubernetes.io/docs/reference/kubernetes-api/.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kubeproof.cluster.fields import Object, name_of, namespace_of, text
from kubeproof.cluster.mentions import Mention, mentions
from kubeproof.cluster.selections import selections

CLUSTER_WIDE = frozenset(
    {
        "ClusterRole",
        "ClusterRoleBinding",
        "CSIDriver",
        "CustomResourceDefinition",
        "GatewayClass",
        "IngressClass",
        "Namespace",
        "Node",
        "PersistentVolume",
        "PriorityClass",
        "RuntimeClass",
        "StorageClass",
    }
)
# What a cluster has by itself, or its administrator brings: that it is not shown means nothing.
_SILENT = CLUSTER_WIDE | {"ServiceAccount", "Gateway"}


@dataclass(frozen=True, slots=True)
class Thing:
    """An object, or one that another speaks of and that is not there."""

    kind: str
    name: str
    namespace: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing does something with another; both are indexes, the verb is one for the reader ("selects")."""

    source: int
    target: int
    verb: str


@dataclass(frozen=True, slots=True)
class Relations:
    """Things and what ties them; the things that are not there come last."""

    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]


_Key: TypeAlias = tuple[str, str, str]


def relations(objects: Sequence[Mapping[str, object]]) -> Relations:
    """Read what ties objects.

    Args:
        objects: manifests as parsed from YAML; those without a kind or a name are left out.

    Returns:
        Each object once, and after them the ConfigMaps, Secrets, volume claims, Services and workloads that one of
        them names and that are not among them. An object tied to another in several ways has a tie for each.
    """
    known: dict[_Key, Thing] = {}
    members = list[tuple[_Key, Object]]()
    for value in objects:
        if text(value, "kind") and name_of(value):
            key = _key(text(value, "kind"), name_of(value), namespace_of(value))
            known.setdefault(key, Thing(*key))
            members.append((key, value))
    found = list(dict.fromkeys(_ties(members, known)))
    order = {key: index for index, key in enumerate(known)}
    ties = tuple(Tie(order[source], order[target], verb) for source, target, verb in found)
    return Relations(tuple(known.values()), ties)


def _key(kind: str, name: str, namespace: str) -> _Key:
    return kind, name, "" if kind in CLUSTER_WIDE else namespace


def _ties(members: Sequence[tuple[_Key, Object]], known: dict[_Key, Thing]) -> Iterator[tuple[_Key, _Key, str]]:
    for source, value in members:
        for target, verb in selections(value, [other for _, other in members]):
            yield source, _key(text(target, "kind"), name_of(target), namespace_of(target)), verb
        for mention in mentions(value):
            key = _named(mention, namespace_of(value))
            if key not in known and mention.kind not in _SILENT:
                known[key] = Thing(*key, present=False)
            if key in known and key != source:
                yield source, key, mention.verb


def _named(mention: Mention, namespace: str) -> _Key:
    return _key(mention.kind, mention.name, mention.namespace or namespace)
