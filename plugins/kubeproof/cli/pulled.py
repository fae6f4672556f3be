"""The files that pages name in fences: checked with the pages, each once and at its own place."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from kubeproof.cli.treatment import scanned
from kubeproof.fences.scan import scan_pulled
from kubeproof.files import ReadError
from kubeproof.manifest.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.cli.outcome import Outcome
    from kubeproof.fences.call import Pull
    from kubeproof.fences.site import Site


def pulled(outcomes: Iterable[Outcome], looked_at: Iterable[str], site: Site) -> list[Outcome]:
    """The outcomes of the files that pages name, and of those that these name in turn.

    Args:
        outcomes: what came of the pages.
        looked_at: the files that were looked at already.
        site: where the files are.
    """
    known = {os.path.realpath(path) for path in looked_at}
    found: dict[str, Outcome] = {}
    waiting = deque(pull for outcome in outcomes for pull in outcome.pulls)
    done: set[Pull] = set()
    while waiting:
        pull = waiting.popleft()
        outcome = None if pull in done or _is_known(pull, known, site) else _outcome(pull, site)
        done.add(pull)
        if outcome:
            waiting += outcome.pulls
            earlier = found.get(outcome.path)
            both = dict.fromkeys((*(earlier.findings if earlier else ()), *outcome.findings))
            found[outcome.path] = replace(outcome, findings=tuple(both))
    return list(found.values())


def _is_known(pull: Pull, known: set[str], site: Site) -> bool:
    try:
        return str(site.root(pull).resolve(pull.path)) in known
    except ReadError:
        return True  # the fence that names the file has a finding of its own


def _outcome(pull: Pull, site: Site) -> Outcome | None:
    scan = scan_pulled(pull, site)
    if scan is None:
        return None
    documents = scan.snippets if pull.root == "notes" else len(read(scan.source.text))
    return scanned(scan, site.root(pull).name(pull.path), documents, site.options)
