"""What a look at a file brings to light: values, without the rules that it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kubeproof.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.check import Inspection
    from kubeproof.fences.call import Pull
    from kubeproof.finding import Diagnostic, Finding
    from kubeproof.text.edit import Edit
    from kubeproof.text.source import Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page shows of a snippet that was looked at, beside its text; see `Inspection`."""

    applied: tuple[Diagnostic, ...] = ()
    remaining: tuple[Diagnostic, ...] = ()
    edits: tuple[Edit, ...] = ()
    expected: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, found: Inspection) -> Verdict:
        """What is to be shown of all that is known: pages do not show what is only worth knowing."""
        remaining = tuple(each for each in found.remaining if each.severity is not Severity.INFO)
        return cls(found.applied, remaining, found.edits, found.expected)


CLEAN = Verdict()
"""Nothing is to be said."""

SnippetKey = tuple[str, tuple[tuple[str, str], ...]]
"""The text of a snippet, and what its fence asks of the check."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a file.

    Attributes:
        source: the file.
        repaired: the findings in its YAML whose repairs the page shows.
        remaining: the other findings in its YAML, and those about its fences.
        pulls: the files that its fences bring along.
        snippets: how many pieces of YAML were looked at.
        calls: the fences that were looked at; see `Call.key`.
        clean: the YAML in it, without the last line end, that has nothing wrong with it and of which nothing is asked.
        verdicts: what a page shows of its other YAML; both are empty if the file defines kinds itself.
        alone: whether it depends on no other file.
    """

    source: Source
    repaired: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    pulls: tuple[Pull, ...] = ()
    snippets: int = 1
    calls: tuple[str, ...] = ()
    clean: frozenset[str] = frozenset()
    verdicts: Mapping[SnippetKey, Verdict] = field(default_factory=dict)
    alone: bool = False
