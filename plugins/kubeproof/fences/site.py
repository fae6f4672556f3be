"""What all fences of a site share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from kubeproof.check import Options
from kubeproof.fences.slugs import PLAIN, Slugs
from kubeproof.files import Root
from kubeproof.finding import Diagnostic, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.fences.call import Pull

Found = TypeVar("Found", Diagnostic, Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The folders that fences read from, and how they check what is in them.

    Attributes:
        examples: the folder of the manifests.
        notes: the folder of the notes.
        options: how YAML is checked.
        examples_url: the address of the folder of the manifests in the repository; empty if there is none.
        slugs: how headings become parts of links.
        shared_pages: whether other generators read the pages too, so that what stands beside `yaml` may be theirs.
        commands: the programs beside kubectl that transcripts may run.
    """

    examples: Root = field(default=Root(Path("examples"), "examples"))
    notes: Root = field(default=Root(Path("docs/notes"), "docs/notes"))
    options: Options = field(default_factory=Options)
    examples_url: str = ""
    slugs: Slugs = field(default=PLAIN)
    shared_pages: bool = False
    commands: tuple[str, ...] = ()

    def root(self, pull: Pull) -> Root:
        """The folder of a file that a fence brings along."""
        return self.notes if pull.root == "notes" else self.examples

    def told(self, found: Iterable[Found]) -> list[Found]:
        """Those of some findings whose rules are to be reported."""
        return [each for each in found if self.options.reports(each.code)]

    def source_url(self, path: str) -> str:
        """The address of a manifest's source, or nothing."""
        return f"{self.examples_url.rstrip('/')}/{quote(path)}" if self.examples_url else ""
