"""Objects and what ties them, drawn; and the layout below it."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kubeproof.diagrams import DrawingError, draw_relations
from kubeproof.diagrams.layers import layered

GRAPHS = st.integers(2, 12).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(20, 90).map(float), min_size=count, max_size=count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda edge: edge[0] != edge[1]),
            unique=True,
            max_size=20,
        ),
    )
)


@settings(deadline=None)
@given(GRAPHS)
def test_nothing_overlaps_and_every_way_goes_from_column_to_column(
    graph: tuple[list[float], list[tuple[int, int]]],
) -> None:
    heights, edges = graph
    layers = layered(heights, edges, gap=10, bend=18)
    sizes = [*heights, *[18.0] * (len(layers.ranks) - len(heights))]
    for rank in set(layers.ranks):
        spans = sorted(
            (middle - size / 2, middle + size / 2)
            for middle, size, each in zip(layers.middles, sizes, layers.ranks, strict=True)
            if each == rank
        )
        assert all(low[1] + 10 <= high[0] + 1e-6 for low, high in pairwise(spans))
        assert spans[0][0] >= -1e-6
    for (source, target), way in zip(edges, layers.ways, strict=True):
        assert (way[0], way[-1]) == (source, target)
        steps = {layers.ranks[b] - layers.ranks[a] for a, b in pairwise(way)}
        assert steps in ({1}, {-1})


def test_arrows_point_to_the_right_where_there_is_no_circle() -> None:
    layers = layered([40.0] * 5, [(0, 1), (1, 2), (0, 2), (3, 2), (2, 4)], gap=10, bend=18)
    assert layers.ranks[:5] == (0, 1, 2, 1, 3)


def thing(kind: str, name: str, **rest: object) -> dict[str, Any]:
    return {"kind": kind, "metadata": {"name": name}, **rest}


SERVICE = thing("Service", "web", spec={"selector": {"app": "web"}})
DEPLOYMENT = thing(
    "Deployment",
    "web",
    spec={
        "template": {
            "metadata": {"labels": {"app": "web"}},
            "spec": {"volumes": [{"name": "v", "configMap": {"name": "<b>settings</b>"}}]},
        }
    },
)


def test_sentence_table_and_picture_say_the_same() -> None:
    drawing = draw_relations([SERVICE, DEPLOYMENT], name="shop/")
    assert drawing.description == (
        "2 objects: Service web selects Deployment web; Deployment web mounts ConfigMap <b>settings</b> (not here)."
    )
    assert drawing.table.rows[0] == ("Service web", "selects", "Deployment web")
    assert drawing.svg.count('class="kp-object"') == 3
    assert drawing.svg.count("k-ghost") > 1
    assert "<b>" not in drawing.svg
    assert drawing == draw_relations([SERVICE, DEPLOYMENT], name="shop/")


@pytest.mark.parametrize("name", ["n" * 253, "خدمة الويب", "🚀🚀🚀", "a\x00b"])
def test_any_name_is_drawn(name: str) -> None:
    assert draw_relations([thing("Service", name)]).description == "1 object; nothing ties it to another."


def test_what_makes_no_picture_says_why() -> None:
    with pytest.raises(DrawingError, match=r"no objects to draw: each needs a kind and a metadata\.name"):
        draw_relations([{}])
    with pytest.raises(DrawingError, match="151 objects are too many"):
        draw_relations([thing("Pod", f"p{number}") for number in range(151)])
