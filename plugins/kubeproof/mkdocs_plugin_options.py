"""The options of the MkDocs plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from mkdocs.config import base

from kubeproof.schema import DEFAULT_VERSIONS
from kubeproof.settings import SettingError, folder, rules, texts, versions

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_NONE: tuple[str, ...] = ()


class _Setting(base.BaseConfigOption[T], Generic[T]):
    """An option that is read as `kubeproof.toml` reads it."""

    def __init__(self, reader: Callable[[object], T], default: T) -> None:
        super().__init__()
        self.default = default
        self._reader = reader

    def run_validation(self, value: object) -> T:
        """The value; that of an option without one is the default."""
        try:
            return self._reader(self.default if value is None else value)
        except SettingError as error:
            raise base.ValidationError(str(error)) from error


class KubeproofConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The options of the plugin in `mkdocs.yml`."""

    examples = _Setting(folder, "examples")
    notes = _Setting(folder, "docs/notes")
    kubernetes = _Setting(versions, DEFAULT_VERSIONS)
    select = _Setting(rules, _NONE)
    ignore = _Setting(rules, _NONE)
    crds = _Setting(texts, _NONE)
    commands = _Setting(texts, _NONE)
