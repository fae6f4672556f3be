"""KP903: a mistake that is none any more."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule

_NAMESPACE = "apiVersion: v1\nkind: {}\nmetadata:\n  name: shop\n"


class MissedExpectation(Rule):
    """The page teaches a mistake (`expect="KP203"`), and the snippet no longer fails for that reason.

    Source: the attributes of a checked fence.
    """

    code = "KP903"
    name = "missed-expectation"
    in_pages = True
    good: ClassVar = (f'```yaml expect="KP203"\n{_NAMESPACE.format("Namespaces")}```\n',)
    bad: ClassVar = (Bad(f'```yaml expect="KP203"\n{_NAMESPACE.format("Namespace")}```\n'),)
