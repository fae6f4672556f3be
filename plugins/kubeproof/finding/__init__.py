"""What kubeproof says about a document, and how it would mend it."""

from kubeproof.finding.diagnostic import Applicability, Diagnostic, Problem, Repair, Severity
from kubeproof.finding.finding import Finding, Fix, ObjectReference, TextEdit

__all__ = [
    "Applicability",
    "Diagnostic",
    "Finding",
    "Fix",
    "ObjectReference",
    "Problem",
    "Repair",
    "Severity",
    "TextEdit",
]
