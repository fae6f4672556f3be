"""How a report is written: one file an output format, one line in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.formats.github import github
from kubeproof.formats.json import json
from kubeproof.formats.junit import junit
from kubeproof.formats.rdjson import rdjson
from kubeproof.formats.report import Report
from kubeproof.formats.sarif import sarif
from kubeproof.formats.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text,
    "json": json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
    "rdjson": rdjson,
}

__all__ = ["FORMATS", "Report"]
