"""Runs the rules over a document, for several Kubernetes versions at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kubeproof.finding import Diagnostic
from kubeproof.manifest.recognition import begins_inside
from kubeproof.rules import all_rules, fragment, pages, rule_named, template
from kubeproof.rules.choice import Known, chosen, every
from kubeproof.rules.company import Company, Member
from kubeproof.rules.subject import Subject, is_in_status, object_name
from kubeproof.rules.together import CompanyRule
from kubeproof.schema.overlay import catalog_with
from kubeproof.schema.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.finding import Problem
    from kubeproof.manifest.document import Document
    from kubeproof.rules.rule import Rule
    from kubeproof.rules.scope import Scope
    from kubeproof.rules.typed import TypeRule
    from kubeproof.schema import Catalog
    from kubeproof.text.source import Span


def diagnose(document: Document, scope: Scope) -> list[Diagnostic]:
    """What is wrong with a document, in the order of the text; each finding names the versions in which it holds."""
    found: dict[Any, Diagnostic] = {}
    for version in scope.kubernetes:
        for diagnostic in _diagnose(document, version, scope):
            earlier = found.get(diagnostic.same)
            kubernetes = (*earlier.kubernetes, version) if earlier else (version,)
            found[diagnostic.same] = diagnostic._replace(kubernetes=kubernetes)
        if not document.parses:
            break
    if not document.parses:
        found = {key: diagnostic._replace(kubernetes=scope.kubernetes) for key, diagnostic in found.items()}
    ordered = sorted(found.values(), key=lambda diagnostic: (diagnostic.span, diagnostic.code))
    return pages.tempered(ordered, document, scope) if scope.in_page and ordered else ordered


def _diagnose(document: Document, version: str, scope: Scope) -> Iterator[Diagnostic]:
    if scope.in_page and document.problems:
        if template.is_template(document):
            yield template.remark("this is a template; it was not checked", document.problems[0].span)
            return
        if not document.parses and begins_inside(document.own_text):
            return
    subject = Subject(document, catalog_with(version, scope.custom))
    if scope.in_page and document.parses and (scope.fragment or subject.is_part(elided=scope.elided)):
        yield from _diagnose_fragment(document, version, scope)
    else:
        yield from _diagnose_whole(subject)


def _diagnose_whole(subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with a document that stands for itself; of a List, with each object in it."""
    if subject.is_list:
        for item in subject.items:
            yield from _diagnose_whole(item)
        return
    known = Known(bool(subject.document.problems), subject.type_name is None, bool(subject.violations))
    choice = chosen(subject.survey, known)
    for rule in choice.documents:
        if rule.any_yaml or subject.is_kubernetes:
            for problem in rule.check(subject):
                yield _diagnostic(rule, problem, subject)
    if subject.type_name is not None:
        yield from _diagnose_types(subject, subject.type_name, choice.types)


def _diagnose_types(
    subject: Subject, type_name: str, rules: Mapping[str, tuple[TypeRule, ...]]
) -> Iterator[Diagnostic]:
    """What the rules about types have against the values inside an object."""
    may_drop = "status" in subject.survey.keys and not subject.has_settable_status
    for name, path, value in _visits(subject.catalog).find(type_name, subject.value):
        asked = rules.get(name)
        if not asked:
            continue
        is_dropped = may_drop and is_in_status(path)
        subject.visiting = name
        for rule in asked:
            if rule.decodes or not is_dropped:
                for problem in rule.visit(value, path, subject):
                    yield _diagnostic(rule, problem, subject)


@lru_cache(maxsize=2048)  # a preview looks at all pages again when one has changed
def diagnose_together(
    documents: tuple[Document, ...], scope: Scope, *, in_one_text: bool = False
) -> tuple[tuple[int, Diagnostic], ...]:
    """What is wrong between objects that are shown together: the number of a document, and the finding in it.

    Nothing is said if one of them cannot be read: what is missing may be there.

    Args:
        documents: the objects.
        scope: what to check for.
        in_one_text: whether they stand in one text, although it was read in parts.
    """
    if len(documents) < 2 or not all(document.parses for document in documents):  # noqa: PLR2004 - a company
        return ()
    newest = catalog_with(scope.kubernetes[-1], scope.custom)
    subjects = [Subject(document, newest) for document in documents]
    if any(isinstance(each.api_version, str) and newest.is_foreign(each.api_version) for each in subjects):
        return ()  # a custom resource may make Pods, too
    members = [
        Member(index, each.value, "" if in_one_text else each.document.text, each.survey.keys)
        for index, each in enumerate(subjects)
        if each.is_kubernetes
    ]
    if any(member.is_open for member in members):
        return ()  # nobody knows yet what it will be named
    company = Company(members)
    return tuple(
        (member.index, _diagnostic(rule, problem, subjects[member.index])._replace(kubernetes=scope.kubernetes))
        for rule in all_rules()
        if isinstance(rule, CompanyRule)
        for member in company.of(*rule.kinds)
        for problem in rule.look(member, company)
    )


def recognised(document: Document, scope: Scope) -> int:
    """How many objects, or parts of objects side by side, a document shows; none if there is one without a schema."""
    newest = catalog_with(scope.kubernetes[-1], scope.custom)
    if Subject(document, newest).is_kubernetes:
        return 1
    readings = list(fragment.readings(document, newest, scope)) if scope.in_page else []
    return len(readings) if all(readings) else 0


def _diagnose_fragment(document: Document, version: str, scope: Scope) -> Iterator[Diagnostic]:
    """What is wrong with each part that the document shows in every place in which it can stand."""
    for subjects in fragment.readings(document, catalog_with(version, scope.custom), scope):
        common: dict[Any, Diagnostic] | None = None
        for subject in subjects:
            found = {diagnostic.same: diagnostic for diagnostic in _diagnose_part(subject)}
            common = found if common is None else {same: common[same] for same in common if same in found}
            if not common:
                break
        yield from (common or {}).values()


def _diagnose_part(subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with what is there of one part in one place."""
    for rule in every().documents:
        if rule.in_fragments:
            for problem in rule.check(subject):
                yield _diagnostic(rule, problem, subject)
    rules = every().types
    for name, path, value in _visits(subject.catalog).find_in_part(subject.type_name or "", subject.value):
        subject.visiting = name
        for rule in rules[name]:
            for problem in rule.visit(value, path, subject) if rule.in_fragments else ():
                if subject.document.value_at(problem.path) is not None:
                    yield _diagnostic(rule, problem, subject)


@lru_cache(maxsize=64)
def _visits(known: Catalog) -> Visits:
    return Visits(known, frozenset(every().types))


def _diagnostic(rule: Rule, problem: Problem, subject: Subject) -> Diagnostic:
    document = subject.document
    span, path = problem.span, (*subject.within, *problem.path)
    if span is None:
        span = document.key_span(path) if problem.anchor == "key" else document.value_span(path)
    return Diagnostic(
        rule.code,
        rule.name,
        rule.severity,
        problem.message,
        span,
        path,
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
