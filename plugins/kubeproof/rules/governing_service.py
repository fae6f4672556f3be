"""KP956: a StatefulSet whose Service is not among those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.company import Company, Member, selects
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = (
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: {}\n  selector:\n"
    "    matchLabels:\n      app: db\n  template:\n    metadata:\n      labels:\n        app: db\n    spec:\n"
    "      containers:\n        - name: db\n          image: postgres:17\n---\napiVersion: v1\nkind: Service\n"
    "metadata:\n  name: db\nspec:\n  clusterIP: None\n  selector:\n    app: db\n  ports:\n    - port: 5432\n"
)


class GoverningService(CompanyRule):
    """A StatefulSet is shown with Services, and the one that it names for its Pods' addresses is not among them.

    Source: "StatefulSets" in the Kubernetes documentation, stable network ID.
    """

    code = "KP956"
    name = "governing-service"
    kinds = ("StatefulSet",)
    good: ClassVar = (_PAIR.format("db"),)
    bad: ClassVar = (Bad(_PAIR.format("database")),)

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at the Service's name."""
        name = at(member.value, "spec", "serviceName")
        if not isinstance(name, str) or not name:
            return
        near = company.around(member)
        if near.named("Service", name):
            return
        left = [each for each in near.of("Service") if selects(at(each.value, "spec", "selector"), member)]
        if likely := meant_by_name(name, left, member):
            message = f'no Service "{name}" is shown beside the StatefulSet; did you mean {likely.name}?'
            yield Problem(("spec", "serviceName"), message)
