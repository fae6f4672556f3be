"""Problems worded as all are: the field as the API server names it, then what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding.diagnostic import Problem
from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath


def wrong(path: FieldPath, fault: str) -> Problem:
    """A problem with a field: `fault` ends a sentence that begins with the field."""
    return Problem(path, f'"{spell(path)}" {fault}')


def required(path: FieldPath, why: str = "") -> Problem:
    """A problem with a field that is missing or empty; `why` follows after a colon."""
    return wrong(path, f"is required: {why}" if why else "is required and must not be empty")


def forbidden(path: FieldPath, why: str) -> Problem:
    """A problem with a key that must not be there, shown at the key."""
    return Problem(path, f'"{spell(path)}" {why}', anchor="key")
