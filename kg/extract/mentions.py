"""The mentions of an article while it is read: token ranges with type and kind, found again by any of their tokens."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.model import Article, Mention, make_id


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention as tokens [start, end) with their head."""

    id: str
    start: int
    end: int
    head: int
    kind: str
    type: str


def _place(ref: Ref) -> tuple[int, int, str]:
    return ref.start, ref.end, ref.type


class Mentions:
    """The mentions of one article, by head token: at most one mention a head, and what stands beside it."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article = article
        self.doc = doc
        self._by_head: dict[int, Ref] = {}
        self._covering: dict[int, Ref] = {}
        self._beside: dict[tuple[int, str], Ref] = {}
        self._ordered: list[Ref] = []  # kept in order: each sentence asks for them, and sentences add to them

    def __iter__(self) -> Iterator[Ref]:
        """The mentions there are now, in the order of the text; those added meanwhile are not among them."""
        return iter(self._ordered.copy())

    def at(self, token: Token) -> Ref | None:
        """The mention whose head is this token."""
        return self._by_head.get(token.i)

    def over(self, token: Token) -> Ref | None:
        """The name that covers this token, or the mention whose head it is, or None."""
        return self._by_head.get(token.i) or self._covering.get(token.i)

    def named(self, token: Token) -> Ref | None:
        """The name that covers this token, or None."""
        ref = self.over(token)
        return ref if ref is not None and ref.kind == "name" else None

    def add(self, start: int, end: int, head: int, kind: str, type_: str) -> Ref:
        """A new mention, or the one that has this head already."""
        known = self._by_head.get(head)
        if known:
            return known
        ref = Ref(self._id(start, end), start, end, head, kind, type_)
        self._by_head[head] = ref
        insort(self._ordered, ref, key=_place)
        if kind == "name":
            for i in range(start, end):
                self._covering.setdefault(i, ref)
        return ref

    def add_beside(self, start: int, end: int, head: int, type_: str) -> Ref:
        """A second thing that words with one head stand for: the office beside the person, the matter beside the report."""
        known = self._beside.get((head, type_))
        if known:
            return known
        ref = self._beside[head, type_] = Ref(self._id(start, end, type_), start, end, head, "nominal", type_)
        insort(self._ordered, ref, key=_place)
        return ref

    def loose(self, start: int, end: int, head: int, kind: str, type_: str) -> Ref:
        """A mention as it would be, had it been added."""
        return Ref(self._id(start, end), start, end, head, kind, type_)

    def retype(self, ref: Ref, type_: str) -> Ref:
        """The same mention with another type. It must be one that has its head for itself, none beside it."""
        new = replace(ref, type=type_)
        at = self._ordered.index(ref, bisect_left(self._ordered, _place(ref), key=_place))
        del self._ordered[at]
        insort(self._ordered, new, key=_place)
        self._by_head[ref.head] = new
        for i in range(ref.start, ref.end):
            if self._covering.get(i) == ref:
                self._covering[i] = new
        return new

    def text(self, ref: Ref) -> str:
        """The words of a mention, as the article has them."""
        start, end = self.span(ref)
        return self.article.text[start:end]

    def span(self, ref: Ref) -> tuple[int, int]:
        """Code points [start, end) of a mention."""
        words = self.doc[ref.start : ref.end]
        return words.start_char, words.end_char

    def record(self, ref: Ref) -> Mention:
        """What is stored of a mention."""
        start, end = self.span(ref)
        return Mention(ref.id, self.article.id, start, end, self.article.text[start:end], ref.kind, ref.type)

    def _id(self, start: int, end: int, *more: str) -> str:
        words = self.doc[start:end]
        return make_id("m", self.article.id, words.start_char, words.end_char, *more)


def characters(doc: Doc, tokens: tuple[int, int] | None) -> tuple[int, int] | None:
    """Code points [start, end) of tokens [start, end); None where there are none."""
    if tokens is None or tokens[0] >= tokens[1]:
        return None
    words = doc[tokens[0] : tokens[1]]
    return words.start_char, words.end_char


def is_adjective(ref: Ref, mentions: Mentions) -> bool:
    """Does a country's mention stand as an adjective (`Chilean`, `US`), and in no word with a hyphen (`US-based`)?"""
    doc = mentions.doc
    if doc[ref.end].text == "-" and not doc[ref.end - 1].whitespace_:
        return False
    return ref.kind == "demonym" or (ref.type == "Country" and mentions.text(ref).replace(".", "").isupper())
