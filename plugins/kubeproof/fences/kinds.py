"""What each fence is: one file in this package and one line in `FENCES`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kubeproof.fences.call import Call, Pull
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic


class FenceKind(Protocol):
    """What a fence does."""

    @property
    def attributes(self) -> frozenset[str]:
        """The attributes that it understands."""

    def pulls(self, call: Call, site: Site) -> tuple[Pull, ...]:
        """The files that it brings to the page; raises FenceError if it names none."""

    def check(self, call: Call, site: Site) -> Sequence[Diagnostic]:
        """What is to be said about the fence; raises FenceError if it cannot be shown as it is written."""

    def render(self, call: Call, site: Site, page: Page) -> str:
        """Its HTML; raises FenceError like `check`."""


class _Kinds(Mapping[str, FenceKind]):
    """The fences by name; the file of each is loaded when a page first has one."""

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._homes = homes

    def __getitem__(self, name: str) -> FenceKind:
        return _loaded(self._homes[name])

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dictionary's
        """The fence of a name; nothing is raised and caught, for most languages are none of ours."""
        return _loaded(self._homes[name]) if name in self._homes else default

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


@cache
def _loaded(home: str) -> FenceKind:
    kind: FenceKind = import_module(f"kubeproof.fences.{home}").KIND
    return kind


FENCES: Mapping[str, FenceKind] = _Kinds(
    {
        "yaml": "yaml",
        "yml": "yaml",
        "manifest": "manifest",
        "notes": "notes",
        "service": "service",
        "placement": "placement",
        "relations": "relations",
        "console": "console",
    }
)
"""Each fence by its name; the file that it is in has it as `KIND`."""


FLAGS: Mapping[str, str] = {"console": "exec"}
"""The option without which a fence belongs to somebody else."""


def fence_kind(language: str, attributes: Container[str]) -> FenceKind | None:
    """What a fence is, by its name and the options beside it; None if it is none of ours."""
    flag = FLAGS.get(language)
    return None if flag and flag not in attributes else FENCES.get(language)
