"""Draws the objects of a folder and what ties them."""

from collections.abc import Mapping, Sequence

from kubeproof.cluster.fields import Object, name_of, namespace_of, text
from kubeproof.cluster.relations import Relations, Thing, relations
from kubeproof.diagrams.drawing import Drawing, DrawingError, Place, Places, Table, nowhere
from kubeproof.diagrams.relations_picture import called, relations_scene
from kubeproof.diagrams.svg import write_file, write_page

MOST_OBJECTS = 150
_MOST_TOLD = 6


def draw_relations(
    objects: Sequence[Mapping[str, object]],
    *,
    name: str = "these manifests",
    identifier: str = "kubeproof",
    places: Places = nowhere,
) -> Drawing:
    """Draw what ties objects: one selects, mounts, scales, or routes to another.

    Args:
        objects: manifests as parsed from YAML.
        name: how the title calls them, such as the name of their folder.
        identifier: the beginning of every id in the SVG; unique on its page.
        places: where the objects stand, for links to their lines.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: there are no objects with a kind and a name, or too many for one picture.
    """
    found = relations(objects)
    if not found.things:
        raise DrawingError("there are no objects to draw: each needs a kind and a metadata.name")
    if len(found.things) > MOST_OBJECTS:
        count = len(found.things)
        raise DrawingError(f"{count} objects are too many for one picture: draw at most {MOST_OBJECTS}, part by part")
    title, description = f"Objects of {name} and what ties them", _sentence(found)
    scene = relations_scene(found, _standing(found, objects, places), title, description)
    return Drawing(
        svg=write_page([scene], identifier),
        title=title,
        description=description,
        table=_table(found),
        file=write_file([scene], identifier, title, description),
    )


def _standing(found: Relations, objects: Sequence[Object], places: Places) -> dict[Thing, Place]:
    """Where each thing stands that is here."""
    values = {(text(value, "kind"), name_of(value), namespace_of(value)): value for value in reversed(objects)}
    return {
        thing: places(value, ("metadata", "name"))
        for thing in found.things
        for (kind, name, namespace), value in values.items()
        if (kind, name) == (thing.kind, thing.name) and thing.namespace in ("", namespace)
    }


def _sentence(found: Relations) -> str:
    told = [f"{called(found.things[tie.source])} {tie.verb} {called(found.things[tie.target])}" for tie in found.ties]
    count = sum(thing.present for thing in found.things)
    start = "1 object" if count == 1 else f"{count} objects"
    if not told:
        return f"{start}; nothing ties {'it to another' if count == 1 else 'them'}."
    rest = len(told) - _MOST_TOLD
    more = [f"and {rest} more tie{'' if rest == 1 else 's'}"] if rest > 0 else []
    return f"{start}: {'; '.join([*told[:_MOST_TOLD], *more])}."


def _table(found: Relations) -> Table:
    rows = [(called(found.things[tie.source]), tie.verb, called(found.things[tie.target])) for tie in found.ties]
    tied = {index for tie in found.ties for index in (tie.source, tie.target)}
    alone = [(called(thing), "", "") for index, thing in enumerate(found.things) if index not in tied]
    return Table(("Object", "Does what", "To what"), (*rows, *alone))
