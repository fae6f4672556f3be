"""KP800: a key that a ConfigMap or a Secret cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import config_key_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  {}: text\n"
_MAPS = ("data", "binaryData", "stringData")


class ConfigKey(TypeRule):
    """A key of a ConfigMap or a Secret could be the name of a file: letters, digits, `-`, `_` and `.`, at most 253.

    The same key cannot be in `data` and in `binaryData` of a ConfigMap.

    Source: `IsConfigMapKey`, https://kubernetes.io/docs/concepts/configuration/configmap/.
    """

    code = "KP800"
    name = "config-key"
    good: ClassVar = (_MAP.format("app.properties"),)
    bad: ClassVar = (
        Bad(_MAP.format("conf/app.properties")),
        Bad(_MAP.format('"log level"')),
        Bad(_MAP.format("logo") + "binaryData:\n  logo: AAAA\n"),
    )
    types: ClassVar = ("core.ConfigMap", "core.Secret")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such key."""
        del subject
        for name in _MAPS:
            for key in part(value, name):
                if fault := config_key_fault(key):
                    yield Problem((*path, name, key), f'the key "{key}" of "{spell((*path, name))}" {fault}', "key")
        for key in part(value, "data").keys() & part(value, "binaryData").keys():
            message = f'the key "{key}" is in "data" and in "binaryData"; keep one'
            yield Problem((*path, "binaryData", key), message, "key")
