"""KP601: a number below or above what its field allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

Bounds = tuple[int, int | None]

_JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  backoffLimit: {}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: report
          image: registry.example.com/report:1.0
"""
_ANY: Bounds = (0, None)
_POSITIVE: Bounds = (1, None)
_BYTE: Bounds = (0, 255)


class NumberOutOfBounds(TypeRule):
    """A number is below or above what its field allows, such as a negative count of replicas.

    Source: `ValidateNonnegativeField` and the bounds in the validation functions in `pkg/apis` of Kubernetes.
    """

    code = "KP601"
    name = "number-out-of-bounds"
    in_fragments = True
    good: ClassVar = (_JOB.format(0),)
    bad: ClassVar = (Bad(_JOB.format(-1)),)
    fields: ClassVar[dict[str, dict[str, Bounds]]] = {
        "apps.ControllerRevision": {"revision": _ANY},
        "apps.DaemonSetSpec": {"minReadySeconds": _ANY, "revisionHistoryLimit": _ANY},
        "apps.DeploymentSpec": {
            "replicas": _ANY,
            "minReadySeconds": _ANY,
            "revisionHistoryLimit": _ANY,
            "progressDeadlineSeconds": _ANY,
        },
        "apps.ReplicaSetSpec": {"replicas": _ANY, "minReadySeconds": _ANY},
        "apps.RollingUpdateStatefulSetStrategy": {"partition": _ANY},
        "apps.StatefulSetOrdinals": {"start": _ANY},
        "apps.StatefulSetSpec": {"replicas": _ANY, "minReadySeconds": _ANY},
        "core.ReplicationControllerSpec": {"replicas": _ANY, "minReadySeconds": _ANY},
        "batch.CronJobSpec": {
            "startingDeadlineSeconds": _ANY,
            "successfulJobsHistoryLimit": _ANY,
            "failedJobsHistoryLimit": _ANY,
        },
        "batch.JobSpec": {
            "parallelism": _ANY,
            "completions": _ANY,
            "activeDeadlineSeconds": _ANY,
            "backoffLimit": _ANY,
            "backoffLimitPerIndex": _ANY,
            "maxFailedIndexes": _ANY,
            "ttlSecondsAfterFinished": _ANY,
        },
        "batch.SuccessPolicyRule": {"succeededCount": _ANY},
        "autoscaling.HorizontalPodAutoscalerSpec": {
            "minReplicas": _POSITIVE,
            "maxReplicas": _POSITIVE,
            "targetCPUUtilizationPercentage": _POSITIVE,
        },
        "autoscaling.HPAScalingPolicy": {"value": _POSITIVE, "periodSeconds": (1, 1800)},
        "autoscaling.HPAScalingRules": {"stabilizationWindowSeconds": (0, 3600)},
        "autoscaling.MetricTarget": {"averageUtilization": _POSITIVE},
        "core.ISCSIPersistentVolumeSource": {"lun": _BYTE},
        "storage.CSIDriverSpec": {"nodeAllocatableUpdatePeriodSeconds": (10, None)},
        "storage.TokenRequest": {"expirationSeconds": (600, 2**32)},
        "storage.VolumeNodeResources": {"count": _ANY},
    }
    types: ClassVar = tuple(fields)

    @classmethod
    def fields_of(cls, name: str) -> Collection[str]:
        """Those of the table."""
        return cls.fields[name]

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each number out of its bounds."""
        for name, (low, high) in self.fields[subject.visiting].items():
            number = integer(value, name)
            if number is None:
                continue
            if number < low:
                yield wrong((*path, name), f"must be {low} or more, not {number}")
            elif high is not None and number > high:
                yield wrong((*path, name), f"must be {high} or less, not {number}")
