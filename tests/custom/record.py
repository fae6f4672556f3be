"""Writes `cases.jsonl`: what a real API server says to each document. Run: `python -m tests.custom.record`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.controlplane import build
from tests.controlplane.plane import ControlPlane
from tests.custom.documents import GROUP, documents

if TYPE_CHECKING:
    from tests.controlplane.client import Client

HERE = Path(__file__).parent
DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
LIMIT = 20.0  # seconds until a new definition is served


def record(client: Client) -> list[dict[str, Any]]:
    """Create the definitions, ask for each document, and take the definitions away again."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted((HERE / "crds").glob("*.yaml"))}
    try:
        for text in texts.values():
            answer = client.call("POST", DEFINITIONS, text)
            assert answer.good, answer.value
        for plural, text in texts.items():
            _wait(client, plural, yaml.safe_load(text))
        return [_case(client, crd, yaml.safe_load(texts[crd]), document) for crd, document in documents()]
    finally:
        for plural in texts:
            client.call("DELETE", f"{DEFINITIONS}/{plural}.{GROUP}")


def _wait(client: Client, plural: str, crd: dict[str, Any]) -> None:
    limit = time.monotonic() + LIMIT
    for version in (each["name"] for each in crd["spec"]["versions"] if each["served"]):
        while not client.call("GET", f"/apis/{GROUP}/{version}/{plural}").good:
            assert time.monotonic() < limit, f"{plural} is not served"
            time.sleep(0.1)


def _case(client: Client, crd: str, definition: dict[str, Any], document: str) -> dict[str, Any]:
    value = yaml.safe_load(document)
    version = value["apiVersion"].rpartition("/")[2]
    served = any(each["name"] == version and each["served"] for each in definition["spec"]["versions"])
    if not served:
        return {"crd": crd, "document": document, "verdict": "not served", "message": ""}
    namespace = "" if definition["spec"]["scope"] == "Cluster" else "namespaces/default/"
    path = f"/apis/{GROUP}/{version}/{namespace}{crd}?dryRun=All&fieldValidation=Strict"
    answer = client.call("POST", path, document)
    message = "" if answer.good else answer.value.get("message", "")
    return {"crd": crd, "document": document, "verdict": "valid" if answer.good else "invalid", "message": message}


def main() -> None:
    with ControlPlane(build.folder(), controllers=False) as plane:
        cases = record(plane.client)
    lines = (json.dumps(case, ensure_ascii=False) for case in cases)
    (HERE / "cases.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
