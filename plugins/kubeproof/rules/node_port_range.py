"""KP723: a node port outside of the usual range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_FIRST, _LAST = 30000, 32767
_PORT = "ports:\n  - port: 80\n    nodePort: {}\n"


class NodePortRange(FieldRule):
    """A node port lies between 30000 and 32767, unless the cluster was set up with another range.

    A dry run does not look at it; when the Service is made, the server refuses it.

    Source: the flag `--service-node-port-range` of kube-apiserver; see
    https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport.
    """

    code = "KP723"
    name = "node-port-range"
    severity = Severity.WARNING
    good: ClassVar = (service("type: NodePort", ports=_PORT.format(_FIRST)),)
    bad: ClassVar = (Bad(service("type: NodePort", ports=_PORT.format(8080))),)
    fields: ClassVar = {"core.ServicePort": ("nodePort",)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number out of the range."""
        del subject
        number = integer(value)
        if number and not _FIRST <= number <= _LAST:
            yield wrong(path, f"is {number}; node ports are from {_FIRST} to {_LAST} in most clusters")
