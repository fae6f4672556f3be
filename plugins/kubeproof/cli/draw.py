"""`kubeproof draw`: the pictures of manifests as files."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from kubeproof.check import Options
from kubeproof.cli.failure import Failure
from kubeproof.cli.manifests import Object, name_of, nodes_of, objects_of
from kubeproof.cli.project import configuration_here
from kubeproof.cli.site import site_of
from kubeproof.cli.terminal import show
from kubeproof.diagrams import DrawingError, draw_placement, draw_service
from kubeproof.fences.call import Call
from kubeproof.fences.kinds import FENCES
from kubeproof.fences.manifests import Manifests
from kubeproof.fences.picture import PictureFence
from kubeproof.fences.problems import FenceError
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.markdown import fences, is_markdown
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, create

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.diagrams import Drawing


@click.command(short_help="Draw Services and DaemonSets, or the pictures of a page.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("--nodes", type=click.Path(), metavar="FILE", help="The nodes for DaemonSets, as for `place`.")
@click.option("--format", "form", type=click.Choice(["svg", "json"]), default="svg", show_default=True)
@click.option("--output", type=click.Path(), default=".", metavar="FOLDER", help="Where to put the pictures.")
def draw(files: tuple[str, ...], nodes: str | None, form: str, output: str) -> None:
    """Draw how clients reach the Pods of a Service, and on which nodes those of a DaemonSet run.

    FILE is a manifest or a page. Of a manifest each Service is drawn, and with --nodes each DaemonSet: as
    FILE-KIND-NAME.svg. Of a page each `service`, `placement` and `relations` fence is drawn: as
    FILE-NUMBER-FENCE.svg. With --format json the pictures are printed as one list, with their titles and the same
    facts as tables.
    """
    listed = nodes_of(nodes) if nodes else None
    drawings: dict[str, Drawing] = {}
    for file in files:
        for name, drawing in _drawings(file, listed):
            if name in drawings:
                raise Failure(f"two pictures would be named {name}; draw their files one after the other")
            drawings[name] = drawing
    if form == "json":
        show(json.dumps([_value(name, drawing) for name, drawing in drawings.items()], indent=2) + "\n")
    else:
        _write(drawings, Path(output))


def _drawings(file: str, nodes: Sequence[Any] | None) -> Iterator[tuple[str, Drawing]]:
    if is_markdown(file):
        yield from _of_page(file)
        return
    objects = objects_of(file)
    drawn = [value for value in objects if value.get("kind") in ("Service", *(["DaemonSet"] if nodes else []))]
    if not drawn:
        raise Failure(f"{file} holds nothing to draw: a Service is needed, or a DaemonSet and --nodes")
    for value in drawn:
        name = re.sub(r"[^\w.-]+", "-", f"{PurePath(file).stem}-{value['kind'].lower()}-{name_of(value)}") + ".svg"
        try:
            yield name, _drawing(value, objects, nodes)
        except DrawingError as error:
            raise Failure(f"{file}: {value['kind']} {name_of(value)}: {error}") from error


def _of_page(file: str) -> Iterator[tuple[str, Drawing]]:
    site = site_of(configuration_here(), Options())
    try:
        source = Source(read_content(Path(file)).text)
    except UnreadableError as error:
        raise Failure(f"{file} {error}") from error
    found = ((fence, FENCES.get(fence.language)) for fence in fences(source) if fence.closed)
    drawn = [(fence, kind) for fence, kind in found if isinstance(kind, PictureFence)]
    if not drawn:
        raise Failure(f"{file} holds nothing to draw: a `service`, `placement` or `relations` fence is needed")
    for number, (fence, kind) in enumerate(drawn, 1):
        call = Call(fence.language, fence.block.text, fence.attributes)
        try:
            yield f"{PurePath(file).stem}-{number}-{fence.language}.svg", kind.draw(call, Manifests(site), "picture")
        except FenceError as error:
            raise Failure(f"{file}:{fence.line}: {error}") from error


def _drawing(value: Object, objects: list[Object], nodes: Sequence[Any] | None) -> Drawing:
    if value["kind"] == "Service":
        return draw_service([value, *(other for other in objects if other.get("kind") != "Service")])
    return draw_placement(value, nodes or ())


def _value(name: str, drawing: Drawing) -> dict[str, Any]:
    facts = {"title": drawing.title, "description": drawing.description, "table": asdict(drawing.table)}
    return {"name": name, **facts, "svg": drawing.file}


def _write(drawings: dict[str, Drawing], folder: Path) -> None:
    for name, drawing in drawings.items():
        try:
            create(folder / name, drawing.file.encode())
        except WriteRefusedError as error:
            raise Failure(f"{folder / name} was not written: {error}") from error
        show(f"{folder / name}\n")
