"""KP101: text that is not YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class SyntaxErrorRule(Rule):
    """The text is not YAML, so no server and no `kubectl` can read it.

    Most often a line stands in the wrong column: YAML knows what belongs to what by indentation alone. Where the
    schema leaves a single place for such a line, it is moved there.

    Source: the YAML 1.1 grammar as Go's reader applies it.
    """

    code = "KP101"
    name = "syntax-error"
    any_yaml = True
    when = When.UNREADABLE
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (
        Bad(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n"
            "      image: nginx:1.27\n    hostNetwork: true\n",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n"
            "      image: nginx:1.27\n  hostNetwork: true\n",
        ),
        Bad(
            'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: "shop\n',
            'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: "shop"\n',
        ),
        Bad("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop]\n"),
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The first place that cannot be read."""
        for problem in subject.document.problems:
            if problem.sort == "syntax":
                yield Problem(problem.path, f"this is not YAML: {problem.message}", span=problem.span)
