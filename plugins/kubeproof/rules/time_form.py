"""KP403: a point in time that is none."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LEASE = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata:\n  name: shop\nspec:\n  renewTime: {}\n"
_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)T(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)"
    r"(?P<part>[.,]\d+)?(?P<zone>Z|[+-](?P<hours>\d\d):(?P<minutes>\d\d))",
    re.ASCII,
)
_LARGEST = {"hour": 23, "minute": 59, "second": 59, "hours": 24, "minutes": 60}
_MONTHS = 12
_MICRO = "meta.MicroTime"
_LENGTH_OF_MICRO = 7  # the point and six digits
_LEAP_YEAR = 2000


class TimeForm(TypeRule):
    """A point in time is written as in RFC 3339: `2026-11-22T15:04:05Z`.

    The date, the time and the zone are all needed. Fields of the type MicroTime, as in a Lease, also need exactly six
    digits after the second: `2026-11-22T15:04:05.000000Z`.

    Source: `UnmarshalJSON` of `Time` and `MicroTime` in `k8s.io/apimachinery/pkg/apis/meta/v1`.
    """

    code = "KP403"
    name = "time-form"
    in_fragments = True
    good: ClassVar = (_LEASE.format('"2026-11-22T15:04:05.000000Z"'),)
    bad: ClassVar = (Bad(_LEASE.format('"2026-11-22T15:04:05Z"')), Bad(_LEASE.format('"22 November 2026"')))
    types: ClassVar = ("meta.Time", _MICRO)
    decodes = True

    def visit(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a text that is no time."""
        if not isinstance(value, str):
            return
        micro = subject.visiting == _MICRO
        time = _TIME.fullmatch(value)
        exact = time is not None and len(time["part"] or "") == _LENGTH_OF_MICRO
        if time is None or not _exists(time) or (micro and not exact):
            example = "2026-11-22T15:04:05.000000Z" if micro else "2026-11-22T15:04:05Z"
            yield Problem(path, f'"{spell(path)}" must be a time such as {example}, not "{value}"')


def _exists(time: re.Match[str]) -> bool:
    """Whether there is such a day and such a time of day."""
    year, month = int(time["year"]) or _LEAP_YEAR, int(time["month"])
    if any(int(time[name] or 0) > largest for name, largest in _LARGEST.items()) or not 1 <= month <= _MONTHS:
        return False
    return 1 <= int(time["day"]) <= monthrange(year, month)[1]
