"""Lists of nodes: real Node objects, or pools of nodes that are alike, written short."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeGuard

from kubeproof.cluster.fields import Object, name_of
from kubeproof.manifest.quantity import quantity

MOST_NODES = 20_000

_CLUSTER_KEYS = ("count", "pools")
_POOL_KEYS = ("name", "count", "labels", "taints", "unschedulable", "allocatable")
_TAINT_KEYS = ("key", "value", "effect")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
_REST = "node"  # the pool of the nodes beyond all pools
_POOL_NAME = re.compile(r"[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?")
_TAINT = re.compile(r"(?P<key>[^=:]+)(=(?P<value>[^=:]*))?:(?P<effect>[^=:]+)")


class NodeListError(ValueError):
    """A list of nodes that cannot be read; the message says where, and what to write instead."""


def nodes_from(value: object) -> list[Object]:
    """Read a list of nodes.

    Args:
        value: a list of Node objects, a List object, or the short form
            `{count: 100, pools: [{name, count, labels, taints, unschedulable, allocatable}]}`. A pool's nodes are
            named `<pool>-1` and so on; the rest of `count` become plain nodes named `node-1` and so on. A taint is
            a mapping as in a Node, or what kubectl takes: "dedicated=batch:NoSchedule".

    Returns:
        Node objects as the API has them. Those of pools carry the labels that every node has
        (kubernetes.io/hostname, kubernetes.io/os, kubernetes.io/arch).

    Raises:
        NodeListError: the value is none of these (a ValueError).
    """
    nodes = list(_expanded(value))
    _limit(len(nodes))
    name, times = next(iter(Counter(map(name_of, nodes)).most_common(1)), ("", 0))
    if times > 1:
        raise NodeListError(f'{times} nodes are named "{name}": give each a name of its own')
    return nodes


def _expanded(value: object) -> Iterator[Object]:
    """The nodes of a value; a file of several documents comes as a list of them."""
    documents = value if _is_sequence(value) else [value]
    if len(documents) == 1 and isinstance(documents[0], Mapping) and "kind" not in documents[0]:
        yield from _cluster(documents[0])
        return
    for index, document in enumerate(documents):
        place = f"[{index}]" if _is_sequence(value) else ""
        if isinstance(document, Mapping) and document.get("kind") in ("List", "NodeList"):
            items = _sequence(document.get("items"), f"nodes{place}.items must be a list of Node objects")
            yield from (_real(item, f"nodes{place}.items[{number}]") for number, item in enumerate(items))
        else:
            yield _real(document, f"nodes{place}")


def _real(value: object, place: str) -> Object:
    if not isinstance(value, Mapping) or value.get("kind") != "Node":
        kind = value.get("kind") if isinstance(value, Mapping) else None
        instead = f", not a {kind}" if isinstance(kind, str) else ""
        raise NodeListError(f"{place} must be a Node object{instead}: write Nodes, or a map with count and pools")
    if not name_of(value):
        raise NodeListError(f"{place} needs a name: write metadata.name")
    return value


def _sequence(value: object, message: str) -> Sequence[object]:
    if value is None:
        return ()
    if not _is_sequence(value):
        raise NodeListError(message)
    return value


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _limit(count: int) -> None:
    if count > MOST_NODES:
        raise NodeListError(f"these are too many nodes: the most is {MOST_NODES:,}")


def _cluster(value: Object) -> Iterator[Object]:
    _known(value, _CLUSTER_KEYS, "the node list")
    pools = _sequence(value.get("pools"), "pools must be a list of pools, each with a name and a count")
    sizes = [(_pool(pool, f"pools[{index}]"), index) for index, pool in enumerate(pools)]
    total = sum(_count(pool, f"pools[{index}].count") for pool, index in sizes)
    count = _count(value, "count") if "count" in value or not sizes else total
    if total > count:
        raise NodeListError(f"the pools hold {total:,} nodes, more than count: {count:,}; raise count or leave it out")
    _limit(count)
    for pool, index in sizes:
        yield from _pool_nodes(pool, f"pools[{index}]")
    yield from _pool_nodes({"name": _REST, "count": count - total}, "the nodes beyond the pools")


def _pool(value: object, place: str) -> Object:
    if not isinstance(value, Mapping):
        raise NodeListError(f"{place} must be a map with a name and a count")
    _known(value, _POOL_KEYS, place)
    name = value.get("name")
    if not isinstance(name, str) or not _POOL_NAME.fullmatch(name):
        raise NodeListError(f'{place}.name must be lower-case letters, digits, "-" and ".", such as gpu')
    return value


def _count(value: Object, place: str) -> int:
    count = value.get("count")
    if isinstance(count, bool) or not isinstance(count, int):
        raise NodeListError(f"{place} must be a whole number of nodes")
    if count < 0:
        raise NodeListError(f"{place} is negative: write how many nodes there are")
    _limit(count)
    return count


def _known(value: Object, keys: tuple[str, ...], place: str) -> None:
    for key in value:
        if key not in keys:
            near = get_close_matches(str(key), keys, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(keys)}"
            raise NodeListError(f'unknown key "{key}" in {place}: {hint}')


def _pool_nodes(pool: Object, place: str) -> Iterator[Object]:
    count, name = _count(pool, f"{place}.count"), str(pool["name"])
    labels = _labels(pool.get("labels"), f"{place}.labels")
    spec = _spec(pool, place)
    status = _status(pool.get("allocatable"), f"{place}.allocatable")
    width = len(str(count))
    for number in range(1, count + 1):
        yield _node(f"{name}-{number:0{width}d}", labels, spec, status)


def _node(name: str, labels: dict[str, str], spec: Object, status: Object) -> Object:
    every = {"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"}
    metadata = {"name": name, "labels": {**every, **labels}}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": status}


def _labels(value: object, place: str) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise NodeListError(f"{place} must be a map of labels")
    for key, text in value.items():
        if not isinstance(key, str) or not isinstance(text, str | None):
            quoted = str(text).lower() if isinstance(text, bool) else text
            raise NodeListError(f'{place}: the value of "{key}" must be a string: write "{quoted}" in quotes')
    return {key: text or "" for key, text in value.items()}


def _spec(pool: Object, place: str) -> Object:
    cordoned = pool.get("unschedulable")
    if not isinstance(cordoned, bool | None):
        raise NodeListError(f"{place}.unschedulable must be true or false")
    message = f"{place}.taints must be a list of taints, such as [dedicated=batch:NoSchedule]"
    taints = _sequence(pool.get("taints"), message)
    listed = [_taint(taint, f"{place}.taints[{index}]") for index, taint in enumerate(taints)]
    return {**({"unschedulable": True} if cordoned else {}), **({"taints": listed} if listed else {})}


def _taint(value: object, place: str) -> dict[str, str]:
    if isinstance(value, str):
        parts = _TAINT.fullmatch(value)
        value = {key: text for key, text in parts.groupdict().items() if text} if parts else {}
    if not isinstance(value, Mapping) or not value.get("key"):
        raise NodeListError(f"{place} must be a taint: write key=value:effect, such as dedicated=batch:NoSchedule")
    _known(value, _TAINT_KEYS, place)
    taint = _labels(value, place)
    if taint.get("effect") not in _EFFECTS:
        raise NodeListError(f"{place}: the effect must be one of {', '.join(_EFFECTS)}")
    return taint


def _status(value: object, place: str) -> Object:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise NodeListError(f"{place} must be a map of resources, such as {{cpu: 4, memory: 16Gi}}")
    for key, amount in value.items():
        if quantity(amount) is None:
            raise NodeListError(
                f'{place}: "{amount}" is not a quantity of {key}: write a number and a unit, such as 16Gi'
            )
    return {"allocatable": {str(key): str(amount) for key, amount in value.items()}}
