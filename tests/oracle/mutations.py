"""Mistakes, and harmless changes, such as a person makes in a manifest; the same random numbers make the same ones."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml
from tests.oracle import forms, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

Holder = Any  # a map or a list of the document, whatever it holds
Site = tuple[Holder, Any, tuple[str, str]]  # a holder, the key or index in it, and what the holder is called
TEXT_SHARE = 0.12  # of all mutations: on the text instead of the values
MORE = 0.25  # the chance of one more mutation


class Pool:
    """What documents hold at which place, to be put into others at the same place.

    Args:
        documents: Maps to learn from.
    """

    def __init__(self, documents: Iterable[Any]) -> None:
        self.fields: dict[tuple[str, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.words: list[str] = []
        for document in documents:
            for holder, key, place in sites(document):
                if isinstance(holder, dict):
                    known = self.fields[place][key]
                    if holder[key] not in known:
                        known.append(holder[key])
                if isinstance(holder[key], str) and len(holder[key]) < 30:
                    self.words.append(holder[key])


def sites(document: Holder) -> Iterator[Site]:
    kind = document.get("kind") if isinstance(document, dict) else None
    yield from _sites(document, ("", "template" if kind == "Pod" else str(kind)))


def _sites(holder: Holder, place: tuple[str, str]) -> Iterator[Site]:
    pairs = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
    for key, value in pairs:
        yield holder, key, place
        if isinstance(value, dict | list):
            yield from _sites(value, (place[1], key) if isinstance(key, str) else place)


def mutated(text: str, random: Random, pool: Pool) -> tuple[str, list[str]]:
    """The text with one or several mutations, and what they are called."""
    document = yaml.load(text, yaml.CSafeLoader)
    done: list[str] = []
    if random.random() < TEXT_SHARE:
        change = random.choice(lines.MUTATIONS)
        return change(text, random), [change.__name__]
    while not done or random.random() < MORE:
        places = [site for site in sites(document) if site[1] not in ("apiVersion", "kind") or random.random() < 0.2]
        if not places:
            break
        mutate = random.choice(MUTATIONS)
        mutate(random.choice(places), random, pool)
        done.append(mutate.__name__)
    return dumped(document), done


class Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - the signature of PyYAML
        return True


def dumped(document: Holder) -> str:
    text: str = yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return text


def drop(site: Site, _random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    del holder[key]


def null(site: Site, _random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    holder[key] = None


def empty(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    holder[key] = random.choice((type(holder[key])(), "", [], {})) if holder[key] is not None else ""


def another_type(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    value = holder[key]
    quoted = str(value).lower() if isinstance(value, bool) else str(value)
    number = (
        int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value) else random.choice(forms.NUMBERS)
    )
    holder[key] = random.choice(
        (quoted, number, random.choice(forms.FLOATS), random.random() < 0.5, [value], {"name": value})
    )


def number(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    value = holder[key]
    if isinstance(value, int):
        choices = (random.choice(forms.NUMBERS), -value, value + 1, value - 1, value * 10)
        holder[key] = random.choice((random.choice(forms.NUMBERS), *choices))
    else:
        misspelt(site, random, _pool)


def form(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    value = holder[key]
    if isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, str | int):
        fitting = [group for pattern, groups in forms.SHAPES if re.fullmatch(pattern, str(value)) for group in groups]
        group = random.choice(fitting) if fitting and random.random() < 0.85 else random.choice(forms.ALL)
        holder[key] = random.choice(group)
    else:
        grafted(site, random, _pool)


def misspelt(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    if isinstance(holder[key], str):
        holder[key] = typed(holder[key], random)
    elif isinstance(holder, dict):
        rename(holder, key, typed(str(key), random))


def misspelt_key(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    if isinstance(holder, dict):
        rename(holder, key, typed(str(key), random))
    else:
        repeated(site, random, _pool)


def long(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    length = random.choice((15, 16, 52, 53, 63, 64, 128, 129, 253, 254, 256, 316, 317, 512, 513, 1024, 1025, 4097))
    if isinstance(holder[key], str) and holder[key]:
        holder[key] = (holder[key] * length)[:length]
    elif isinstance(holder, dict) and isinstance(key, str) and random.random() < 0.3:
        rename(holder, key, (key * length)[:length])


def word(site: Site, random: Random, pool: Pool) -> None:
    holder, key, _ = site
    if not isinstance(holder[key], dict | list):
        holder[key] = random.choice(pool.words)


def same_key(site: Site, random: Random, pool: Pool) -> None:
    """The value that another document has under this key, wherever it stands there."""
    holder, key, _ = site
    known = [value for fields in pool.fields.values() for value in fields.get(key, ())]
    if isinstance(holder, dict) and known:
        holder[key] = copy.deepcopy(random.choice(known))


def grafted(site: Site, random: Random, pool: Pool) -> None:
    """One more field, such as others have in the same place."""
    holder, _, place = site
    if isinstance(holder, dict) and pool.fields[place]:
        new = random.choice(list(pool.fields[place]))
        holder[new] = copy.deepcopy(random.choice(pool.fields[place][new]))


def replaced(site: Site, random: Random, pool: Pool) -> None:
    holder, key, place = site
    if known := pool.fields[place].get(key):
        holder[key] = copy.deepcopy(random.choice(known))


def repeated(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    value = holder[key]
    target = value if isinstance(value, list) else holder
    if isinstance(target, list) and target:
        target.insert(random.randrange(len(target) + 1), copy.deepcopy(random.choice(target)))


def reordered(site: Site, random: Random, _pool: Pool) -> None:
    holder, key, _ = site
    if isinstance(holder[key], list):
        random.shuffle(holder[key])
    elif isinstance(holder, dict):
        holder[key] = holder.pop(key)


def copied(site: Site, random: Random, _pool: Pool) -> None:
    """A value that stands elsewhere in the same object."""
    holder, key, _ = site
    if isinstance(holder[key], dict | list):
        inner = [(each, at) for each, at, _ in sites(holder[key]) if not isinstance(each[at], dict | list)]
        if len(inner) > 1:
            (first, one), (second, two) = random.sample(inner, 2)
            first[one] = second[two]


def moved_up(site: Site, _random: Random, _pool: Pool) -> None:
    """What a map holds stands beside it."""
    holder, key, _ = site
    if isinstance(holder[key], dict) and isinstance(holder, dict) and holder[key]:
        name = next(iter(holder[key]))
        holder[name] = holder[key].pop(name)


def moved_down(site: Site, random: Random, _pool: Pool) -> None:
    """What stands beside a map is in it."""
    holder, key, _ = site
    others = (
        [other for other in holder if other != key and isinstance(holder[other], dict)]
        if isinstance(holder, dict)
        else []
    )
    if others:
        holder[random.choice(others)][key] = holder.pop(key)


def other_shape(site: Site, _random: Random, _pool: Pool) -> None:
    """A list where a map belongs, or a map where a list does."""
    holder, key, _ = site
    value = holder[key]
    if isinstance(value, dict):
        holder[key] = [{each: item} for each, item in value.items()]
    elif isinstance(value, list) and value:
        holder[key] = (
            value[0]
            if len(value) == 1
            else {
                str(each.get("name", at)) if isinstance(each, dict) else str(at): each for at, each in enumerate(value)
            }
        )
    else:
        holder[key] = [value]


def typed(value: str, random: Random) -> str:
    """What fingers make of a word."""
    at = random.randrange(len(value) + 1)
    one, rest = value[:at], value[at:]
    return random.choice(
        (
            one + rest[1:],
            one + rest[:1] + rest,
            one + rest[1:2] + rest[:1] + rest[2:],
            one + random.choice(" _.-/:!é=%\n*@,A0") + rest,
            value + random.choice("s -_./:1"),
            random.choice(" -_./1") + value,
            value.upper(),
            value.lower(),
            value[:1].swapcase() + value[1:],
            re.sub(r"(?<!^)(?=[A-Z])", random.choice("_-"), value).lower(),
        )
    )


def rename(holder: dict[str, Holder], key: str, new: str) -> None:
    items = [(new if each == key else each, value) for each, value in holder.items()]
    holder.clear()
    holder.update(items)


MUTATIONS: tuple[Callable[[Site, Random, Pool], None], ...] = (
    *(drop, drop, null, empty, another_type, number, number, form, form, form, misspelt, misspelt_key, long, word),
    *(same_key, grafted, grafted, replaced, replaced, repeated, reordered, copied, copied, moved_up, moved_down),
    other_shape,
)
