"""Several drawings in one place, of which one is shown."""

from collections.abc import Sequence

from kubeproof.diagrams.scene import Group, Item

OFF = "off"  # the mark of what is not shown


def choice(drawn: Sequence[tuple[Item, ...]], shown: int, mark: str) -> Group:
    """One of several drawings.

    Args:
        drawn: the drawings.
        shown: the number of the one that is shown.
        mark: a word by which a page knows them.
    """
    states = (Group(items=items, marks=() if number == shown else (OFF,)) for number, items in enumerate(drawn))
    return Group(items=tuple(states), marks=(mark,))
