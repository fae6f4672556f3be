"""KP953: a Pod that uses a ConfigMap, Secret or claim which is not among those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.company import Company, Member

    Reference = tuple[FieldPath, str, str]

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
    """A Pod uses a ConfigMap, a Secret or a claim; one of that kind is shown beside it that nothing uses, but not this.

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
        for path, kind, name in company.once(_references)[member.index]:
            near = company.around(member)
            if near.named(kind, name):
                continue
            used = company.once(_used)
            left = [each for each in near.of(kind) if (kind, each.name) not in used]
            if likely := meant_by_name(name, left, member):
                message = f'no {kind} "{name}" is shown beside the {member.kind}; did you mean {likely.name}?'
                yield Problem(path, message)


def _used(company: Company) -> set[tuple[str, str]]:
    """The kinds and names that workloads refer to."""
    return {(kind, name) for found in company.once(_references).values() for _, kind, name in found}


def _references(company: Company) -> dict[int, list[Reference]]:
    """The references of each workload, by its number."""
    return {
        each.index: [] if each.keys.isdisjoint(_FIELDS) else list(_references_in(each.value, ()))
        for each in company.workloads
    }


def _references_in(value: Any, path: FieldPath) -> Iterator[Reference]:  # noqa: ANN401 - any YAML value
    """The references inside a value: where, of which kind, to which name."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references_in(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            kind, field = _FIELDS.get(key, ("", ""))
            name = at(item, field) if kind else None
            if isinstance(name, str) and name and at(item, "optional") is not True:
                yield (*path, key, field), kind, name
            yield from _references_in(item, (*path, key))
