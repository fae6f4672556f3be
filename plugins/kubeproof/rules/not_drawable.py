"""KP009: a picture of something that cannot be drawn."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class NotDrawable(Rule):
    """There is no picture of what the fence names.

    `service` draws a Service and the workloads that it selects, and `placement` a DaemonSet and nodes. The file holds
    none of these, or it is not YAML throughout.

    Source: the fences `service` and `placement`.
    """

    code = "KP009"
    name = "not-drawable"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```service\nweb.yaml\n```\n",)
    bad: ClassVar = (
        Bad("```service\nconfig.yaml\n```\n"),
        Bad("```placement\ndaemonset: web.yaml\nnodes: {count: 3}\n```\n"),
    )
