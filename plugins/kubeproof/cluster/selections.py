"""The Pods that an object takes by their labels."""

from collections.abc import Iterator, Sequence

from kubeproof.cluster.endpoints import has_selector, selects
from kubeproof.cluster.fields import Object, at, namespace_of, strings, text
from kubeproof.cluster.selectors import label_selector, matches_all
from kubeproof.cluster.workloads import workload

# Where the label selector is, and what an object does with the Pods.
_SELECTORS = {
    "NetworkPolicy": (("spec", "podSelector"), "guards"),
    "PodDisruptionBudget": (("spec", "selector"), "protects"),
    "PodMonitor": (("spec", "selector"), "watches"),
}


def selections(value: Object, objects: Sequence[Object]) -> Iterator[tuple[Object, str]]:
    """The workloads among objects whose Pods an object selects, each with what it does with them.

    An empty selector of a PodDisruptionBudget or a NetworkPolicy takes all Pods of its namespace.
    """
    kind = text(value, "kind")
    if kind != "Service" and kind not in _SELECTORS:
        return
    for other in objects:
        pods = workload(other, limit=1)
        if pods is None or not pods.pods or namespace_of(other) != namespace_of(value):
            continue
        verb = _verb(value, kind, pods.pods[0])
        if verb:
            yield other, verb


def _verb(value: Object, kind: str, pod: Object) -> str:
    """What an object does with a Pod; nothing if it does not select it."""
    if kind == "Service":
        return "selects" if has_selector(value) and selects(value, pod) else ""
    path, verb = _SELECTORS[kind]
    selector = at(value, *path)
    if selector is None:
        return ""
    labels = strings(pod, "metadata", "labels")
    return verb if matches_all(label_selector(selector), labels) else ""
