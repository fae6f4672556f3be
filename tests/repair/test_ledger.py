from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kubeproof.repair.ledger import Ledger
from kubeproof.text.edit import Edit, apply


@settings(deadline=None)  # a busy machine says nothing about the changes
@given(st.text(alphabet="abcdef\n", max_size=20), st.data())
def test_the_changes_of_all_steps_are_edits_of_the_original(text: str, data: st.DataObject) -> None:
    ledger = Ledger(text)
    for step in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(ledger.text)))
        end = data.draw(st.integers(start, len(ledger.text)))
        edit = Edit(start, end, data.draw(st.sampled_from(["", "X", "YZ\n"])))
        wanted = apply(ledger.text, [edit])
        ledger.apply([edit], step)
        assert ledger.text == wanted
    assert apply(text, [change.edit for change in ledger.changes()]) == ledger.text


@given(st.text(alphabet="abc", min_size=1, max_size=12), st.data())
def test_kept_characters_know_where_they_came_from(text: str, data: st.DataObject) -> None:
    ledger = Ledger(text)
    at = data.draw(st.integers(0, len(text)))
    ledger.apply([Edit(at, at, "XY")], 0)
    for offset, letter in enumerate(ledger.text):
        if letter not in "XY":
            assert text[ledger.origin(offset)] == letter


def test_a_change_names_every_step_that_had_a_part_in_it() -> None:
    ledger = Ledger("a: 1\n")
    ledger.apply([Edit(0, 0, "  ")], 0)
    ledger.apply([Edit(1, 2, "")], 1)
    (change,) = ledger.changes()
    assert change.edit == Edit(0, 0, " ")
    assert change.steps == {0, 1}
