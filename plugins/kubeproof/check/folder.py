"""The YAML files of a folder, looked at together: what one misses, another may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.check.definitions import with_definitions
from kubeproof.check.inspection import inspect
from kubeproof.finding.finding import Finding, locate
from kubeproof.rules.engine import diagnose_together
from kubeproof.rules.scope import Scope
from kubeproof.text.block import whole
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.check.options import Options

_MOST = 500
"""The most objects that can be meant to work together; a larger folder is a collection."""


def check_folder(files: Mapping[str, str], options: Options) -> list[Finding]:
    """What is wrong between the objects of the YAML files of one folder, by file and place.

    Args:
        files: the text of each file by its path.
        options: how to check.

    Returns:
        The findings; none if a file cannot be read, since what is missing may be there.
    """
    places = [
        (document, path)
        for path, text in files.items()
        for document in inspect(text, with_definitions(text, options)).documents
    ]
    if len(places) > _MOST:
        return []
    found: list[Finding] = []
    for number, diagnostic in diagnose_together(tuple(document for document, _ in places), Scope(options.kubernetes)):
        if options.reports(diagnostic.code):
            path = places[number][1]
            found.append(locate(diagnostic, whole(Source(files[path])), path))
    return found
