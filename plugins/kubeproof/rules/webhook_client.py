"""KP852: where a webhook is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, number, text
from kubeproof.manifest.webhooks import webhook_path_fault, webhook_url_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LAST_PORT = 65535


class WebhookClient(TypeRule):
    """A webhook is called under a URL or through a Service: exactly one of them.

    The URL starts with `https://` and has neither user, query nor fragment; the path of a Service starts with `/`
    and its parts are DNS names.

    Source: `ValidateWebhookURL` and `ValidateWebhookService` in `k8s.io/apiserver/pkg/util/webhook/validation.go`.
    """

    code = "KP852"
    name = "webhook-client"
    good: ClassVar = (webhook(), webhook(client="service: {namespace: checks, name: images, path: /check}"))
    bad: ClassVar = (
        Bad(webhook(client="caBundle: Y2E=")),
        Bad(webhook(client="url: http://check.example.com")),
        Bad(webhook(client="service: {namespace: checks, name: images, path: check}")),
    )
    types: ClassVar = ("admissionregistration.WebhookClientConfig", "apiextensions.WebhookClientConfig")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the choice, or for each wrong field of the one that is chosen."""
        del subject
        has_url, has_service = value.get("url") is not None, value.get("service") is not None
        if has_url == has_service:
            given = "has both" if has_url else "has none"
            yield problem(path, f"needs exactly one of url and service, and {given}")
        elif has_url and isinstance(value["url"], str) and (fault := webhook_url_fault(value["url"])):
            yield problem((*path, "url"), fault)
        elif has_service:
            yield from _service_problems(child(value, "service"), (*path, "service"))


def _service_problems(service: Fields, path: FieldPath) -> Iterator[Problem]:
    if fault := webhook_path_fault(text(service, "path")):
        yield problem((*path, "path"), fault)
    port = number(service, "port")
    if port is not None and not 1 <= port <= _LAST_PORT:
        yield problem((*path, "port"), f"must be between 1 and {_LAST_PORT}, not {port}")
