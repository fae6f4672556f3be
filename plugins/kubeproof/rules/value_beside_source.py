"""KP506: an environment variable with a value and with a source of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import has, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SOURCE = "  valueFrom:\n    fieldRef:\n      fieldPath: spec.nodeName"


class ValueBesideSource(TypeRule):
    """An environment variable has a `value` and a `valueFrom`; it can have only one of them.

    Source: `validateEnvVarValueFrom` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP506"
    name = "value-beside-source"
    about: ClassVar = ("valueFrom",)
    good: ClassVar = (pod(f"env:\n- name: NODE\n{_SOURCE}"),)
    bad: ClassVar = (Bad(pod(f"env:\n- name: NODE\n  value: one\n{_SOURCE}")),)
    types: ClassVar = ("core.EnvVar",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at `valueFrom`."""
        del subject
        source = part(value, "valueFrom")
        if text(value, "value") and any(has(source, name) for name in source):
            yield problem((*path, "valueFrom"), "cannot stand beside value; keep one of them")
