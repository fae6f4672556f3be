"""KP501: a name in a Pod that is malformed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import (
    as_prefix,
    config_key_fault,
    dns_label_fault,
    dns_subdomain_fault,
    header_name_fault,
    port_name_fault,
    qualified_name_fault,
)
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import bare_pod, pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


def _driver_fault(text: str) -> str | None:
    """A CSI driver's name: a DNS name in any case, as short as a label."""
    longest = 63
    if len(text) > longest:
        return f"must be no more than {longest} characters, not {len(text)}"
    return dns_subdomain_fault(text.lower())


_PREFIX = as_prefix(dns_subdomain_fault)
_REFERENCE: dict[str, Callable[[str], str | None]] = {"name": dns_subdomain_fault, "key": config_key_fault}
_FORMS: dict[str, dict[str, Callable[[str], str | None]]] = {
    "core.CSIVolumeSource": {"driver": _driver_fault},
    "core.ConfigMapEnvSource": {"name": _PREFIX},
    "core.ConfigMapKeySelector": _REFERENCE,
    "core.Container": {"name": dns_label_fault},
    "core.ContainerPort": {"name": port_name_fault},
    "core.EphemeralContainer": {"name": dns_label_fault},
    "core.FileKeySelector": {"volumeName": dns_label_fault},
    "core.HTTPGetAction": {"port": port_name_fault},
    "core.HTTPHeader": {"name": header_name_fault},
    "core.HostAlias": {"hostnames": dns_subdomain_fault},
    "core.NodeSelectorRequirement": {"key": qualified_name_fault},
    "core.PodAffinityTerm": {"topologyKey": qualified_name_fault, "namespaces": dns_label_fault},
    "core.PodReadinessGate": {"conditionType": qualified_name_fault},
    "core.PodResourceClaim": {
        "name": dns_label_fault,
        "resourceClaimName": dns_subdomain_fault,
        "resourceClaimTemplateName": dns_subdomain_fault,
    },
    "core.PodSchedulingGate": {"name": qualified_name_fault},
    "core.PodSpec": {
        "hostname": dns_label_fault,
        "nodeName": dns_subdomain_fault,
        "priorityClassName": dns_subdomain_fault,
        "runtimeClassName": dns_subdomain_fault,
        "serviceAccount": dns_subdomain_fault,  # the old name of the next one
        "serviceAccountName": dns_subdomain_fault,
        "subdomain": dns_label_fault,
    },
    "core.SecretEnvSource": {"name": _PREFIX},
    "core.SecretKeySelector": _REFERENCE,
    "core.StorageOSVolumeSource": {"volumeName": dns_label_fault, "volumeNamespace": dns_label_fault},
    "core.TCPSocketAction": {"port": port_name_fault},
    "core.Toleration": {"key": qualified_name_fault},
    "core.Volume": {"name": dns_label_fault},
    "core.WindowsSecurityContextOptions": {"gmsaCredentialSpecName": dns_subdomain_fault},
}
_GATED = {"core.PodResourceClaim": "resourceClaims", "core.PodSchedulingGate": "schedulingGates"}
_NEVER_EMPTY = {"gmsaCredentialSpecName", "resourceClaimName", "resourceClaimTemplateName", "runtimeClassName"}
"""Fields in which an empty text is not the same as none."""


class MalformedName(TypeRule):
    """A name in a Pod does not have the form that such names have.

    Containers and volumes are DNS labels (`web-1`), ports have IANA names of at most 15 characters with a letter in
    them (`http-metrics`), and names of other objects are DNS names (`web-1.shop`). Upper case, underscores and spaces
    are the usual mistakes; so is a number of a port in quotes, which makes it a name.

    Source: `ValidatePodSpec` and below, `pkg/apis/core/validation/validation.go`.
    """

    code = "KP501"
    name = "malformed-name"
    in_fragments = True
    good: ClassVar = (pod("ports:\n  - name: http\n    containerPort: 80"),)
    bad: ClassVar = (
        Bad(pod("ports:\n  - name: http_port\n    containerPort: 80")),
        Bad(bare_pod("containers:\n  - name: web_server\n    image: nginx:1.27")),
        Bad(pod(spec="volumes:\n  - name: Data\n    emptyDir: {}")),
        Bad(
            pod('readinessProbe:\n  tcpSocket:\n    port: "80"'),
            fixed=pod("readinessProbe:\n  tcpSocket:\n    port: 80"),
        ),
    )
    types: ClassVar = tuple(_FORMS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each malformed name; in a list, for each of its items."""
        if subject.visiting in _GATED and not enabled(_GATED[subject.visiting], subject):
            return
        for name, fault_of in _FORMS[subject.visiting].items():
            if _overruled(name, value, subject):
                continue
            for below, found in _texts(value.get(name)):
                needed = found or below or name in _NEVER_EMPTY
                if needed and (fault := fault_of(found)):
                    yield problem((*path, name, *below), f'is "{found}", which {fault}')


def _overruled(name: str, value: Fields, subject: Subject) -> bool:
    """Whether the server takes another value: a StatefulSet gives each Pod its host name and subdomain."""
    if name == "serviceAccount":
        return bool(value.get("serviceAccountName"))
    return subject.kind == "StatefulSet" and name in ("hostname", "subdomain")


def _texts(value: object) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list):
        yield from (((index,), item) for index, item in enumerate(value) if isinstance(item, str))
