"""KP604: a setting of Pods that their workload does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, wrong
from kubeproof.manifest.values import at, mapping, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import deployment, job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_JOB = "batch.JobSpec"


class TemplateSetting(TypeRule):
    """Pods of a Job restart on failure or never, and those of other workloads always.

    A Job with a `podFailurePolicy` never restarts its Pods. `activeDeadlineSeconds` belongs to Pods that end, so only
    Jobs may have it. The restart policy is `Always` if it is missing: a Job must name one.

    Source: `validateJobSpec`, `ValidateDaemonSetSpec` and their like; see
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template.
    """

    code = "KP604"
    name = "template-setting"
    good: ClassVar = (job(), deployment())
    bad: ClassVar = (
        Bad(job(restart="Always")),
        Bad(deployment().replace("    spec:\n", "    spec:\n      restartPolicy: Never\n")),
        Bad(deployment().replace("    spec:\n", "    spec:\n      activeDeadlineSeconds: 60\n")),
    )
    types: ClassVar = (
        "apps.DaemonSetSpec",
        "apps.DeploymentSpec",
        "apps.ReplicaSetSpec",
        "apps.StatefulSetSpec",
        "core.ReplicationControllerSpec",
        _JOB,
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the restart policy and the deadline of a template."""
        pod, here = mapping(value, "template", "spec"), (*path, "template", "spec")
        if not isinstance(pod.get("restartPolicy") or "", str):
            return
        policy = text(pod, "restartPolicy") or "Always"
        if subject.visiting == _JOB:
            yield from _job(value, policy, (*here, "restartPolicy"))
            return
        if policy in ("Never", "OnFailure"):
            yield wrong((*here, "restartPolicy"), f'must be Always here, not "{policy}"; use a Job for Pods that end')
        if at(pod, "activeDeadlineSeconds") is not None:
            yield forbidden((*here, "activeDeadlineSeconds"), "is allowed for Jobs only; remove it")


def _job(value: Fields, policy: str, path: FieldPath) -> Iterator[Problem]:
    if policy == "Always":
        yield wrong(path, "must be OnFailure or Never in a Job; without a value it is Always")
    elif policy == "OnFailure" and value.get("podFailurePolicy") is not None:
        yield wrong(path, "must be Never beside a podFailurePolicy")
