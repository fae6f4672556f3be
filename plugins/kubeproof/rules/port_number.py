"""KP401: a port that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LAST = 65535
_ZERO_MEANS_UNSET = frozenset({"targetPort", "number"})
_SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: {}\n"


class PortNumber(FieldRule):
    """A port is a number from 1 to 65535.

    Source: `IsValidPortNum` in the validation of the API server, `must be between 1 and 65535, inclusive`.
    """

    code = "KP401"
    name = "port-number"
    in_fragments = True
    good: ClassVar = (_SERVICE.format("80"),)
    bad: ClassVar = (Bad(_SERVICE.format("80800")),)
    fields: ClassVar = {
        "core.ContainerPort": ("containerPort",),
        "core.ServicePort": ("port", "targetPort"),
        "core.HTTPGetAction": ("port",),
        "core.TCPSocketAction": ("port",),
        "core.GRPCAction": ("port",),
        "networking.ServiceBackendPort": ("number",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number out of range; names are another rule's."""
        del subject
        lowest = 0 if path[-1] in _ZERO_MEANS_UNSET else 1
        if isinstance(value, int) and not lowest <= value <= _LAST:
            yield Problem(path, f'"{spell(path)}" must be between 1 and {_LAST}, not {value}')
