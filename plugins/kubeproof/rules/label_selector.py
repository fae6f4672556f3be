"""KP412: a label selector that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.selectors import selector_faults
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POLICY = (
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n"
    "    matchExpressions:\n      - key: app\n        operator: {}\n"
)
_NOT_READ = (("metric",), ("clusterTrustBundle",))


class LabelSelector(TypeRule):
    """A selector compares labels with values that labels can have; its operators are In, NotIn, Exists, DoesNotExist.

    In and NotIn need values; Exists and DoesNotExist have none.

    Source: `ValidateLabelSelector` in `k8s.io/apimachinery/pkg/apis/meta/v1/validation`.
    """

    code = "KP412"
    name = "label-selector"
    lists_words = True
    good: ClassVar = (_POLICY.format("In\n        values: [shop]"), _POLICY.format("Exists"))
    bad: ClassVar = (
        Bad(_POLICY.format("In")),
        Bad(_POLICY.format("Exists\n        values: [shop]")),
        Bad(_POLICY.format("Equals\n        values: [shop]")),
        Bad(_POLICY.format("In\n        values: [the shop]")),
    )
    types: ClassVar = ("meta.LabelSelector",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key, operator and value; the server does not read those of metrics and trust bundles."""
        del subject
        if path[-2:-1] not in _NOT_READ:
            for at, message in selector_faults(value, path):
                yield Problem(at, message)
