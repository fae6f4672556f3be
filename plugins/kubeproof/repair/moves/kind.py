"""A kind that Kubernetes does not have: replaced by the one that is spelt like it, or that it is short for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.spelling import unlikeness
from kubeproof.repair.writing import write
from kubeproof.schema import catalog
from kubeproof.schema.short_names import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.text.edit import Edit

_UNKNOWN_KIND = "KP203"
_OTHER_GROUP = 1.0


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each kind with almost the same letters that all chosen versions serve, with its apiVersion if that is wrong too.

    And the two exchanged, if each stands where the other belongs.
    """
    if situation.target.code != _UNKNOWN_KIND:
        return
    written, api_version = situation.root.get("kind", ""), situation.root.get("apiVersion", "")
    known = _served(situation)
    if api_version in known and written in known[api_version]:
        edits = (_at(situation, "kind", api_version), _at(situation, "apiVersion", written))
        yield Candidate(edits, "exchange kind and apiVersion")
    for kind, api_versions in known.items():
        cost = 0.0 if kind_of(written) == kind else unlikeness(written, kind)
        if cost is None:
            continue
        edit = _at(situation, "kind", kind)
        if api_version in api_versions:
            yield Candidate((edit,), f"write kind: {kind}", 1 + cost)
        else:
            also = (edit, _at(situation, "apiVersion", api_versions[0]))
            message = f"write kind: {kind} and apiVersion: {api_versions[0]}"
            yield Candidate(also, message, 1 + cost + _OTHER_GROUP)


def _at(situation: Situation, key: str, text: str) -> Edit:
    return write(situation, situation.document.value_span((key,)), text)


def _served(situation: Situation) -> dict[str, list[str]]:
    """The kinds that all chosen versions serve, and under which apiVersions."""
    first, *others = (catalog(version).api_versions for version in situation.assessment.scope.kubernetes)
    common = {
        kind: [name for name in names if all(name in other.get(kind, ()) for other in others)]
        for kind, names in first.items()
    }
    return {kind: names for kind, names in sorted(common.items()) if names}
