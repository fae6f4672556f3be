"""Settings from `kubeproof.toml` or `[tool.kubeproof]` in `pyproject.toml`, then from the plugin in `mkdocs.yml`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kubeproof.discovery import NOTHING, Exclusion
from kubeproof.mkdocs_settings import SITE_FILES, SectionError, plugin_settings, site_file
from kubeproof.settings import SettingError, folder, texts, unknown, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

_OWN = "kubeproof.toml"
_SHARED = "pyproject.toml"
SOURCES = (_OWN, _SHARED, *SITE_FILES)
"""The names of the files that settings may be in."""

_TEXTS = ("select", "ignore", "exclude", "crds", "kubeconform")
_FOLDERS = {"examples": "examples", "notes": "docs/notes"}
_KEYS = ("kubernetes", *_TEXTS, "per-path-ignores", *_FOLDERS, "exec")
_EXEC_KEYS = ("context", "contexts", "commands")


class ConfigurationError(Exception):
    """A setting that cannot be used; the message names the file, the key, and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """What a project says about its cluster: the table `exec`.

    Attributes:
        context: the context that is used if none is named; empty if the project does not say.
        contexts: patterns of the contexts that may be used; empty for the default ones.
        commands: the programs that transcripts may run beside kubectl.
    """

    context: str = ""
    contexts: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a project says about how it is checked.

    Attributes:
        path: the file that says so; None if there is none.
        kubernetes: the versions to check for, oldest first; None if the project does not say.
        select: the codes to report, as written; empty for all.
        ignore: the codes not to report, as written.
        exclude: what to leave out of folders.
        per_path_ignores: the codes not to report of some paths, as written.
        crds: files and folders with CustomResourceDefinitions.
        examples: the folder of the files that `manifest`, `service` and `placement` fences name.
        notes: the folder of the files that `notes` fences name.
        execution: the cluster for `kubeproof exec` and `kubeproof check --engine cluster`.
        kubeconform: the program for `--engine kubeconform`; None for the one on the PATH.
    """

    path: Path | None = None
    kubernetes: tuple[str, ...] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: Exclusion = NOTHING
    per_path_ignores: tuple[tuple[Exclusion, tuple[str, ...]], ...] = ()
    crds: tuple[str, ...] = ()
    examples: Path = Path(_FOLDERS["examples"])
    notes: Path = Path(_FOLDERS["notes"])
    execution: Execution = Execution()
    kubeconform: str | None = None


def find_configuration(start: Path) -> Configuration:
    """The settings nearest to a folder: of itself or of the next folder above that has any; else the defaults.

    In one folder `kubeproof.toml` counts before `pyproject.toml`; a key that it does not have is taken from the
    plugin's section of `mkdocs.yml`.

    Raises:
        ConfigurationError: if a file with settings cannot be read or says what is not understood.
    """
    for place in (start, *start.parents):
        of_site, site_file = _of_site(place)
        for path, table in ((place / _OWN, ()), (place / _SHARED, ("tool", "kubeproof"))):
            settings = _settings(path, table)
            if settings is not None:
                return _configuration(_together(of_site or {}, settings), path)
        if of_site is not None:
            return _configuration(of_site, site_file)
    return Configuration()


def _of_site(place: Path) -> tuple[Mapping[str, Any] | None, Path]:
    """What the plugin is told that concerns everybody, and where; MkDocs itself remarks what it does not know."""
    path = site_file(place)
    try:
        section = plugin_settings(path)
    except SectionError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    if section is None:
        return None, path
    settings = {key: value for key, value in section.items() if key in _KEYS}
    if "commands" in section:
        settings["exec"] = {"commands": section["commands"]}
    _configuration(settings, path)  # what is wrong is wrong here, and not in the file that counts before
    return settings, path


def _together(of_site: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of both; those of the second count."""
    tables = [each["exec"] for each in (of_site, own) if isinstance(each.get("exec"), dict)]
    return {**of_site, **own, **({"exec": tables[0] | tables[1]} if len(tables) > 1 else {})}


def _parsed(path: Path, text: str) -> Any:  # noqa: ANN401 - any TOML value
    import tomllib  # noqa: PLC0415 - most folders have no settings

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is not TOML: {error}") from error


def _settings(path: Path, table: tuple[str, ...]) -> Mapping[str, Any] | None:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not TOML: {error}") from error
    except OSError as error:
        if not os.path.lexists(path):
            return None
        raise ConfigurationError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    value = _parsed(path, text)
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    if value is not None and not isinstance(value, dict):
        raise ConfigurationError(f"{path}: {'.'.join(table)} must be a table")
    return value


def _configuration(settings: Mapping[str, Any], path: Path) -> Configuration:
    _refuse_unknown(settings, _KEYS, "", path)
    said = {key: _read(texts, settings[key], key, path) for key in _TEXTS if key in settings}
    folders = {key: _read(folder, settings.get(key, usual), key, path) for key, usual in _FOLDERS.items()}
    return Configuration(
        path=path,
        kubernetes=_read(versions, settings["kubernetes"], "kubernetes", path) if "kubernetes" in settings else None,
        select=said.get("select", ()),
        ignore=said.get("ignore", ()),
        exclude=Exclusion(path.parent, said.get("exclude", ())),
        per_path_ignores=_ignores(settings.get("per-path-ignores", {}), path),
        crds=tuple(os.path.normpath(path.parent / name) for name in said.get("crds", ())),
        examples=path.parent / folders["examples"],
        notes=path.parent / folders["notes"],
        execution=_execution(settings.get("exec", {}), path),
        kubeconform=_program(said.get("kubeconform", ()), path),
    )


def _ignores(settings: object, path: Path) -> tuple[tuple[Exclusion, tuple[str, ...]], ...]:
    if not isinstance(settings, dict):
        raise ConfigurationError(f'{path}: per-path-ignores must be a table: write "docs/old/**" = ["KP206"] in it')
    return tuple(
        (Exclusion(path.parent, (pattern,)), _read(texts, value, f'per-path-ignores: "{pattern}"', path))
        for pattern, value in settings.items()
    )


def _refuse_unknown(settings: Mapping[str, Any], known: Sequence[str], table: str, path: Path) -> None:
    for key in settings:
        if key not in known:
            hint = unknown(f"{table}{key}", [f"{table}{each}" for each in known])
            raise ConfigurationError(f'{path}: unknown key "{table}{key}": {hint}')


def _execution(settings: object, path: Path) -> Execution:
    if not isinstance(settings, dict):
        raise ConfigurationError(f'{path}: exec must be a table: write exec.context = "kind-kind"')
    _refuse_unknown(settings, _EXEC_KEYS, "exec.", path)
    said = {key: _read(texts, value, f"exec.{key}", path) for key, value in settings.items()}
    context = said.get("context", ("",))
    if len(context) != 1:
        raise ConfigurationError(f'{path}: exec.context must be one context, such as "kind-kind"')
    return Execution(context=context[0], contexts=said.get("contexts", ()), commands=said.get("commands", ()))


def _program(named: Sequence[str], path: Path) -> str | None:
    """The program that is named: a path is taken as seen from the file with the settings."""
    if len(named) > 1 or "" in named:
        raise ConfigurationError(f'{path}: kubeconform must be one program, such as "/opt/kubeconform"')
    return next((str(path.parent / each) if "/" in each else each for each in named), None)


def _read(reader: Callable[[object], T], value: object, key: str, path: Path) -> T:
    """A setting, read as everywhere else."""
    try:
        return reader(value)
    except SettingError as error:
        raise ConfigurationError(f"{path}: {key}: {error}") from error
