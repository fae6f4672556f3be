"""KP004: a path that leaves its folder."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class PathOutsideRoot(Rule):
    """A fence names a file outside the folder of the examples or the notes.

    It does so with `..`, with an absolute path, or through a symbolic link.

    A page must not be able to show any file of the machine that builds it. Put the file into the folder, or configure
    a folder that holds it.

    Source: CWE-22, path traversal.
    """

    code = "KP004"
    name = "path-outside-root"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```manifest\nweb.yaml\n```\n",)
    bad: ClassVar = (
        Bad("```manifest\n../secret.yaml\n```\n"),
        Bad("```manifest\n/etc/hosts\n```\n"),
    )
