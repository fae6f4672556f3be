"""KP311: an item that a list of a custom resource has twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.custom_examples import shop
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class RepeatedItem(Rule):
    """The definition makes the list a set, or a map with keys, and two items of it are the same or have the same keys.

    Defaults count, too: a key that is left out has its default.

    Source: `x-kubernetes-list-type` and `ValidateListSetsAndMaps` in `k8s.io/apiextensions-apiserver`.
    """

    code = "KP311"
    name = "repeated-item"
    when = When.VIOLATED
    good: ClassVar = (shop("days: [monday, friday]"),)
    bad: ClassVar = (Bad(shop("days: [monday, friday, monday]")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each second item."""
        for violation in subject.violations:
            if violation.sort == "duplicate":
                earlier, keys = violation.detail
                what = f"has the same {' and '.join(keys)} as" if keys else "is the same as"
                yield Problem(violation.path, f'"{spell(violation.path)}" {what} "{spell(earlier)}"')
