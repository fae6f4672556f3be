"""What the comparisons of the models share: their options, their report, and the files of recorded cases."""

# ruff: noqa: T201 (a command speaks to the person who runs it)

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.controlplane.client import Answer, Client

Json = dict[str, Any]
Value = TypeVar("Value")

PAUSE = 0.5  # seconds

_POOL = ThreadPoolExecutor(4)  # requests at once; each thread has a connection, which stays open


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that the cluster and the model decide differently.

    Attributes:
        about: What they differ in, without names and numbers, so that alike ones are counted together.
        said: Both answers, and the objects.
    """

    about: str
    said: str


def options(description: str, count: int) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same cases")
    parser.add_argument("--count", type=int, default=count, help="how many cases")
    parser.add_argument(
        "--record", type=Path, help="write all cases with the answers of the cluster to this file (.jsonl.gz)"
    )
    return parser.parse_args()


def send_all(client: Client, path: str, objects: Sequence[Mapping[str, Any]], method: str = "POST") -> list[Answer]:
    """Send objects, several at once; the answers are in their order.

    Args:
        client: The administrator's.
        path: The path, in which `{namespace}` and `{name}` are filled in.
        objects: The objects.
        method: The HTTP method.
    """

    def send(value: Mapping[str, Any]) -> Answer:
        metadata = value["metadata"]
        place = path.format(namespace=metadata.get("namespace", "default"), name=metadata["name"])
        return client.call(method, place, value if method in ("POST", "PUT") else None)

    return list(_POOL.map(send, objects))


def is_there(answer: Answer) -> bool:
    """Whether the server has made the object, now or when the same was asked of it a moment ago."""
    return answer.good or answer.status == HTTPStatus.CONFLICT


def settled(read: Callable[[], Value], done: Callable[[Value], bool], *, limit: float, still: float) -> Value:
    """Read until the value is what is waited for and no longer changes, or does not change for very long.

    Args:
        read: Read the value.
        done: Whether it is what is waited for.
        limit: Seconds at most.
        still: Seconds without a change; ten times as many if it is not what is waited for.
    """
    end = time.monotonic() + limit
    value, since = read(), time.monotonic()
    while time.monotonic() < min(end, since + still * (1 if done(value) else 10)):
        time.sleep(PAUSE)
        latest = read()
        if latest != value:
            value, since = latest, time.monotonic()
    return value


def record(file: Path | None, cases: Iterable[Json]) -> None:
    """Write cases with the answers of a cluster, if a file is named: the same cases give the same bytes."""
    if file:
        text = "".join(f"{json.dumps(each)}\n" for each in cases)
        file.write_bytes(gzip.compress(text.encode(), mtime=0))


def recorded(file: Path) -> list[Json]:
    """Read what `record` has written."""
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).decode().splitlines()]


def finish(differences: Iterable[Difference | None], summary: str) -> NoReturn:
    """Print the differences by what they are about, and end with status 1 if there are any."""
    groups: dict[str, list[str]] = defaultdict(list)
    for each in differences:
        if each:
            groups[each.about].append(each.said)
    for about, alike in sorted(groups.items(), key=lambda group: -len(group[1])):
        print(f"{len(alike)} x {about}\n{min(alike, key=len)}\n")
    print(f"{summary}: {sum(map(len, groups.values()))} differences")
    sys.exit(1 if groups else 0)
