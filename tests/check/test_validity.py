from __future__ import annotations

import pytest

from kubeproof.check.validity import accepted_by, span_text
from kubeproof.schema import VERSIONS

BUDGET = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: p\nspec:\n  minAvailable: 1\n"
SCALER = (
    "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: h\nspec:\n  maxReplicas: 2\n"
    "  scaleTargetRef:\n    kind: Deployment\n    name: web\n"
)


def test_a_manifest_carries_the_versions_that_accept_it() -> None:
    assert accepted_by(BUDGET) == VERSIONS
    assert accepted_by(SCALER) == ("1.25",)
    assert accepted_by(f"{BUDGET}---\n{SCALER}") == ("1.25",)


@pytest.mark.parametrize("text", ["", "a: 1\n", "a: [\n", "- x\n"])
def test_what_is_no_manifest_has_no_versions(text: str) -> None:
    assert accepted_by(text) == ()


def test_versions_are_written_as_ranges() -> None:
    assert span_text(VERSIONS) == f"{VERSIONS[0]}-{VERSIONS[-1]}"
    assert span_text(("1.25", "1.27", "1.28")) == "1.25, 1.27-1.28"
    assert span_text(()) == ""
