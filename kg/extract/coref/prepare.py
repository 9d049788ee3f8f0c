"""All that is known of an article's mentions before any is weighed: names joined, speakers found, the table made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.attribution import Found
from kg.extract.coref.aliases import Aliases
from kg.extract.coref.chains import Book
from kg.extract.coref.items import Item, make_items
from kg.extract.coref.persons import join_speakers
from kg.extract.coref.sources import join_sources
from kg.extract.coref.speech import find_speakers
from kg.extract.coref.syntax import join_beside
from kg.extract.coref.table import Flags, Table, make_table
from kg.extract.mentions import Mentions
from kg.gazetteer import Gazetteer
from kg.parse import Parsed
from kg.schema import Schema


@dataclass(frozen=True)
class Case:
    """One article's mentions. `open_` are those that the ranker decides on."""

    items: list[Item]
    book: Book
    table: Table
    open_: Flags


def prepare(parsed: Parsed, mentions: Mentions, founds: Sequence[Found], schema: Schema, gazetteer: Gazetteer) -> Case:
    """Makes a case of an article."""
    items = make_items(parsed, mentions, schema, gazetteer)
    book = Book(i.ref.id for i in items)
    names = Aliases(items, book, schema, gazetteer).join()
    for number, group in enumerate(names):
        _call(book, number, group)
    find_speakers(parsed, items, founds, names)
    join_beside(items, book)
    join_speakers(items, book, gazetteer)
    for item in items:
        if item.gender and item.kind != "pronoun":
            book.set_gender(item.ref.id, item.gender)
    join_sources(items, founds, book)
    sources = frozenset(f.source_head for f in founds if f.source_head is not None)
    return Case(items, book, make_table(items, sources), _open(items, book))


def _call(book: Book, number: int, group: list[Item]) -> None:
    """One name: its number, its sex and its kind of thing for all its forms."""
    gender = next((i.gender for i in group if i.gender), None)
    family = group[0].family
    for item in group:
        item.name, item.first = number, item is group[0]
        item.gender = item.gender or gender
        if item.family == "Any":
            item.family = family
    book.call(group[0].ref.id, number)


def _open(items: list[Item], book: Book) -> Flags:
    """Mentions whose chain has none before them: pronouns, descriptions, the first form of a name."""
    seen: set[str] = set()
    found = np.zeros(len(items), np.bool_)
    for item in items:
        root = book.sets.root(item.ref.id)
        found[item.at] = root not in seen and item.kind != "demonym" and (item.name < 0 or item.first)
        seen.add(root)
    return found
