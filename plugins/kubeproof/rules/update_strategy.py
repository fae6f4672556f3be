"""KP605: how many Pods an update may take away or add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import forbidden, wrong
from kubeproof.manifest.names import percent_fault
from kubeproof.manifest.values import integer, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import deployment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_WHOLE = 100
_DEPLOYMENT = "apps.DeploymentStrategy"
_DAEMON_SET = "apps.DaemonSetUpdateStrategy"
_DEFAULTS: dict[str, dict[str, Any]] = {
    _DEPLOYMENT: {"maxUnavailable": "25%", "maxSurge": "25%"},
    _DAEMON_SET: {"maxUnavailable": 1, "maxSurge": 0},
    "apps.StatefulSetUpdateStrategy": {},
}
_ROLLING = "RollingUpdate"


class UpdateStrategy(TypeRule):
    """A rolling update says how many Pods may be missing or surplus: a number, or a share such as `25%`.

    A share in quotes needs its percent sign. A Deployment must be allowed at least one missing or surplus Pod, a
    DaemonSet exactly one of the two sorts. `rollingUpdate` stands only beside the type RollingUpdate.

    Source: `ValidateDeploymentStrategy` and `ValidateDaemonSetUpdateStrategy`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy.
    """

    code = "KP605"
    name = "update-strategy"
    lists_words = True
    good: ClassVar = (
        deployment("strategy:\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 0"),
        deployment("updateStrategy:\n  rollingUpdate:\n    maxUnavailable: 10%", kind="DaemonSet"),
    )
    bad: ClassVar = (
        Bad(deployment("strategy:\n  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 0")),
        Bad(deployment('strategy:\n  rollingUpdate:\n    maxUnavailable: "25"')),
        Bad(deployment("strategy:\n  type: Recreate\n  rollingUpdate:\n    maxSurge: 1")),
        Bad(deployment("updateStrategy:\n  rollingUpdate:\n    maxSurge: 1", kind="DaemonSet")),
    )
    types: ClassVar = tuple(_DEFAULTS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one strategy."""
        kind, here, rolling = subject.visiting, (*path, "rollingUpdate"), value.get("rollingUpdate")
        sort = text(value, "type") or _ROLLING
        if not isinstance(rolling, dict):
            return
        if sort != _ROLLING:
            if sort in ("Recreate", "OnDelete") and kind != _DAEMON_SET:
                yield forbidden(here, f"is not allowed beside the type {sort}; remove it, or write {_ROLLING}")
            return
        amounts = {name: _given(rolling, name, default) for name, default in _DEFAULTS[kind].items()}
        for name, amount in amounts.items():
            limited = kind == _DAEMON_SET or name == "maxUnavailable"
            if fault := amount_fault(amount, limited=limited):
                yield wrong((*here, name), fault)
        if amounts:
            yield from _together(amounts, here, kind)


def _given(rolling: Fields, name: str, default: object) -> object:
    found = rolling.get(name)
    return default if found is None else found


def amount_fault(value: object, *, limited: bool = True) -> str | None:
    """What is wrong with a number or a share of Pods, as the end of a sentence; None if nothing is.

    Args:
        value: the number or the text as written.
        limited: whether more than 100 % is wrong.
    """
    if isinstance(value, str):
        if fault := percent_fault(value):
            return f'is "{value}", which {fault}; a plain number stands without quotes'
        if limited and _size(value) > _WHOLE:
            return f"must not be more than 100%, not {value}"
    elif (number := integer(value)) is not None and number < 0:
        return f"must be 0 or more, not {number}"
    return None


def _size(value: object) -> int:
    """How much a number or a share is; what is neither counts as nothing, as it does for the server."""
    if isinstance(value, str):
        return int(value[:-1]) if percent_fault(value) is None else 0
    return integer(value) or 0


def _together(amounts: dict[str, object], path: FieldPath, kind: str) -> Iterator[Problem]:
    missing, surplus = (_size(amounts[name]) for name in ("maxUnavailable", "maxSurge"))
    if any(amount_fault(amount) for amount in amounts.values()):
        return
    if not missing and not surplus:
        yield wrong((*path, "maxUnavailable"), "must not be 0 when maxSurge is 0: no Pod could ever be replaced")
    elif missing and surplus and kind == _DAEMON_SET:
        yield wrong((*path, "maxSurge"), "must not be set unless maxUnavailable is 0 (it is 1 if it is missing)")
