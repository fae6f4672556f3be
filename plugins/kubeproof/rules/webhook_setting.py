"""KP853: side effects and time limit of a webhook."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import number
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST = 30


class WebhookSetting(TypeRule):
    """A webhook has no side effects (`None` or `NoneOnDryRun`) and answers within 1 to 30 seconds.

    `Some` and `Unknown` were values of the API's beta version and are refused since.

    Source: `requireNoSideEffects` and `timeoutSeconds` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP853"
    name = "webhook-setting"
    good: ClassVar = (webhook(),)
    bad: ClassVar = (Bad(webhook(side_effects="Some")), Bad(webhook(timeout="60")))
    types: ClassVar = ("admissionregistration.ValidatingWebhook", "admissionregistration.MutatingWebhook")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each of the two fields."""
        del subject
        if value.get("sideEffects") in ("Some", "Unknown"):
            yield problem((*path, "sideEffects"), "must be None or NoneOnDryRun")
        seconds = number(value, "timeoutSeconds")
        if seconds is not None and not 1 <= seconds <= _LONGEST:
            yield problem((*path, "timeoutSeconds"), f"must be between 1 and {_LONGEST} seconds, not {seconds}")
