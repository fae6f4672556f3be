"""KP406: an object without a name, or with a name that its kind cannot have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.addresses import address_fault
from kubeproof.manifest.names import (
    as_prefix,
    config_key_fault,
    dns_1035_fault,
    dns_label_fault,
    dns_subdomain_fault,
    path_segment_fault,
)
from kubeproof.manifest.pods import part, text
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.versions import version_key
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.rules.subject import Subject

    Check = Callable[[str], str | None]


def _address_fault(name: str) -> str | None:
    """What is wrong with the name of an IPAddress: it is the address."""
    return address_fault(name, canonical=True)


_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  {}\n"
_SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {}\nspec:\n  ports:\n    - port: 80\n"
_ANY = (  # the groups and kinds whose names need only fit into a URL
    "rbac.",
    "policy.",
    "core.Event",
    "certificates.CertificateSigningRequest",
    "certificates.ClusterTrustBundle",
    "apiserverinternal.",
    "v1.CustomResourceDefinition",
    "apiextensions.",
    "v1.APIService",
    "apiregistration.",
)
_UNNAMED = (
    "authentication.",
    "authorization.",
    "core.Binding",
    "core.ComponentStatus",
    "policy.Eviction",
    "autoscaling.Scale",
)
_OWN = {"coordination.LeaseCandidate": config_key_fault, "networking.IPAddress": _address_fault}
_LABELS = ("core.Namespace", "core.Service", "apps.StatefulSet")
_RELAXED_SERVICES = (1, 36)
_LONGEST_CRON_JOB = 52
_NAMED_BY_SERVER = "core.LimitRange"


class ObjectName(Rule):
    """Every object has a name (or a `generateName`), in the form that its kind asks for.

    Most names are small letters, digits, `-` and `.`, at most 253 of them. A Namespace, a Service and a StatefulSet
    have no `.` and at most 63; before Kubernetes 1.36 a Service starts with a letter. A CronJob has at most 52. An
    APIService is called after its version and group. Roles and their bindings take almost anything.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and `ValidateObjectMeta`.
    """

    code = "KP406"
    name = "object-name"
    good: ClassVar = (_MAP.format("name: shop.example"), _MAP.format("generateName: shop-"), _SERVICE.format("web"))
    bad: ClassVar = (
        Bad(_MAP.format("labels: {}")),
        Bad(_MAP.format("name: Web_Shop")),
        Bad(_MAP.format("generateName: Web")),
        Bad(_SERVICE.format("web.shop")),
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem for the name, and one for the beginning of a generated one."""
        if subject.type_name is None or not isinstance(subject.value, dict):
            return
        kind, check = _form(subject.type_name, subject.catalog.version)
        metadata = subject.value.get("metadata") or {}
        if check is None or not isinstance(metadata, dict):
            return
        name, prefix = metadata.get("name") or "", metadata.get("generateName") or ""
        if prefix and isinstance(prefix, str) and (fault := as_prefix(check)(prefix)):
            yield _problem("generateName", prefix, fault)
        if isinstance(name, str) and (name or not prefix):
            yield from _name_problems(kind, name, check, subject)


def _name_problems(kind: str, name: str, check: Check, subject: Subject) -> Iterator[Problem]:
    if not name and kind == _NAMED_BY_SERVER:
        return
    if not name:
        yield Problem(("metadata", "name"), '"metadata.name" is required (or "metadata.generateName")')
    elif fault := check(name) or _length_fault(kind, name) or _composed_fault(kind, name, subject):
        yield _problem("name", name, fault)


def _problem(field: str, name: str, fault: str) -> Problem:
    return Problem(("metadata", field), f'"metadata.{field}" is "{name}", which {fault}')


@lru_cache(maxsize=4096)
def _form(type_name: str, version: str) -> tuple[str, Check | None]:
    """The short name of a type, and what the names of its objects have to be; None if they have none."""
    kind = short_name(type_name)
    if kind.startswith(_UNNAMED):
        return kind, None
    if kind == "core.Service" and version_key(version) < _RELAXED_SERVICES:
        return kind, dns_1035_fault
    if kind in _LABELS:
        return kind, dns_label_fault
    if kind in _OWN:
        return kind, _OWN[kind]
    return kind, path_segment_fault if kind.startswith(_ANY) else dns_subdomain_fault


def _length_fault(kind: str, name: str) -> str | None:
    if kind != "batch.CronJob" or len(name) <= _LONGEST_CRON_JOB:
        return None
    return f"must be no more than {_LONGEST_CRON_JOB} characters, not {len(name)}: its Jobs add 11 to it"


def _composed_fault(kind: str, name: str, subject: Subject) -> str | None:
    """What is wrong with a name that repeats parts of the object."""
    if not kind.endswith(".APIService"):
        return None
    spec = part(subject.value, "spec")
    wanted = f"{text(spec, 'version')}.{text(spec, 'group')}"
    return None if name == wanted else f'must be "{wanted}", spec.version and spec.group'
