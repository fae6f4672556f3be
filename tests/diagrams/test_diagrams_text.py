import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kubeproof.diagrams.text import ELLIPSIS, shorten, shorten_middle, text_width, wrap

WIDTHS = st.integers(min_value=40, max_value=400)
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


@given(TEXTS, WIDTHS, st.booleans())
@example(text="000000000🀀0", width=90, mono=True)  # the sum of the widths is a hair too large
def test_shortened_text_fits(text: str, width: int, mono: bool) -> None:  # noqa: FBT001 - hypothesis passes it so
    assert text_width(shorten(text, width, 12, mono=mono), 12, mono=mono) <= width


@given(TEXTS, WIDTHS)
def test_text_that_fits_stays(text: str, width: int) -> None:
    shown = shorten(text, width, 12)
    assert shown == text or (text_width(text, 12) > width and shown.endswith(ELLIPSIS))


@given(TEXTS, WIDTHS, st.integers(min_value=1, max_value=5))
def test_wrapped_lines_fit(text: str, width: int, lines: int) -> None:
    wrapped = wrap(text, width, 12, lines=lines)
    assert len(wrapped) <= lines
    assert all(text_width(line, 12) <= width for line in wrapped)


@given(TEXTS, WIDTHS)
def test_wrapping_loses_nothing_but_space(text: str, width: int) -> None:
    wrapped = wrap(text, width, 12, lines=1000)
    assert "".join("".join(wrapped).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_no_line(text: str) -> None:
    assert wrap(text, 100, 12) == ()


def test_a_chip_keeps_the_end() -> None:
    taint = "node-role.kubernetes.io/control-plane:NoSchedule"
    shown = shorten_middle(taint, 250, 12, tail=14)
    assert ELLIPSIS in shown
    assert shown.endswith(":NoSchedule")
    assert text_width(shown, 12, mono=True) <= 250


def test_widths_of_scripts() -> None:
    assert text_width("m", 12) > text_width("i", 12)
    assert text_width("中", 12) > text_width("a", 12)
    assert text_width("e\u0301", 12) == text_width("e", 12)
    assert text_width("im", 12, mono=True) == text_width("mi", 12, mono=True)
