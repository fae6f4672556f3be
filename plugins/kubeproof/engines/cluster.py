"""A real API server as the judge: a strict dry run of every object, several at once."""

from __future__ import annotations

import http
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from kubeproof.engines.decoding import decoding, path_of
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
    from kubeproof.manifest.document import Document

_AT_ONCE = 8
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
        yield _unreadable(piece.document)
        return
    value = piece.value
    for name, rule in (("apiVersion", "missing-api-version"), ("kind", "missing-kind")):
        if not isinstance(value, dict) or not isinstance(value.get(name), str):
            yield Complaint(rule, f'"{name}" is required')
            return
    reply = server.dry_run(value, piece.text)
    if reply is None:
        message = f'the cluster {server.context} serves no {value["kind"]} in "{value["apiVersion"]}"'
        yield Complaint("unknown-kind", message, ("kind" if server.serves(value["apiVersion"]) else "apiVersion",))
    elif reply.status >= http.HTTPStatus.BAD_REQUEST and reply.value.get("reason") != "AlreadyExists":
        yield from _refusal(reply, value)


def _unreadable(document: Document) -> Complaint:
    """The server would say the same of a text that is not YAML, and name no better place."""
    problem = document.problems[0]
    line = 1 + document.text.count("\n", document.span.start, problem.span.start)
    return Complaint("syntax-error", problem.message, line=line)


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
    yield from decoding(reply.message, value)
