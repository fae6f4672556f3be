"""`kubeproof place`: which nodes get a Pod of a DaemonSet."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click import style

from kubeproof.cli.failure import Failure
from kubeproof.cli.terminal import show, standard_input
from kubeproof.cluster import place as decide
from kubeproof.cluster.nodes import NodeListError, nodes_from
from kubeproof.formats.display import printable
from kubeproof.formats.text import plural
from kubeproof.manifest.reader import read
from kubeproof.reading import LARGEST, UnreadableError, decode, read_content
from kubeproof.text.nearest import nearest
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.cluster import Decision


@click.command()
@click.argument("daemonset", type=click.Path())
@click.option("--nodes", required=True, type=click.Path(), metavar="FILE", help="The nodes, or a short form of them.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def place(daemonset: str, nodes: str, form: str) -> None:
    """Say on which nodes the Pods of a DaemonSet run, and why not on the others.

    DAEMONSET is a YAML file; if it holds several, FILE#DaemonSet/NAME picks one. FILE holds Node objects, such as
    `kubectl get nodes --output yaml` prints, or {count: 100, pools: [{name: gpu, count: 20, labels: {gpu: "true"}}]}.
    Either of them can be -, the standard input.
    """
    if daemonset == nodes == "-":
        raise click.UsageError("DAEMONSET and --nodes cannot both be the standard input")
    chosen = _daemonset(daemonset)
    decisions = decide(chosen, _nodes(nodes))
    name = str(_name(chosen))
    show(_json(name, decisions) if form == "json" else _table(name, decisions))


def _daemonset(reference: str) -> dict[str, Any]:
    path, _, part = (reference, "", "") if Path(reference).exists() else reference.partition("#")
    values = [value for value in _values(path) if isinstance(value, dict) and value.get("kind") == "DaemonSet"]
    if not values:
        raise Failure(f"{path} holds no DaemonSet")
    names = {f"DaemonSet/{_name(value)}": value for value in values}
    if not part:
        if len(values) > 1:
            raise Failure(f"{path} holds {len(values)} DaemonSets; choose one: {path}#{next(iter(names))}")
        return values[0]
    if part not in names:
        likely = nearest(part, names) or next(iter(names))
        raise Failure(f"{path} holds no {part}; did you mean {path}#{likely}?")
    return names[part]


def _name(value: dict[str, Any]) -> object:
    metadata = value.get("metadata")
    return metadata.get("name", "") if isinstance(metadata, dict) else ""


def _nodes(path: str) -> Sequence[Any]:
    values = _values(path)
    try:
        return nodes_from(values[0] if len(values) == 1 else values)
    except NodeListError as error:
        raise Failure(f"{path}: {error}") from error


def _values(path: str) -> list[Any]:
    """The documents of a file that must all be YAML."""
    try:
        content = decode(standard_input(LARGEST + 1)) if path == "-" else read_content(Path(path))
    except UnreadableError as error:
        raise Failure(f"{path} {error}") from error
    documents = read(content.text)
    for document in documents:
        if not document.parses:
            problem = document.problems[0]
            place = Source(content.text).position(problem.span.start)
            raise Failure(f"{path}:{place.line}:{place.column}: is not YAML: {problem.message}")
    return [document.value for document in documents]


def _json(name: str, decisions: Sequence[Decision]) -> str:
    value = {"daemonset": name, "nodes": [asdict(decision) for decision in decisions]}
    return json.dumps(value, indent=2) + "\n"


def _table(name: str, decisions: Sequence[Decision]) -> str:
    width = max((len(decision.node) for decision in decisions), default=0)
    width = max(width, len("node"))
    rows = [f"{'node':<{width}}  Pod      why", *(_row(decision, width) for decision in decisions)]
    pods, running = sum(one.runs for one in decisions), sum(one.binds for one in decisions)
    pending = f"; {plural(pods - running, 'Pod')} Pending" if pods > running else ""
    total = f"{printable(name)} runs on {running:,} of {plural(len(decisions), 'node')}{pending}."
    return "\n".join([*rows, "", total]) + "\n"


def _row(decision: Decision, width: int) -> str:
    word, colour = ("runs", "green") if decision.binds else ("pending", "yellow") if decision.runs else ("none", "red")
    padding, reasons = " " * (len("pending") - len(word)), printable("; ".join(decision.reasons))
    return f"{printable(decision.node):<{width}}  {style(word, fg=colour)}" + (reasons and f"{padding}  {reasons}")
