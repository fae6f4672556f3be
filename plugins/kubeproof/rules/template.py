"""KP104: a template, from which a manifest is made."""

from __future__ import annotations

import re
from typing import ClassVar

from kubeproof.finding import Severity
from kubeproof.rules.rule import Bad, Rule

MARKS = re.compile(r"\{\{|\{%|<%|\$\{")
_NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n"


class Template(Rule):
    """A snippet of a page holds a template (`{{ .Values.name }}`), so what it will be is not known, and not checked.

    In a file that is meant to be applied the same text is an error: see `unsupported-yaml`.

    Source: the marks of Helm, Jinja, ERB and shell variables.
    """

    code = "KP104"
    name = "template"
    severity = Severity.INFO
    in_pages = True
    good: ClassVar = (f"```yaml\n{_NAMESPACE.format('shop')}```\n",)
    bad: ClassVar = (Bad(f"```yaml\n{_NAMESPACE.format('{{ .Values.name }}')}```\n"),)
