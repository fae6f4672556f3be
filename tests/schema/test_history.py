"""The lifecycles of APIs against the catalogs of all versions."""

from __future__ import annotations

import pytest

from kubeproof.schema import catalog
from kubeproof.schema.history import deprecation, is_off_by_default, removal
from kubeproof.schema.versions import VERSIONS

OFF_IN_1_36 = 27
"""So many kinds a Kubernetes 1.36 server serves only if its flags say so, of those in its published schema."""


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_removed_is_in_no_catalog(version: str) -> None:
    served = [name.rpartition("/") for name in catalog(version).kinds]
    assert [kind for api_version, _, kind in served if removal(api_version, kind, version)] == []


def test_what_takes_the_place_of_a_removed_api_is_served_today() -> None:
    newest = VERSIONS[-1]
    for name in {name for each in VERSIONS for name in catalog(each).kinds}:
        api_version, _, kind = name.rpartition("/")
        gone = removal(api_version, kind, newest)
        if gone and gone.use:
            assert catalog(newest).type_of(gone.use, gone.kind or kind), name


def test_what_a_default_server_does_not_serve_is_known() -> None:
    served = [name.rpartition("/") for name in catalog("1.36").kinds]
    off = [(api_version, kind) for api_version, _, kind in served if is_off_by_default(api_version, kind)]
    assert len([kind for _, kind in off if not kind.endswith("List")]) == OFF_IN_1_36


@pytest.mark.parametrize(
    ("api_version", "kind", "since", "until"),
    [
        ("v1", "Endpoints", "1.33", None),
        ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "1.29", "1.32"),
        ("storage.k8s.io/v1beta1", "VolumeAttributesClass", "1.34", "1.37"),
    ],
)
def test_a_deprecation_holds_from_its_version_to_its_removal(
    api_version: str, kind: str, since: str, until: str | None
) -> None:
    holds = [version for version in VERSIONS if deprecation(api_version, kind, version)]
    assert holds[0] == since
    assert holds[-1] == (VERSIONS[-1] if until is None else VERSIONS[VERSIONS.index(until) - 1])
