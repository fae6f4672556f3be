"""What kubeconform says, in our words: which rule of ours it is, and which field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.manifest.path import FieldPath

_NAMES = re.compile(r"'((?:[^'\\]|\\.)*)'")
_DETAIL = re.compile(r"- at '([^']*)': (.*?)(?=\s+- at '|\Z)", re.DOTALL)
_SEVERAL = "validation failed"
_GO_FIELD = re.compile(r"cannot unmarshal (\w+) into Go struct field \.(\S+) of type (\w+)")
_GO_TYPES = {"struct": "a map", "string": "a text"}
_YAML_LINE = re.compile(r"yaml: (?:unmarshal errors:\s*)?line (\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that kubeconform has against an object.

    Attributes:
        rule: the name of our rule about such things.
        path: the field, from the root of the object.
        message: what is wrong.
        at_key: whether the key is the place to show, and not the value.
        line: the line of the object's text, from 1, for what has no field.
    """

    rule: str
    message: str
    path: FieldPath = ()
    at_key: bool = False
    line: int = 0


def complaints(result: dict[str, Any], value: Any) -> Iterator[Complaint]:  # noqa: ANN401 - any YAML value
    """What one entry of kubeconform's report says about an object."""
    status = result.get("status")
    if status == "statusInvalid":
        for pointer, said in _places(result):
            yield from _violation(_path(pointer, value), said)
    elif status == "statusError":
        yield _failure(str(result.get("msg", "")), value)


def _places(result: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each place with what is wrong there; of several below one place, only the summary names them."""
    details = _DETAIL.findall(str(result.get("msg", "")))
    for error in result["validationErrors"]:
        pointer, said = str(error["path"]), str(error["msg"])
        below = [(at, what) for at, what in details if f"{at}/".startswith(f"{pointer}/") and what != _SEVERAL]
        yield from below if said == _SEVERAL and below else [(pointer, said)]


def _violation(path: FieldPath, said: str) -> Iterator[Complaint]:
    if said.startswith("additional properties"):
        for name in _NAMES.findall(said):
            yield Complaint("unknown-field", f'unknown field "{spell((*path, name))}"', (*path, name), at_key=True)
    elif said.startswith("missing propert"):
        for name in _NAMES.findall(said):
            yield Complaint("missing-field", f'"{spell((*path, name))}" is required', (*path, name))
    else:
        yield Complaint(_rule(said), f'"{spell(path)}": {_without_nothing(said)}' if path else said, path)


def _without_nothing(said: str) -> str:
    """A choice of words without the empty one and `nil`, which every field takes."""
    words = [name for name in _NAMES.findall(said) if name]
    return f"must be one of {', '.join(words)}" if words and said.startswith("value must be one of") else said


def _rule(said: str) -> str:
    if said.startswith("value must be"):
        return "not-allowed-value"
    return "out-of-range" if said.startswith(("maximum:", "minimum:")) else "wrong-type"


def _failure(said: str, value: Any) -> Complaint:  # noqa: ANN401 - any YAML value
    if said.startswith("could not find schema for "):
        message = f'kubeconform has no schema for {value.get("kind")} in "{value.get("apiVersion")}"'
        return Complaint("unknown-kind", message, ("kind",))
    if match := _GO_FIELD.search(said):
        path = tuple(
            "apiVersion" if part == "APIVersion" else part[:1].lower() + part[1:] for part in match[2].split(".")
        )
        wanted = _GO_TYPES.get(match[3], match[3])
        return Complaint("wrong-type", f'"{spell(path)}" wants {wanted}, not a JSON {match[1]}', path)
    if "missing 'kind'" in said:
        return Complaint("missing-kind", "kubeconform: missing 'kind' key")
    if "missing 'apiVersion'" in said:
        return Complaint("missing-api-version", "kubeconform: missing 'apiVersion' key")
    match = _YAML_LINE.search(said)
    line, message = (int(match[1]), match[2].strip()) if match else (0, said)
    return Complaint("repeated-key" if "already set in map" in said else "syntax-error", message, line=line)


def _path(pointer: str, value: Any) -> FieldPath:  # noqa: ANN401 - any YAML value
    """A JSON pointer as a path: its numbers are indexes where a list is."""
    return steps_into((part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]), value)


def steps_into(parts: Iterable[str], value: Any) -> FieldPath:  # noqa: ANN401 - any YAML value
    """The steps of a path as they are written: a number is an index where a list is."""
    path: list[str | int] = []
    for part in parts:
        step = int(part) if isinstance(value, list) and part.isdecimal() else part
        path.append(step)
        try:
            value = value[step]
        except (LookupError, TypeError):
            value = None
    return tuple(path)
