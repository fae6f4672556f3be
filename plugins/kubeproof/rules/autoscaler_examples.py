"""HorizontalPodAutoscalers for the examples of the rules about them."""

from __future__ import annotations

from textwrap import indent

_HEAD = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n"
TARGET = "apiVersion: apps/v1\nkind: Deployment\nname: web\n"


def autoscaler(spec: str = "", *, target: str = TARGET, replicas: str = "minReplicas: 2\nmaxReplicas: 8\n") -> str:
    """An autoscaler.

    Args:
        spec: further fields of the spec, as YAML.
        target: what is scaled, as YAML.
        replicas: how many Pods there may be, as YAML.
    """
    text = f"scaleTargetRef:\n{indent(target, '  ')}{replicas}"
    return _HEAD + indent(text + (spec.strip("\n") + "\n" if spec else ""), "  ")


def metric(source: str) -> str:
    """The `metrics` of an autoscaler with one metric, as YAML."""
    return "metrics:\n" + indent(f"- {indent(source.strip(), '  ').strip()}\n", "  ")
