from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.diagrams.icons import ICONS
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Scene, Text
from kubeproof.diagrams.svg import write_file, write_page

SVG = "{http://www.w3.org/2000/svg}"


def scene(*items: Item, title: str = "A title", description: str = "A description.") -> Scene:
    return Scene(width=100, height=50, items=items, title=title, description=description)


@given(st.text())
def test_any_text_comes_out_as_text(text: str) -> None:
    written = write_page([scene(Text(x=0, y=12, text=text), Group(items=(), tooltip=text), title=text)], "kp")
    root = ET.fromstring(written)  # noqa: S314 - written by ourselves one line above
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "text", "g")
    }
    written.encode("utf-8")


def test_markup_is_escaped() -> None:
    written = write_page([scene(Text(x=0, y=0, text="<script>alert('a & b')</script>"))], "kp")
    assert "&lt;script&gt;alert('a &amp; b')&lt;/script&gt;" in written
    assert "<script" not in written


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert ">a\ufffdb\ufffd<" in write_page([scene(Text(x=0, y=0, text="a\0b\ud800"))], "kp")


@pytest.mark.parametrize("count", [1, 3])
def test_ids_are_unique_and_labels_point_at_them(count: int) -> None:
    root = ET.fromstring(f"<body>{write_page([scene()] * count, 'page-7')}</body>")  # noqa: S314 - our own
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 3 * count
    assert all(name.startswith("page-7") for name in ids)
    pictures = list(root.iter(f"{SVG}svg"))
    assert [picture.attrib["role"] for picture in pictures] == ["img"] * count
    for picture in pictures:
        assert set(picture.attrib["aria-labelledby"].split()) <= set(ids)


def test_style_is_written_once() -> None:
    assert write_page([scene()] * 3, "kp").count("<style>") == 1


def test_pictures_in_a_file_stand_beside_each_other() -> None:
    root = ET.fromstring(write_file([scene(), scene()], "kp", "Both", "Two scenes."))  # noqa: S314 - our own
    assert root.attrib["viewBox"] == "0 0 248 82"
    assert [group.attrib["transform"] for group in root.findall(f"{SVG}g")] == ["translate(16 16)", "translate(132 16)"]
    assert root.findtext(f"{SVG}title") == "Both"
    assert root.findtext(f"{SVG}desc") == "Two scenes."


def test_a_file_follows_the_system_and_a_page_does_not() -> None:
    assert "prefers-color-scheme:dark" in write_file([scene()], "kp", "", "")
    assert "prefers-color-scheme" not in write_page([scene()], "kp")


def test_marks_tones_and_tooltips() -> None:
    box = Box(x=1, y=2, width=3, height=4, tone="hollow", marks=("node",), tooltip="a > b")
    assert '<path class="kp-node k-hollow" d="M1 2h3v4h-3z"><title>a &gt; b</title></path>' in write_page(
        [scene(box)], "kp"
    )


def test_an_arrow_ends_at_its_tip() -> None:
    written = write_page([scene(Line(points=((10, 0), (10, 40))))], "kp")
    assert 'd="M10 0L10 32"' in written
    assert 'd="M10 40L6 32L14 32z"' in written


def test_an_arrow_without_length_is_drawn_too() -> None:
    assert "nan" not in write_page([scene(Line(points=((1, 1), (1, 1))))], "kp")


@pytest.mark.parametrize("name", ICONS)
def test_icons_scale(name: str) -> None:
    assert f'scale(0.5)" d="{ICONS[name]}"' in write_page([scene(Icon(x=0, y=0, size=12, name=name))], "kp")
