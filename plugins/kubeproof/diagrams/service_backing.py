"""What stands behind a Service: the workloads of the file, and which of them its selector takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kubeproof.cluster.backends import Backend, backends, strangers
from kubeproof.cluster.fields import Object, name_of, strings
from kubeproof.cluster.workloads import Workload, labels_path, workload
from kubeproof.diagrams.drawing import NOWHERE, Place, Places, nowhere


@dataclass(frozen=True, slots=True)
class Backing:
    """A workload as the Service sees it.

    Attributes:
        title: its kind and name.
        count: how many Pods it makes.
        backends: the Pods that the Service takes; the first of them where there are many.
        names: the names of the Pods, of the first of them where there are many.
        labels: of the Pods' labels, those that the selector asks for, and whether they have the value it wants.
        reasons: why the Service does not take the Pods, or sends them no traffic; empty if all is well.
        place: where the workload stands; its labels, if these are why it is not taken.
    """

    title: str
    count: int
    backends: tuple[Backend, ...]
    names: tuple[str, ...]
    labels: tuple[tuple[str, bool], ...]
    reasons: tuple[str, ...]
    place: Place = NOWHERE

    @property
    def matched(self) -> bool:
        """Whether the Service takes the Pods."""
        return bool(self.backends)

    @property
    def served(self) -> bool:
        """Whether traffic reaches the Pods."""
        return any(backend.ports or not backend.problem for backend in self.backends)


def backings(service: Object, objects: Sequence[Mapping[str, object]], places: Places = nowhere) -> tuple[Backing, ...]:
    """The workloads among the objects, those that the Service takes first."""
    workloads = ((workload(value), value) for value in objects)
    found = [_placed(_backing(service, item), value, places) for item, value in workloads if item]
    return tuple(sorted(found, key=lambda backing: not backing.matched))


def _placed(backing: Backing, manifest: Object, places: Places) -> Backing:
    path = ("metadata", "name") if backing.matched else labels_path(manifest)
    return replace(backing, place=places(manifest, path))


def _backing(service: Object, item: Workload) -> Backing:
    selector = strings(service, "spec", "selector")
    labels = strings(item.pods[0], "metadata", "labels") if item.pods else {}
    taken = backends(service, item.pods)
    refused = strangers(service, item.pods)
    problems = (backend.problem for backend in taken if backend.problem)
    return Backing(
        title=f"{item.kind} {item.name}",
        count=item.count,
        backends=taken,
        names=tuple(map(name_of, item.pods)),
        labels=tuple((f"{key}={labels[key]}", labels[key] == selector[key]) for key in selector if key in labels),
        reasons=(*dict.fromkeys(problems), *(refused[0].reasons if refused else ())),
    )


def target_ports(found: Sequence[Backing]) -> tuple[str, ...]:
    """The numbers of the ports on the Pods that are served."""
    numbers = {port.port for backing in found for backend in backing.backends for port in backend.ports}
    return tuple(map(str, sorted(numbers)))


def pod_count(found: Sequence[Backing]) -> int:
    """How many Pods the Service sends traffic to."""
    return sum(backing.count for backing in found if backing.served)
