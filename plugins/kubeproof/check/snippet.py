"""One YAML snippet of a page, with what its fence says about it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.check.directives import DIRECTIVES
from kubeproof.check.inspection import Inspection, inspect
from kubeproof.rules import rule_named
from kubeproof.rules.engine import page_diagnostic
from kubeproof.rules.fragment import is_field
from kubeproof.rules.together import CompanyRule
from kubeproof.schema import VersionError, parse_versions
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.check.options import Options
    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document


class _Directives(NamedTuple):
    """What a fence asks for; None for what it does not say."""

    skip: str | None = None
    expect: str | None = None
    kubernetes: str | None = None
    fragment: str | None = None
    fix: str | None = None


def examine(text: str, attributes: Mapping[str, str], options: Options) -> Inspection:
    """Look at a snippet as its fence asks: `skip`, `expect`, `kubernetes`, `fix`.

    A directive that is wrong, or no longer does anything, is a finding at the start of the text.
    """
    said = {name: attributes[name] for name in DIRECTIVES if name in attributes}
    return _examine(text, _Directives(**said), options)


@lru_cache(maxsize=4096)
def _examine(text: str, directives: _Directives, options: Options) -> Inspection:
    problems: list[Diagnostic] = []
    if directives.kubernetes is not None:
        try:
            options = replace(options, kubernetes=parse_versions(directives.kubernetes))
        except VersionError as error:
            problems.append(_remark("bad-directive", f"kubernetes: {error}"))
    if directives.fix not in (None, "off"):
        problems.append(_remark("bad-directive", f'fix: "{directives.fix}" is not known; the only value is "off"'))
    inspection = _inspected(text, directives, options)
    if directives.fragment is not None:
        problems += _fragment_problems(directives.fragment, inspection, options)
    if directives.skip is not None:
        return _skipped(inspection, [*problems, *_unused_skip(inspection)], text)
    if directives.expect is not None:
        return _expected(inspection, directives.expect, problems)
    if directives.fix == "off":
        if all(found.repair is None for found in inspection.diagnostics):
            message = "fix: there is nothing to repair in this snippet; take the directive away"
            problems.append(_remark("unused-directive", message))
        inspection = inspection._replace(applied=(), remaining=inspection.diagnostics, edits=(), fixed=text)
    return _with(inspection, problems)


def _inspected(text: str, directives: _Directives, options: Options) -> Inspection:
    """The snippet looked at as the part that it is said to be; a whole object is none, whatever is said."""
    literal = directives.expect is not None
    inspection = inspect(text, options, in_page=True, fragment=directives.fragment or "", literal=literal)
    if directives.fragment and _is_whole(inspection, directives.fragment):
        return inspect(text, options, in_page=True, literal=literal)
    return inspection


def _is_whole(inspection: Inspection, fragment: str) -> bool:
    return "." in fragment and any({"apiVersion", "kind"} <= _keys(document) for document in inspection.documents)


def _keys(document: Document) -> set[str]:
    return set(document.value) if isinstance(document.value, dict) else set()


def _fragment_problems(fragment: str, inspection: Inspection, options: Options) -> Iterator[Diagnostic]:
    if not is_field(fragment, options.kubernetes[-1]):
        message = f'fragment: "{fragment}" is no field; write one such as Deployment.spec.template.spec'
        yield _remark("bad-directive", message)
    elif _is_whole(inspection, fragment):
        yield _remark("unused-directive", "fragment: this is a whole object and no part; take the directive away")


def _skipped(inspection: Inspection, problems: list[Diagnostic], text: str) -> Inspection:
    bare = inspection._replace(documents=(), diagnostics=(), applied=(), remaining=(), edits=(), fixed=text)
    return _with(bare, problems)


def _unused_skip(inspection: Inspection) -> list[Diagnostic]:
    if inspection.diagnostics:
        return []
    return [_remark("unused-directive", "skip: nothing is wrong with this snippet any more; take the directive away")]


def _expected(inspection: Inspection, codes: str, problems: list[Diagnostic]) -> Inspection:
    """The findings less the expected ones; each code that was not found is a finding itself. Nothing is repaired."""
    wanted = [code.strip() for code in codes.replace(",", " ").split()]
    rules = {code: rule_named(code) for code in wanted}
    awaited = tuple(rule.code for rule in rules.values() if isinstance(rule, CompanyRule))
    if not wanted:
        problems.append(_remark("bad-directive", 'expect: name the rules, as in expect="KP301"'))
    for code, rule in rules.items():
        if rule is None:
            problems.append(_remark("bad-directive", f'expect: there is no rule "{code}"'))
        elif rule.code not in awaited and all(found.code != rule.code for found in inspection.diagnostics):
            problems.append(missed(rule.code))
    expected = {rule.code for rule in rules.values() if rule}
    left = tuple(diagnostic for diagnostic in inspection.diagnostics if diagnostic.code not in expected)
    met = tuple(diagnostic for diagnostic in inspection.diagnostics if diagnostic.code in expected)
    bare = inspection._replace(
        diagnostics=left,
        applied=(),
        remaining=left,
        edits=(),
        fixed=inspection.text,
        expected=met,
        awaited=awaited,
    )
    return _with(bare, problems)


def missed(code: str) -> Diagnostic:
    """The finding that an expected one is not there."""
    return _remark("missed-expectation", f"expect: the snippet no longer fails with {code}")


def _with(inspection: Inspection, problems: list[Diagnostic]) -> Inspection:
    if not problems:
        return inspection
    return inspection._replace(
        diagnostics=(*problems, *inspection.diagnostics),
        remaining=(*problems, *inspection.remaining),
    )


def _remark(rule: str, message: str) -> Diagnostic:
    return page_diagnostic(rule, message, Span(0, 0))
