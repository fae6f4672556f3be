"""APIs that Kubernetes no longer serves, also those that went before the oldest schema that is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kubeproof.schema.versions import version_key


@dataclass(frozen=True, slots=True)
class Removal:
    """The end of an API.

    Attributes:
        removed: the first version that does not serve it.
        use: the apiVersion that serves the kind instead, or None if the kind itself is gone.
    """

    removed: str
    use: str | None


@cache
def _removals() -> dict[str, Removal]:
    text = resources.files("kubeproof.schema").joinpath("data", "removed.json").read_text(encoding="utf-8")
    return {name: Removal(entry["removed"], entry["use"]) for name, entry in json.loads(text).items()}


def removal(api_version: object, kind: object, version: str) -> Removal | None:
    """The removal that explains why a version does not serve a kind; None if it was never served or still is.

    Source: the Kubernetes deprecated API migration guide.
    """
    found = _removals().get(f"{api_version}/{kind}")
    return found if found and version_key(found.removed) <= version_key(version) else None
