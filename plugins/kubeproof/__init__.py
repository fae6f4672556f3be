"""Documentation about Kubernetes that cannot be wrong: manifests checked, repaired and drawn."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.check import Fixed
    from kubeproof.cluster import Decision, Endpoint, endpoints, place
    from kubeproof.finding import Finding

__all__ = ["Decision", "Endpoint", "Finding", "Fixed", "check", "endpoints", "fix", "place"]

__version__ = "0.1.0"

_HOMES = {
    "Decision": "kubeproof.cluster",
    "Endpoint": "kubeproof.cluster",
    "Finding": "kubeproof.finding",
    "Fixed": "kubeproof.check",
    "endpoints": "kubeproof.cluster",
    "place": "kubeproof.cluster",
}
"""Where each name comes from; it is imported when it is first used, so that a start loads only what it needs."""

import_module(f"{__name__}.check")  # now, for a module that is imported later would hide the function `check`


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has the name
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def check(text: str, *, path: str = "<text>", kubernetes: str | Iterable[str] = ("1.36",)) -> list[Finding]:
    """The findings of a text, in its order. Bad input is a finding; nothing is raised for it.

    Args:
        text: Markdown if `path` ends in `.md`, YAML otherwise.
        path: the file's name, as findings shall give it.
        kubernetes: the versions to check for, such as `("1.36",)` or `"1.33-1.37"`.
    """
    from kubeproof.check.call import Call  # noqa: PLC0415 - loads the rules

    return Call(text, path, kubernetes).check()


def fix(text: str, *, path: str = "<text>", kubernetes: str | Iterable[str] = ("1.36",), unsafe: bool = False) -> Fixed:
    """A text with its repairs made: the safe ones, and with `unsafe` those that somebody should look at, too.

    Bad input comes back as it is, with a finding; nothing is raised for it.
    """
    from kubeproof.check.call import Call  # noqa: PLC0415 - loads the rules

    return Call(text, path, kubernetes).fix(unsafe=unsafe)
