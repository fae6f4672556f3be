"""KP815: a question about access that cannot be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.pods import has, part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_REVIEW = "apiVersion: authorization.k8s.io/v1\nkind: SubjectAccessReview\nspec:\n  user: jane\n{}"
_ABOUT = "  resourceAttributes:\n    namespace: shop\n    verb: get\n    resource: pods\n"
_SELF, _LOCAL = "authorization.SelfSubjectAccessReview", "authorization.LocalSubjectAccessReview"
_KINDS = ("resourceAttributes", "nonResourceAttributes")


class AccessReview(TypeRule):
    """A question about access is about a resource or a URL, not both, and about a user or groups.

    The server keeps no such object, so it has no metadata; a LocalSubjectAccessReview has the namespace that it asks
    about, and is never about a URL.

    Source: `ValidateSubjectAccessReview` and its kin in the validation of `authorization.k8s.io`.
    """

    code = "KP815"
    name = "access-review"
    good: ClassVar = (_REVIEW.format(_ABOUT),)
    bad: ClassVar = (
        Bad(_REVIEW.format("")),
        Bad(_REVIEW.format(f"{_ABOUT}metadata:\n  name: question\n")),
        Bad(_REVIEW.format(_ABOUT).replace("user: jane", "uid: jane")),
    )
    types: ClassVar = (_SELF, _LOCAL, "authorization.SubjectAccessReview")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the metadata, for what is asked and for whom."""
        spec = part(value, "spec")
        if sum(has(spec, name) for name in _KINDS) != 1:
            yield Problem((*path, "spec"), f'"spec" needs exactly one of {" and ".join(_KINDS)}')
        if subject.visiting != _SELF and not (spec.get("user") or spec.get("groups")):
            yield Problem((*path, "spec", "user"), '"spec.user" or "spec.groups" is required')
        metadata = {key for key, found in part(value, "metadata").items() if found}
        if metadata - {"namespace"}:
            yield Problem((*path, "metadata"), '"metadata" must be left out: the server keeps no such object', "key")
        if subject.visiting == _LOCAL:
            yield from _local_problems(value, spec, path)


def _local_problems(value: Fields, spec: Fields, path: FieldPath) -> Iterator[Problem]:
    asked = text(part(spec, "resourceAttributes"), "namespace")
    if has(spec, "resourceAttributes") and asked != (text(part(value, "metadata"), "namespace") or "default"):
        here = (*path, "spec", "resourceAttributes", "namespace")
        yield Problem(here, '"spec.resourceAttributes.namespace" must be the namespace in metadata')
    if has(spec, "nonResourceAttributes"):
        here = (*path, "spec", "nonResourceAttributes")
        yield Problem(
            here, '"spec.nonResourceAttributes" belongs to a SubjectAccessReview, which has no namespace', "key"
        )
