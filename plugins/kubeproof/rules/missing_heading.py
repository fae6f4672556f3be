"""KP005: a section that does not exist."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class MissingHeading(Rule):
    """The notes have no heading that would have this anchor in a link.

    An anchor is the heading in lower case, with hyphens for spaces and without other signs. The message names the one
    that is most like it.

    Source: the anchors that Python-Markdown's table of contents makes.
    """

    code = "KP005"
    name = "missing-heading"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```notes\nnotes.md#use-cases\n```\n",)
    bad: ClassVar = (Bad("```notes\nnotes.md#use-case\n```\n"),)
