"""What holds for a snippet of a page and not for a file: it may be for other readers, and leave things to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kubeproof.finding import Severity
from kubeproof.manifest.recognition import reads_like_kubernetes
from kubeproof.rules import all_rules, template
from kubeproof.rules.missing_kind import MissingKind
from kubeproof.rules.wrong_type import WrongType
from kubeproof.schema.catalog import catalog
from kubeproof.schema.places import field_names

if TYPE_CHECKING:
    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document
    from kubeproof.rules.rule import Rule
    from kubeproof.rules.scope import Scope


def tempered(found: list[Diagnostic], document: Document, scope: Scope) -> list[Diagnostic]:
    """The findings of a document as they hold in a page.

    What is not YAML and was not meant for Kubernetes is nothing that a server would refuse. What a reader is to
    replace is not known, unless the scope is literal; nor is whether dots stand for the beginning of a list's item.
    """
    if not document.parses:
        if reads_like_kubernetes(document.own_text, field_names(scope.kubernetes[-1])):
            return found
        return [each._replace(severity=Severity.INFO) for each in found]
    found = [each for each in found if not _is_of_another_tool(each, scope)]
    if scope.elided:
        found = [each for each in found if not _lacks_a_dash(each, document)]
    return found if scope.literal else _settled(found, document.text)


def _is_of_another_tool(found: Diagnostic, scope: Scope) -> bool:
    """Whether an object without a kind has a version of somebody else's, which may know no kinds."""
    return found.code == MissingKind.code and catalog(scope.kubernetes[-1]).is_foreign(found.api_version)


def _lacks_a_dash(found: Diagnostic, document: Document) -> bool:
    return found.code == WrongType.code and isinstance(document.value_at(found.path), dict)


def _settled(found: list[Diagnostic], text: str) -> list[Diagnostic]:
    """The findings less those about values that a reader is to replace; a remark stands for the first of them."""
    kept: list[Diagnostic] = []
    remarked = False
    for each in found:
        if not template.is_replaced(each, text, lists_words=_by_code()[each.code].lists_words):
            kept.append(each)
        elif not remarked:
            remarked = True
            message = "this is to be replaced by the reader; it was not checked"
            kept.append(template.remark(message, each.span, each.kubernetes))
    return kept


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}
