"""Definitions of custom resources, from which rules make their examples."""

from __future__ import annotations

from textwrap import indent

_CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {name}
spec:
  group: example.com
  scope: Namespaced
  names:
    plural: backups
    kind: Backup
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
{spec}
{version}"""


def crd(spec: str = "type: object", *, name: str = "backups.example.com", version: str = "") -> str:
    """A CustomResourceDefinition: the schema of its `spec`, and more fields of its only version."""
    lines = (indent(spec.strip(), " " * 14), indent(version, " " * 6))
    return _CRD.format(name=name, spec=lines[0], version=lines[1]).rstrip() + "\n"
