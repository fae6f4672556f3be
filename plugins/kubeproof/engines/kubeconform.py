"""Runs kubeconform: once for all objects that are checked for a version, on the schemas that Kubeproof has."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.cachefolder import cache_folder
from kubeproof.engines.messages import complaints
from kubeproof.engines.standalone import TEMPLATE, write_schemas
from kubeproof.writing import WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.engines.messages import Complaint
    from kubeproof.engines.pieces import Piece

_OLDEST = (0, 6, 2)
_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
_INSTALL = "install it (https://github.com/yannh/kubeconform#installation)"


class EngineError(Exception):
    """kubeconform cannot be run, or not be understood; the message says what to do."""


def find(configured: str | None) -> str:
    """The program: the one that is configured, or the one on the PATH.

    Raises:
        EngineError: if there is none, or it is too old.
    """
    program = shutil.which(configured or "kubeconform")
    if program is None:
        where = f'"{configured}", which the configuration names, is no program' if configured else "is not on the PATH"
        raise EngineError(f'kubeconform {where}; {_INSTALL}, or write kubeconform = "PATH" in kubeproof.toml')
    said = _run([program, "-v"]).stdout.decode(errors="replace").strip()
    version = _VERSION.match(said)
    if version and tuple(map(int, version.groups())) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise EngineError(f"{program} is kubeconform {said}, which does not name fields; {_INSTALL}: {oldest} or newer")
    return program


def check(pieces: Sequence[Piece], version: str, program: str) -> Iterator[tuple[Piece, Complaint]]:
    """What kubeconform has against some objects under one Kubernetes version.

    Raises:
        EngineError: if it cannot be run or answers something else than a report.
    """
    if not pieces:
        return
    with tempfile.TemporaryDirectory(prefix="kubeproof-") as folder:
        by_name = {f"{number:07}.yaml": piece for number, piece in enumerate(pieces)}
        for name, piece in by_name.items():
            Path(folder, name).write_text(piece.text, encoding="utf-8", newline="")
        schemas = _schemas(pieces, version, Path(folder) / "schemas")
        for result in _results(program, version, schemas, folder):
            piece = by_name[os.path.basename(result["filename"])]  # noqa: PTH119 - one of many names
            for complaint in complaints(result, piece.value):
                yield piece, complaint


def _schemas(pieces: Sequence[Piece], version: str, otherwise: Path) -> Path:
    """The folder of the schemas: in the cache, or if nothing can be written there, in a folder that will be removed."""
    values = (piece.value for piece in pieces)
    kinds = [(str(value.get("apiVersion")), str(value.get("kind"))) for value in values if isinstance(value, dict)]
    try:
        return write_schemas(version, kinds, cache_folder() / "schemas")
    except WriteRefusedError:
        return write_schemas(version, kinds, otherwise)


def _results(program: str, version: str, schemas: Path, folder: str) -> list[dict[str, Any]]:
    done = _run(
        [
            program,
            "-strict",
            "-output=json",
            f"-kubernetes-version={version}.0",
            f"-schema-location={schemas / TEMPLATE}",
            f"-ignore-filename-pattern={re.escape(str(Path(folder) / 'schemas'))}",
            folder,
        ]
    )
    try:
        results: list[dict[str, Any]] = json.loads(done.stdout)["resources"] or []
    except (ValueError, KeyError, TypeError) as error:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise EngineError(f"kubeconform gave no report: {said[0] if said else 'it said nothing'}") from error
    if any(result.get("status") == "statusInvalid" and "validationErrors" not in result for result in results):
        raise EngineError(f"{program} is too old: it does not name the fields that are wrong; {_INSTALL}, a newer one")
    return results


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; a chosen program
    except OSError as error:
        raise EngineError(f"{command[0]} cannot be run: {(error.strerror or str(error)).lower()}") from error
