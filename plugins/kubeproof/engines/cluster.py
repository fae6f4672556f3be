"""A real API server as the judge: a strict dry run of every object, several at once."""

from __future__ import annotations

import http
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from kubeproof.engines.findings import diagnostic
from kubeproof.engines.messages import Complaint
from kubeproof.finding.finding import locate
from kubeproof.live.kubectl import ClusterError
from kubeproof.schema import VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.engines.pieces import Piece
    from kubeproof.finding import Finding
    from kubeproof.live.dryrun import Reply, Server
    from kubeproof.manifest.path import FieldPath

_AT_ONCE = 8
_UNKNOWN = re.compile(r'unknown field "([^"]+)"')
_REPEATED = re.compile(r'(?:line (\d+): )?key "?[^"\s]+"? already set in map|duplicate field "([^"]+)"')
_TYPE = re.compile(r"Go struct field \w+\.(\S+) of type")
_STEP = re.compile(r"([^.\[\]]+)|\[(?:(\d+)|([^\]]*))\]")
_RULES = {
    "FieldValueRequired": "required-value",
    "FieldValueDuplicate": "repeated-name",
    "FieldValueTypeInvalid": "wrong-type",
}


def findings(pieces: Sequence[Piece], server: Server) -> list[Finding]:
    """The findings of a server about some objects, in their order.

    Raises:
        ClusterError: the server is gone, or does not let us ask.
    """
    version = server.version()
    version = version if version in VERSIONS else VERSIONS[-1]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        said = list(pool.map(lambda piece: tuple(_complaints(piece, server)), pieces))
    found = (
        (piece, diagnostic(piece, complaint, (version,)))
        for piece, complaints in zip(pieces, said, strict=True)
        for complaint in complaints
    )
    return [locate(each, piece.block, piece.path) for piece, each in found if each.code not in piece.expected]


def _complaints(piece: Piece, server: Server) -> Iterator[Complaint]:
    if not piece.document.parses:
        yield Complaint("syntax-error", piece.document.problems[0].message)
        return
    value = piece.value
    for name, rule in (("apiVersion", "missing-api-version"), ("kind", "missing-kind")):
        if not isinstance(value, dict) or not isinstance(value.get(name), str):
            yield Complaint(rule, f'"{name}" is required')
            return
    reply = server.dry_run(value, piece.text)
    if reply is None:
        message = f'the cluster {server.context} serves no {value["kind"]} in "{value["apiVersion"]}"'
        yield Complaint("unknown-kind", message, ("kind",))
    elif reply.status >= http.HTTPStatus.BAD_REQUEST and reply.value.get("reason") != "AlreadyExists":
        yield from _refusal(reply, value)


def _refusal(reply: Reply, value: Mapping[str, Any]) -> Iterator[Complaint]:
    if reply.status == http.HTTPStatus.UNAUTHORIZED or " cannot create resource " in reply.message:
        raise ClusterError(f"the cluster does not let you ask: {reply.message}")
    details = reply.value.get("details")
    causes = details.get("causes") if isinstance(details, dict) else None
    if reply.value.get("reason") == "Invalid" and causes:
        for cause in causes:
            rule = _RULES.get(str(cause.get("reason")), "not-allowed-value")
            field = str(cause.get("field", ""))
            text = str(cause.get("message", "")).partition(": \n")[0]
            yield Complaint(rule, f'"{field}": {text}', path_of(field, value))
        return
    yield from _decoding(reply.message, value)


def _decoding(message: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    """What is wrong before the server has an object to validate."""
    found = False
    for match in _UNKNOWN.finditer(message):
        found = True
        yield Complaint("unknown-field", f'unknown field "{match[1]}"', path_of(match[1], value), at_key=True)
    for match in _REPEATED.finditer(message):
        found = True
        line = int(match[1]) if match[1] else 0
        yield Complaint("repeated-key", match[0], path_of(match[2] or "", value), line=line)
    typed = _TYPE.search(message)
    if not found:
        last = message.rpartition("with: ")[2] or message
        yield Complaint("wrong-type" if typed else "not-allowed-value", last, path_of(typed[1] if typed else "", value))


def path_of(field: str, value: Any) -> FieldPath:  # noqa: ANN401 - any YAML value
    """A field as the server spells it, `spec.ports[0].port` or `data[a.b]`, as a path into an object."""
    path: list[str | int] = []
    for name, index, key in _STEP.findall(field):
        step: str | int = name or key or (int(index) if isinstance(value, list) else index)
        path.append(step)
        try:
            value = value[step]
        except (LookupError, TypeError):
            value = None
    return tuple(path)
