"""APIs on their way out, and those that are gone, also those that went before the oldest schema that is kept."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from kubeproof.schema import bundled
from kubeproof.schema.versions import version_key


class Lifecycle(NamedTuple):
    """The end of an API.

    Attributes:
        deprecated: the first version that advises against it.
        removed: the first version that does not serve it, as far as Kubernetes has said; None if it has not.
        use: the apiVersion to use instead, or None if there is none.
        kind: the kind to use instead, or None if it is the same.
        on_by_default: whether clusters served it without being asked, although it is a beta.
    """

    deprecated: str
    removed: str | None
    use: str | None
    kind: str | None = None
    on_by_default: bool = False


@cache
def _lifecycles() -> dict[str, Lifecycle]:
    entries: dict[str, Any] = json.loads(bundled.read("lifecycles.json"))
    return {name: Lifecycle(**entry) for name, entry in entries.items()}


def _lifecycle(api_version: object, kind: object) -> Lifecycle | None:
    return _lifecycles().get(f"{api_version}/{kind}")


def removal(api_version: object, kind: object, version: str) -> Lifecycle | None:
    """The removal that explains why a version does not serve a kind; None if it was never served or still is.

    Source: the Kubernetes deprecated API migration guide, and `APILifecycleRemoved` of the type in `k8s.io/api`.
    """
    found = _lifecycle(api_version, kind)
    is_gone = found and found.removed and version_key(found.removed) <= version_key(version)
    return found if is_gone else None


def deprecation(api_version: object, kind: object, version: str) -> Lifecycle | None:
    """What a version says against a kind that it still serves; None if it says nothing.

    Source: `APILifecycleDeprecated` of the type in `k8s.io/api`.
    """
    found = _lifecycle(api_version, kind)
    is_old = found and version_key(found.deprecated) <= version_key(version)
    return found if is_old and removal(api_version, kind, version) is None else None


def is_off_by_default(api_version: str, kind: object) -> bool:
    """Whether a cluster serves an API only if its flag `--runtime-config` says so.

    All alphas are off, and since 1.24 new betas; the older ones stayed on.

    Source: https://kubernetes.io/docs/reference/using-api/#api-versioning
    """
    level = api_version.rpartition("/")[2]
    if "beta" in level:
        found = _lifecycle(api_version, kind)
        return not (found and found.on_by_default)
    return "alpha" in level
