"""Schedules of CronJobs, durations and time zones as the API server reads them.

Source: `ParseStandard` of github.com/robfig/cron (version 3), `ParseDuration` and `LoadLocation` of Go's `time`; see
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class _Field(NamedTuple):
    """One of the five fields of a schedule."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def number(self, text: str) -> int | None:
        """The value of a number or a name, in any case; None if it is neither."""
        if text.lower() in self.names:
            return self.names.index(text.lower()) + self.low
        return int(text) if _NUMBER.fullmatch(text) else None


_NUMBER = re.compile(r"\+?0*[0-9]{1,18}")
_COPIES = ("posix/", "right/")  # the same zones once more, in most databases
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of the week", 0, 6, _DAYS),
)
_DESCRIPTORS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
_EVERY = "@every "
_ZONES = ("TZ=", "CRON_TZ=")
_ANY = ("*", "?")
_PARTS_OF_RANGE = 2
_PARTS_OF_STEP = 2
_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_PIECE = re.compile(r"(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?P<unit>[^0-9.]+)")
_LONGEST_DURATION = 2**63 - 1
_RULES = "posixrules"
_CANARY = "US/Eastern"


def schedule_fault(text: str) -> str | None:
    """What is wrong with a schedule such as `*/5 * * * *` or `@daily`, or None.

    A time zone at its start (`TZ=` or `CRON_TZ=`) is not looked at; the server refuses it from 1.29 on.
    """
    if not text:
        return "must not be empty"
    if text.startswith(_ZONES):
        zone, space, text = text.partition(" ")
        text = text.strip()
        if not space:
            return f'has nothing after "{zone}"'
    if text.startswith("@"):
        return _descriptor_fault(text)
    fields = text.split()
    if len(fields) != len(_FIELDS):
        return f"must have 5 fields (minute, hour, day of the month, month, day of the week), not {len(fields)}"
    return next(
        (fault for field, part in zip(_FIELDS, fields, strict=True) if (fault := _field_fault(field, part))), None
    )


def names_time_zone(schedule: str) -> bool:
    """Whether a schedule holds a time zone, which belongs in `spec.timeZone`."""
    return "TZ" in schedule


def duration_fault(text: str) -> str | None:
    """What is wrong with a duration of Go such as `1h30m` or `500ms`, or None."""
    if not text:
        return "must not be empty"
    rest = text[1:] if text[0] in "+-" else text
    if rest == "0":
        return None
    total, place = 0, 0
    while (piece := _PIECE.match(rest, place)) and place < len(rest):
        unit = _UNITS.get(piece["unit"])
        if unit is None or not (piece["whole"] or piece["part"]):
            break
        digits = piece["part"] or ""
        total += int(f"{piece['whole']}{digits}") * unit // 10 ** len(digits)
        place = piece.end()
    if not rest or place < len(rest):
        return "is not a duration: write numbers with units, such as 30s, 5m or 1h30m"
    return "is too long" if total > _LONGEST_DURATION else None


def time_zone_fault(text: str) -> str | None:
    """What is wrong with the name of a time zone such as `Europe/Zurich`, or None.

    Where this system has no list of time zones, or one without their old names, any name is taken.
    """
    if not text:
        return "must not be empty"
    if text.lower() == "local":
        return "must name a time zone, such as Europe/Zurich or Etc/UTC"
    if text != text.strip() or ".." in text or text[0] in "/\\":
        return "is not the name of a time zone, such as Europe/Zurich"
    zones = _zones()
    known = not zones or text in zones or text == _RULES
    known = known or text.removeprefix(_COPIES[0]).removeprefix(_COPIES[1]) in zones
    return None if known else "is not a known time zone; names look like Europe/Zurich or Etc/UTC"


@cache
def _zones() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - few manifests name one

    zones = available_timezones()
    return frozenset(zones) if _CANARY in zones else frozenset()


def _descriptor_fault(text: str) -> str | None:
    if text in _DESCRIPTORS:
        return None
    if text.startswith(_EVERY):
        duration = text.removeprefix(_EVERY)
        fault = duration_fault(duration)
        return f'has a bad duration after "@every": "{duration}" {fault}' if fault else None
    return f'has an unknown word "{text}"; known are {", ".join(_DESCRIPTORS)} and @every with a duration'


def _field_fault(field: _Field, text: str) -> str | None:
    """One field: ranges between commas; nothing between two commas is left out."""
    for part in filter(None, text.split(",")):
        if fault := _range_fault(field, part):
            return f'has a bad {field.name} "{part}": {fault}'
    return None


def _range_fault(field: _Field, text: str) -> str | None:
    span, *steps = text.split("/")
    ends = span.split("-")
    if len(steps) >= _PARTS_OF_STEP:
        return 'more than one "/"'
    if steps and (not _NUMBER.fullmatch(steps[0]) or not int(steps[0])):
        return 'after "/" comes a number above 0'
    if ends[0] in _ANY:
        return None
    if len(ends) > _PARTS_OF_RANGE:
        return 'more than one "-"'
    return _bounds_fault(field, ends, open_end=bool(steps) and len(ends) == 1)


def _bounds_fault(field: _Field, ends: list[str], *, open_end: bool) -> str | None:
    words = f" or one of {', '.join(field.names)}" if field.names else ""
    numbers = [number for end in ends if (number := field.number(end)) is not None]
    if len(numbers) < len(ends):
        return f"write a number from {field.low} to {field.high}{words}"
    first, last = numbers[0], field.high if open_end else numbers[-1]
    if first < field.low or last > field.high:
        return f"it must be from {field.low} to {field.high}"
    return "its start is after its end" if first > last else None
