"""The usual problem: a field, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath


def problem(path: FieldPath, fault: str) -> Problem:
    """The problem of one field, named as the API server names it; `fault` is the rest of the sentence."""
    return Problem(path, f'"{spell(path)}" {fault}')
