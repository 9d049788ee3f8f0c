"""Descriptions that the ranker left alone though their words say what they take up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.coref.chains import Book
from kg.extract.coref.forbid import contrast
from kg.extract.coref.items import Item
from kg.schema import Schema

FAR = 200  # sentences
DEFINITE = ("the", "that")


def join_descriptions(items: Sequence[Item], book: Book, schema: Schema) -> None:
    """Definite descriptions that begin a chain: the same war, the same noun."""
    Descriptions(items, book, schema).join()


class Descriptions:
    """One article's descriptions."""

    def __init__(self, items: Sequence[Item], book: Book, schema: Schema) -> None:
        self.items, self.book, self.schema = items, book, schema
        self.by_head = {i.ref.head: i for i in items}

    def join(self) -> None:
        seen: set[str] = set()
        for item in self.items:
            root = self.book.sets.root(item.ref.id)
            if item.kind == "nominal" and item.stored:
                self._same_words(item)
                if root not in seen:
                    self._description(item)
            seen.add(self.book.sets.root(item.ref.id))

    def _description(self, item: Item) -> None:
        if self.schema.is_a(item.ref.type, "War") and (item.word_class in DEFINITE or item.word_class == "whose"):
            self._war(item)
        elif item.word_class in DEFINITE:
            self._same_noun(item)

    def _same_words(self, item: Item) -> None:
        """`an Australian woman` in the title, and the one whom the first sentence names."""
        if len(item.words) < 2 or item.word_class == "whose":
            return
        mine = self.book.names(item.ref.id)
        for other in self._before(item):
            if other.kind == "nominal" and other.words == item.words and other.number == item.number:
                if not (mine and self.book.names(other.ref.id)):
                    reason = f"'{item.text}' has the same words as '{other.text}'"
                    self.book.same(other.ref.id, item.ref.id, "same-words", 0.75, reason)
                return

    def _war(self, item: Item) -> None:
        """An article speaks of one war unless it names the parties of another."""
        mine = self._countries(item)
        for other in self._before(item):
            if not self.schema.is_a(other.ref.type, "War"):
                continue
            theirs = self._countries(other)
            if not mine or not theirs or mine & theirs:
                reason = f"'{item.text}' is taken for the same war as '{other.text}'"
                self.book.same(other.ref.id, item.ref.id, "same-war", 0.7, reason)
                return

    def _countries(self, item: Item) -> set[str]:
        """The countries named in a description or behind it: Russia's war against Ukraine."""
        near = [self.by_head.get(t.i) for t in list(item.head.subtree)[:20]]
        return {self.book.sets.root(i.ref.id) for i in near if i and i.ref.type == "Country" and i.kind != "pronoun"}

    def _same_noun(self, item: Item) -> None:
        mine = set(item.words) - {item.head.lower_}
        for other in self._before(item):
            if other.kind in ("pronoun", "demonym") or not other.stored:
                continue
            theirs = set(other.words)
            named = other.kind == "name" and item.lemma in (other.head.lower_, other.words[-1]) and len(other.words) > 1
            alike = other.kind == "nominal" and other.lemma == item.lemma and other.head.tag_ == item.head.tag_
            if (named or alike) and mine <= theirs and not contrast(item, other):
                reason = f"'{item.text}' takes up '{other.text}'"
                self.book.same(other.ref.id, item.ref.id, "same-noun", 0.75, reason)
                return

    def _before(self, item: Item) -> Iterator[Item]:
        """Mentions before one, nearest first."""
        for at in range(item.at - 1, -1, -1):
            other = self.items[at]
            if item.sentence - other.sentence > FAR:
                return
            if other.ref.end <= item.ref.start:
                yield other
