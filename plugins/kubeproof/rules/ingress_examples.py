"""Ingresses for the examples of the rules about them."""

from __future__ import annotations

from textwrap import indent

_HEAD = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n"
SERVICE = "service:\n  name: web\n  port:\n    number: 80\n"


def ingress(
    spec: str = "",
    *,
    host: str = "shop.example.com",
    path: str = "path: /\npathType: Prefix\n",
    backend: str = SERVICE,
) -> str:
    """An Ingress with one rule.

    Args:
        spec: further fields of the spec, as YAML.
        host: the host of its rule.
        path: the path of its rule and how it is compared, as YAML.
        backend: where its requests go, as YAML.
    """
    one = f"{path}backend:\n{indent(backend, '  ')}"
    rule = f'- host: "{host}"\n  http:\n    paths:\n      - {indent(one, " " * 8).strip()}\n'
    return _HEAD + indent(f"rules:\n{indent(rule, '  ')}" + (spec.strip("\n") + "\n" if spec else ""), "  ")


def ingress_of(spec: str) -> str:
    """An Ingress with this spec, as YAML."""
    return _HEAD + indent(spec.strip("\n") + "\n", "  ")
