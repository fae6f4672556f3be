"""KP851: a webhook's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import maps, repeated, text
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PARTS = 3


class WebhookName(TypeRule):
    """The name of a webhook is a domain name of three parts or more, and no other webhook of the object has it.

    Source: `IsFullyQualifiedName` and `requireUniqueWebhookNames` in
    `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP851"
    name = "webhook-name"
    good: ClassVar = (webhook(),)
    bad: ClassVar = (Bad(webhook(name="image-check")),)
    types: ClassVar = (
        "admissionregistration.ValidatingWebhookConfiguration",
        "admissionregistration.MutatingWebhookConfiguration",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such name."""
        del subject
        names = [((*path, "webhooks", index, "name"), text(hook, "name")) for index, hook in maps(value, "webhooks")]
        for here, name in names:
            if name and (fault := _fault(name)):
                yield problem(here, f'is "{name}", which {fault}')
        for here, first, name in repeated(names):
            yield problem(here, f'is "{name}", as is {spell(first)}; each webhook needs a name of its own')


def _fault(name: str) -> str | None:
    if fault := dns_subdomain_fault(name):
        return fault
    return None if len(name.split(".")) >= _PARTS else "needs three parts, such as check.example.com"
