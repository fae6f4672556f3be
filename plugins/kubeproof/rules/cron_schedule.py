"""KP612: a schedule or a time zone that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.schedules import names_time_zone, schedule_fault, time_zone_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import cron_job
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ZONE_REFUSED_SINCE = "1.29"


class CronSchedule(TypeRule):
    """A schedule has five fields (`0 3 * * 1`) or is a word such as `@daily`; the time zone is a field of its own.

    Since 1.29 the schedule itself may not name a time zone (`TZ=...`).

    Source: `validateScheduleFormat` and `validateTimeZone`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax.
    """

    code = "KP612"
    name = "cron-schedule"
    in_fragments = True
    good: ClassVar = (cron_job("schedule: '*/5 8-18 * * mon-fri'\ntimeZone: Etc/UTC"), cron_job("schedule: '@daily'"))
    bad: ClassVar = (
        Bad(cron_job("schedule: '0 3 * *'")),
        Bad(cron_job("schedule: '61 3 * * *'")),
        Bad(cron_job("schedule: '0 3 * * *'\ntimeZone: Local")),
        Bad(cron_job("schedule: 'TZ=UTC 0 3 * * *'")),
    )
    types: ClassVar = ("batch.CronJobSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a CronJob's schedule and time zone."""
        schedule, here = value.get("schedule"), (*path, "schedule")
        refused = version_key(subject.catalog.version) >= version_key(_ZONE_REFUSED_SINCE)
        if schedule == "" or (schedule is None and "schedule" in value):
            yield required(here, "write one such as 0 3 * * *")
        elif isinstance(schedule, str):
            if names_time_zone(schedule) and refused:
                yield wrong(here, "must not name a time zone; write it into timeZone")
            elif fault := schedule_fault(schedule):
                yield wrong(here, f'is "{schedule}", which {fault}')
        zone = value.get("timeZone")
        if isinstance(zone, str) and (fault := time_zone_fault(zone)):
            yield wrong((*path, "timeZone"), f'is "{zone}", which {fault}')
