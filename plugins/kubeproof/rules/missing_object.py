"""KP006: an object that its file does not hold."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class MissingObject(Rule):
    """The file has no object of this kind and name.

    An object is picked as `FILE#Kind/name`. The message names the object that is most like it.

    Source: the fences `manifest`, `service` and `placement`.
    """

    code = "KP006"
    name = "missing-object"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```manifest\nweb.yaml#Service/web\n```\n",)
    bad: ClassVar = (Bad("```manifest\nweb.yaml#Service/wep\n```\n"),)
