"""KP002: a fence that never ends."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.finding import Severity
from kubeproof.rules.rule import Bad, Rule


class UnclosedFence(Rule):
    """The page ends, or the list item that the fence stands in, before the fence is closed.

    What follows would be shown as code, so nothing of it is checked.

    Source: fenced code blocks in CommonMark.
    """

    code = "KP002"
    name = "unclosed-fence"
    in_pages = True
    severity = Severity.WARNING
    good: ClassVar = ("```yaml\na: 1\n```\n",)
    bad: ClassVar = (Bad("```yaml\na: 1\n"),)
