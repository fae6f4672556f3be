"""Reading what describes custom kinds: CustomResourceDefinitions in files and folders, and folders of JSON schemas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check.definitions import definitions
from kubeproof.discovery import discover
from kubeproof.reading import UnreadableError, read_content
from kubeproof.schema.custom import CustomKinds
from kubeproof.text.markdown import is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = b"CustomResourceDefinition"
_CORE = "core"


class SchemaLocationError(Exception):
    """A template for files of JSON schemas that cannot be used; the message says what to write instead."""


def definitions_in(paths: Iterable[str]) -> tuple[str, ...]:
    """The CustomResourceDefinitions in some files, and in the YAML and Markdown files of some folders.

    What cannot be read is passed over: whoever checks the file says so.

    Raises:
        MissingPathError: if a path does not exist.
    """
    found: list[str] = []
    for file in discover(paths):
        if file.problem is None:
            found += definitions_of(Path(file.path))
    return tuple(dict.fromkeys(found))


def definitions_of(file: Path) -> tuple[str, ...]:
    """The CustomResourceDefinitions in a file; none if it cannot be read."""
    try:
        content = read_content(file)
    except UnreadableError:
        return ()
    return definitions(content.text, markdown=is_markdown(file.name)) if _MARK in content.data else ()


def custom_kinds(crds: Iterable[str], locations: Iterable[str] = ()) -> CustomKinds:
    """All that some paths and templates tell about custom kinds.

    Raises:
        MissingPathError: if a path does not exist.
        SchemaLocationError: if a template is none for local files.
    """
    return CustomKinds(definitions_in(crds), tuple(LocalSchemas.of(each) for each in locations if each != "default"))


@dataclass(frozen=True, slots=True)
class LocalSchemas:
    """JSON schemas in local files, named as kubeconform names them.

    Attributes:
        template: the path of a schema, such as `schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`.
    """

    template: str

    @classmethod
    def of(cls, template: str) -> LocalSchemas:
        """A template as it is given; a folder alone stands for the names that kubeconform gives to its own schemas.

        Raises:
            SchemaLocationError: if it is an address on the network, or has a variable that is not known.
        """
        if "://" in template:
            raise SchemaLocationError(f"{template} is not local: nothing is fetched; download the schemas first")
        if not template.endswith(".json"):
            standard = (
                "{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json"
            )
            template = f"{template.rstrip('/')}/{standard}"
        left = _filled(template, "example.com/v1", "Kind", "1.36")
        if "{{" in left:
            raise SchemaLocationError(f"{template} has a variable that is not known; known are {', '.join(_VARIABLES)}")
        return cls(template)

    def schema(self, api_version: str, kind: str, kubernetes: str) -> str | None:
        """The text of the schema of a kind; None if there is no such file."""
        if any(part in ("", ".", "..") for part in (*api_version.split("/"), kind)) or "/" in kind:
            return None
        return _text(_filled(self.template, api_version, kind, kubernetes))


_VARIABLES = (
    "ResourceKind",
    "ResourceAPIVersion",
    "Group",
    "KindSuffix",
    "NormalizedKubernetesVersion",
    "StrictSuffix",
)


def _filled(template: str, api_version: str, kind: str, kubernetes: str) -> str:
    group, _, version = api_version.lower().rpartition("/")
    first = group.partition(".")[0]
    values = (
        kind.lower(),
        version,
        group or _CORE,
        f"-{first}-{version}" if group else f"-{version}",
        f"v{kubernetes}.0",
        "-strict",
    )
    for name, value in zip(_VARIABLES, values, strict=True):
        for form in (f"{{{{.{name}}}}}", f"{{{{ .{name} }}}}"):
            template = template.replace(form, value)
    return template


@lru_cache(maxsize=1024)
def _text(path: str) -> str | None:
    try:
        return read_content(Path(path)).text
    except UnreadableError:
        return None
