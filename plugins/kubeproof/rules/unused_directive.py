"""KP902: a directive that no longer does anything."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.finding import Severity
from kubeproof.rules.rule import Bad, Rule

_NAMESPACE = "apiVersion: v1\nkind: {}\nmetadata:\n  name: shop\n"


class UnusedDirective(Rule):
    """The fence is told to skip a check that would find nothing.

    Source: the attributes of a checked fence.
    """

    code = "KP902"
    name = "unused-directive"
    in_pages = True
    severity = Severity.WARNING
    good: ClassVar = (f'```yaml skip="a template"\n{_NAMESPACE.format("{{ kind }}")}```\n',)
    bad: ClassVar = (Bad(f'```yaml skip="a template"\n{_NAMESPACE.format("Namespace")}```\n'),)
