"""KP705: how long a Service keeps a client at one Pod."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST = 86400
_WAY = ("sessionAffinityConfig", "clientIP", "timeoutSeconds")
_AFFINITY = "sessionAffinity: ClientIP\nsessionAffinityConfig:\n  clientIP:\n    timeoutSeconds: {}"


class SessionAffinity(TypeRule):
    """A Service with `sessionAffinity: ClientIP` keeps a client at its Pod for 1 second to a day (86400 seconds).

    Without that affinity the server drops the setting, so it is not looked at.

    Source: `validateClientIPAffinityConfig`; see
    https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity.
    """

    code = "KP705"
    name = "session-affinity"
    good: ClassVar = (service(_AFFINITY.format(_LONGEST)),)
    bad: ClassVar = (Bad(service(_AFFINITY.format(_LONGEST + 1))), Bad(service(_AFFINITY.format(0))))
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a time out of bounds."""
        del subject
        seconds = integer(value, *_WAY)
        if text(value, "sessionAffinity") == "ClientIP" and seconds is not None and not 0 < seconds <= _LONGEST:
            yield wrong((*path, *_WAY), f"must be from 1 to {_LONGEST}, not {seconds}")
