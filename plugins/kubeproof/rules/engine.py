"""Runs the rules over a document, for several Kubernetes versions at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kubeproof.finding import Diagnostic, Severity
from kubeproof.rules import all_rules, rule_named
from kubeproof.rules.subject import Subject
from kubeproof.schema import catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.finding import Problem
    from kubeproof.manifest.document import Document
    from kubeproof.rules.rule import Rule
    from kubeproof.text.source import Span


def diagnose(document: Document, versions: Sequence[str]) -> list[Diagnostic]:
    """What is wrong with a document, in the order of the text; each finding names the versions in which it holds."""
    found: dict[Any, Diagnostic] = {}
    for version in versions:
        for diagnostic in _diagnose(document, version):
            earlier = found.get(diagnostic.same)
            kubernetes = (*earlier.kubernetes, version) if earlier else (version,)
            found[diagnostic.same] = replace(diagnostic, kubernetes=kubernetes)
        if not document.parses:
            break
    if not document.parses:
        found = {key: replace(diagnostic, kubernetes=tuple(versions)) for key, diagnostic in found.items()}
    return sorted(found.values(), key=lambda diagnostic: (diagnostic.span, diagnostic.code))


def refused(document: Document, versions: Sequence[str]) -> bool:
    """Whether the API server of any of the versions would refuse a document."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnose(document, versions))


def _diagnose(document: Document, version: str) -> Iterator[Diagnostic]:
    subject = Subject(document, catalog(version))
    known = subject.is_kubernetes
    for rule in all_rules():
        if known or rule.any_yaml:
            for problem in rule.check(subject):
                yield _diagnostic(rule, problem, subject)


def _diagnostic(rule: Rule, problem: Problem, subject: Subject) -> Diagnostic:
    document = subject.document
    span = problem.span
    if span is None:
        span = document.key_span(problem.path) if problem.anchor == "key" else document.value_span(problem.path)
    return Diagnostic(
        rule.code,
        rule.name,
        rule.severity,
        problem.message,
        span,
        problem.path,
        _text(subject.api_version),
        _text(subject.kind),
        object_name(subject.value),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def object_name(value: Any) -> str:  # noqa: ANN401 - any YAML value
    """The `metadata.name` of an object, or the empty text."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    return _text(metadata.get("name")) if isinstance(metadata, dict) else ""


def page_diagnostic(name: str, message: str, span: Span) -> Diagnostic:
    """A finding about a page or a fence, which no document's check can make."""
    rule = rule_named(name)
    if rule is None:
        raise LookupError(name)
    return Diagnostic(rule.code, rule.name, rule.severity, message, span)
