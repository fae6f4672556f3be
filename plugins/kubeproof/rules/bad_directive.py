"""KP901: a directive with a value that means nothing."""

from __future__ import annotations

from typing import ClassVar

from kubeproof.rules.rule import Bad, Rule

_NAMESPACE = "apiVersion: v1\nkind: {}\nmetadata:\n  name: shop\n"


class BadDirective(Rule):
    """The fence asks for something that is not known, such as a Kubernetes version without a schema.

    Source: the attributes of a checked fence.
    """

    code = "KP901"
    name = "bad-directive"
    in_pages = True
    good: ClassVar = (f'```yaml kubernetes="1.36"\n{_NAMESPACE.format("Namespace")}```\n',)
    bad: ClassVar = (Bad(f'```yaml kubernetes="1.2"\n{_NAMESPACE.format("Namespace")}```\n'),)
