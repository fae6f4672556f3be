"""Services for the examples of the rules about them."""

from __future__ import annotations

from textwrap import indent

_HEAD = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n"
_PORTS = "ports:\n  - port: 80\n"


def service(spec: str = "", *, ports: str = _PORTS) -> str:
    """A Service.

    Args:
        spec: further fields of the spec, as YAML.
        ports: its ports, as YAML.
    """
    selector = "selector:\n  app: web\n"
    return _HEAD + indent(selector + ports + (spec.strip("\n") + "\n" if spec else ""), "  ")
