"""Whether a document is meant for Kubernetes at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container

_ROOT_FIELDS = frozenset({"metadata", "spec", "data", "stringData", "rules", "subjects", "roleRef", "webhooks"})
_KUBECONFIG = frozenset({"clusters", "contexts", "users"})
_KEY = re.compile(r"""^[ \t]*(?:-[ \t]+)*["']?([A-Za-z][\w./-]*)["']?[ \t]*:(?=\s|$)""", re.MULTILINE)
_FEW = 2
_MOST = 0.75
_SPELLINGS = {"apiversion": "apiVersion", "kind": "kind"}


def root_name(key: str) -> str | None:
    """`apiVersion` or `kind` if a root key is one of them in another spelling (`apiversion`, `api_version`, `Kind`)."""
    return _SPELLINGS.get(key.lower().replace("_", "").replace("-", "").strip())


def begins_inside(text: str) -> bool:
    """Whether a text is cut out of the middle of a manifest: a later line stands further out than the first one."""
    indents = [
        len(line) - len(line.lstrip(" ")) for line in text.splitlines() if line.strip() and line.lstrip()[0] != "#"
    ]
    return bool(indents) and min(indents) < indents[0]


def reads_like_kubernetes(text: str, fields: Container[str]) -> bool:
    """Whether a text that is not YAML was meant for Kubernetes: it names a kind, or most of its keys are fields."""
    keys = set(_KEY.findall(text))
    if any(root_name(key) for key in keys):
        return True
    known = [key for key in keys if key in fields]
    return len(known) >= max(_FEW, _MOST * len(keys))


def is_kubernetes(value: Any, kinds: Container[str]) -> bool:  # noqa: ANN401 - any YAML value
    """Whether a document claims to be a Kubernetes object.

    It does if it has both `apiVersion` and `kind` in whatever spelling, or one of them beside a field that objects
    have at their root; a kind alone counts if Kubernetes knows it. A kubeconfig is for `kubectl` and no server.
    """
    if not isinstance(value, dict) or (value.get("kind") == "Config" and not _KUBECONFIG.isdisjoint(value)):
        return False
    if "apiVersion" in value and "kind" in value:
        return True
    names = {root_name(key) for key in value}
    if {"apiVersion", "kind"} <= names:
        return True
    if "apiVersion" in names:
        return not _ROOT_FIELDS.isdisjoint(value)
    kind = value.get("kind")
    return "kind" in names and ("metadata" in value or (isinstance(kind, str) and kind in kinds))
