"""`kubeproof place`: which nodes get a Pod of a DaemonSet."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from click import style

from kubeproof.cli.manifests import daemonset_of, name_of, nodes_of
from kubeproof.cli.terminal import show
from kubeproof.cluster import place as decide
from kubeproof.formats.display import printable
from kubeproof.formats.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.cluster import Decision


@click.command(short_help="Say which nodes get a Pod of a DaemonSet, and why not.")
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
    chosen = daemonset_of(daemonset)
    decisions = decide(chosen, nodes_of(nodes))
    name = name_of(chosen)
    show(_json(name, decisions) if form == "json" else _table(name, decisions))


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
