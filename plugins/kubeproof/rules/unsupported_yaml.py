"""KP103: YAML that JSON has no word for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class UnsupportedYaml(Rule):
    """The text is YAML, but has something that an object cannot hold: a map as a key, an endless anchor, `.nan`.

    Or the server's reader is stricter than others: a question mark in an unquoted word between brackets, an escaped
    slash, a value that contradicts its tag, more than 3 MiB for one object.

    An unquoted template (`{{ .Values.name }}`) is the usual cause: to YAML it is a map inside a map. Quote it, or mark
    the snippet with `skip="template"`.

    Source: the API server turns YAML into JSON before anything else.
    """

    code = "KP103"
    name = "unsupported-yaml"
    any_yaml = True
    when = When.UNREADABLE
    good: ClassVar = ('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  limit: "10"\n',)
    bad: ClassVar = (
        Bad("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\n"),
        Bad("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata: {url: http://shop/?page=1}\n"),
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        """Each part that cannot be held."""
        for problem in subject.document.problems:
            if problem.sort == "unsupported":
                yield Problem(problem.path, f"this {problem.message}", span=problem.span)
