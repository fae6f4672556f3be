"""Documentation about Kubernetes that cannot be wrong: manifests checked, repaired and drawn."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from kubeproof.check import Fixed, Options, check_text, fix_text
from kubeproof.cluster import Decision, Endpoint, endpoints, place
from kubeproof.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Decision", "Endpoint", "Finding", "Fixed", "check", "endpoints", "fix", "place"]

try:
    __version__ = version("kubeproof")
except PackageNotFoundError:  # run from a source tree
    __version__ = "0"


def check(text: str, *, path: str = "<text>", kubernetes: Sequence[str] = ("1.36",)) -> list[Finding]:
    """The findings of a text, in its order. Bad input is a finding; nothing is raised for it.

    Args:
        text: Markdown if `path` ends in `.md`, YAML otherwise.
        path: the file's name, as findings shall give it.
        kubernetes: the versions to check for, such as `("1.36",)`.
    """
    return check_text(text, path, Options(kubernetes=tuple(kubernetes)))


def fix(text: str, *, path: str = "<text>", kubernetes: Sequence[str] = ("1.36",), unsafe: bool = False) -> Fixed:
    """A text with its repairs made: the safe ones, and with `unsafe` those that somebody should look at, too."""
    return fix_text(text, path, Options(kubernetes=tuple(kubernetes), unsafe_fixes=unsafe))
