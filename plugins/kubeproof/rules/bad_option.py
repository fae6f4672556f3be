"""KP008: a fence that asks for what it cannot do."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class BadOption(Rule):
    """The fence has no such option, or cannot use its value.

    It is reported and not passed over, or a misspelt `skip` or `lines` would quietly do nothing. The message names the
    nearest option that exists.

    Source: the options of each fence.
    """

    code = "KP008"
    name = "bad-option"
    in_pages = True
    needs_files = True
    good: ClassVar = ('```manifest lines="1-3"\nweb.yaml\n```\n',)
    bad: ClassVar = (
        Bad('```manifest line="1-3"\nweb.yaml\n```\n'),
        Bad('```manifest lines="three"\nweb.yaml\n```\n'),
        Bad("```service\nmanifets: web.yaml\n```\n"),
    )
