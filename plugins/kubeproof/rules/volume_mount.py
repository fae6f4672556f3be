"""KP511: a mount that cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, entries, has, part, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DATA = "volumes:\n  - name: data\n    emptyDir: {}"
_MOUNT = "volumeMounts:\n  - name: {}\n    mountPath: /data"
_CLAIMS = ("persistentVolumeClaim", "ephemeral")
_FOR_READING = ("Enabled", "IfPossible")


class VolumeMount(TypeRule):
    """A container mounts a volume that the Pod does not have, or in a way that excludes itself.

    A StatefulSet's claim templates count as volumes. `subPath` and `subPathExpr` exclude each other, `Bidirectional`
    propagation needs a privileged container, and `recursiveReadOnly` needs `readOnly` without propagation. A volume
    as a block device (`volumeDevices`) comes from a claim and is not mounted as well.

    Source: `ValidateVolumeMounts` and `ValidateVolumeDevices` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP511"
    name = "volume-mount"
    about: ClassVar = ("volumeMounts", "volumeDevices", "fileKeyRef")
    good: ClassVar = (pod(_MOUNT.format("data"), _DATA),)
    bad: ClassVar = (
        Bad(pod(_MOUNT.format("dat"), _DATA)),
        Bad(pod(_MOUNT.format("data"))),
        Bad(pod(_MOUNT.format("data") + "\n    mountPropagation: Bidirectional", _DATA)),
        Bad(pod(_MOUNT.format("data") + "\n    subPath: a\n    subPathExpr: b", _DATA)),
        Bad(pod("volumeDevices:\n  - name: data\n    devicePath: /dev/xvda", _DATA)),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of all mounts and devices of all containers."""
        volumes = _volumes(value, path, subject)
        for below, container in containers(value):
            here = (*path, *below)
            for index, mount in entries(container, "volumeMounts"):
                at = (*here, "volumeMounts", index)
                yield from _unknown(mount, at, volumes)
                yield from _exclusive(mount, at, container, subject)
            yield from _devices(container, here, volumes)
            yield from _variables(container, here, volumes, subject)


def _volumes(spec: Fields, path: FieldPath, subject: Subject) -> dict[str, Fields]:
    """The Pod's volumes by name, with those that a StatefulSet makes of its claim templates."""
    found: dict[str, Fields] = {text(volume, "name"): volume for _, volume in entries(spec, "volumes")}
    if subject.kind == "StatefulSet" and path == ("spec", "template", "spec"):
        for _, claim in entries(part(subject.value, "spec"), "volumeClaimTemplates"):
            found[text(part(claim, "metadata"), "name")] = {_CLAIMS[0]: {}}
    return found


def _unknown(user: Fields, path: FieldPath, volumes: dict[str, Fields]) -> Iterator[Problem]:
    name = text(user, "name")
    if name and name not in volumes:
        likely = nearest(name, volumes)
        known = f"its volumes are {', '.join(volumes)}" if volumes else "it has none"
        hint = f"; did you mean {likely}?" if likely else f"; {known}"
        yield problem((*path, "name"), f'is "{name}", which is no volume of the Pod{hint}')


def _exclusive(mount: Fields, path: FieldPath, container: Fields, subject: Subject) -> Iterator[Problem]:
    propagation = text(mount, "mountPropagation")
    if text(mount, "subPath") and text(mount, "subPathExpr"):
        yield problem((*path, "subPathExpr"), "cannot stand beside subPath; keep one of them")
    if propagation == "Bidirectional" and part(container, "securityContext").get("privileged") is not True:
        fault = "can be Bidirectional only if the container's securityContext.privileged is true"
        yield problem((*path, "mountPropagation"), fault)
    if enabled("recursiveReadOnly", subject) and (recursion := _recursion_fault(mount, propagation)):
        yield problem((*path, "recursiveReadOnly"), recursion)


def _recursion_fault(mount: Fields, propagation: str) -> str | None:
    word = mount.get("recursiveReadOnly")
    if isinstance(word, str) and word not in ("Disabled", *_FOR_READING):
        return f"must be Disabled, {' or '.join(_FOR_READING)}, not {word}"
    if word in _FOR_READING and mount.get("readOnly") is not True:
        return "needs readOnly: true"
    if word in _FOR_READING and propagation not in ("", "None"):
        return "cannot stand beside a mountPropagation other than None"
    return None


def _variables(container: Fields, path: FieldPath, volumes: dict[str, Fields], subject: Subject) -> Iterator[Problem]:
    """The variables that are read from a file of a volume, which has to be an emptyDir."""
    for index, variable in entries(container, "env"):
        name = text(part(variable, "valueFrom", "fileKeyRef"), "volumeName")
        if name and enabled("fileKeyRef", subject) and not _is_empty(volumes.get(name)):
            here = (*path, "env", index, "valueFrom", "fileKeyRef", "volumeName")
            yield problem(here, f'is "{name}", which is no emptyDir of the Pod')


def _is_empty(volume: Fields | None) -> bool:
    """Whether a volume is an emptyDir; one without a source becomes that."""
    if volume is None:
        return False
    return has(volume, "emptyDir") or not any(has(volume, source) for source in volume.keys() - {"name"})


def _devices(container: Fields, path: FieldPath, volumes: dict[str, Fields]) -> Iterator[Problem]:
    mounts = [mount for _, mount in entries(container, "volumeMounts")]
    names, places = {text(mount, "name") for mount in mounts}, {text(mount, "mountPath") for mount in mounts}
    for index, device in entries(container, "volumeDevices"):
        here, name = (*path, "volumeDevices", index), text(device, "name")
        yield from _unknown(device, here, volumes)
        if name in volumes and not any(has(volumes[name], claim) for claim in _CLAIMS):
            yield problem((*here, "name"), f'is "{name}", which is no claim; block devices come from claims only')
        if name and name in names:
            yield problem((*here, "name"), f'is "{name}", which volumeMounts has as well; keep one of them')
        if text(device, "devicePath") in places - {""}:
            yield problem((*here, "devicePath"), "is the path of a mount; choose another")
