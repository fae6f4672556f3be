"""Runs the rules over a document, for several Kubernetes versions at once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kubeproof.finding import Diagnostic
from kubeproof.manifest.recognition import begins_inside
from kubeproof.rules import all_rules, fragment, rule_named, template
from kubeproof.rules.subject import Subject, object_name
from kubeproof.rules.typed import TypeRule
from kubeproof.schema import catalog
from kubeproof.schema.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.document import Document
    from kubeproof.rules.rule import Rule
    from kubeproof.rules.scope import Scope
    from kubeproof.text.source import Span


def diagnose(document: Document, scope: Scope) -> list[Diagnostic]:
    """What is wrong with a document, in the order of the text; each finding names the versions in which it holds."""
    found: dict[Any, Diagnostic] = {}
    for version in scope.kubernetes:
        for diagnostic in _diagnose(document, version, scope):
            earlier = found.get(diagnostic.same)
            kubernetes = (*earlier.kubernetes, version) if earlier else (version,)
            found[diagnostic.same] = replace(diagnostic, kubernetes=kubernetes)
        if not document.parses:
            break
    if not document.parses:
        found = {key: replace(diagnostic, kubernetes=scope.kubernetes) for key, diagnostic in found.items()}
    return sorted(found.values(), key=lambda diagnostic: (diagnostic.span, diagnostic.code))


def _diagnose(document: Document, version: str, scope: Scope) -> Iterator[Diagnostic]:
    if scope.in_page and document.problems and template.MARKS.search(document.text, *_bounds(document)):
        yield page_diagnostic("template", "this is a template; it was not checked", document.problems[0].span)
        return
    if scope.in_page and not document.parses and begins_inside(document.text[slice(*_bounds(document))]):
        return
    subject = Subject(document, catalog(version))
    if scope.in_page and document.parses and (scope.fragment or scope.elided or not subject.is_whole):
        yield from _diagnose_fragment(document, version, scope)
        return
    known = subject.is_kubernetes
    for rule in document_rules():
        if known or rule.any_yaml:
            for problem in rule.check(subject):
                yield _diagnostic(rule, problem, subject)
    if subject.type_name is not None:
        rules = type_rules()
        for name, path, value in _visits(version).find(subject.type_name, subject.value):
            subject.visiting = name
            for rule in rules[name]:
                for problem in rule.visit(value, path, subject):
                    yield _diagnostic(rule, problem, subject)


def _bounds(document: Document) -> tuple[int, int]:
    return document.span.start, document.span.end


def _diagnose_fragment(document: Document, version: str, scope: Scope) -> Iterator[Diagnostic]:
    """What is wrong in every place in which the document can stand as a part."""
    common: dict[Any, Diagnostic] | None = None
    for subject in fragment.subjects(document, catalog(version), scope):
        found = {
            diagnostic.same: diagnostic
            for rule in document_rules()
            if rule.in_fragments
            for diagnostic in (_diagnostic(rule, problem, subject) for problem in rule.check(subject))
        }
        common = found if common is None else {same: common[same] for same in common if same in found}
        if not common:
            return
    yield from (common or {}).values()


@cache
def document_rules() -> tuple[Rule, ...]:
    """The rules that look at a document as a whole."""
    return tuple(rule for rule in all_rules() if not isinstance(rule, TypeRule) and not rule.in_pages)


@cache
def type_rules() -> dict[str, tuple[TypeRule, ...]]:
    """The rules about types, by the type's short name."""
    found: dict[str, list[TypeRule]] = {}
    for rule in (rule for rule in all_rules() if isinstance(rule, TypeRule)):
        for name in rule.types:
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


@cache
def _visits(version: str) -> Visits:
    return Visits(catalog(version), frozenset(type_rules()))


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


def page_diagnostic(name: str, message: str, span: Span) -> Diagnostic:
    """A finding about a page or a fence, which no document's check can make."""
    rule = rule_named(name)
    if rule is None:
        raise LookupError(name)
    return Diagnostic(rule.code, rule.name, rule.severity, message, span)
