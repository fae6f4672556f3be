"""KP402: a quantity that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.quantity import parse_quantity
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_QUOTA = "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: shop\nspec:\n  hard:\n    limits.memory: {}\n"
_UNITS = {"kb": "k", "mb": "M", "gb": "G", "tb": "T", "kib": "Ki", "mib": "Mi", "gib": "Gi", "tib": "Ti"}
_UNITS |= {short.lower(): short for short in ("Ki", "Mi", "Gi", "Ti", "Pi", "Ei")} | {"b": "", "K": "k", "g": "G"}


class QuantityForm(TypeRule):
    """An amount of a resource is a number with a unit that Kubernetes knows, without a space between them.

    Units are `m` (a thousandth), `k`, `M`, `G`, `T`, `P`, `E` and, for powers of 1024, `Ki`, `Mi`, `Gi`, `Ti`, `Pi`,
    `Ei`; capital and small letters matter. There is no `MB` and no `GiB`.

    Source: `ParseQuantity`, https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/.
    """

    code = "KP402"
    name = "quantity-form"
    in_fragments = True
    good: ClassVar = (_QUOTA.format("512Mi"), _QUOTA.format("1.5e9"))
    bad: ClassVar = (Bad(_QUOTA.format("512MB")), Bad(_QUOTA.format("1 Gi"), _QUOTA.format("1Gi")))
    types: ClassVar = ("api.Quantity",)
    decodes = True

    def visit(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a text that cannot be read."""
        del subject
        if not isinstance(value, str):
            return
        try:
            parse_quantity(value.strip(" \u00a0"))
        except ValueError:
            yield Problem(path, f'"{spell(path)}" is "{value}", which is no quantity: {_advice(value)}')


def _advice(text: str) -> str:
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ").replace(",", ".")
    unit = text[len(digits) :].strip()
    likely = f"{digits}{_UNITS.get(unit, _UNITS.get(unit.lower(), unit))}"
    try:
        parse_quantity(likely)
    except ValueError:
        return "write a number and a unit, such as 500m, 2 or 1.5Gi"
    return f"write {likely}, if that is meant"
