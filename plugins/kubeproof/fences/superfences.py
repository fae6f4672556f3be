"""Our fences among those of `pymdownx.superfences`, which finds them and highlights code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from pymdownx.superfences import SuperFencesException

from kubeproof.fences import html
from kubeproof.fences.annotations import Parted, wrapped
from kubeproof.fences.call import HIGHLIGHT, Call
from kubeproof.fences.kinds import FENCES, fence_kind
from kubeproof.fences.problems import FenceError
from kubeproof.text.markdown import YAML

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from kubeproof.fences.anchors import Anchors
    from kubeproof.fences.kinds import FenceKind
    from kubeproof.fences.scanned import Verdict
    from kubeproof.fences.site import Site

PREPROCESSOR = "fenced_code_block"
_OURS = "kubeproof"


def installed(md: Markdown) -> bool:
    """Whether superfences finds the fences of this converter."""
    return hasattr(_finder(md), "extension")


class Host(Protocol):
    """What fences ask of the extension that they belong to."""

    def site(self) -> Site:
        """The site."""

    def identifier(self) -> str:
        """A name that nothing else on the page has."""

    def is_first(self, what: str) -> bool:
        """Whether something is the first of its sort on the page."""

    def anchors(self) -> Anchors:
        """The lines of manifests on the page that links may lead to."""

    def body(self, body: str) -> str:
        """The body of a fence as its author wrote it."""

    @property
    def clean(self) -> frozenset[str]:
        """The YAML of the page, without the last line end, that is known to have nothing wrong with it."""

    def rendered(self, call: Call) -> Verdict | None:
        """Hear of a fence that the page shows, and say what is known of its YAML."""


def install(md: Markdown, host: Host) -> None:
    """Add our fences to superfences, unless the author has a fence of the same name.

    Args:
        md: a converter that has superfences.
        host: asked when a fence is rendered.
    """
    extension = _finder(md).extension
    taken = {entry["name"] for entry in extension.superfences}
    for name in reversed(tuple(FENCES)):  # superfences asks the last one first, and most fences are YAML
        if name not in taken:
            formatter = partial(_format, name=name, host=host)
            extension.extend_super_fences(name, formatter, _validate, None)


def _finder(md: Markdown) -> Any:  # noqa: ANN401 - superfences has no types
    if PREPROCESSOR not in md.preprocessors:
        return None
    return md.preprocessors[PREPROCESSOR]


def _validate(
    language: str, inputs: Mapping[str, str], options: dict[str, Any], _attrs: dict[str, str], _md: Markdown
) -> bool:
    """Take any attribute: a wrong one is reported where the fence stands, and does not make it vanish.

    A fence that only bears the name of one of ours is left to superfences.
    """
    if fence_kind(language, inputs) is None:
        return False
    options[_OURS] = {name: "" if value == name else str(value) for name, value in inputs.items()}
    return True


@dataclass(frozen=True, slots=True)
class _Page:
    """One fence on its page; see `snippet.Page`."""

    md: Markdown
    given: Mapping[str, str]
    own: frozenset[str]
    classes: tuple[str, ...]
    id_value: str
    host: Host
    known: Verdict | None

    @property
    def anchors(self) -> Anchors:
        """The lines of manifests that links may lead to."""
        return self.host.anchors()

    def identifier(self) -> str:
        """A name that nothing else on the page has."""
        return self.host.identifier()

    def is_first(self, what: str) -> bool:
        """Whether something is the first of its sort on the page."""
        return self.host.is_first(what)

    def code(self, text: str, highlighted: str | None = None) -> str:
        """YAML as a code block with the title, line numbers and other options of the fence; see `snippet.Page`."""
        other = {name: value for name, value in self.given.items() if name not in self.own}
        attributes = other if "attr_list" in self.md.treeprocessors else {}
        options = {name: self.given[name] for name in HIGHLIGHT if name in self.given}
        if highlighted is not None:
            options.pop("hl_lines", None)
            options |= {"hl_lines": highlighted} if highlighted else {}
        look = {"classes": list(self.classes), "id_value": self.id_value, "attrs": attributes}
        return _highlighted(self.md, text, "yaml", options, look)

    def difference(self, text: str) -> str:
        """A unified difference as a code block."""
        return _highlighted(self.md, text, "diff", {}, {"classes": [], "id_value": "", "attrs": {}})


def _highlighted(md: Markdown, text: str, language: str, options: Mapping[str, str], look: Mapping[str, Any]) -> str:
    finder: Any = md.preprocessors[PREPROCESSOR]
    default = finder.extension.superfences[0]
    accepted: dict[str, Any] = {}
    if options:
        finder.line_count = text.count("\n") + 1  # the highlighter bounds hl_lines by it
        default["validator"](language, options, accepted, {}, md)
    else:
        finder.get_hl_settings()  # as the validator does first
    result: str = default["formatter"](src=text, language=language, options=accepted, md=md, **look)
    return result


def _format(  # noqa: PLR0913 - superfences calls it with these
    *,
    src: str,
    language: str,
    options: Mapping[str, Any],
    md: Markdown,
    classes: list[str],
    id_value: str,
    name: str,
    host: Host,
    **_attributes: Any,  # noqa: ANN401 - superfences calls it with more in newer versions
) -> str:
    """The HTML of one fence.

    Raises:
        SuperFencesException: a bug of ours; superfences would hide any other exception.
    """
    given: dict[str, str] = options[_OURS]
    try:
        if not given and name in YAML and src in host.clean:  # nearly all YAML, so it has a short way
            look = {"classes": classes, "id_value": id_value, "attrs": {}}
            return _highlighted(md, src.rstrip("\n"), "yaml", {}, look)
        kind = FENCES[name]
        # With the line end that superfences has taken off, the text is the one that was checked with the page.
        call = Call(language, f"{host.body(src)}\n" if src else "", given)
        page = _Page(md, given, kind.attributes, tuple(classes), id_value, host, host.rendered(call))
        return _render(call, kind, host.site(), page)
    except Exception as error:
        raise SuperFencesException(f'the fence "{language}" could not be rendered') from error


def _render(call: Call, kind: FenceKind, site: Site, page: _Page) -> str:
    boxes = [html.finding(error.diagnostic) for error in call.attribute_errors(kind.attributes)]
    try:
        return _beside(kind.render(call, site, page), boxes)
    except FenceError as error:
        written = f'<pre class="kubeproof-source-text"><code>{escape(call.body)}</code></pre>'
        return _beside(written, [html.finding(error.diagnostic), *boxes])


def _beside(content: str, boxes: list[str]) -> str:
    if isinstance(content, Parted):
        return Parted.of(content.code, content.below + "".join(boxes))
    return wrapped(content + "".join(boxes)) if boxes else content
