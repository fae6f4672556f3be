"""The Kubernetes versions that accept a manifest."""

from __future__ import annotations

from functools import lru_cache

from kubeproof.finding import Severity
from kubeproof.manifest.reader import read
from kubeproof.rules.engine import diagnose, recognised
from kubeproof.rules.scope import Scope
from kubeproof.schema import VERSIONS


@lru_cache(maxsize=4096)
def accepted_by(text: str) -> tuple[str, ...]:
    """The known versions whose API server would accept every object of a text; none if no object is in it.

    Documents that are not recognisably Kubernetes objects do not count.
    """
    documents = read(text)
    newest = Scope(VERSIONS[-1:])
    if not any(document.parses and recognised(document, newest) for document in documents):
        return ()
    refused: set[str] = set()
    for document in documents:
        for found in diagnose(document, Scope(VERSIONS)):
            if found.severity is Severity.ERROR:
                refused.update(found.kubernetes)
    return tuple(version for version in VERSIONS if version not in refused)


def span_text(versions: tuple[str, ...]) -> str:
    """Versions as people write them: `1.25-1.37`, or `1.25-1.31, 1.34` where there is a gap; empty for none."""
    runs: list[list[str]] = []
    for version in versions:
        if runs and VERSIONS.index(version) == VERSIONS.index(runs[-1][-1]) + 1:
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
