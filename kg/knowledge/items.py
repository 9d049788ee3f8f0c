"""A thing of a knowledge file, and the keys under which its names are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.names import fold, person_parts, sound_key

QID = re.compile(r"Q[1-9][0-9]{0,14}")
# How a name leads to an item, the surest first; these are stored.
LABEL, ALIAS, SOUND = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the world. `id` is a Wikidata id or one of the user's own; `type` a type of the schema; `popularity` how
    many pages of Wikipedia and its sisters it has, or what the user's table says (0: not known). `country` and `related`
    are ids; `began` and `ended` are dates as far as known (`1950`, `1950-01`, `1950-01-02`): birth and death of a person."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    description: str | None = None
    popularity: int = 0
    country: str | None = None
    related: tuple[str, ...] = ()
    began: str | None = None
    ended: str | None = None


def is_wikidata(id_: str) -> bool:
    """Is this the id of a Wikidata item?"""
    return QID.fullmatch(id_) is not None


def person_key(name: str) -> str | None:
    """The key that transliterations of a person's first and last name share, or None where there is but one name."""
    given, surname = person_parts(name)
    if not given or not surname:
        return None
    return f"~{sound_key(given[0])} {sound_key(surname)}"


def keys_of(item: Item) -> Iterator[tuple[str, int]]:
    """(key, LABEL | ALIAS | SOUND), each key once, with the surest way it leads here. `~` begins no folded name."""
    found: dict[str, int] = {}
    for name in (item.name, *item.aliases):
        found.setdefault(fold(name), LABEL if name == item.name else ALIAS)
    if item.type == "Person":
        for name in (item.name, *item.aliases):
            if key := person_key(name):
                found.setdefault(key, SOUND)
    found.pop("", None)
    yield from found.items()
