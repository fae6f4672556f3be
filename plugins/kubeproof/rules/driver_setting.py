"""KP756: a storage driver whose settings contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.values import mappings, sequence, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DRIVER = "apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata:\n  name: disk.csi.example.com\nspec:\n  {}\n"
_TOKENS = "tokenRequests:\n    - audience: {}\n    - audience: {}"
_SECRETS_SINCE = "1.35"
_LONGEST_ID = 256


class DriverSetting(TypeRule):
    """Tokens of a CSI driver are for different audiences, and drivers and topology keys of a node are named once.

    A capacity is not negative. `serviceAccountTokenInSecrets` needs `tokenRequests` (since 1.35).

    Source: `validateTokenRequests` and `validateCSINodeDriver`; see https://kubernetes-csi.github.io/docs/.
    """

    code = "KP756"
    name = "driver-setting"
    good: ClassVar = (_DRIVER.format(_TOKENS.format("vault", "cloud") + "\n  serviceAccountTokenInSecrets: true"),)
    bad: ClassVar = (
        Bad(_DRIVER.format(_TOKENS.format("vault", "vault"))),
        Bad(_DRIVER.format("serviceAccountTokenInSecrets: true")),
    )
    types: ClassVar = (
        "storage.CSIDriverSpec",
        "storage.CSINodeDriver",
        "storage.CSINodeSpec",
        "storage.CSIStorageCapacity",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one driver or node."""
        match subject.visiting:
            case "storage.CSIDriverSpec":
                yield from _repeated(value, "tokenRequests", "audience", path)
                known = version_key(subject.catalog.version) >= version_key(_SECRETS_SINCE)
                given = value.get("serviceAccountTokenInSecrets") is not None
                if known and given and not sequence(value, "tokenRequests"):
                    yield required((*path, "tokenRequests"), "serviceAccountTokenInSecrets needs it")
            case "storage.CSINodeSpec":
                yield from _repeated(value, "drivers", "name", path)
            case "storage.CSIStorageCapacity":
                amount = quantity(value.get("capacity"))
                if amount is not None and amount < 0:
                    yield wrong((*path, "capacity"), f"must be 0 or more, not {value['capacity']}")
            case _:
                yield from _node_driver(value, path)


def _repeated(value: Fields, name: str, key: str, path: FieldPath) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, item in mappings(value, name):
        own = text(item, key)
        if own in seen:
            yield wrong((*path, name, index, key), f'is "{own}", as another one is; each stands once')
        seen.add(own)


def _node_driver(value: Fields, path: FieldPath) -> Iterator[Problem]:
    if len(text(value, "nodeID")) > _LONGEST_ID:
        yield wrong((*path, "nodeID"), f"must be no more than {_LONGEST_ID} characters")
    seen: set[str] = set()
    for index, key in texts(value, "topologyKeys"):
        here = (*path, "topologyKeys", index)
        if key in seen:
            yield wrong(here, f'repeats "{key}"; remove it')
        elif fault := qualified_name_fault(key):
            yield wrong(here, f'is "{key}", which {fault}')
        seen.add(key)
