"""The Python-Markdown extension: everything that Kubeproof shows in a page.

It works without MkDocs: `markdown.markdown(text, extensions=["kubeproof"])`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.preprocessors import Preprocessor

from kubeproof.check.definitions import with_definitions
from kubeproof.fences import html, superfences
from kubeproof.fences.anchors import Anchors, anchors_of
from kubeproof.fences.annotations import AnnotationProcessor
from kubeproof.fences.expansion import Expansion
from kubeproof.fences.headers import normalized
from kubeproof.fences.kinds import FENCES, fence_kind
from kubeproof.fences.ready import ready
from kubeproof.fences.slugs import Slugs
from kubeproof.fences.tabs import with_tabs
from kubeproof.fences.unclosed import unclosed
from kubeproof.markdown_page import page_folder
from kubeproof.markdown_settings import DEFAULTS, checked, site_of
from kubeproof.text.markdown import YAML
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

    from kubeproof.fences.call import Call
    from kubeproof.fences.problems import FenceError
    from kubeproof.fences.ready import Ready
    from kubeproof.fences.scanned import Verdict
    from kubeproof.fences.site import Site

# After white space is normalized (30) and the metadata taken away (27), before superfences looks for fences (25).
_PRIORITY = 26
_BEFORE_TABS_GO = 31
_LAST = 1


class KubeproofExtension(Extension):
    """Checks, repairs and draws the Kubernetes manifests of a page."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - what an author writes
        self.config = {name: [value, what] for name, (value, what) in DEFAULTS.items()}
        super().__init__(**checked(settings))
        self._anchors: Anchors | None  # these three for each page: see `reset`
        self._numbers: count[int]
        self._seen: set[str]
        self.tabbed: dict[str, str] = {}
        self.clean: frozenset[str] = frozenset()
        self._whole_site: Site = self.getConfig("site") or site_of(self.getConfigs())
        self._site = self._whole_site
        self._listener: Callable[[Call], Verdict | None] | Literal[""] = self.getConfig("rendered")
        self._known_clean: Callable[[], frozenset[str]] | Literal[""] = self.getConfig("clean")

    def begin(self, text: str) -> None:
        """Take note of the definitions in a page."""
        site = self._whole_site
        options = with_definitions(text, site.options, markdown=True)
        self._site = site if options is site.options else replace(site, options=options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter; superfences is added if it is not there."""
        self.md = md
        md.registerExtension(self)
        md.preprocessors.register(_KubeproofPreprocessor(self), "kubeproof", _PRIORITY)
        md.preprocessors.register(_TabPreprocessor(self), "kubeproof_tabs", _BEFORE_TABS_GO)
        md.treeprocessors.register(AnnotationProcessor(md), "kubeproof", _LAST)

    def reset(self) -> None:
        """Start a page. All extensions of the converter are known by now."""
        self._numbers = count(1)
        self._anchors = None
        self._seen = set()
        if not superfences.installed(self.md):
            self.md.registerExtensions(["pymdownx.superfences"], {})

    def body(self, body: str) -> str:
        """The body of a fence as its author wrote it."""
        return self.tabbed.get(body, body)

    def anchors(self) -> Anchors:
        """The lines of manifests on the page that links may lead to."""
        self._anchors = self._anchors or Anchors()
        return self._anchors

    def note_anchors(self, text: str, site: Site) -> None:
        """Take note of the lines that a page shows."""
        self._anchors = anchors_of(text, FENCES, site)

    def rendered(self, call: Call) -> Verdict | None:
        """Tell whoever asked to be told that a page shows a fence; what is known of its YAML, if they know."""
        known = self._listener(call) if self._listener else None
        return known if self._site.options is self._whole_site.options else None

    def leaves(self, page: Ready | None) -> bool:
        """Whether superfences shows a page just as we would: nothing is wrong with its YAML."""
        self.clean = frozenset()
        if page is None or self.tabbed or self._site.options is not self._whole_site.options:
            return False
        if self._known_clean:
            self.clean = self._known_clean()
        return page.yaml is not None and page.yaml <= self.clean

    def identifier(self) -> str:
        """A name that nothing else on the page has."""
        return f"kubeproof-{next(self._numbers)}"

    def is_first(self, what: str) -> bool:
        """Whether something is the first of its sort on the page."""
        first = what not in self._seen
        self._seen.add(what)
        return first

    def site(self) -> Site:
        """What the settings say, and the page."""
        return self._site

    def with_slugs(self) -> Site:
        """The site, with links to headings as the converter makes them."""
        self._site = replace(self._site, slugs=self._slugs())
        return self._site

    def _slugs(self) -> Slugs:
        if "toc" not in self.md.treeprocessors:
            return Slugs(slugify, "-")
        toc: Any = self.md.treeprocessors["toc"]
        return Slugs(toc.slugify, toc.sep)

    def page_folder(self) -> Path | None:
        """The folder of the page: from the settings, or from whoever builds the site; None if neither says."""
        named = self.getConfig("page")
        return Path(named).parent if named else page_folder(self.md)


class _TabPreprocessor(Preprocessor):
    """Remembers which YAML has tabs."""

    def __init__(self, extension: KubeproofExtension) -> None:
        super().__init__(extension.md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """The page as it is."""
        text = "\n".join(lines)
        if "\t" in text:
            text = "\n".join(line.rstrip("\r") for line in lines)
        self._extension.tabbed = with_tabs(text, YAML, self.md.tab_length)
        return lines


class _KubeproofPreprocessor(Preprocessor):
    """Pulls in notes, and prepares the other fences for superfences."""

    def __init__(self, extension: KubeproofExtension) -> None:
        super().__init__(extension.md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """The page with its notes."""
        text = "\n".join(lines)
        self._extension.begin(text)
        simple = ready(text)
        if not self._extension.leaves(simple):
            superfences.install(self.md, self._extension)
        if simple is not None:
            return lines if simple.text == text else simple.text.split("\n")
        site, folder = self._extension.with_slugs(), self._extension.page_folder()
        text = Expansion(site, folder, self._box, self._extension.tabbed).expand(text)
        text = normalized(text, fence_kind)
        self._extension.note_anchors(text, site)
        return self._marked(text)

    def _box(self, error: FenceError) -> str:
        return self.md.htmlStash.store(html.finding(error.diagnostic))

    def _marked(self, text: str) -> list[str]:
        """The lines, with a box before each fence that is never closed."""
        lines = text.split("\n")
        for fence, diagnostic in reversed(list(unclosed(Source(text)))):
            prefix = lines[fence.line - 1][: fence.column - 1]
            lines[fence.line - 1 : fence.line - 1] = [
                prefix + self.md.htmlStash.store(html.finding(diagnostic)),
                prefix.rstrip(),
            ]
        return lines


def makeExtension(**settings: Any) -> KubeproofExtension:  # noqa: ANN401, N802 - Python-Markdown's name
    """What Python-Markdown calls for `extensions=["kubeproof.markdown_extension"]`."""
    return KubeproofExtension(**settings)
