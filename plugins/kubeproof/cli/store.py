"""What was found in files that have not changed since: kept between runs.

A file of the store holds the outcomes for one set of options and settings and one state of Kubeproof's own files, by
the content of the files that were checked. What is in it is not trusted: a store that does not look right is made anew.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof import __version__
from kubeproof.cachefolder import cache_folder
from kubeproof.cli.outcome import Outcome, display
from kubeproof.finding import Applicability, Finding, Fix, ObjectReference, Severity, TextEdit
from kubeproof.reading import read_bytes
from kubeproof.writing import WriteRefusedError, create

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.check import Options
    from kubeproof.cli.folders import Group

_FORMAT = 2
_MOST = 50_000
_KEPT_SECONDS = 30 * 24 * 3600
_SIMPLE = tuple(field.name for field in fields(Finding) if field.name not in ("path", "object", "fix"))


def digest(path: str, data: bytes) -> str:
    """What a file's outcome is found by: its content, and the ending that says how it is read."""
    return f"{blake2b(data, digest_size=16).hexdigest()}.{path.rpartition('.')[2].lower()}"


class Store:
    """The outcomes that are known for some options, and for the programs that transcripts may run."""

    def __init__(self, options: Options, commands: tuple[str, ...]) -> None:
        key = f"{_FORMAT} {__version__} {sys.hexversion} {_own_files()} {options!r} {commands!r}"
        self._file = cache_folder() / "outcomes" / f"{blake2b(key.encode(), digest_size=16).hexdigest()}.json"
        self._entries = _read(self._file)
        self._used: dict[str, Any] = {}
        self._is_new = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known, so that there is nothing to ask."""
        return not self._entries

    def find(self, group: Group) -> list[Outcome] | None:
        """The outcomes of files that are looked at together, as they are now, if they are known."""
        if any(found.problem or found.is_stream for found in group):
            return None
        try:
            key = _key([_digest_of(found.path) for found in group])
        except OSError:
            return None
        entry = self._entries.get(key, ())
        try:
            outcomes = [_outcome(each, found.path) for each, found in zip(entry, group, strict=True)]
        except (KeyError, TypeError, ValueError):  # not known, or not as this version writes it
            return None
        self._used[key] = entry
        return outcomes

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Remember outcomes, if they follow from the files alone."""
        if all(outcome.digest for outcome in outcomes):
            self._used[_key([outcome.digest for outcome in outcomes])] = [_entry(outcome) for outcome in outcomes]
            self._is_new = True

    def save(self) -> None:
        """Keep what is new for the next run; if that cannot be done, the next run has more to do."""
        if not self._is_new:
            return
        room = max(0, _MOST - len(self._used))
        others = [(key, entry) for key, entry in self._entries.items() if key not in self._used][:room]
        with suppress(WriteRefusedError):
            create(self._file, json.dumps({**self._used, **dict(others)}, separators=(",", ":")).encode())
            _forget(self._file.parent)


def _digest_of(path: str) -> str:
    return digest(path, read_bytes(path))


def _key(digests: Sequence[str]) -> str:
    return digests[0] if len(digests) == 1 else blake2b("".join(digests).encode(), digest_size=16).hexdigest()


def _own_files() -> str:
    """The state of Kubeproof's own files: a change of a rule changes what is found."""
    package = Path(__file__).parent.parent
    found = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in (package, *(each for each in package.rglob("*/") if each.name != "__pycache__"))
        for entry in os.scandir(folder)
        if entry.is_file()
    ]
    return blake2b(repr(sorted(found)).encode(), digest_size=16).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        entries = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _forget(folder: Path) -> None:
    """Remove what no run has renewed for long: of other options, and of older states of Kubeproof."""
    oldest = time.time() - _KEPT_SECONDS
    for file in folder.glob("*.json"):
        with suppress(OSError):
            if file.stat().st_mtime < oldest:
                file.unlink()


def _entry(outcome: Outcome) -> Any:  # noqa: ANN401 - JSON
    if not outcome.findings:
        return outcome.documents
    return {
        "documents": outcome.documents,
        "lines": list(outcome.lines.items()),
        "findings": [_written(finding) for finding in outcome.findings],
    }


def _written(finding: Finding) -> dict[str, Any]:
    reference, fix = finding.object, finding.fix
    edits = [[each.line, each.column, each.end_line, each.end_column, each.text] for each in fix.edits] if fix else []
    return {
        **{name: getattr(finding, name) for name in _SIMPLE},
        "object": [reference.apiVersion, reference.kind, reference.name],
        "fix": [fix.applicability, fix.message, edits] if fix else None,
    }


def _outcome(entry: Any, path: str) -> Outcome:  # noqa: ANN401 - JSON
    shown = display(path)
    if isinstance(entry, int):
        return Outcome(path=shown, documents=entry)
    return Outcome(
        path=shown,
        documents=int(entry["documents"]),
        lines={int(number): str(line) for number, line in entry["lines"]},
        findings=tuple(_finding(each, shown) for each in entry["findings"]),
    )


def _finding(entry: dict[str, Any], path: str) -> Finding:
    simple = {name: entry[name] for name in _SIMPLE}
    simple |= {"severity": Severity(entry["severity"]), "kubernetes": tuple(entry["kubernetes"]), "path": path}
    fix = entry["fix"]
    return Finding(
        **simple,
        object=ObjectReference(*entry["object"]),
        fix=Fix(Applicability(fix[0]), fix[1], tuple(TextEdit(*edit) for edit in fix[2])) if fix else None,
    )
