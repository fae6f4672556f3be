"""What a Pod asks of a node, and what a node can give.

Amounts are whole thousandths (a CPU is 1000, a byte too), the step in which the API server keeps them.
Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import TypeAlias

from kubeproof.cluster.fields import mapping, mappings, text
from kubeproof.manifest.quantity import quantity

Amounts: TypeAlias = dict[str, int]

_MILLI = 1000
# A node list in documentation often leaves these out; then the node is taken to have enough of them.
_EVERY_NODE_HAS = frozenset({"cpu", "memory", "ephemeral-storage", "pods"})


def amounts(resources: Mapping[str, object]) -> Amounts:
    """A list of resources as thousandths, rounded up; what is no quantity is left out."""
    parsed = {name: _thousandths(value) for name, value in resources.items() if isinstance(name, str)}
    return {name: amount for name, amount in parsed.items() if amount is not None}


def pod_requests(pod_spec: object) -> Amounts:
    """What the scheduler counts for a Pod.

    The sum of the containers and sidecars, or the largest need of an init container if that is more; then the
    Pod's own requests, which replace the sum; then the overhead. A limit without a request is a request too.
    Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
    """
    total = _container_requests(pod_spec)
    total.update(_pod_level_requests(pod_spec, total))
    return _sum(total, amounts(mapping(pod_spec, "overhead")))


def node_allocatable(node: object) -> Amounts | None:
    """What a Node can give to Pods; None where its status does not say."""
    status = mapping(node, "status")
    stated = status.get("allocatable")
    if not isinstance(stated, Mapping):
        stated = status.get("capacity")  # the API server's default
    return amounts(stated) if isinstance(stated, Mapping) else None


def shortages(requests: Mapping[str, int], allocatable: Mapping[str, int] | None) -> tuple[str, ...]:
    """Why a Pod does not fit on an otherwise empty node, in words; empty if it does.

    A node that does not state cpu, memory, ephemeral-storage or pods is taken to have enough; any other
    resource exists only where a node states it.
    """
    given = allocatable or {}
    wanted = {"pods": _MILLI, **requests}
    return tuple(
        _shortage(name, amount, given.get(name, 0))
        for name, amount in wanted.items()
        if (name in given or name not in _EVERY_NODE_HAS)
        and _counted(name, amount) > _counted(name, given.get(name, 0))
    )


def _thousandths(value: object) -> int | None:
    return _cached_thousandths(value) if isinstance(value, str) else _uncached_thousandths(value)


def _uncached_thousandths(value: object) -> int | None:
    amount = quantity(value)
    return None if amount is None else ceil(amount * _MILLI)


_cached_thousandths = lru_cache(maxsize=4096)(_uncached_thousandths)  # the nodes of a cluster repeat their sizes


def _container_requests(pod_spec: object) -> Amounts:
    total = _sum(*(_requests(container) for container in mappings(pod_spec, "containers")))
    sidecars: Amounts = {}
    peak: Amounts = {}
    for container in mappings(pod_spec, "initContainers"):
        needs = _sum(sidecars, _requests(container))
        if text(container, "restartPolicy") == "Always":  # a sidecar runs on beside the containers
            total = _sum(total, _requests(container))
            sidecars = needs
        peak = _largest(peak, needs)
    return _largest(total, peak)


def _requests(holder: object) -> Amounts:
    limits, requests = (amounts(mapping(holder, "resources", part)) for part in ("limits", "requests"))
    return {**limits, **requests}


def _pod_level_requests(pod_spec: object, containers: Amounts) -> Amounts:
    requests, limits = (
        {name: amount for name, amount in amounts(mapping(pod_spec, "resources", part)).items() if _pod_level(name)}
        for part in ("requests", "limits")
    )
    if not limits:
        return requests
    stated = {name: amount for name, amount in containers.items() if name in ("cpu", "memory")}
    return {**limits, **stated, **requests}


def _pod_level(name: str) -> bool:
    return name in ("cpu", "memory") or name.startswith("hugepages-")


def _sum(*parts: Amounts) -> Amounts:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(total)


def _largest(one: Amounts, other: Amounts) -> Amounts:
    return {name: max(one.get(name, 0), other.get(name, 0)) for name in {**one, **other}}


def _counted(name: str, thousandths: int) -> int:
    """The scheduler counts CPUs in thousandths and everything else in whole units, rounded up."""
    return thousandths if name == "cpu" else -(-thousandths // _MILLI)


def _shortage(name: str, wanted: int, given: int) -> str:
    if name == "pods":
        return "can run no Pods: it gives 0 of pods"
    if not given:
        return f"requests {_named(name, wanted)}, the node has none"
    return f"requests {_named(name, wanted)}, the node can give {_amount(name, given)}"


def _named(name: str, thousandths: int) -> str:
    if name == "cpu":
        return f"{_plain(thousandths)} CPU" if thousandths == _MILLI else f"{_plain(thousandths)} CPUs"
    return f"{_amount(name, thousandths)} of {name}"


def _amount(name: str, thousandths: int) -> str:
    if name in ("memory", "ephemeral-storage") or name.startswith("hugepages-"):
        return _bytes(thousandths)
    return _plain(thousandths)


def _bytes(thousandths: int) -> str:
    size = Fraction(thousandths, _MILLI)
    for power, unit in reversed(tuple(enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1))):
        scaled = size / 1024**power
        if scaled >= 1 and (scaled * 10).denominator == 1:
            return f"{float(scaled):g}{unit}"
    return f"{_plain(thousandths)} bytes"


def _plain(thousandths: int) -> str:
    whole, rest = divmod(thousandths, _MILLI)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
