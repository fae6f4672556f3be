"""The specification of a Pod is validated by itself, and all is found that one validator for the whole would find."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from kubeproof.schema import catalog
from kubeproof.schema.violations import schema_violations, violations

CATALOG = catalog("1.36")
WHOLE = {"$defs": CATALOG.definitions}
PODS: list[Any] = [
    None,
    "web",
    [],
    {},
    {"containers": None},
    {"containers": [{"name": "web", "imge": "nginx", "ports": [{"containerPort": "80"}]}], "hostNetwork": "yes"},
    {"containers": [None, 1], "volumes": {}, "unknown": 1},
]
KINDS = [
    ("v1", "Pod", ("spec",)),
    ("v1", "PodTemplate", ("template", "spec")),
    ("apps/v1", "DaemonSet", ("spec", "template", "spec")),
    ("batch/v1", "CronJob", ("spec", "jobTemplate", "spec", "template", "spec")),
]


@pytest.mark.parametrize("pod", PODS, ids=repr)
@pytest.mark.parametrize(
    ("api_version", "kind", "path"), KINDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_all_is_found(api_version: str, kind: str, path: tuple[str, ...], pod: object) -> None:
    value: Any = pod
    for step in reversed(path):
        value = {step: value}
    value |= {"apiVersion": api_version, "kind": kind, "metadata": {"name": 1}}
    name = CATALOG.kinds[f"{api_version}/{kind}"]
    whole = jsonschema_rs.Draft202012Validator({"$ref": f"#/$defs/{name}", **WHOLE})
    assert sorted(map(repr, violations(CATALOG, name, value))) == sorted(map(repr, schema_violations(whole, value)))
