"""KP011: output of a transcript that its files contradict."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule


class DoubtfulOutput(Rule):
    """The output of a command and the files that it names do not agree.

    It names an object that the files do not hold, or none of one that they do hold: the file has changed since the
    transcript was recorded. `kubeproof exec --update` records it again.

    Source: what `kubectl apply`, `create`, `replace` and `delete` print for each object of a file.
    """

    code = "KP011"
    name = "doubtful-output"
    in_pages = True
    needs_files = True
    good: ClassVar = ("```console exec\n$ kubectl apply -f config.yaml\nconfigmap/web created\n```\n",)
    bad: ClassVar = (
        Bad("```console exec\n$ kubectl apply -f config.yaml\nconfigmap/wep created\n```\n"),
        Bad("```console exec\n$ kubectl apply -f web.yaml\nservice/web created\n```\n"),
    )
