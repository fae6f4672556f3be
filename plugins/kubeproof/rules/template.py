"""KP104: a template, from which a manifest is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Diagnostic, Severity
from kubeproof.manifest.placeholder import has_placeholder, is_placeholder_word
from kubeproof.rules.rule import Bad, Rule

if TYPE_CHECKING:
    from kubeproof.manifest.document import Document
    from kubeproof.text.source import Span

MARKS = re.compile(r"\{\{|\{%|<%|\$\{")
_NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n"


class Template(Rule):
    """A snippet of a page holds a template (`{{ .Values.name }}`), so what it will be is not known, and not checked.

    A snippet that can be read is checked but for the values that the reader is to replace: `<name>`, `${NAME}`,
    `__NAME__`, `CLUSTER_NAME`, `your-domain`, `MIIC...`. In a file that is meant to be applied, and in a snippet that
    is expected to fail, they are values as any other: see `unsupported-yaml`, `malformed-name`.

    Source: the marks of Helm, Jinja, ERB and shell variables, and the conventions of the Google developer
    documentation style guide for placeholders.
    """

    code = "KP104"
    name = "template"
    severity = Severity.INFO
    in_pages = True
    good: ClassVar = (f"```yaml\n{_NAMESPACE.format('shop')}```\n",)
    bad: ClassVar = (Bad(f"```yaml\n{_NAMESPACE.format('{{ .Values.name }}')}```\n"),)


def is_template(document: Document) -> bool:
    """Whether a document with parts that cannot be read is a template, or has a placeholder where reading fails."""
    at = document.problems[0].span.start
    line = document.text[document.text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return bool(MARKS.search(document.own_text)) or has_placeholder(line)


def remark(message: str, span: Span, kubernetes: tuple[str, ...] = ()) -> Diagnostic:
    """A finding that says what was not checked."""
    return Diagnostic(Template.code, Template.name, Template.severity, message, span, kubernetes=kubernetes)


def is_replaced(found: Diagnostic, text: str, *, lists_words: bool = True) -> bool:
    """Whether a finding is about a value that somebody is to replace.

    Args:
        found: a finding in a text.
        text: that text.
        lists_words: whether the field takes one of a few words: one in capitals is then a misspelling.
    """
    start, end = found.span.start, found.span.end
    value = text[start:end].strip("\"' \n") or text[start:].partition("\n")[0]  # a null may have a comment in its place
    if "\n" in value:
        return False
    return has_placeholder(value) or (not lists_words and is_placeholder_word(value))
