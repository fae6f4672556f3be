"""Each golden/NAME.yaml is drawn and compared with golden/NAME.svg.

To add a case, write a YAML file with one of

    service: {objects: [manifests], compare: [types, optional]}
    placement: {daemonset: manifest, nodes: a list of nodes in any form, by: a label, switch: [labels and taints]}
    relations: {objects: [manifests]}

and run `KUBEPROOF_UPDATE_GOLDEN=1 pytest tests/diagrams/test_diagrams_golden.py`, which writes the SVG. Open it in
a browser, look at it, and read the difference in the others before you commit.
"""

import os
from pathlib import Path

import pytest
import yaml

from kubeproof.cluster.nodes import nodes_from
from kubeproof.cluster.switches import switches
from kubeproof.diagrams import Drawing, View, draw_placement, draw_relations, draw_service

CASES = sorted((Path(__file__).parent / "golden").glob("*.yaml"))
UPDATE = "KUBEPROOF_UPDATE_GOLDEN" in os.environ


def draw(path: Path) -> Drawing:
    case = yaml.safe_load(path.read_text("utf-8"))
    if "service" in case:
        return draw_service(case["service"]["objects"], compare=case["service"].get("compare", ()))
    if "relations" in case:
        return draw_relations(case["relations"]["objects"])
    placement = case["placement"]
    view = View(by=placement.get("by"), switches=switches(placement.get("switch", ())))
    return draw_placement(placement["daemonset"], nodes_from(placement["nodes"]), view)


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_same_picture(path: Path) -> None:
    expected, got = path.with_suffix(".svg"), draw(path).file
    if UPDATE:
        expected.write_text(got, "utf-8", newline="\n")
    assert got == expected.read_text("utf-8")
