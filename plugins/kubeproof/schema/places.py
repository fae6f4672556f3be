"""Where in which kinds a part of a manifest can stand, found from its keys.

Documentation shows parts: a probe, a list of ports, a `spec` without its object. They name no kind, but their keys do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kubeproof.schema.catalog import catalog
from kubeproof.text.nearest import distance, misspelt

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kubeproof.schema.catalog import Catalog, Schema

_MISSPELT = 0.5
_FOREIGN = 2.0
_FREE = 0.25
_MISSPELT_ALONE = 8
_SURE = 4


@dataclass(slots=True)
class Fit:
    """How well a value fits a type.

    Attributes:
        known: how many of its keys the type has.
        free: how many keys stand where any key may.
        misspelt: keys that the type has in almost that spelling.
        foreign: keys and values that the type cannot have, though another type may.
        unheard: keys that no type has, so that another tool's file is the likelier reading.
    """

    known: int = 0
    free: int = 0
    misspelt: list[str] = field(default_factory=list)
    foreign: int = 0
    unheard: int = 0

    @property
    def score(self) -> float:
        """What the best place has most of."""
        return (
            self.known + _FREE * self.free - _MISSPELT * len(self.misspelt) - _FOREIGN * (self.foreign + self.unheard)
        )

    @property
    def is_convincing(self) -> bool:
        """Whether the value is meant for the type beyond reasonable doubt."""
        if self.unheard:
            return False
        if self.foreign:
            return self.known >= _SURE * (self.foreign + len(self.misspelt))
        if self.known == 0:
            return len(self.misspelt) == 1 and len(self.misspelt[0]) >= _MISSPELT_ALONE
        return self.known >= len(self.misspelt)


def places(version: str, value: object) -> list[str]:
    """The types that a map, or the maps of a list, can belong to: the best ones only, none if nothing fits well."""
    parts = value if isinstance(value, list) else [value]
    items: list[dict[str, Any]] = [item for item in parts if isinstance(item, dict)]
    if not items or not all(items):
        return []
    matcher = _matcher(version)
    fits = {name: matcher.fit(name, items) for name in matcher.likely(items, in_list=isinstance(value, list))}
    if not fits:
        return []
    best = max(fit.score for fit in fits.values())
    return sorted(name for name, fit in fits.items() if fit.score == best and fit.is_convincing)


def field_names(version: str) -> Container[str]:
    """The names of all fields that objects and their parts have."""
    return _matcher(version).by_field


def parts(version: str, value: object) -> list[dict[str, Any]]:
    """The parts that a map shows beside each other: the map, or each of its fields if no type has them all."""
    if not isinstance(value, dict):
        return []
    if len(value) == 1 or _matcher(version).has_all(value):
        return [value]
    return [{key: item} for key, item in value.items()]


class _Matcher:
    """Holds values against the types of a catalog."""

    def __init__(self, known: Catalog) -> None:
        self._catalog = known
        self.by_field: dict[str, set[str]] = {}
        self._in_lists: set[str] = set()
        self._meant: dict[tuple[int, str], str | None] = {}
        for name in _reachable(known):
            for key, schema in known.definitions[name].get("properties", {}).items():
                self.by_field.setdefault(key, set()).add(name)
                item = schema.get("items", {})
                if isinstance(item, dict) and "$ref" in item:
                    self._in_lists.add(item["$ref"].rpartition("/")[2])

    def likely(self, items: Iterable[dict[str, Any]], *, in_list: bool) -> list[str]:
        """The types that have most of the keys, in this spelling or almost."""
        counts = Counter(name for key in {key for item in items for key in item} for name in self._with(key))
        if in_list:
            counts = Counter({name: count for name, count in counts.items() if name in self._in_lists})
        most = max(counts.values(), default=0)
        return [name for name, count in counts.items() if count == most]

    def has_all(self, value: dict[str, Any]) -> bool:
        """Whether a type has all keys of a map, in this spelling or almost."""
        holders = [self._with(key) for key in value]
        return bool(holders) and bool(set.intersection(*holders))

    def _with(self, key: str) -> set[str]:
        meant = key if key in self.by_field else self._misspelt(key, self.by_field)
        return self.by_field[meant] if meant else set()

    def _misspelt(self, key: str, known: dict[str, Any]) -> str | None:
        """The field that a key is a typing mistake of, looked up once for each map of fields.

        A key that is a field of another type is one only if it is a single letter away.
        """
        asked = (id(known), key)
        if asked not in self._meant:
            meant = misspelt(key, known)
            is_other = meant is not None and key in self.by_field and distance(key, meant) > 1
            self._meant[asked] = None if is_other else meant
        return self._meant[asked]

    def fit(self, name: str, items: Iterable[Any]) -> Fit:
        """How well values fit a type."""
        fit = Fit()
        for item in items:
            self._add(self._catalog.definitions[name], item, fit)
        return fit

    def _add(self, schema: Schema, value: Any, fit: Fit) -> None:  # noqa: ANN401 - any YAML value
        if value is None or "type" not in schema:
            return
        types = schema["type"]
        if isinstance(value, dict) and "object" in types:
            self._add_map(schema, value, fit)
        elif isinstance(value, list) and "array" in types:
            items = self._catalog.resolve(schema["items"])
            for item in value:
                self._add(items, item, fit)
        elif not _is_one_of(value, types):
            fit.foreign += 1
            if isinstance(value, dict) and "array" in types:  # the dash is missing
                self._add(self._catalog.resolve(schema["items"]), value, fit)

    def _add_map(self, schema: Schema, value: dict[str, Any], fit: Fit) -> None:
        properties: dict[str, Schema] = schema.get("properties", {})
        free = schema.get("additionalProperties")
        for key, item in value.items():
            inner = properties.get(key)
            if inner is not None:
                fit.known += 1
            elif isinstance(free, dict):
                fit.free += 1
                inner = free
            elif properties or free is False:
                meant = self._misspelt(key, properties)
                if meant is None:
                    fit.foreign += key in self.by_field
                    fit.unheard += key not in self.by_field
                    continue
                fit.misspelt.append(key)
                inner = properties[meant]
            if inner is not None:
                self._add(self._catalog.resolve(inner), item, fit)


def _is_one_of(value: object, types: Iterable[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, str):
        return "string" in types
    if isinstance(value, int):
        return "integer" in types or "number" in types
    return isinstance(value, float) and "number" in types


def _reachable(known: Catalog) -> Iterator[str]:
    """The types that objects which people write are made of: of the kinds, without lists of them and requests."""
    waiting = list(known.kinds.values())
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        yield name
        waiting += known.references(name)


@cache
def _matcher(version: str) -> _Matcher:
    return _Matcher(catalog(version))
