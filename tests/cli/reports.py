"""A report with one of everything, for the golden files."""

from __future__ import annotations

from kubeproof.finding import Applicability, Finding, Fix, ObjectReference, Severity, TextEdit
from kubeproof.formats import Report
from kubeproof.formats.report import quotable

PAGE = """# Wörter 日本語

```yaml
apiVersion: v1
kind: Pod
metadata: {name: wéb, labels: {a: b}}
spec:
\tcontainers:
  - name: web
    image: nginx
    terminationGracePeriodSeconds: 5
```
"""
POD = ObjectReference("v1", "Pod", "wéb")
VERSIONS = ("1.36", "1.37")
FINDINGS = (
    Finding(
        code="KP301",
        name="unknown-field",
        severity=Severity.ERROR,
        message='unknown field "spec.x"; it belongs one level up',
        path="docs/a b.md",
        line=11,
        column=5,
        end_line=11,
        end_column=34,
        field="spec.containers[0].terminationGracePeriodSeconds",
        object=POD,
        kubernetes=VERSIONS,
        fix=Fix(
            Applicability.SAFE,
            "move it one level up",
            (TextEdit(9, 1, 9, 3, "    "), TextEdit(11, 1, 11, 5, "  ")),
        ),
    ),
    Finding(
        code="KP401",
        name="odd-name",
        severity=Severity.WARNING,
        message="100% odd: the name,\nso to say, <wéb> & \x1b[31mmore",
        path="docs/a b.md",
        line=6,
        column=18,
        end_line=6,
        end_column=21,
        field="metadata.name",
        object=POD,
        kubernetes=("1.37",),
        fix=Fix(Applicability.UNSAFE, 'write "web"', (TextEdit(6, 18, 6, 21, "web"),)),
    ),
    Finding(
        code="KP303",
        name="missing-field",
        severity=Severity.ERROR,
        message="a list is missing",
        path="docs/a b.md",
        line=8,
        column=2,
        end_line=9,
        end_column=4,
        field="spec",
        object=POD,
        kubernetes=VERSIONS,
        fix=Fix(Applicability.DISPLAY, "name an image", (TextEdit(10, 12, 10, 17, "IMAGE"),)),
    ),
    Finding(
        code="KP001",
        name="unreadable-file",
        severity=Severity.ERROR,
        message="is UTF-16; save it as UTF-8",
        path="old.yaml",
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        field="",
        object=ObjectReference("", "", ""),
        kubernetes=(),
        fix=None,
    ),
    Finding(
        code="KP206",
        name="unchecked-kind",
        severity=Severity.INFO,
        message="the kind is not known",
        path="old.yaml",
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        field="kind",
        object=ObjectReference("example.com/v1", "Thing", ""),
        kubernetes=VERSIONS,
        fix=None,
    ),
)
REPORT = Report(
    version="1.2.3",
    kubernetes=VERSIONS,
    findings=FINDINGS,
    files=("docs/a b.md", "docs/clean.md", "old.yaml"),
    documents=4,
    lines={"docs/a b.md": quotable(PAGE, FINDINGS[:3])},
)
EMPTY = Report(version="1.2.3", kubernetes=VERSIONS, findings=(), files=("docs/clean.md",), documents=2)
