"""The YAML of a `mkdocs.yml`, whatever tags its plugins know."""

from __future__ import annotations

import yaml


class UnreadableYamlError(Exception):
    """A text that is not YAML; the message says why, in one line."""


class _Loader(yaml.SafeLoader):
    """Reads the tags that MkDocs and its plugins know, such as `!ENV` and `!!python/name:`, as nothing."""


def _nothing(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _nothing)


def load(text: str) -> object:
    """The value of a text.

    Raises:
        UnreadableYamlError: if it is not YAML.
    """
    try:
        value: object = yaml.load(text, _Loader)  # noqa: S506 - a safe loader that makes nothing of unknown tags
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableYamlError(" ".join(str(error).split())) from error
    return value
