"""The short names of resources: what `kubectl` takes for them, such as `svc` for Service."""

from __future__ import annotations

import json
from functools import cache

from kubeproof.schema import bundled


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = json.loads(bundled.read("short_names.json"))
    return kinds


def kind_of(short_name: str) -> str | None:
    """The kind of a short name in any case; None if it is none.

    Source: the `SHORTNAMES` of `kubectl api-resources`.
    """
    return _kinds().get(short_name.lower())
