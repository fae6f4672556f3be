"""KP007: notes that include themselves."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class IncludeLoop(Rule):
    """A section of the notes pulls itself in, perhaps by way of another section, so it would never end.

    Take one of the `notes` fences away, or name a smaller section.

    Source: the fence `notes`.
    """

    code = "KP007"
    name = "include-loop"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```notes\nnotes.md#use-cases\n```\n",)
    bad: ClassVar = (Bad("```notes\nloop.md\n```\n"),)
