"""KP651: a reference to an object that an autoscaler could not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import path_segment_fault
from kubeproof.manifest.values import text
from kubeproof.rules.autoscaler_examples import autoscaler
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SINCE = "1.36"


class ScaleReference(TypeRule):
    """The object that an autoscaler scales or measures is named by an API version, a kind and a name.

    Since 1.36 the API version is checked: what is scaled needs its group (`apps/v1`, not `v1`), except for a
    ReplicationController.

    Source: `ValidateCrossVersionObjectReference` and `ValidateAPIVersion`.
    """

    code = "KP651"
    name = "scale-reference"
    good: ClassVar = (autoscaler(), autoscaler(target="kind: ReplicationController\nname: web\n"))
    bad: ClassVar = (
        Bad(autoscaler(target="kind: Deployment\nname: web\n")),
        Bad(autoscaler(target="apiVersion: apps/v1\nkind: Deployment\nname: shop/web\n")),
    )
    types: ClassVar = ("autoscaling.CrossVersionObjectReference", "autoscaling.MetricIdentifier")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one reference."""
        for name in ("kind", "name"):
            if fault := path_segment_fault(text(value, name)):
                yield wrong((*path, name), f'is "{text(value, name)}", which {fault}')
        known = version_key(subject.catalog.version) >= version_key(_SINCE)
        if known and subject.visiting != "autoscaling.MetricIdentifier":
            yield from _version(value, path)


def _version(value: Fields, path: FieldPath) -> Iterator[Problem]:
    written, here = text(value, "apiVersion"), (*path, "apiVersion")
    scaled = path[-1] == "scaleTargetRef" and text(value, "kind") != "ReplicationController"
    if written.count("/") > 1:
        yield wrong(here, f'must be a group and a version, such as apps/v1, not "{written}"')
    elif scaled and not written.rpartition("/")[0]:
        yield wrong(here, f'must name the group too, such as apps/v1, not "{written}"')
