"""What the settings of the Markdown extension say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.check import Options
from kubeproof.custom_kinds import custom_kinds
from kubeproof.discovery import MissingPathError
from kubeproof.fences.site import Site
from kubeproof.files import Root
from kubeproof.schema import DEFAULT_VERSIONS
from kubeproof.settings import SettingError, folder, rules, texts, unknown, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_READERS: Mapping[str, Callable[[object], Any]] = {
    "examples": folder,
    "notes": folder,
    "kubernetes": versions,
    "select": rules,
    "ignore": rules,
    "crds": texts,
    "commands": texts,
}

DEFAULTS: Mapping[str, tuple[Any, str]] = {
    "examples": ("examples", "The folder of the manifests"),
    "notes": ("docs/notes", "The folder of the notes"),
    "kubernetes": (DEFAULT_VERSIONS, "The Kubernetes versions to check for"),
    "select": ((), "Report only these rules"),
    "ignore": ((), "Do not report these rules"),
    "crds": ((), "Files and folders with CustomResourceDefinitions"),
    "commands": ((), "The programs that transcripts may run beside kubectl"),
    "examples_url": ("", "The address of the examples in the repository, for links to the source"),
    "page": ("", "The path of the page, so that links in notes lead to the right place"),
    "site": ("", "What the plugin knows of all this; it counts instead"),
    "rendered": ("", "Called with each fence that is shown; says what is known of it"),
    "clean": ("", "Called for each page; says of which YAML in it there is nothing to say"),
}
"""Each setting: its value if nobody gives one, and what it is."""


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they are to be understood.

    Args:
        given: what an author writes.

    Raises:
        SettingError: if there is no such setting, or it cannot have the value.
    """
    for name in given:
        if name not in DEFAULTS:
            raise SettingError(f'kubeproof has no setting "{name}"; {unknown(name, DEFAULTS)}')
    return {name: _read(name, value) for name, value in given.items() if value is not None}


def _read(name: str, value: object) -> Any:  # noqa: ANN401 - what the setting is
    try:
        return _READERS[name](value) if name in _READERS else value
    except SettingError as error:
        raise SettingError(f"kubeproof: {name}: {error}") from error


def site_of(settings: Mapping[str, Any]) -> Site:
    """The site that all settings together describe.

    Raises:
        SettingError: if a path with definitions does not exist.
    """
    try:
        kinds = custom_kinds(settings["crds"])
    except MissingPathError as error:
        raise SettingError(f"kubeproof: crds: {error}") from error
    return Site(
        examples=Root(Path(settings["examples"]), settings["examples"]),
        notes=Root(Path(settings["notes"]), settings["notes"]),
        options=Options(
            kubernetes=settings["kubernetes"], select=settings["select"], ignore=settings["ignore"], custom=kinds
        ),
        examples_url=settings["examples_url"],
        commands=settings["commands"],
    )
