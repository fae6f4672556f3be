"""Compare Kubeproof with a real API server on manifests with random mistakes.

    python -m tests.oracle.compare [--seed 1] [--count 3000] [--kind Pod] [--folder more/manifests]

It prints every difference, those of one sort together with the shortest document, and ends with status 1 after a false
alarm: a document that the server accepts and Kubeproof refuses. The same seed makes the same documents. A difference
that has been settled becomes a line of `cases.jsonl`.
"""

# ruff: noqa: S311, T201 (mutations need no secrets; a command speaks to the person who runs it)

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.controlplane import build
from tests.controlplane.plane import ControlPlane
from tests.oracle.manifests import FOLDERS, manifests
from tests.oracle.mutations import Pool, mutated
from tests.oracle.server import Server, Verdict, loaded

import kubeproof
from kubeproof.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REQUESTS = 4  # at once


@dataclass(frozen=True, slots=True)
class Difference:
    """A document about which Kubeproof and the server disagree.

    Attributes:
        sort: `false alarm` or `missed`.
        about: What it is about, without names and numbers: our code and message, or the server's field and message.
        text: The document.
        said: What the one that refuses it says.
    """

    sort: str
    about: str
    text: str
    said: str


def documents(texts: Sequence[str], seed: int, count: int) -> list[str]:
    """Mutated documents, the kinds about evenly."""
    chance = random.Random(seed)
    pool = Pool(loaded(text) for text in texts)
    kinds: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        kinds[loaded(text)["kind"]].append(text)
    weights = [len(each) ** 0.5 for each in kinds.values()]
    chosen = chance.choices(list(kinds.values()), weights, k=count)
    return [mutated(chance.choice(each), chance, pool)[0] for each in chosen]


def difference(text: str, verdict: Verdict) -> Difference | None:
    """How Kubeproof differs from the server; None where they agree, or where the cluster decides."""
    if verdict.word in ("depends", "unknown-kind"):  # Kubeproof says nothing about kinds that others may serve
        return None
    found = kubeproof.check(text, path="x.yaml", kubernetes=("1.36",))
    errors = [each for each in found if each.severity is Severity.ERROR]
    if verdict.word == "valid" and errors:
        return Difference("false alarm", f"{errors[0].code} {shape(errors[0].message)}", text, errors[0].message)
    if verdict.word != "valid" and not errors:
        field, _, message = verdict.causes[0] if verdict.causes else ("", "", verdict.message)
        return Difference("missed", f"{shape(field)}: {shape(message)}", text, verdict.message)
    return None


def shape(words: str) -> str:
    """Words without what is in quotes, in brackets or a number, so that alike ones are the same."""
    return re.sub(r'"[^"]*"|\'[^\']*\'|\[[^]]*\]|\d+', "_", words)[:120]


def report(differences: Iterable[Difference]) -> Counter[str]:
    """Print them by sort, with the shortest document of each; return how many there are of each sort."""
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for each in differences:
        groups[each.sort, each.about].append(each)
    for (sort, about), alike in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]))):
        shortest = min(alike, key=lambda each: len(each.text))
        print(f"{len(alike)} x {sort}: {about}\n  {shortest.said}\n\n{indented(shortest.text)}\n")
    return Counter(each.sort for alike in groups.values() for each in alike)


def indented(text: str) -> str:
    return re.sub(r"(?m)^(?=.)", "    ", text)


def arguments() -> Any:  # noqa: ANN401 - argparse's namespace
    parser = argparse.ArgumentParser(description="Compare Kubeproof with a real API server.")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same documents")
    parser.add_argument("--count", type=int, default=3000, help="how many documents")
    parser.add_argument("--kind", action="append", help="only these kinds")
    parser.add_argument("--folder", action="append", type=Path, default=[], help="more manifests to start from")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    texts = [text for text in manifests((*FOLDERS, *options.folder)) if isinstance(loaded(text), dict)]
    texts = [text for text in texts if not options.kind or loaded(text)["kind"] in options.kind]
    made = documents(texts, options.seed, options.count)
    with ControlPlane(build.folder(), controllers=False) as plane, ThreadPoolExecutor(REQUESTS) as pool:
        verdicts = list(pool.map(Server(plane.client).judge, made))
    differences = (difference(text, verdict) for text, verdict in zip(made, verdicts, strict=True))
    counts = report(each for each in differences if each)
    refused = sum(verdict.word in ("invalid", "unparsable") for verdict in verdicts)
    print(f"{len(made)} documents, {refused} refused by the server: ", end="")
    print(f"{counts['missed']} missed, {counts['false alarm']} false alarms")
    sys.exit(1 if counts["false alarm"] else 0)


if __name__ == "__main__":
    main()
