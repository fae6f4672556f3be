"""KP953: a Pod that uses a ConfigMap, Secret or claim which is not among those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import Company, CompanyRule, Member, at
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

_PAIR = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n"
    "      image: nginx:1.27\n      envFrom:\n        - configMapRef:\n            name: {}\n---\n"
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  a: b\n"
)
_FIELDS = {
    "configMapRef": ("ConfigMap", "name"),
    "configMapKeyRef": ("ConfigMap", "name"),
    "configMap": ("ConfigMap", "name"),
    "secretRef": ("Secret", "name"),
    "secretKeyRef": ("Secret", "name"),
    "secret": ("Secret", "secretName"),
    "persistentVolumeClaim": ("PersistentVolumeClaim", "claimName"),
}


class UndeclaredReference(CompanyRule):
    """A Pod uses a ConfigMap, a Secret or a claim, others of that kind are shown beside it, and that one is not.

    The Pod would not start before somebody makes it. An optional reference may lead nowhere.

    Source: "Configure a Pod to use a ConfigMap" in the Kubernetes documentation.
    """

    code = "KP953"
    name = "undeclared-reference"
    kinds = ("Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController")
    good: ClassVar = (_PAIR.format("shop"),)
    bad: ClassVar = (Bad(_PAIR.format("shp")),)

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at each such reference."""
        for path, kind, name in _references(member.value, ()):
            known = {each.name for each in company.of(kind) if each.namespace == member.namespace}
            if known and name not in known:
                likely = nearest(name, known)
                hint = f"; did you mean {likely}?" if likely else ""
                yield Problem(path, f'no {kind} "{name}" is shown beside the {member.kind}{hint}')


def _references(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str, str]]:  # noqa: ANN401 - any YAML value
    """The references inside a value: where, of which kind, to which name."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            kind, field = _FIELDS.get(key, ("", ""))
            name = at(item, field) if kind else None
            if isinstance(name, str) and name and at(item, "optional") is not True:
                yield (*path, key, field), kind, name
            yield from _references(item, (*path, key))
