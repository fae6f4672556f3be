"""Writes scenes as SVG. The same scene gives the same bytes."""

import re
from collections.abc import Sequence
from html import escape
from math import hypot

from kubeproof.diagrams.icons import ICONS, SIZE
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Point, Scene, Text, Tone
from kubeproof.diagrams.style import STYLE, STYLE_OF_FILES

_HEAD = 8.0  # the length of an arrow's head
_GAP = 16  # between pictures in a file, and around them
_CLOSE = 8  # between pictures on a page, where room is scarce
_SMALLEST = 0.84  # how far it shrinks: text of 12 stays above 10 pixels
_LARGEST = 1.22  # how far a picture grows beyond its own size, in a wide page
_STOP = ' tabindex="0"'
# What XML cannot hold at all: control characters, halves of surrogate pairs, non-characters.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_page(scenes: Sequence[Scene], identifier: str) -> str:
    """The scenes for a page: one SVG, or several in a box in which they wrap.

    Args:
        scenes: what to write, at least one.
        identifier: the beginning of every id; unique on its page.
    """
    if len(scenes) == 1:
        return _svg(scenes[0], identifier, STYLE, "display:block;margin:0 auto;")
    # The first picture brings the style for all of them.
    panels = (
        _svg(scene, f"{identifier}-{number}", STYLE if number == 1 else "", "margin:0 auto;")
        for number, scene in enumerate(scenes, 1)
    )
    # As many columns as pictures where there is room. The place of one does not depend on whether the next is there:
    # a browser draws the first while the page is still on its way.
    widest, count = max(scene.width for scene in scenes), len(scenes)
    share = f"(100% - {_CLOSE * (count - 1)}px)/{count}"
    box = (
        f"display:grid;gap:{_GAP}px {_CLOSE}px;align-items:start;margin:0 auto;"
        f"max-width:{_number(widest * _LARGEST * count)}px;"
        f"grid-template-columns:repeat(auto-fill,minmax(max({_number(widest * _SMALLEST)}px,{share}),1fr))"
    )
    return f'<div class="kp-panels" style="{box}">{"".join(panels)}</div>'


def write_file(scenes: Sequence[Scene], identifier: str, title: str, description: str) -> str:
    """The scenes beside each other in one SVG that needs no page around it."""
    items, x = list[str](), float(_GAP)
    for scene in scenes:
        items.append(f'<g transform="translate({_number(x)} {_GAP})">{_items(scene.items)}</g>')
        x += scene.width + _GAP
    height = max(scene.height for scene in scenes)
    whole = Scene(width=x, height=height + 2 * _GAP, items=(), title=title, description=description)
    return _svg(whole, identifier, STYLE_OF_FILES, "", "".join(items)) + "\n"


def _svg(scene: Scene, identifier: str, style: str, layout: str, content: str | None = None) -> str:
    width, height = _number(scene.width), _number(scene.height)
    ids = f"{identifier}-title", f"{identifier}-desc"
    name = escape(identifier)
    body = _items(scene.items) if content is None else content
    role = "group" if _STOP in body or "<a " in body else "img"  # nobody can go into an image
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" class="kp" role="{role}" '
        f'aria-labelledby="{escape(" ".join(ids))}" viewBox="0 0 {width} {height}" width="100%" '
        f'style="{layout}min-width:{_number(scene.width * _SMALLEST)}px;max-width:{_number(scene.width * _LARGEST)}px">'
        f'<title id="{escape(ids[0])}">{_text(scene.title)}</title>'
        f'<desc id="{escape(ids[1])}">{_text(scene.description)}</desc>'
        f"{style_element(style)}{body}</svg>"
    )


def style_element(style: str = STYLE) -> str:
    """The style of pictures as an element; of several on a page only one needs it."""
    return f"<style>{style}</style>" if style else ""


def _items(items: Sequence[Item]) -> str:
    return "".join(map(_item, items))


def _item(item: Item) -> str:
    match item:
        case Box():
            return _box(item)
        case Text():
            return _words(item)
        case Line():
            return _line(item)
        case Icon():
            return _icon(item)
        case Group():
            return _group(item)


def _group(group: Group) -> str:
    classes, content = _classes(group.tone, *_marks(group.marks)), f"{_tooltip(group.tooltip)}{_items(group.items)}"
    label = f' aria-label="{escape(_legal(group.tooltip))}"'
    if group.link:
        return f'<a{classes} href="{escape(group.link)}"{label}>{content}</a>'
    stop = f'{_STOP} role="img"{label}' if group.stop else ""
    return f"<g{classes}{stop}>{content}</g>"


def _box(box: Box) -> str:
    classes = _classes(box.tone, *_marks(box.marks))
    x, y, width, height = map(_number, (box.x, box.y, box.width, box.height))
    if box.radius:
        start = f'<rect{classes} x="{x}" y="{y}" width="{width}" height="{height}" rx="{_number(box.radius)}"'
    else:  # thousands of them: a path is shorter
        start = f'<path{classes} d="M{x} {y}h{width}v{height}h-{width}z"'
    name = "rect" if box.radius else "path"
    return f"{start}>{_tooltip(box.tooltip)}</{name}>" if box.tooltip else f"{start}/>"


def _words(text: Text) -> str:
    extra = [name for name, on in (("k-bold", text.bold), ("k-mono", text.mono)) if on]
    size = "" if text.size == 12 else f' font-size="{_number(text.size)}"'  # noqa: PLR2004 - the size in STYLE
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    tone = None if text.tone == "plain" else text.tone
    return (
        f'<text{_classes(tone, *extra)} x="{_number(text.x)}" y="{_number(text.y)}"{size}{anchor}>'
        f"{_text(text.text)}</text>"
    )


def _line(line: Line) -> str:
    points = list(line.points)
    head = ""
    if line.head:
        head, points[-1] = _arrow_head(points[-2], points[-1], line.tone)
    path = "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    dashed = ("k-dashed",) if line.dashed else ()
    return f'<path{_classes(line.tone, "k-line", *dashed)} d="M{path}"/>{head}'


def _arrow_head(before: Point, tip: Point, tone: Tone) -> tuple[str, Point]:
    """A triangle at the tip, and the point where the line meets it."""
    length = hypot(tip[0] - before[0], tip[1] - before[1]) or 1
    along = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    base = tip[0] - along[0] * _HEAD, tip[1] - along[1] * _HEAD
    side = -along[1] * _HEAD / 2, along[0] * _HEAD / 2
    corners = (tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1]))
    path = "L".join(f"{_number(x)} {_number(y)}" for x, y in corners)
    return f'<path{_classes(tone, "k-head")} d="M{path}z"/>', base


def _icon(icon: Icon) -> str:
    scale = icon.size / SIZE
    transform = f"translate({_number(icon.x)} {_number(icon.y)})"
    if icon.size != SIZE:
        transform += f" scale({scale:.3g})"
    return f'<path{_classes(icon.tone, "k-icon")} transform="{transform}" d="{ICONS[icon.name]}"/>'


def _marks(marks: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"kp-{mark}" for mark in marks)


def _classes(tone: Tone | None, *names: str) -> str:
    classes = " ".join((*names, *((f"k-{tone}",) if tone else ())))
    return f' class="{classes}"' if classes else ""


def _tooltip(text: str) -> str:
    return f"<title>{_text(text)}</title>" if text else ""


def _text(text: str) -> str:
    return escape(_legal(text), quote=False)


def _legal(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
