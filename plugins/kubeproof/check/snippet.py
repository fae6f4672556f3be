"""One YAML snippet of a page, with what its fence says about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.check.inspection import Inspection, inspect
from kubeproof.rules import rule_named
from kubeproof.rules.engine import page_diagnostic
from kubeproof.rules.fragment import is_field
from kubeproof.schema import VersionError, parse_versions
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.check.options import Options
    from kubeproof.finding import Diagnostic

DIRECTIVES = ("skip", "expect", "kubernetes", "fragment", "fix")
DIRECTIVE_RULES = frozenset({"bad-directive", "unused-directive", "missed-expectation"})
"""The rules about what a fence asks for, not about its YAML; their messages begin with the directive and a colon."""


@dataclass(frozen=True, slots=True)
class _Directives:
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
    literal = directives.expect is not None
    inspection = inspect(text, options, in_page=True, fragment=directives.fragment or "", literal=literal)
    if directives.fragment is not None and not is_field(directives.fragment, options.kubernetes[-1]):
        message = f'fragment: "{directives.fragment}" is no field; write one such as Deployment.spec.template.spec'
        problems.append(_remark("bad-directive", message))
    if directives.skip is not None:
        return _skipped(inspection, [*problems, *_unused_skip(inspection)], text)
    if directives.expect is not None:
        return _expected(inspection, directives.expect, problems)
    if directives.fix == "off":
        if not inspection.diagnostics:
            message = "fix: nothing is wrong with this snippet any more; take the directive away"
            problems.append(_remark("unused-directive", message))
        inspection = replace(inspection, applied=(), remaining=inspection.diagnostics, edits=(), fixed=text)
    return _with(inspection, problems)


def _skipped(inspection: Inspection, problems: list[Diagnostic], text: str) -> Inspection:
    bare = replace(inspection, documents=(), diagnostics=(), applied=(), remaining=(), edits=(), fixed=text)
    return _with(bare, problems)


def _unused_skip(inspection: Inspection) -> list[Diagnostic]:
    if inspection.diagnostics:
        return []
    return [_remark("unused-directive", "skip: nothing is wrong with this snippet any more; take the directive away")]


def _expected(inspection: Inspection, codes: str, problems: list[Diagnostic]) -> Inspection:
    """The findings less the expected ones; each code that was not found is a finding itself. Nothing is repaired."""
    wanted = [code.strip() for code in codes.replace(",", " ").split()]
    rules = {code: rule_named(code) for code in wanted}
    for code, rule in rules.items():
        if rule is None:
            problems.append(_remark("bad-directive", f'expect: there is no rule "{code}"'))
        elif all(diagnostic.code != rule.code for diagnostic in inspection.diagnostics):
            problems.append(_remark("missed-expectation", f"expect: the snippet no longer fails with {rule.code}"))
    expected = {rule.code for rule in rules.values() if rule}
    left = tuple(diagnostic for diagnostic in inspection.diagnostics if diagnostic.code not in expected)
    met = tuple(diagnostic for diagnostic in inspection.diagnostics if diagnostic.code in expected)
    bare = replace(
        inspection, diagnostics=left, applied=(), remaining=left, edits=(), fixed=inspection.text, expected=met
    )
    return _with(bare, problems)


def _with(inspection: Inspection, problems: list[Diagnostic]) -> Inspection:
    if not problems:
        return inspection
    return replace(
        inspection,
        diagnostics=(*problems, *inspection.diagnostics),
        remaining=(*problems, *inspection.remaining),
    )


def _remark(rule: str, message: str) -> Diagnostic:
    return page_diagnostic(rule, message, Span(0, 0))
