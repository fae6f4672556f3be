"""Labels, taints and cordons that are switched on a node."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.cluster.nodes import NodeListError
from kubeproof.cluster.switches import Switch, switches

NODE = {
    "kind": "Node",
    "metadata": {"name": "gpu-1", "labels": {"gpu": "false", "zone": "a"}},
    "spec": {"taints": [{"key": "dedicated", "value": "batch", "effect": "NoSchedule"}]},
}
TEXTS = ["gpu=true", "gpu", "dedicated=batch:NoSchedule", "dedicated:NoExecute", "cordoned"]


@given(st.sampled_from(TEXTS), st.booleans())
def test_what_is_turned_on_is_on_and_what_is_turned_off_is_off(text: str, on: bool) -> None:  # noqa: FBT001
    (switch,) = switches([text])
    turned = switch.turned(NODE, on=on)
    assert switch.is_on(turned) is on
    assert switch.turned(turned, on=on) == turned


def test_a_label_takes_the_place_of_another_value() -> None:
    turned = Switch("gpu=true").turned(NODE, on=True)
    assert turned["metadata"] == {"name": "gpu-1", "labels": {"zone": "a", "gpu": "true"}}


def test_a_taint_is_the_one_with_its_key_value_and_effect() -> None:
    assert Switch("dedicated=batch:NoSchedule").is_on(NODE)
    assert not Switch("dedicated=batch:NoExecute").is_on(NODE)
    assert not Switch("dedicated:NoSchedule").is_on(NODE)


def test_a_cordon_is_a_field() -> None:
    assert Switch("cordoned").turned(NODE, on=True)["spec"] == {**NODE["spec"], "unschedulable": True}  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["gpu=yes:Never", ":NoSchedule"])
def test_what_is_no_taint_is_said(text: str) -> None:
    with pytest.raises(NodeListError, match=r"taint|effect"):
        switches([text])
