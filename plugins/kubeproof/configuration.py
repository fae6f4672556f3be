"""Settings from `kubeproof.toml`, or `[tool.kubeproof]` in `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.discovery import NOTHING, Exclusion
from kubeproof.schema import VersionError, parse_versions
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OWN = "kubeproof.toml"
_SHARED = "pyproject.toml"
_KEYS = ("kubernetes", "select", "ignore", "exclude", "examples", "notes")
_FOLDERS = {"examples": "examples", "notes": "docs/notes"}


class ConfigurationError(Exception):
    """A setting that cannot be used; the message names the file, the key, and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a project says about how it is checked.

    Attributes:
        path: the file that says so; None if there is none.
        kubernetes: the versions to check for, oldest first; None if the project does not say.
        select: the codes to report, as written; empty for all.
        ignore: the codes not to report, as written.
        exclude: what to leave out of folders.
        examples: the folder of the files that `manifest`, `service` and `placement` fences name.
        notes: the folder of the files that `notes` fences name.
    """

    path: Path | None = None
    kubernetes: tuple[str, ...] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: Exclusion = NOTHING
    examples: Path = Path(_FOLDERS["examples"])
    notes: Path = Path(_FOLDERS["notes"])


def find_configuration(folder: Path) -> Configuration:
    """The settings nearest to a folder: of itself or of the next folder above that has any; else the defaults.

    Raises:
        ConfigurationError: if a file with settings cannot be read or says what is not understood.
    """
    for place in (folder, *folder.parents):
        for path, table in ((place / _OWN, ()), (place / _SHARED, ("tool", "kubeproof"))):
            settings = _settings(path, table)
            if settings is not None:
                return _configuration(settings, path)
    return Configuration()


def _settings(path: Path, table: tuple[str, ...]) -> Mapping[str, Any] | None:
    try:
        value: Any = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: is not TOML: {error}") from error
    except OSError as error:
        if not os.path.lexists(path):
            return None
        raise ConfigurationError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    if value is not None and not isinstance(value, dict):
        raise ConfigurationError(f"{path}: {'.'.join(table)} must be a table")
    return value


def _configuration(settings: Mapping[str, Any], path: Path) -> Configuration:
    for key in settings:
        if key not in _KEYS:
            likely = nearest(key, _KEYS)
            hint = f'did you mean "{likely}"?' if likely else f"known are {', '.join(_KEYS)}"
            raise ConfigurationError(f'{path}: unknown key "{key}": {hint}')
    texts = {key: _texts(value, key, path) for key, value in settings.items()}
    return Configuration(
        path=path,
        kubernetes=_versions(texts["kubernetes"], path) if "kubernetes" in texts else None,
        select=texts.get("select", ()),
        ignore=texts.get("ignore", ()),
        exclude=Exclusion(path.parent, texts.get("exclude", ())),
        examples=_folder(texts, "examples", path),
        notes=_folder(texts, "notes", path),
    )


def _folder(texts: Mapping[str, tuple[str, ...]], key: str, path: Path) -> Path:
    """A folder, as it is named beside the file with the settings."""
    named = texts.get(key, (_FOLDERS[key],))
    if len(named) != 1 or not named[0]:
        raise ConfigurationError(f'{path}: {key} must be one folder, such as "{_FOLDERS[key]}"')
    return path.parent / named[0]


def _texts(value: object, key: str, path: Path) -> tuple[str, ...]:
    """A setting that is a text or a list of texts."""
    values = value if isinstance(value, list) else [value]
    for item in values:
        if not isinstance(item, str):
            raise ConfigurationError(f'{path}: {key} must be a list of texts; write {item} in quotes: "{item}"')
    return tuple(values)


def _versions(texts: Iterable[str], path: Path) -> tuple[str, ...]:
    try:
        return parse_versions(texts)
    except VersionError as error:
        raise ConfigurationError(f"{path}: kubernetes: {error}") from error
