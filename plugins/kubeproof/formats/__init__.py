"""How a report is written: one file an output format, one name in the table."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from kubeproof.formats.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _written(name: str, report: Report) -> str:
    """A report in one format, whose file is loaded now."""
    written: str = getattr(import_module(f"{__name__}.{name}"), name)(report)
    return written


FORMATS: Mapping[str, Callable[[Report], str]] = {
    name: partial(_written, name) for name in ("text", "json", "github", "sarif", "junit", "rdjson")
}

__all__ = ["FORMATS", "Report"]
