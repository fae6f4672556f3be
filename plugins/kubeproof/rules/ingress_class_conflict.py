"""KP713: an Ingress that asks for two classes, or a class whose parameters are nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.values import mapping, text
from kubeproof.rules.ingress_examples import ingress
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ANNOTATION = "kubernetes.io/ingress.class"
_ANNOTATED = f"  name: web\n  annotations:\n    {_ANNOTATION}: "
_CLASS = """\
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: public
spec:
  controller: example.com/ingress
  parameters:
    kind: Settings
    apiGroup: example.com
    name: public
    {}
"""


class IngressClassConflict(TypeRule):
    """The old annotation and `ingressClassName` name one class, and parameters of a class say where they are.

    Parameters of the scope Namespace have a namespace, those of the scope Cluster, the usual one, have none.

    Source: `ValidateIngressCreate` and `validateIngressClassParametersReference`; see
    https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class.
    """

    code = "KP713"
    name = "ingress-class-conflict"
    good: ClassVar = (ingress("ingressClassName: public"), _CLASS.format("scope: Namespace\n    namespace: web"))
    bad: ClassVar = (
        Bad(ingress("ingressClassName: public").replace("  name: web\n", f"{_ANNOTATED}private\n", 1)),
        Bad(_CLASS.format("scope: Namespace")),
        Bad(_CLASS.format("namespace: web")),
    )
    types: ClassVar = ("networking.Ingress", "networking.IngressClassParametersReference")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for an Ingress with two classes, or for parameters."""
        if subject.visiting != "networking.Ingress":
            yield from _parameters(value, path)
            return
        annotated = mapping(value, "metadata", "annotations").get(_ANNOTATION)
        named = mapping(value, "spec").get("ingressClassName")
        if isinstance(annotated, str) and isinstance(named, str) and annotated != named:
            here = (*path, "metadata", "annotations", _ANNOTATION)
            yield wrong(here, f'must be "{named}" as ingressClassName is, or be left out')


def _parameters(value: Fields, path: FieldPath) -> Iterator[Problem]:
    scope, here = text(value, "scope") or "Cluster", (*path, "namespace")
    if scope == "Namespace" and value.get("namespace") is None:
        yield required(here, "the scope is Namespace")
    elif scope == "Cluster" and value.get("namespace") is not None:
        yield forbidden(here, "is for the scope Namespace only; remove it, or write scope: Namespace")
