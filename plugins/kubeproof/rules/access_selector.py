"""KP817: a question about access to some objects that does not say to which."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.finding.wording import forbidden, required
from kubeproof.manifest.pods import entries, text
from kubeproof.manifest.selectors import expression_faults, operator_faults
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_REVIEW = (
    "apiVersion: authorization.k8s.io/v1\nkind: SubjectAccessReview\nspec:\n  user: jane\n  resourceAttributes:\n"
    "    verb: list\n    resource: pods\n    labelSelector:\n      {}\n"
)
_LABELS, _FIELDS = "authorization.LabelSelectorAttributes", "authorization.FieldSelectorAttributes"


class AccessSelector(TypeRule):
    """A selector in a question about access has either requirements or a raw text; In and NotIn need values.

    Operators that this server does not know are taken, since a newer one may ask.

    Source: `validateLabelSelectorAttributes` and `validateFieldSelectorAttributes` in the validation of
    `authorization.k8s.io`.
    """

    code = "KP817"
    name = "access-selector"
    good: ClassVar = (_REVIEW.format("requirements: [{key: app, operator: In, values: [web]}]"),)
    bad: ClassVar = (
        Bad(_REVIEW.format("requirements: []")),
        Bad(_REVIEW.format("requirements: [{key: app, operator: In}]")),
        Bad(_REVIEW.format("requirements: [{key: app, operator: Exists}]\n      rawSelector: app")),
    )
    types: ClassVar = (_LABELS, _FIELDS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for both or neither, and for each wrong requirement."""
        raw, requirements = text(value, "rawSelector"), value.get("requirements")
        if raw and requirements:
            yield forbidden((*path, "rawSelector"), "must not stand beside requirements")
        elif not raw and not requirements:
            yield required((*path, "requirements"), "write requirements or a rawSelector")
        faults = expression_faults if subject.visiting == _LABELS else operator_faults
        for index, requirement in entries(value, "requirements"):
            here = (*path, "requirements", index)
            if subject.visiting == _FIELDS and not text(requirement, "key"):
                yield required((*here, "key"))
            for at, message in faults(requirement, here, foreign=True):
                yield Problem(at, message)
