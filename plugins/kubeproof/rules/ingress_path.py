"""KP711: a path of an Ingress that cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import text
from kubeproof.rules.ingress_examples import ingress
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_EXACT = ("Exact", "Prefix")
_TYPES = (*_EXACT, "ImplementationSpecific")
_INSIDE = ("//", "/./", "/../", "%2f", "%2F")
_AT_END = ("/..", "/.")


class IngressPath(TypeRule):
    """A path of an Ingress begins with a slash and has neither doubled slashes nor dots for a folder.

    The latter matters for the types Exact and Prefix, which also need a path.

    Source: `validateHTTPIngressPath`; see
    https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types.
    """

    code = "KP711"
    name = "ingress-path"
    good: ClassVar = (
        ingress(path="path: /shop\npathType: Exact\n"),
        ingress(path="pathType: ImplementationSpecific\n"),
    )
    bad: ClassVar = (
        Bad(
            ingress(path="path: shop\npathType: Prefix\n"),
            fixed=ingress(path="path: /shop\npathType: Prefix\n"),
        ),
        Bad(ingress(path="pathType: Exact\n")),
        Bad(ingress(path="path: /shop//cart\npathType: Prefix\n")),
    )
    types: ClassVar = ("networking.HTTPIngressPath",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a path."""
        del subject
        written, sort, here = text(value, "path"), text(value, "pathType"), (*path, "path")
        exact = sort in _EXACT
        inside = next((part for part in _INSIDE if exact and part in written), None)
        at_end = next((part for part in _AT_END if exact and written.endswith(part)), None)
        if sort in _TYPES and not written.startswith("/") and (written or exact):
            yield wrong(here, f'must begin with "/", not "{written}"')
        elif inside:
            yield wrong(here, f'must not contain "{inside}"')
        elif at_end:
            yield wrong(here, f'must not end with "{at_end}"')
