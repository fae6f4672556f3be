"""KP875: how a custom resource is converted between its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_STRATEGIES = ("None", "Webhook")
_FIELDS = ("clientConfig", "conversionReviewVersions")
_CONVERSION = (
    "  conversion:\n    strategy: {}\n    webhook:\n      conversionReviewVersions: [v1]\n"
    "      clientConfig:\n        url: https://convert.example.com\n"
)


class CrdConversion(TypeRule):
    """With the strategy `Webhook` a conversion says where to call and which review versions; with `None` it does not.

    Source: `validateCustomResourceConversion` in apiextensions-apiserver.
    """

    code = "KP875"
    name = "crd-conversion"
    good: ClassVar = (crd() + _CONVERSION.format("Webhook"),)
    bad: ClassVar = (
        Bad(crd() + _CONVERSION.format("None")),
        Bad(crd() + "  conversion:\n    strategy: Webhook\n"),
        Bad(crd() + "  conversion:\n    strategy: webhook\n"),
    )
    types: ClassVar = ("apiextensions.CustomResourceConversion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the strategy, or for each field that is missing or too much."""
        del subject
        strategy, webhook = value.get("strategy"), child(value, "webhook")
        if isinstance(strategy, str) and strategy and strategy not in _STRATEGIES:
            yield problem((*path, "strategy"), f'cannot be "{strategy}"; write {" or ".join(_STRATEGIES)}')
        if strategy == "Webhook" and webhook.get("clientConfig") is None:
            yield problem((*path, "webhook", "clientConfig"), "is required with the strategy Webhook")
        if strategy == "Webhook" and is_empty(webhook, "conversionReviewVersions"):
            yield problem((*path, "webhook", "conversionReviewVersions"), "is required: name v1")
        if strategy == "None":
            for name in (name for name in _FIELDS if not is_empty(webhook, name)):
                yield problem((*path, "webhook", name), "belongs to the strategy Webhook")
