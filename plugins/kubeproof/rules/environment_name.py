"""KP504: an environment variable with a name that none can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.manifest.names import env_name_fault, old_env_name_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_RELAXED = (1, 32)


class EnvironmentName(FieldRule):
    """The name of an environment variable, or the prefix of several, has a character that names cannot have.

    Since Kubernetes 1.32 any printable ASCII character but "=" is allowed; before, only letters, digits, "_", "-" and
    ".", with no digit first.

    Source: `ValidateEnv` and `ValidateEnvFrom` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP504"
    name = "environment-name"
    in_fragments = True
    good: ClassVar = (pod("env:\n  - name: SHOP_NAME\n    value: tea"),)
    bad: ClassVar = (Bad(pod("env:\n  - name: SHOP_NAME=\n    value: tea")),)
    fields: ClassVar = {
        "core.EnvVar": ("name",),
        "core.EnvFromSource": ("prefix",),
        "core.FileKeySelector": ("key",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a name that the version does not take."""
        relaxed = version_key(subject.catalog.version) >= _RELAXED
        fault_of = env_name_fault if relaxed else old_env_name_fault
        if isinstance(value, str) and value and (fault := fault_of(value)):
            yield problem(path, f'is "{value}", which {fault}')
