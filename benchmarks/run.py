"""Measures Kubeproof beside kubeconform, in turns, on two cores: `nox -s benchmarks`.

`python benchmarks/run.py --documents 1500 --documents 15000 --site` prints the tables of `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import corpus
import measure
import placing
import site_build

from kubeproof.engines.standalone import TEMPLATE, write_schemas
from kubeproof.schema import catalog

VERSION = "1.36"


def main() -> None:
    """Measure what was asked for, and print tables."""
    arguments = parsed()
    measure.on_few_cores()
    if arguments.placement:
        placing.report()
        return
    program = shutil.which(arguments.kubeconform)
    if program is None:
        sys.exit("kubeconform is missing: put it on the PATH, or name it with --kubeconform")
    with tempfile.TemporaryDirectory(prefix="kubeproof-benchmark-") as name:
        folder = Path(name)
        schemas = all_schemas(folder)
        print("| documents | kubeconform | kubeproof, cold | ratio | kubeproof, warm | ratio | memory |")
        print("|--:|--:|--:|--:|--:|--:|--:|")
        for documents in arguments.documents:
            home = folder / str(documents)
            corpus.write(home, documents)
            print(row(f"{documents:,}", home, program, schemas, arguments.rounds), flush=True)
        home = folder / "one-file"
        corpus.write_one_file(home, documents)
        print(row(f"{documents:,} in one file", home, program, schemas, arguments.rounds), flush=True)
        if arguments.site:
            site_build.report(folder / "site", arguments.rounds)


def parsed() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, action="append", help="how many; may be given several times")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured; the median counts")
    parser.add_argument("--kubeconform", default="kubeconform", help="the program")
    parser.add_argument("--site", action="store_true", help="also build a large site with and without the plugin")
    parser.add_argument("--placement", action="store_true", help="only measure how long DaemonSets take to place")
    arguments = parser.parse_args()
    arguments.documents = arguments.documents or [1500, 15000]
    return arguments


def all_schemas(folder: Path) -> Path:
    """Write the schemas of every kind, so that kubeconform has what Kubeproof has."""
    kinds = [(name.rpartition("/")[0], name.rpartition("/")[2]) for name in catalog(VERSION).kinds]
    return write_schemas(VERSION, kinds, folder)


def row(name: str, home: Path, program: str, schemas: Path, rounds: int) -> str:
    """Measure one corpus: the tools in turns, so that what else the machine does hits both."""
    folder = home.parent
    cache = folder / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    theirs = [program, "-strict", "-summary", f"-schema-location={schemas / TEMPLATE}", str(home)]
    ours = [sys.executable, "-m", "kubeproof", "check", f"--kubernetes={VERSION}", "--quiet", str(home)]
    times: dict[str, list[float]] = {"theirs": [], "cold": [], "warm": []}
    for _ in range(rounds):
        times["theirs"].append(measure.seconds(theirs, environment, folder))
        shutil.rmtree(cache, ignore_errors=True)
        times["cold"].append(measure.seconds(ours, environment, folder))
        times["warm"].append(measure.seconds(ours, environment, folder))
    memory = measure.megabytes([*ours, "--no-cache"], environment, folder)
    their, cold, warm = (statistics.median(each) for each in times.values())
    return (
        f"| {name} | {their:.2f} s | {cold:.2f} s | {cold / their:.2f} | {warm:.2f} s | {warm / their:.2f} "
        f"| {memory:.0f} MB |"
    )


if __name__ == "__main__":
    main()
