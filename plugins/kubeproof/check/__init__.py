"""Checks and repairs texts: YAML, and Markdown with YAML in it."""

from kubeproof.check.inspection import Inspection, inspect
from kubeproof.check.options import Options
from kubeproof.check.page import Fixed, Snippet, check_text, fix_text, snippets
from kubeproof.check.snippet import examine

__all__ = ["Fixed", "Inspection", "Options", "Snippet", "check_text", "examine", "fix_text", "inspect", "snippets"]
