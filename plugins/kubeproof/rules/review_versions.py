"""KP854: the versions of the review that a webhook understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import repeated, texts
from kubeproof.manifest.names import dns_1035_fault
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

_KNOWN = frozenset({"v1", "v1beta1"})
_FIELDS = {
    "admissionregistration.ValidatingWebhook": "admissionReviewVersions",
    "admissionregistration.MutatingWebhook": "admissionReviewVersions",
    "apiextensions.WebhookConversion": "conversionReviewVersions",
}


class ReviewVersions(TypeRule):
    """A webhook understands `v1` or `v1beta1` of the review that it is sent, and names each version once.

    Source: `validateAdmissionReviewVersions` in `pkg/apis/admissionregistration/validation/validation.go`, and
    `validateConversionReviewVersions` in apiextensions-apiserver.
    """

    code = "KP854"
    name = "review-versions"
    good: ClassVar = (webhook(), webhook(versions="[v2, v1beta1]"))
    bad: ClassVar = (Bad(webhook(versions="[v2]")), Bad(webhook(versions="[v1, v1]")))
    types: ClassVar = tuple(_FIELDS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the list, and one for each wrong version in it."""
        name = _FIELDS[subject.visiting]
        versions = [((*path, name, index), version) for index, version in texts(value, name)]
        if versions and not _KNOWN & {version for _, version in versions}:
            yield problem((*path, name), "must hold v1 or v1beta1")
        for here, version in versions:
            if fault := dns_1035_fault(version):
                yield problem(here, f'is "{version}", which {fault}')
        for here, first, version in repeated(versions):
            yield problem(here, f'is "{version}", as is {spell(first)}; name each version once')
