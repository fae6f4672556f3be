"""KP707: two annotations of a Service that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import mapping
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OLD = "service.kubernetes.io/topology-aware-hints"
_NEW = "service.kubernetes.io/topology-mode"
_SINCE = "1.27"
_SERVICE = (
    f"apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    {_OLD}: Auto\n    {_NEW}: {{}}\n"
    "spec:\n  ports:\n    - port: 80\n"
)


class TopologyAnnotations(TypeRule):
    """The old and the new annotation for routing by topology say the same if both are there. Since 1.27.

    Source: `validateService`; see
    https://kubernetes.io/docs/concepts/services-networking/topology-aware-routing/.
    """

    code = "KP707"
    name = "topology-annotations"
    about: ClassVar = ("annotations",)
    good: ClassVar = (_SERVICE.format("Auto"),)
    bad: ClassVar = (Bad(_SERVICE.format("Disabled")),)
    types: ClassVar = ("core.Service",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem if they differ."""
        annotations = mapping(value, "metadata", "annotations")
        both = _OLD in annotations and _NEW in annotations
        known = version_key(subject.catalog.version) >= version_key(_SINCE)
        if known and both and annotations[_OLD] != annotations[_NEW]:
            yield wrong((*path, "metadata", "annotations", _NEW), f"must be what {_OLD} is; leave one of them out")
