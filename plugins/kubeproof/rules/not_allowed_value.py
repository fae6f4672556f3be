"""KP304: a word that the field does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: {}\n  ports:\n    - port: 80\n"


class NotAllowedValue(Rule):
    """The field takes one of a few words, and this is none of them. Case counts.

    The published OpenAPI document leaves these words out; they were recorded from a live API server.

    Source: the API server's validation, `Unsupported value`.
    """

    code = "KP304"
    name = "not-allowed-value"
    in_fragments = True
    lists_words = True
    when = When.VIOLATED
    good: ClassVar = (_SERVICE.format("NodePort"),)
    bad: ClassVar = (Bad(_SERVICE.format("Nodeport"), _SERVICE.format("NodePort")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such value."""
        for violation in subject.violations:
            if violation.sort == "not allowed" and isinstance(violation.value, str):
                words = [word for word in violation.detail if word]
                likely = nearest(violation.value, words)
                hint = f"; did you mean {likely}?" if likely else f"; write one of {', '.join(words)}"
                yield Problem(violation.path, f'"{spell(violation.path)}" cannot be "{violation.value}"{hint}')
