"""Manifests of webhooks and policies, from which rules make their examples."""

from __future__ import annotations

WEBHOOK = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: image-check
webhooks:
  - name: {name}
    clientConfig:
      {client}
    sideEffects: {side_effects}
    admissionReviewVersions: {versions}
    timeoutSeconds: {timeout}
    rules:
      - operations: [CREATE]
        apiGroups: [""]
        apiVersions: [v1]
        resources: {resources}
"""

POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: few-replicas
spec:
  {spec}
"""

CONSTRAINTS = """\
matchConstraints:
    resourceRules:
      - operations: [CREATE]
        apiGroups: [apps]
        apiVersions: [v1]
        resources: [deployments]
"""


def webhook(  # noqa: PLR0913 - one example per field, all of them with a default
    *,
    name: str = "image-check.example.com",
    client: str = "url: https://check.example.com/images",
    side_effects: str = "None",
    versions: str = "[v1]",
    timeout: str = "10",
    resources: str = "[pods]",
) -> str:
    """A ValidatingWebhookConfiguration with one webhook."""
    return WEBHOOK.format(
        name=name, client=client, side_effects=side_effects, versions=versions, timeout=timeout, resources=resources
    )


def policy(spec: str) -> str:
    """A ValidatingAdmissionPolicy that looks at Deployments; `spec` is the rest of its spec, in two spaces."""
    return POLICY.format(spec=f"{CONSTRAINTS}  {spec}")
