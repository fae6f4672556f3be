"""KP001: a file that cannot be read."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class UnreadableFile(Rule):
    """A file or folder cannot be read, so nothing in it is checked; all other files are.

    There is no permission, a symbolic link leads nowhere, the file is not UTF-8, or it is too large to be a manifest
    or a page. Save it as UTF-8, mend the link, or leave the file out with `exclude` in the configuration.

    Source: YAML 1.2.2, section 5.2: character encodings; the API server takes UTF-8 alone.
    """

    code = "KP001"
    name = "unreadable-file"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```manifest\nweb.yaml\n```\n",)
    bad: ClassVar = (Bad("```manifest\nlatin-1.yaml\n```\n"),)
