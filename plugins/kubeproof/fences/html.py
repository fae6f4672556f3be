"""The HTML of what fences show beside code."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kubeproof.fences.wording import marked_up
from kubeproof.finding import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.diagrams import Drawing

_ADMONITION = {Severity.ERROR: "failure", Severity.WARNING: "warning", Severity.INFO: "info"}
# The script makes it visible, for without the script nothing can be switched. Its room is kept, so nothing jumps.
_SWITCHED = (
    '<p class="kubeproof-switched"><span role="status">Turn the switches, and see which nodes get a Pod.</span> '
    '<button type="button" hidden>As in the manifests</button></p>'
)
_SEVERITY = {Severity.ERROR: "Mistake", Severity.WARNING: "Warning", Severity.INFO: "Note"}


def finding(diagnostic: Diagnostic, place: str = "") -> str:
    """A box that says what is wrong.

    Args:
        diagnostic: what is wrong.
        place: where it is, such as `line 3`; nothing if it is about the whole fence.
    """
    kind = _ADMONITION[diagnostic.severity]
    title = f"{_SEVERITY[diagnostic.severity]} in {place}" if place else _SEVERITY[diagnostic.severity]
    return (
        f'<div class="kubeproof-finding kubeproof-finding--{diagnostic.severity} admonition {kind}">'
        f'<p class="admonition-title">{escape(title)}</p>'
        f"<p>{escape(diagnostic.message)} {_rule(diagnostic)}</p></div>"
    )


def _rule(diagnostic: Diagnostic) -> str:
    code, name = escape(diagnostic.code), escape(diagnostic.name)
    return f'<span class="kubeproof-rule"><code>{code}</code> {name}</span>'


def repair(messages: Iterable[str], difference: str) -> str:
    """A line that says what was repaired, and the difference, folded.

    Args:
        messages: what was repaired, one each.
        difference: the HTML of the difference.
    """
    said = "; ".join(marked_up(message) for message in messages)
    return (
        '<div class="kubeproof-repair" data-search-exclude>'
        f'<p class="kubeproof-repair-line"><strong>Repaired here.</strong> In the source: {said}.</p>'
        f"<details><summary>Show the difference</summary>{difference}</details></div>"
    )


def suggestion(message: str, difference: str) -> str:
    """A line that says what the author could write instead, and the difference, folded. The code is as it was.

    Args:
        message: what to write.
        difference: the HTML of the difference.
    """
    return (
        '<div class="kubeproof-repair kubeproof-repair--suggested" data-search-exclude>'
        f'<p class="kubeproof-repair-line"><strong>Not repaired here.</strong> A suggestion: {marked_up(message)}.</p>'
        f"<details><summary>Show the difference</summary>{difference}</details></div>"
    )


def expected(diagnostic: Diagnostic) -> str:
    """A box that says what the mistake does that the author wants to show."""
    said = (
        "The API server refuses this:" if diagnostic.severity is Severity.ERROR else "The API server takes this, but:"
    )
    return (
        '<div class="kubeproof-expected admonition quote"><p class="admonition-title">A mistake, on purpose</p>'
        f"<p>{said} {marked_up(diagnostic.message)} {_rule(diagnostic)}</p></div>"
    )


def origin(url: str, name: str, versions: str) -> str:
    """A quiet line: a link to the file that a block comes from, and the Kubernetes versions that accept it.

    Args:
        url: the address of the file; nothing if there is none.
        name: what to call the file.
        versions: the versions, such as `1.25-1.37`; nothing if that is not to be said.
    """
    link = f'<a href="{escape(url)}">Source: {escape(name)}</a>' if url else ""
    accepted = f'<span class="kubeproof-versions">Accepted by Kubernetes {escape(versions)}</span>' if versions else ""
    parts = " · ".join(part for part in (link, accepted) if part)
    return f'<p class="kubeproof-source" data-search-exclude>{parts}</p>' if parts else ""


def figure(drawing: Drawing, *, styled: bool = True) -> str:
    """A diagram with its caption, and the same facts as a table, folded.

    Args:
        drawing: the diagram.
        styled: whether it brings the style of pictures to its page.
    """
    from kubeproof.diagrams import style_element  # noqa: PLC0415 - most pages have no picture

    svg = drawing.svg if styled else drawing.svg.replace(style_element(), "", 1)
    return (
        '<figure class="kubeproof-diagram" data-search-exclude>'
        f"{_SWITCHED if drawing.switches else ''}"
        f'<div class="kubeproof-canvas">{svg}</div>'
        f"<figcaption>{_captions(drawing)}"
        f"<details><summary>{escape(drawing.title)}: as a table</summary>"
        f"{_table(drawing)}</details></figcaption></figure>"
    )


def _table(drawing: Drawing) -> str:
    """The facts of a diagram; the keyboard can scroll them."""
    head = "".join(f'<th scope="col">{escape(str(cell))}</th>' for cell in drawing.table.headers)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in drawing.table.rows)
    return (
        f'<div class="kubeproof-table" tabindex="0" role="group" aria-label="{escape(drawing.title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _captions(drawing: Drawing) -> str:
    if not drawing.captions:
        return f"<p>{escape(drawing.description)}</p>"
    return "".join(f"<p><strong>{escape(name)}:</strong> {escape(said)}</p>" for name, said in drawing.captions.items())
