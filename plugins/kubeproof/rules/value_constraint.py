"""KP310: a value that the definition of a custom resource does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.custom_examples import shop
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class ValueConstraint(Rule):
    """The value has the right type and is still not allowed: by a pattern, a format, a length, or another condition.

    The definition of the custom resource says so: `pattern`, `format`, `minLength`, `maxItems`, `multipleOf`, `oneOf`
    and so on. An object inside the object has a type and metadata as any object.

    Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
    """

    code = "KP310"
    name = "value-constraint"
    when = When.VIOLATED
    good: ClassVar = (shop("code: abc"),)
    bad: ClassVar = (Bad(shop("code: ABC")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such value."""
        for violation in subject.violations:
            if violation.sort == "constraint":
                fault = f'"{spell(violation.path)}" {violation.detail}' if violation.detail else violation.message
                yield Problem(violation.path, fault)
