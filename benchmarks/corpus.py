"""Manifests to measure with: as many as are asked for, all different, the same in every run.

They are the documents of the examples, of the tests against a real server, and what a server has accepted among the
recorded cases, which are written in many ways. Each has other names, labels and image tags, and mostly one more
annotation; one of twenty-five has a mistake.
"""

from __future__ import annotations

import gzip
import json
import re
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "examples", ROOT / "tests" / "oracle" / "manifests")
RECORDED = ROOT / "tests" / "truth" / "cases.jsonl.gz"
LONGEST = 4_000
MISTAKE_EVERY = 25
FIXED_NAMES = ("APIService", "Namespace", "CSINode", "IPAddress")
OBJECT = re.compile(r"(?m)^kind: (?!CustomResourceDefinition)")  # its kinds would change what is checked
NAME = re.compile(r"(?m)^(metadata:(?:\n  name: |\s*\{name: ))([a-z0-9][a-z0-9-]*)")
LABEL = re.compile(r"(\bapp: )([a-z][a-z-]*)")
IMAGE = re.compile(r"(image: [a-z0-9./-]+:[0-9]+(?:\.[0-9]+)*)(?![\w@])")
METADATA = re.compile(r"(?m)^metadata:\n(?=  \w)")
MARK = "\ufeff"


def write(folder: Path, documents: int) -> None:
    """Write a corpus: one document a file, a hundred files a folder."""
    for number, text in enumerate(islice(manifests(), documents)):
        file = folder / f"{number // 100:04}" / f"{number:06}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def write_one_file(folder: Path, documents: int) -> None:
    """Write a corpus into a single file."""
    folder.mkdir(parents=True)
    texts = (text.removeprefix("---\n").rstrip("\n") + "\n" for text in islice(manifests(), documents))
    (folder / "all.yaml").write_text("---\n".join(texts), encoding="utf-8", newline="")


def manifests() -> Iterator[str]:
    """Yield documents without end."""
    originals = sources()
    for number, text in zip(count(), cycle(originals)):
        yield wrong(changed(text, number)) if number % MISTAKE_EVERY == MISTAKE_EVERY - 1 else changed(text, number)


def sources() -> list[str]:
    """Return the documents to start from."""
    files = [file for folder in FOLDERS for file in sorted(folder.rglob("*.yaml"))]
    texts = [*(file.read_text(encoding="utf-8") for file in files), *accepted()]
    documents = [each.removeprefix(MARK) for text in texts for each in re.split(r"(?m)^---\n", text)]
    return [each for each in documents if len(each) < LONGEST and OBJECT.search(each)]


def accepted() -> list[str]:
    """Return what a server has accepted among the recorded cases."""
    with gzip.open(RECORDED, "rt", encoding="utf-8", newline="") as file:
        cases = [json.loads(line) for line in file]
    return list(dict.fromkeys(case["text"] for case in cases if case["verdict"] == "valid"))


def changed(text: str, number: int) -> str:
    """Return a document that differs from all others made of the same one."""
    kind = re.search(r"(?m)^kind: (\w+)", text)
    if kind is None or kind[1] not in FIXED_NAMES:
        text = NAME.sub(rf"\g<1>\g<2>-{number}", text, count=1)
    text = LABEL.sub(rf"\g<1>\g<2>-{number}", text)
    text = IMAGE.sub(rf"\g<1>.{number}", text)
    if "annotations:" not in text:
        text = METADATA.sub(f'metadata:\n  annotations:\n    example.org/number: "{number}"\n', text, count=1)
    return f"# {number}\n{text}"


def wrong(text: str) -> str:
    """Return a document with a field that does not exist."""
    return f"{text.rstrip()}\nunknownField: true\n"
