"""Our schemas as other validators take them: a JSON file for each kind, with no reference in it."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from kubeproof.schema import catalog
from kubeproof.schema.versions import load
from kubeproof.writing import create

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kubeproof.schema import Catalog

_FORMAT = 1
_PREFIX = "#/$defs/"
TEMPLATE = "{{ .ResourceKind }}{{ .KindSuffix }}.json"
"""How kubeconform finds the file of a kind."""


def write_schemas(version: str, kinds: Iterable[tuple[str, str]], folder: Path) -> Path:
    """Write the schemas of some kinds, those that are not there yet or not whole.

    The folder inside `folder` that holds them, and is returned, is named after their content: another state of our
    schemas has another folder.

    Args:
        version: the Kubernetes version.
        kinds: the apiVersion and the kind of each; those that the version does not serve have no schema.
        folder: where schemas are kept.

    Raises:
        WriteRefusedError: if the folder takes no new file.
    """
    known = catalog(version)
    home = folder / f"{version}-{blake2b(load(version), digest_size=8).hexdigest()}-{_FORMAT}"
    for api_version, kind in sorted(set(kinds)):
        name = known.type_of(api_version, kind)
        file = home / file_name(api_version, kind)
        if name is not None and not _is_whole(file):
            create(file, json.dumps(_inlined(known, known.definitions[name], (name,))).encode())
    return home


def _is_whole(file: Path) -> bool:
    """Whether a file is there, and was not cut off by whatever happened to the disk."""
    try:
        return isinstance(json.loads(file.read_bytes()), dict)
    except (OSError, ValueError):
        return False


def file_name(api_version: str, kind: str) -> str:
    """The name that kubeconform looks for: `deployment-apps-v1.json`, `ingress-networking-v1.json`, `pod-v1.json`."""
    group, _, version = api_version.rpartition("/")
    first = group.partition(".")[0]
    return "-".join(part.lower() for part in (kind, first, version) if part) + ".json"


def _inlined(known: Catalog, schema: Any, inside: tuple[str, ...]) -> Any:  # noqa: ANN401 - any JSON value
    """A schema with each reference replaced by what it names; a type inside itself may hold anything."""
    if isinstance(schema, list):
        return [_inlined(known, each, inside) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("$ref"), str):
        name = schema["$ref"].removeprefix(_PREFIX)
        return {} if name in inside else _type(known, name, inside)
    return {
        key: {field: _inlined(known, inner, inside) for field, inner in value.items()}
        if key == "properties"
        else _inlined(known, value, inside)
        for key, value in schema.items()
        if not key.startswith("x-")
    }


@cache
def _type(known: Catalog, name: str, inside: tuple[str, ...]) -> Any:  # noqa: ANN401 - any JSON value
    return _inlined(known, known.definitions[name], (*inside, name))
