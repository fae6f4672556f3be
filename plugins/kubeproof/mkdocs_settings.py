"""What `mkdocs.yml` says to the plugin, for those who ask without MkDocs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kubeproof.reading import UnreadableError, read_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SITE_FILES = ("properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml")
"""The names of the file that configures a site; the first one that is there counts.

Source: ProperDocs looks for them in this order, and MkDocs for the last two.
"""

_MOST_PARENTS = 10


class SectionError(Exception):
    """A `mkdocs.yml` that cannot be read; the message says why, and its subject is the file."""


def site_file(folder: Path) -> Path:
    """The file in a folder that configures a site; if there is none, the one that MkDocs would make."""
    paths = (folder / name for name in SITE_FILES)
    return next((path for path in paths if os.path.isfile(path)), folder / "mkdocs.yml")  # noqa: PTH113 - never raises


def plugin_settings(path: Path) -> Mapping[str, Any] | None:
    """The options of the plugin that have a value; None if there is no such file, or the plugin is not in it.

    A file that does not name its plugins is looked at together with the one that it inherits from.
    Source: https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance

    Args:
        path: the configuration of MkDocs.

    Raises:
        SectionError: if the file cannot be read, or what it says of Kubeproof is not understood.
    """
    for _ in range(_MOST_PARENTS):
        value = _read(path)
        if not isinstance(value, dict):
            return None
        if "plugins" in value:
            return _section(value["plugins"])
        if not isinstance(value.get("INHERIT"), str):
            return None
        path = path.parent / value["INHERIT"]
    return None


def _read(path: Path) -> object:
    if not os.path.isfile(path):  # noqa: PTH113 - unlike Path.is_file it never raises
        return None
    try:
        text = read_content(path).text
    except UnreadableError as error:
        raise SectionError(str(error)) from error
    if "kubeproof" not in text and "INHERIT" not in text:
        return None
    from kubeproof.mkdocs_yaml import UnreadableYamlError, load  # noqa: PLC0415 - most folders have no such file

    try:
        return load(text)
    except UnreadableYamlError as error:
        raise SectionError(f"is not YAML: {error}") from error


def _section(plugins: object) -> Mapping[str, Any] | None:
    """The options in a list of plugins, or in a table of them."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == "kubeproof":
            return {}
        if isinstance(entry, dict) and "kubeproof" in entry:
            options = entry["kubeproof"] or {}
            if not isinstance(options, dict):
                raise SectionError("the options of kubeproof must be names with values")
            return {name: value for name, value in options.items() if value is not None}
    return None
