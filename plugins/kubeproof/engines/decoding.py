"""What an API server says of an object that it cannot decode, in our words and at its field."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any

from kubeproof.engines.messages import Complaint, steps_into
from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.manifest.path import FieldPath

_UNKNOWN = re.compile(r'unknown field "([^"]+)"')
_REPEATED = re.compile(r'(?:line (\d+): )?key "?[^"\s]+"? already set in map|duplicate field "([^"]+)"')
_TYPE = re.compile(r"cannot unmarshal (\w+)(?: \S+)? into Go struct field \w+\.(\S+) of type (\S+)")
_BASE64 = "illegal base64 data"
_NAMESPACE = "the namespace of the provided object does not match"
_STEP = re.compile(r"([^.\[\]]+)|\[(?:(\d+)|([^\]]*))\]")
_SORTS = {bool: "bool", int: "number", float: "number", str: "string", list: "array", dict: "object"}


def decoding(message: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    """What is wrong before the server has an object to validate.

    Args:
        message: what it says.
        value: the object.
    """
    found = [*_fields(message, value)]
    if found:
        yield from found
    elif typed := _TYPE.search(message):
        yield _typed(typed, value)
    elif _BASE64 in message and (path := _not_base64(value)):
        yield Complaint("not-allowed-value", f'"{spell(path)}" is not Base64', path)
    elif _NAMESPACE in message:
        path = ("metadata", "namespace")
        yield Complaint("not-allowed-value", f'"{spell(path)}" is no name that a namespace can have', path)
    else:
        yield Complaint("not-allowed-value", message.rpartition("with: ")[2] or message)


def path_of(field: str, value: Any) -> FieldPath:  # noqa: ANN401 - any YAML value
    """A field as the server spells it, `spec.ports[0].port` or `data[a.b]`, as a path into an object."""
    return steps_into((name or key or index for name, index, key in _STEP.findall(field)), value)


def _fields(message: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    """The keys that are unknown, or there twice: the server names all of them."""
    for match in _UNKNOWN.finditer(message):
        yield Complaint("unknown-field", f'unknown field "{match[1]}"', path_of(match[1], value), at_key=True)
    for match in _REPEATED.finditer(message):
        line = int(match[1]) if match[1] else 0
        yield Complaint("repeated-key", match[0], path_of(match[2] or "", value), line=line)


def _typed(match: re.Match[str], value: Mapping[str, Any]) -> Complaint:
    """A value of a wrong type. The server leaves out which item of a list it is: the first one of the type it says."""
    sort, field, wanted = match.groups()
    path = next(_of_sort(field.split("."), value, sort), path_of(field, value))
    return Complaint("wrong-type", f'"{spell(path)}": the server cannot read this {sort} as {wanted}', path)


def _of_sort(names: Sequence[str], value: Any, sort: str, path: FieldPath = ()) -> Iterator[FieldPath]:  # noqa: ANN401 - any YAML value
    if isinstance(value, list) and (names or sort != "array"):
        for index, item in enumerate(value):
            yield from _of_sort(names, item, sort, (*path, index))
    elif isinstance(value, dict) and names:
        yield from _of_sort(names[1:], value.get(names[0]), sort, (*path, names[0]))
    elif isinstance(value, dict) and sort != "object":  # a map with keys of the author's own
        for key, item in value.items():
            yield from _of_sort((), item, sort, (*path, key))
    elif not names and _SORTS.get(type(value)) == sort:
        yield path


def _not_base64(value: Mapping[str, Any]) -> FieldPath:
    for name in ("data", "binaryData"):
        entries = value.get(name)
        for key, text in entries.items() if isinstance(entries, dict) else ():
            try:
                base64.b64decode(str(text), validate=True)
            except (binascii.Error, ValueError):
                return (name, key)
    return ()
