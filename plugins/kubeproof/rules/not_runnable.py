"""KP010: a command of a transcript that is not run."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class NotRunnable(Rule):
    """The transcript holds a command that `kubeproof exec` does not run.

    It runs kubectl, without a shell and in a namespace of the page's own. A pipe or a redirection needs a shell; some
    commands never end, or show credentials; others change what the whole cluster shares, and the fence has to say so.
    Nothing of a page is run before all its commands are understood.

    Source: the fence `console exec`.
    """

    code = "KP010"
    name = "not-runnable"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```console exec\n$ kubectl get pods\n```\n",)
    bad: ClassVar = (
        Bad("```console exec\n$ kubectl get pods | head\n```\n"),
        Bad("```console exec\n$ kubectl gte pods\n```\n"),
        Bad("```console exec\n$ kubectl cordon worker-1\nnode/worker-1 cordoned\n```\n"),
    )
