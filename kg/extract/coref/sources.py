"""Who spoke last speaks on: `Mbeki said … He added …`, also over a quotation of several sentences between."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attribution import Found
from kg.extract.coref.chains import Book
from kg.extract.coref.items import Item

FAR = 6  # sentences
SPEAKING = ("he", "she", "they")


def join_sources(items: Sequence[Item], founds: Sequence[Found], book: Book) -> None:
    """A `he`, `she` or `they` who says something is the last speaker before, where sex and number allow it and nobody else
    came between."""
    by_head = {i.ref.head: i for i in items}
    heads = {f.source_head for f in founds if f.source_head is not None and f.parent is None}
    sources = [by_head[h] for h in sorted(heads) if h in by_head]
    for before, item in zip(sources, sources[1:], strict=False):
        if item.word_class not in SPEAKING or item.kind != "pronoun" or not _may_be(before, item, book):
            continue
        if item.sentence - before.sentence <= FAR and not _between(items, before, item, book):
            reason = f"'{item.text}' speaks on after '{before.text}', the last to speak"
            if book.same(before.ref.id, item.ref.id, "speaks-on", 0.8, reason) and item.gender:
                book.set_gender(before.ref.id, item.gender)


def _may_be(before: Item, item: Item, book: Book) -> bool:
    gender = before.gender or book.gender(before.ref.id)
    if gender and gender != item.gender:
        return False
    if before.kind == "pronoun":
        return before.word_class == item.word_class
    if item.word_class == "they":
        return before.number == "plural" or before.family in ("Organization", "Group")
    return before.family in ("Person", "Any") and before.number == "single" and before.kind != "demonym"


def _between(items: Sequence[Item], before: Item, item: Item, book: Book) -> bool:
    """Is another person the subject of a clause between the two, in the article's own words?"""
    return any(
        other.kind == "name"
        and other.family == ("Organization" if item.word_class == "they" else "Person")
        and other.role == 0
        and other.speaker == 0
        and other.gender in (None, item.gender)
        and book.sets.root(other.ref.id) != book.sets.root(before.ref.id)
        for other in (items[at] for at in range(before.at + 1, item.at))
    )
