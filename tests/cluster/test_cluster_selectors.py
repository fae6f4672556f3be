from typing import Any

import pytest

from kubeproof.cluster.selectors import Requirement, label_selector, matches_all, node_affinity_terms

LABELS = {"gpu": "true", "tier": "", "cores": "08", "size": "many"}


@pytest.mark.parametrize(
    ("key", "operator", "values", "fits"),
    [
        ("gpu", "In", ["true", "yes"], True),
        ("gpu", "In", ["false"], False),
        ("absent", "In", ["true"], False),
        ("tier", "In", [""], True),
        ("gpu", "NotIn", ["true"], False),
        ("absent", "NotIn", ["true"], True),
        ("tier", "Exists", [], True),
        ("absent", "Exists", [], False),
        ("absent", "DoesNotExist", [], True),
        ("tier", "DoesNotExist", [], False),
        ("cores", "Gt", ["7"], True),
        ("cores", "Gt", ["8"], False),
        ("cores", "Lt", ["9"], True),
        ("absent", "Lt", ["9"], False),
        ("size", "Gt", ["1"], False),
    ],
)
def test_operators_of_a_node_selector(key: str, operator: str, values: list[str], *, fits: bool) -> None:
    assert node_fits([{"matchExpressions": [{"key": key, "operator": operator, "values": values}]}]) == fits


@pytest.mark.parametrize(
    "expression",
    [
        {"key": "gpu", "operator": "In"},
        {"key": "gpu", "operator": "in", "values": ["true"]},
        {"key": "gpu", "operator": "Exists", "values": ["true"]},
        {"key": "cores", "operator": "Gt", "values": ["1", "2"]},
        {"key": "cores", "operator": "Gt", "values": ["1.5"]},
        {"key": "cores", "operator": "Gt", "values": ["-1"]},  # no label could have this value
        {"key": "bad key", "operator": "DoesNotExist"},
        {"key": "a/b/c", "operator": "DoesNotExist"},
        {"operator": "DoesNotExist"},
        {},
    ],
)
def test_a_term_that_the_api_refuses_fits_no_node(expression: dict[str, Any]) -> None:
    assert not node_fits([{"matchExpressions": [expression]}])
    assert node_fits([{"matchExpressions": [expression]}, {"matchExpressions": [{"key": "gpu", "operator": "Exists"}]}])


def test_terms_are_alternatives_and_an_empty_one_fits_nothing() -> None:
    assert not node_fits([])
    assert not node_fits([{}])
    assert not node_fits([{"matchExpressions": []}])
    assert node_fits([{}, {"matchExpressions": [{"key": "gpu", "operator": "Exists"}]}])


def test_fields_name_one_node() -> None:
    assert node_fits([name_is("In", ["node-1"])])
    assert not node_fits([name_is("In", ["node-2"])])
    assert node_fits([name_is("NotIn", ["node-2"])])
    assert not node_fits([name_is("In", ["node-1", "node-2"])])
    assert not node_fits([name_is("Exists", [])])


def test_without_required_affinity_there_are_no_terms() -> None:
    assert node_affinity_terms({"affinity": {"nodeAffinity": {}}}) is None
    assert node_affinity_terms({"affinity": None}) is None


def test_label_selectors_join_labels_and_expressions() -> None:
    selector = label_selector(
        {"matchLabels": {"gpu": "true"}, "matchExpressions": [{"key": "spot", "operator": "DoesNotExist"}]}
    )
    assert matches_all(selector, LABELS)
    assert not matches_all(selector, {**LABELS, "spot": "yes"})
    assert not Requirement("cores", "Gt", ("1",)).valid()
    assert matches_all(label_selector({}), {})


@pytest.mark.parametrize(
    ("requirement", "text"),
    [
        (Requirement("gpu", "In", ("true",)), "gpu=true"),
        (Requirement("disk", "In", ("ssd", "nvme")), "disk in (ssd, nvme)"),
        (Requirement("disk", "NotIn", ("hdd",)), "disk!=hdd"),
        (Requirement("disk", "NotIn", ("hdd", "tape")), "disk notin (hdd, tape)"),
        (Requirement("gpu", "Exists"), "gpu"),
        (Requirement("gpu", "DoesNotExist"), "!gpu"),
        (Requirement("cores", "Gt", ("8",)), "cores>8"),
        (Requirement("cores", "Lt", ("8",)), "cores<8"),
    ],
)
def test_conditions_read_as_in_kubectl(requirement: Requirement, text: str) -> None:
    assert str(requirement) == text


def node_fits(terms: list[dict[str, Any]]) -> bool:
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    read = node_affinity_terms({"affinity": {"nodeAffinity": required}})
    assert read is not None
    return any(term.matches(LABELS, "node-1") for term in read)


def name_is(operator: str, values: list[str]) -> dict[str, Any]:
    return {"matchFields": [{"key": "metadata.name", "operator": operator, "values": values}]}
