"""KP003: a fence that names a file which does not exist."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class MissingFile(Rule):
    """The file that a fence names is not in its folder. Paths are written below that folder, with `/`.

    The message names the file that is most like it. Nothing can be shown until the path is right.

    Source: the fences `manifest`, `notes`, `service` and `placement`, and the folders that are configured for them.
    """

    code = "KP003"
    name = "missing-file"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```manifest\nweb.yaml\n```\n",)
    bad: ClassVar = (
        Bad("```manifest\nwep.yaml\n```\n"),
        Bad("```notes\nnode.md\n```\n"),
    )
