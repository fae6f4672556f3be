"""The data files of the package: one a Kubernetes version, each strict and each tolerant of null."""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

DATA = files("kubeproof") / "schema" / "data"
VERSIONS = sorted(file.name.removesuffix(".json.zlib") for file in DATA.iterdir() if file.name.endswith(".zlib"))
EACH_VERSION = pytest.mark.parametrize("version", VERSIONS)


@cache
def load(version: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(zlib.decompress((DATA / f"{version}.json.zlib").read_bytes()))
    return data


def complaints(version: str, kind: str, value: object) -> list[str]:
    data = load(version)
    schema = {"$defs": data["$defs"], "$ref": f"#/$defs/{data['kinds'][kind]}"}
    return [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(value)]


def pod(**container: object) -> dict[str, object]:
    return {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "web", **container}]}}


def test_no_version_is_left_out_from_the_oldest_to_the_newest() -> None:
    assert len(VERSIONS) >= 13
    assert [f"1.{minor}" for minor in range(25, 25 + len(VERSIONS))] == VERSIONS


def test_all_of_them_stay_small() -> None:
    assert sum(len(file.read_bytes()) for file in DATA.iterdir()) < 5_000_000


@EACH_VERSION
def test_knows_its_version_and_the_kinds_that_every_version_serves(version: str) -> None:
    data = load(version)
    assert data["version"] == version
    assert data["kinds"]["v1/Pod"] == "io.k8s.api.core.v1.Pod"
    assert data["kinds"]["apps/v1/DaemonSet"] == "io.k8s.api.apps.v1.DaemonSet"
    assert data["lists"]["v1/PodList"] == "io.k8s.api.core.v1.PodList"


@EACH_VERSION
def test_every_name_leads_to_a_definition(version: str) -> None:
    data = load(version)
    references = {f"#/$defs/{name}" for name in data["$defs"]}
    assert {f"#/$defs/{name}" for name in (data["kinds"] | data["lists"]).values()} <= references
    assert all_references(data["$defs"]) <= references


def all_references(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(all_references, value))
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
    return own.union(*map(all_references, value.values()))


@EACH_VERSION
def test_every_struct_refuses_unknown_fields(version: str) -> None:
    definitions = load(version)["$defs"].values()
    structs = [each for each in definitions if "object" in each.get("type", ())]
    assert len(structs) > 400
    assert [each for each in structs if each["additionalProperties"] is not False] == []


@EACH_VERSION
def test_null_is_accepted_for_scalars_lists_maps_structs_and_items(version: str) -> None:
    value = pod(image=None, ports=None, resources={"limits": None}, args=["a", None], securityContext=None, env=[None])
    assert complaints(version, "v1/Pod", value) == []


@EACH_VERSION
def test_an_unknown_field_is_refused_at_any_depth(version: str) -> None:
    value = pod(ports=[{"containerPort": 80, "hostport": 80}])
    (message,) = complaints(version, "v1/Pod", value)
    assert "hostport" in message


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("imagePullPolicy", ["Always", "", None], ["always", "Sometimes", 1]),
        ("ports", [[{"containerPort": 2**31 - 1}], [{"containerPort": 80.0}]], [[{"containerPort": 2**31}], [{}], 80]),
        ("resources", [{"limits": {"cpu": 1.5, "memory": "1Gi"}}], [{"limits": {"cpu": True}}, {"limits": ["1"]}]),
        ("livenessProbe", [{"tcpSocket": {"port": 80}}, {"tcpSocket": {"port": "http"}}], [{"tcpSocket": {}}]),
        ("stdin", [True], ["true", "yes", 1]),
    ],
)
def test_a_field_accepts_what_the_server_accepts(field: str, accepted: list[object], refused: list[object]) -> None:
    assert [value for value in accepted if complaints("1.36", "v1/Pod", pod(**{field: value}))] == []
    assert [value for value in refused if not complaints("1.36", "v1/Pod", pod(**{field: value}))] == []


@pytest.mark.parametrize(("version", "accepted"), [("1.34", False), ("1.35", True), ("1.37", True)])
def test_a_value_counts_from_the_version_that_added_it(version: str, accepted: bool) -> None:  # noqa: FBT001 (a case)
    value = pod()
    value["spec"] = {"containers": [], "tolerations": [{"key": "speed", "operator": "Gt", "value": "5"}]}
    assert (complaints(version, "v1/Pod", value) == []) is accepted


def test_a_field_exists_from_the_version_that_added_it() -> None:
    value = pod(lifecycle={"stopSignal": "SIGTERM"})
    assert complaints("1.33", "v1/Pod", value) == []
    assert len(complaints("1.32", "v1/Pod", value)) == 1


def test_what_has_its_own_decoder_accepts_anything() -> None:
    schema = {"type": "object", "default": {"a": [1, "b"]}, "enum": [1, "a", None], "additionalProperties": False}
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
    names = {"kind": "Teapot", "plural": "teapots"}
    spec = {"group": "example.com", "scope": "Namespaced", "names": names, "versions": [version]}
    assert complaints("1.36", "apiextensions.k8s.io/v1/CustomResourceDefinition", {"spec": spec}) == []
