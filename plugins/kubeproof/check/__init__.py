"""Checks and repairs texts: YAML, and Markdown with YAML in it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kubeproof.check.options import Options

if TYPE_CHECKING:
    from kubeproof.check.inspection import Inspection, inspect
    from kubeproof.check.page import Fixed, Snippet, check_text, fix_text, snippets
    from kubeproof.check.snippet import examine

__all__ = ["Fixed", "Inspection", "Options", "Snippet", "check_text", "examine", "fix_text", "inspect", "snippets"]

_HOMES = {
    "Fixed": "page",
    "Inspection": "inspection",
    "Snippet": "page",
    "check_text": "page",
    "examine": "snippet",
    "fix_text": "page",
    "inspect": "inspection",
    "snippets": "page",
}
"""The module of each name; those that need the rules are imported when they are first used."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has the name
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
