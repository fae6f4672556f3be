"""What a rule is."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kubeproof.finding import Applicability, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.rules.subject import Subject


class When(Enum):
    """What must hold for a document before a rule is asked about it."""

    ALWAYS = "always"
    UNREADABLE = "its YAML has problems"
    UNSERVED = "the version serves no such kind"
    VIOLATED = "it does not fit its schema"


class Bad(NamedTuple):
    """An example that a rule finds.

    Attributes:
        text: the manifest.
        fixed: what repairs make of it; None if nothing can be repaired.
        applicability: how safe that repair is.
    """

    text: str
    fixed: str | None = None
    applicability: Applicability = Applicability.SAFE


class Rule:
    """One thing to check, with its documentation and its tests.

    A rule is a class in a file of its own in this package; it is found by being there. Its docstring says what it
    checks and why, and where Kubernetes says so. `good` and `bad` are shown by `kubeproof rule` and are its tests.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    since: ClassVar[str] = "0.1.0"
    """The version of Kubeproof that brought it."""
    good: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[Bad, ...]]
    when: ClassVar[When] = When.ALWAYS
    """The documents that the rule is asked about."""
    about: ClassVar[tuple[str, ...]] = ()
    """Fields that the rule is about: it is not asked about a document without any of them; empty to be always asked."""
    in_pages: ClassVar[bool] = False
    """Whether the rule is about Markdown pages: its examples are pages, and whoever reads pages reports it."""
    needs_files: ClassVar[bool] = False
    """Whether only a reader of the files that pages name can report it: `kubeproof.check` reads none."""
    in_fragments: ClassVar[bool] = False
    """Whether the rule also looks at parts of manifests."""
    lists_words: ClassVar[bool] = False
    """Whether its fields take one of a few words: one in capitals is a misspelling there, and no placeholder."""
    any_yaml: ClassVar[bool] = False
    """Whether the rule also looks at YAML that is not Kubernetes."""

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The problems of one document under one Kubernetes version; none for a rule about pages."""
        del subject
        return iter(())

    @classmethod
    def documentation(cls) -> str:
        """What the rule checks and why, as Markdown."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def fixable(cls) -> frozenset[Applicability]:
        """How its examples are repaired; empty if they are not."""
        return frozenset(bad.applicability for bad in cls.bad if bad.fixed is not None)
