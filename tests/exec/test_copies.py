"""What a page calls `default` is the namespace that it gets for itself."""

from __future__ import annotations

from kubeproof.live.copies import renamed

MANIFESTS = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: default, namespace: default}  # stays
data: {namespace: default}
---
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      namespace: 'default'
    subjects:
      - {kind: ServiceAccount, name: default, namespace: "default"}
      - {kind: ServiceAccount, name: other, namespace: logging}
---
[1, 2
"""


def test_the_namespace_of_objects_and_subjects_is_renamed() -> None:
    assert renamed(MANIFESTS, "kubeproof-1") == (
        MANIFESTS.replace("namespace: default}  #", "namespace: kubeproof-1}  #")
        .replace("'default'", "kubeproof-1")
        .replace('namespace: "default"', "namespace: kubeproof-1")
    )


def test_what_names_no_namespace_is_as_it_was() -> None:
    assert renamed("metadata: {name: default}\n", "kubeproof-1") == "metadata: {name: default}\n"
