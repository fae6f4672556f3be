"""The documents of the cases, made from the variants."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import yaml
from tests.custom.variants import BASES, GONE, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "kubeproof.test"


def documents() -> Iterator[tuple[str, str]]:
    """The definition and the YAML text of each document."""
    for crd, base in BASES.items():
        yield crd, _text(_whole(base))
        for path, value in VARIANTS[crd]:
            whole = _whole(base)
            _set(whole, path.split("."), value)
            yield crd, _text(whole)


def _whole(base: dict[str, Any]) -> dict[str, Any]:
    name = "db-shop" if base["kind"] == "Database" else "shop"
    return {"apiVersion": f"{GROUP}/v1", "kind": base["kind"], "metadata": {"name": name}, **copy.deepcopy(base)}


def _set(whole: dict[str, Any], steps: list[str], value: object) -> None:
    if steps[0] == "metadata" and steps[1] == "generateName":
        del whole["metadata"]["name"]
    for step in steps[:-1]:
        whole = whole[step]
    if value == GONE:
        del whole[steps[-1]]
    else:
        whole[steps[-1]] = value


def _text(whole: dict[str, Any]) -> str:
    return yaml.dump(whole, sort_keys=False, allow_unicode=True)
