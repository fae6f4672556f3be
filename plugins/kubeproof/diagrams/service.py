"""Draws how clients reach the Pods of a Service."""

from collections.abc import Mapping, Sequence

from kubeproof.diagrams.drawing import Drawing, Places, nowhere
from kubeproof.diagrams.service_picture import service_scenes
from kubeproof.diagrams.service_stations import plan
from kubeproof.diagrams.service_variants import the_service, variants
from kubeproof.diagrams.service_words import service_sentence, service_table, service_title
from kubeproof.diagrams.svg import write_file, write_page


def draw_service(
    objects: Sequence[Mapping[str, object]],
    *,
    compare: Sequence[str] = (),
    identifier: str = "kubeproof",
    places: Places = nowhere,
) -> Drawing:
    """Draw the first Service of a file with the workloads beside it.

    Args:
        objects: the objects of a file as parsed from YAML.
        compare: types of Service (ClusterIP, NodePort, LoadBalancer, ExternalName, Headless): the Service is drawn
            once with each, what they share at the same place. Empty: once, as it is.
        identifier: the beginning of every id in the SVG; unique on its page.
        places: where the objects stand, for links to their lines.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: no Service, one without ports or host where its type needs them, or an unknown type.
    """
    plans = [plan(item, objects, places) for item in variants(the_service(objects), compare)]
    titles = [(service_title(item), service_sentence(item)) for item in plans]
    scenes = service_scenes(plans, titles)
    title, description = titles[0]
    captions = dict[str, str]()
    if len(plans) > 1:
        kinds = [item.kind for item in plans]
        title = f"Service {plans[0].routing.name} as {', '.join(kinds[:-1])} and {kinds[-1]}"
        captions = {item.kind: words for item, (_, words) in zip(plans, titles, strict=True)}
        description = " ".join(f"{kind}: {words}" for kind, words in captions.items())
    return Drawing(
        svg=write_page(scenes, identifier),
        title=title,
        description=description,
        captions=captions,
        table=service_table(plans),
        file=write_file(scenes, identifier, title, description),
    )
