"""What a setting may say: the same in `kubeproof.toml`, in `mkdocs.yml`, and for the Markdown extension."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.rules import all_rules, rule_named
from kubeproof.schema import VERSIONS, VersionError, parse_versions
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_CODE = re.compile(r"KP\d*", re.IGNORECASE)


class SettingError(ValueError):
    """A value that a setting cannot have; the message says what to write instead, and its subject is the setting."""


def unknown(name: str, known: Collection[str]) -> str:
    """What to say after the name of a setting that does not exist: the nearest one that does, or else all."""
    near = nearest(name, known)
    return f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"


def texts(value: object) -> tuple[str, ...]:
    """A setting that is a text or a list of texts.

    Raises:
        SettingError: if it is neither.
    """
    values = _listed(value)
    for item in values:
        if not isinstance(item, str):
            quotes = f'; {item} needs quotes: "{item}"' if isinstance(item, int | float) else ""
            raise SettingError(f"write a text, or a list of texts{quotes}")
    return tuple(str(item) for item in values)


def folder(value: object) -> str:
    """A setting that is the path of a folder.

    Raises:
        SettingError: if it is not.
    """
    named = _listed(value)
    if len(named) == 1 and isinstance(named[0], str) and named[0]:
        return named[0]
    raise SettingError('write one folder, such as "docs/notes"')


def versions(value: object) -> tuple[str, ...]:
    """A setting that names Kubernetes versions: `"1.36"`, `"1.33-1.37"`, or a list of those; the oldest comes first.

    Raises:
        SettingError: if it names none, or one that is not known.
    """
    parts = _listed(value)
    try:
        return parse_versions(str(part) for part in parts)
    except VersionError as error:
        cut = [f"{part}0" for part in parts if isinstance(part, float) and f"{part}0" in VERSIONS]
        hint = f'; write "{cut[0]}" in quotes, for the number loses its last zero' if cut else ""
        raise SettingError(f"{error}{hint}") from error


def rules(value: object) -> tuple[str, ...]:
    """A setting that names rules, `KP301`, `KP3` or `unknown-field`, as codes and beginnings of codes.

    Raises:
        SettingError: if a part is none of these.
    """
    parts = (part.strip() for text in texts(value) for part in text.split(","))
    return tuple(_code(part) for part in parts if part)


def no_rule(text: str) -> str:
    """What to say about a rule that does not exist."""
    words = (word for rule in all_rules() for word in (rule.code, rule.name))
    likely = None if _CODE.fullmatch(text) else nearest(text, words)  # the code most like another one is about else
    hint = f"did you mean {likely}?" if likely else "`kubeproof rule` lists them all"
    return f'there is no rule "{text}"; {hint}'


def _code(part: str) -> str:
    rule = rule_named(part)
    if rule:
        return rule.code
    beginning = part.upper()
    if any(each.code.startswith(beginning) for each in all_rules()):
        return beginning
    raise SettingError(no_rule(part))


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]
