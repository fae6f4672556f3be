"""KP979: a setting that the server takes and warns about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import label_value_fault
from kubeproof.manifest.values import integer, mappings, sequence, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DRIVER = "apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata:\n  name: disk.csi.example.com\nspec:\n{}"
_TOKENS = "  tokenRequests:\n    - audience: vault\n"
_UNSAFE = "serviceAccountTokenInSecrets"
_MOST_COMPLETIONS, _MOST_AT_ONCE = 100_000, 10_000
_STATIC = ".static.k8s.io"
_STATIC_SINCE = "1.36"
Fault = tuple["FieldPath", str]


class DiscouragedSetting(TypeRule):
    """A setting works and is advised against, for a reason that the message gives.

    These are tokens for a CSI driver that may end in its logs, an Indexed Job too big to be tracked, names of admission
    policies that are reserved, capital letters in the name of a driver for devices, and values in a preference for
    nodes that no label can have.

    Source: the warnings of the API server for these kinds (`WarningsOnCreate`, `WarningsForJobSpec`,
    `GetWarningsForNodeSelectorTerm`).
    """

    code = "KP979"
    name = "discouraged-setting"
    severity = Severity.WARNING
    good: ClassVar = (_DRIVER.format(f"{_TOKENS}  {_UNSAFE}: true\n"),)
    bad: ClassVar = (Bad(_DRIVER.format(_TOKENS)),)
    types: ClassVar = (
        "admissionregistration.MutatingAdmissionPolicy",
        "admissionregistration.MutatingAdmissionPolicyBinding",
        "admissionregistration.MutatingWebhookConfiguration",
        "admissionregistration.ValidatingAdmissionPolicy",
        "admissionregistration.ValidatingAdmissionPolicyBinding",
        "admissionregistration.ValidatingWebhookConfiguration",
        "batch.JobSpec",
        "core.PreferredSchedulingTerm",
        "resource.ResourceSliceSpec",
        "storage.CSIDriverSpec",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such setting."""
        since, check = _CHECKS.get(subject.visiting, (_STATIC_SINCE, _reserved_name))
        if version_key(subject.catalog.version) >= version_key(since):
            yield from (wrong((*path, *below), fault) for below, fault in check(value))


def _reserved_name(value: Fields) -> Iterator[Fault]:
    if text(value, "metadata", "name").endswith(_STATIC):
        yield ("metadata", "name"), f'ends with "{_STATIC}", which is for configuration in files of the server'


def _big_job(spec: Fields) -> Iterator[Fault]:
    completions, parallelism = integer(spec, "completions") or 0, integer(spec, "parallelism") or 0
    is_indexed = text(spec, "completionMode") == "Indexed"
    if is_indexed and completions > _MOST_COMPLETIONS and parallelism > _MOST_AT_ONCE:
        yield ("completions",), f"is {completions}: with so many at once, Kubernetes may lose track of failed indexes"


def _preference(term: Fields) -> Iterator[Fault]:
    for index, condition in mappings(term, "preference", "matchExpressions"):
        for number, value in texts(condition, "values"):
            if fault := label_value_fault(value):
                here = ("preference", "matchExpressions", index, "values", number)
                yield here, f'is "{value}", which no label of a node can be: it {fault}'


def _capitals(spec: Fields) -> Iterator[Fault]:
    driver = text(spec, "driver")
    if driver != driver.lower():
        yield ("driver",), f'is "{driver}"; names of drivers are in small letters'


def _tokens(spec: Fields) -> Iterator[Fault]:
    if sequence(spec, "tokenRequests") and spec.get(_UNSAFE) is None:
        yield (_UNSAFE,), "is not set: set it to true if the driver can, or tokens may end in its logs"


_CHECKS: dict[str, tuple[str, Callable[[Fields], Iterator[Fault]]]] = {
    "batch.JobSpec": ("1.27", _big_job),
    "core.PreferredSchedulingTerm": ("1.25", _preference),
    "resource.ResourceSliceSpec": ("1.34", _capitals),
    "storage.CSIDriverSpec": ("1.35", _tokens),
}
