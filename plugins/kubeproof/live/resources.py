"""What a cluster serves beside the built-in resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.live.kubectl import Kubectl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.live.target import Target

_LIMIT = 60.0


def without_namespace(target: Target) -> frozenset[str]:
    """The resources that belong to no namespace, by all their names, in lower case.

    `nodes`, `no`, `node`; of a custom one also `widgets.example.com` and, as kubectl names its objects,
    `widget.example.com`.

    Raises:
        ClusterError: the cluster does not answer.
    """
    kubectl = Kubectl(target)
    answer = kubectl.run(["api-resources", "--namespaced=false", "--no-headers"], limit=_LIMIT)
    kubectl.see_whether_it_is_there(answer)
    return frozenset(name.lower() for line in answer.lines for name in _names(line.split()))


def _names(cells: list[str]) -> Iterator[str]:
    """The names in a row: NAME, perhaps SHORTNAMES, APIVERSION, NAMESPACED, KIND."""
    if len(cells) not in (4, 5) or cells[-2] != "false":  # a warning
        return
    plural, kind, group = cells[0], cells[-1], cells[-3].rpartition("/")[0]
    yield from (plural, kind, *(cells[1].split(",") if len(cells) == 5 else ()))  # noqa: PLR2004 - with short names
    if group:
        yield from (f"{plural}.{group}", f"{kind}.{group}")
