"""KP560: DNS settings of a Pod that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.addresses import address_fault
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.pods import entries, items, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SERVERS, _SEARCHES, _CHARACTERS = 3, 32, 2048
_STRICT_ADDRESSES = (1, 36)
_RELAXED_SEARCHES = (1, 33)


class DnsSettings(TypeRule):
    """A Pod with `dnsPolicy: None` names no server, or a name or an address of its DNS settings is malformed.

    There can be 3 servers and 32 search domains. Since Kubernetes 1.33 a search domain may be "." and have underscores.
    The addresses in `hostAliases` are read the same way.

    Source: `validatePodDNSConfig` and `ValidateHostAliases` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP560"
    name = "dns-settings"
    about: ClassVar = ("dnsConfig", "dnsPolicy", "hostAliases")
    good: ClassVar = (pod(spec="dnsPolicy: None\ndnsConfig:\n  nameservers: [192.0.2.53]"),)
    bad: ClassVar = (
        Bad(pod(spec="dnsPolicy: None")),
        Bad(pod(spec="dnsConfig:\n  nameservers: [dns.example.com]")),
        Bad(pod(spec="dnsConfig:\n  searches: [Example.com]")),
        Bad(pod(spec="hostAliases:\n  - ip: 192.0.2.300\n    hostnames: [shop.example.com]")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of the servers, the search domains and the aliases."""
        version = version_key(subject.catalog.version)
        config, here = part(value, "dnsConfig"), (*path, "dnsConfig")
        servers, searches = items(config, "nameservers"), items(config, "searches")
        if text(value, "dnsPolicy") == "None" and not servers:
            yield problem((*here, "nameservers"), "needs a server, because dnsPolicy is None")
        if len(servers) > _SERVERS:
            yield problem((*here, "nameservers"), f"must be no more than {_SERVERS}, not {len(servers)}")
        addresses = [((*here, "nameservers", index), server) for index, server in enumerate(servers)]
        addresses += [
            ((*path, "hostAliases", i, "ip"), text(alias, "ip")) for i, alias in entries(value, "hostAliases")
        ]
        for at, address in addresses:
            fault = address_fault(address, strict=version >= _STRICT_ADDRESSES) if isinstance(address, str) else None
            if fault and (address or at[-1] != "ip"):  # an empty ip is missing, which another rule says
                yield problem(at, f'is "{address}", which {fault}')
        yield from _searches(searches, (*here, "searches"), relaxed=version >= _RELAXED_SEARCHES)


def _searches(searches: list[object], path: FieldPath, *, relaxed: bool) -> Iterator[Problem]:
    names = [name for name in searches if isinstance(name, str)]
    if len(searches) > _SEARCHES or len(" ".join(names)) > _CHARACTERS:
        yield problem(path, f"must be no more than {_SEARCHES} domains of {_CHARACTERS} characters together")
    for index, name in enumerate(searches):
        if isinstance(name, str) and (fault := _search_fault(name, relaxed=relaxed)):
            yield problem((*path, index), f'is "{name}", which {fault}')


def _search_fault(name: str, *, relaxed: bool) -> str | None:
    if relaxed and name == ".":
        return None
    plain = name.removesuffix(".")
    if relaxed:  # "_" first or inside
        plain = ".".join(label.removeprefix("_").replace("_", "-") for label in plain.split("."))
    return dns_subdomain_fault(plain)
