"""KP614: a controller's name that is no path under a domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLASS = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: public\nspec:\n  controller: {}\n"
_PATH = re.compile(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+")
_LONGEST = {"controller": 250, "managedBy": 63}
_SINCE = {"managedBy": "1.32"}


class DomainPrefixedPath(FieldRule):
    """A controller is named by a domain and a path, such as `example.com/ingress`.

    The name in an IngressClass has at most 250 characters, that in `managedBy` of a Job 63; the latter since 1.32.

    Source: `IsDomainPrefixedPath` in the validation of apimachinery.
    """

    code = "KP614"
    name = "domain-prefixed-path"
    good: ClassVar = (_CLASS.format("example.com/ingress"),)
    bad: ClassVar = (Bad(_CLASS.format("ingress-controller")), Bad(_CLASS.format("Example.com/ingress")))
    fields: ClassVar = {"batch.JobSpec": ("managedBy",), "networking.IngressClassSpec": ("controller",)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a malformed name."""
        field = str(path[-1])
        known = version_key(subject.catalog.version) >= version_key(_SINCE.get(field, "1.0"))
        if not isinstance(value, str) or field not in _LONGEST or not known or (not value and field == "controller"):
            return
        domain, _, rest = value.partition("/")
        if not domain or not _PATH.fullmatch(rest):
            yield wrong(path, f'must be a domain and a path, such as example.com/controller, not "{value}"')
        elif fault := dns_subdomain_fault(domain):
            yield wrong(path, f'begins with "{domain}", which {fault}')
        elif len(value) > _LONGEST[field]:
            yield wrong(path, f"must be no more than {_LONGEST[field]} characters, not {len(value)}")
