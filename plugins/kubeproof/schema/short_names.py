"""The short names of resources: what `kubectl` takes for them, such as `svc` for Service."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


@cache
def _kinds() -> dict[str, str]:
    text = resources.files("kubeproof.schema").joinpath("data", "short_names.json").read_text(encoding="utf-8")
    kinds: dict[str, str] = json.loads(text)
    return kinds


def kind_of(short_name: str) -> str | None:
    """The kind of a short name in any case; None if it is none.

    Source: the `SHORTNAMES` of `kubectl api-resources`.
    """
    return _kinds().get(short_name.lower())
