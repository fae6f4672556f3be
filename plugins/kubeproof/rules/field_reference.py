"""KP507: a reference to a field of the Pod that cannot be referred to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.pods import part, text
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

_IDENTITY = ("metadata.name", "metadata.namespace", "metadata.uid")
_IN_VARIABLES = (
    *_IDENTITY,
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
)
_IN_VOLUMES = (*_IDENTITY, "metadata.labels", "metadata.annotations")
_MAPS = ("metadata.labels", "metadata.annotations")
_OLD_NAME = "spec.host"  # what clients of old called spec.nodeName; the server still translates it
_ENTRY = re.compile(r"(.+?)\['(.*)'\]", re.DOTALL)
_VARIABLE = "env:\n  - name: POD\n    valueFrom:\n      fieldRef:\n        fieldPath: {}"


class FieldReference(TypeRule):
    """A `fieldRef` names a field of the Pod that the downward API does not give away.

    One label is `metadata.labels['app']`, one annotation `metadata.annotations['note']`. All of them at once fit in a
    file only, the Pod's addresses and node in a variable only.

    Source: `validateObjectFieldSelector` in `pkg/apis/core/validation/validation.go` and
    https://kubernetes.io/docs/concepts/workloads/pods/downward-api/.
    """

    code = "KP507"
    name = "field-reference"
    good: ClassVar = (pod(_VARIABLE.format("metadata.labels['app.kubernetes.io/name']")),)
    bad: ClassVar = (
        Bad(pod(_VARIABLE.format("status.IP"))),
        Bad(pod(_VARIABLE.format("metadata.labels"))),
        Bad(pod(_VARIABLE.format("metadata.labels['app name']"))),
    )
    types: ClassVar = ("core.EnvVarSource", "core.DownwardAPIVolumeFile")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at the name of the field or at the version."""
        reference, here = part(value, "fieldRef"), (*path, "fieldRef")
        version, name = text(reference, "apiVersion"), text(reference, "fieldPath")
        if version not in ("", "v1"):
            yield problem((*here, "apiVersion"), f'must be v1 or left out, not "{version}"')
        elif name:
            known = _IN_VARIABLES if subject.visiting == "core.EnvVarSource" else _IN_VOLUMES
            if fault := _fault(name, known):
                yield problem((*here, "fieldPath"), fault)


def _fault(name: str, known: tuple[str, ...]) -> str | None:
    if name.endswith("']") and (entry := _ENTRY.fullmatch(name)):
        if entry[1] not in _MAPS:
            return f'is "{name}"; only {" and ".join(_MAPS)} take a key in brackets'
        key = entry[2].lower() if entry[1] == _MAPS[1] else entry[2]
        fault = qualified_name_fault(key)
        return f'has the key "{entry[2]}", which {fault}' if fault else None
    if name in known or (name == _OLD_NAME and known is _IN_VARIABLES):
        return None
    if name in _MAPS:
        return f"is \"{name}\"; a variable takes one entry only, such as {name}['app']"
    likely = nearest(name, known)
    return f'cannot be "{name}"' + (f"; did you mean {likely}?" if likely else f"; write one of {', '.join(known)}")
