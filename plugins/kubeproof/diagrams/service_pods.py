"""The foot of a Service's picture: the workloads with their Pods, and why the Service does not take some of them."""

from collections.abc import Iterator, Sequence

from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Row, fitted, pod_mark, text_rows
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Text
from kubeproof.diagrams.service_backing import Backing, target_ports
from kubeproof.diagrams.service_stations import Plan
from kubeproof.diagrams.text import shorten, text_width

_MARK = 24
_STEP = 30
_MOST = 4  # workloads in a picture


def pods_block(plan: Plan, x: float, y: float, width: float) -> tuple[tuple[Item, ...], float]:
    """The items of the Pods' box and its height."""
    if not plan.backings:
        return _nobody(plan, x, y, width)
    items, top = list[Item](), y + 4
    for index, backing in enumerate(plan.backings[:_MOST]):
        if index:
            line = ((x + PADDING, top), (x + width - PADDING, top))
            items.append(Line(points=line, tone="quiet", head=False))
        part, height = _workload(backing, x, top, width)
        items.append(part)
        top += height
    rest = len(plan.backings) - _MOST
    if rest > 0:
        items.append(Text(x=x + PADDING, y=top + 8, text=f"and {rest} more workloads", tone="quiet"))
        top += LINE
    height = top - y + 4
    frame = Box(x=x, y=y, width=width, height=height, radius=8, tone="plain" if plan.reaches() else "ghost")
    return (frame, *items), height


def _workload(backing: Backing, x: float, y: float, width: float) -> tuple[Item, float]:
    title = shorten(backing.title, width - 2 * PADDING, TITLE, bold=True)
    labels = fitted(
        [Row(label, mono=True, icon="label" if fits else "cross") for label, fits in backing.labels[:3]], width
    )
    marks_at = y + 22 + LINE * len(labels) + 8
    notes_at = marks_at + (_MARK + LINE if backing.count else LINE - 8)
    notes = _notes(backing, width)
    crosses = (
        Icon(x=x + PADDING, y=notes_at + LINE * index - 10, size=12, name="cross", tone="warning")
        for index, note in enumerate(notes)
        if note.tone == "warning"
    )
    items: tuple[Item, ...] = (
        Text(x=x + PADDING, y=y + 20, text=title, size=TITLE, bold=True),
        *text_rows(x + PADDING, y + 20 + LINE, labels),
        *_marks(backing, x + PADDING, marks_at, width - 2 * PADDING),
        *crosses,
        *(
            Text(x=x + PADDING + (17 if backing.reasons else 0), y=notes_at + LINE * index, text=note.text)
            for index, note in enumerate(notes)
        ),
    )
    said = "; ".join(backing.reasons) or _summary(backing)
    told = backing.place.told(f"{backing.title}: {said}")
    group = Group(items=items, tooltip=told, stop=True, link=backing.place.address)
    return group, notes_at + LINE * len(notes) - LINE + 10 - y


def _notes(backing: Backing, width: float) -> list[Row]:
    """What is said below the Pods; the first line of each reason is a warning."""
    if not backing.reasons:
        return [Row(line.text) for line in fitted([Row(_summary(backing))], width)]
    lines = list[Row]()
    for reason in backing.reasons[:3]:
        first, *more = fitted([Row(reason)], width - 17, lines=4)
        lines += [Row(first.text, tone="warning"), *more]
    return lines


def _summary(backing: Backing) -> str:
    count = f"{backing.count:,} Pod{'' if backing.count == 1 else 's'}"
    ports = target_ports([backing])
    if not ports:
        return count
    return f"{count}, port{'' if len(ports) == 1 else 's'} {', '.join(ports)}"


def _marks(backing: Backing, x: float, y: float, width: float) -> Iterator[Item]:
    """A mark for each Pod that has room, and how many more there are."""
    room = int((width + _STEP - _MARK) // _STEP)
    if backing.count > room:  # the last places are for the number of the others
        room = int((width - text_width(f"+{backing.count:,}", SIZE)) // _STEP)
    shown = min(backing.count, len(backing.names), room)
    for index in range(shown):
        frame = Box(
            x=x + index * _STEP,
            y=y,
            width=_MARK,
            height=_MARK,
            tone="solid" if backing.served else "hollow",
            tooltip=": ".join(filter(None, (backing.names[index], "; ".join(backing.reasons)))),
            marks=("pod",) if backing.served else ("stranger",),
        )
        yield pod_mark(frame)
    if backing.count > shown:
        yield Text(x=x + shown * _STEP, y=y + 16, text=f"+{backing.count - shown:,}", tone="quiet")


def _nobody(plan: Plan, x: float, y: float, width: float) -> tuple[tuple[Item, ...], float]:
    """No workload in the file: the Pods that the Service would take."""
    labels = [Row(f"{key}={value}", mono=True, icon="label") for key, value in plan.routing.selector[:3]]
    said = (Row("none of them in this file"),) if labels else (Row("no selector: somebody else lists the addresses"),)
    rows: Sequence[Row] = fitted((*labels, *said), width)
    height = 34 + LINE * len(rows)
    title = "Pods with the labels" if labels else "Addresses"
    return (
        Box(x=x, y=y, width=width, height=height, radius=8, tone="ghost"),
        Text(x=x + PADDING, y=y + 22, text=title, size=TITLE, bold=True),
        *text_rows(x + PADDING, y + 22 + LINE, rows),
    ), height
