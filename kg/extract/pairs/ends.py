"""The ends that a standing fact may have in a sentence: names, demonyms, pronouns that stand for something, dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.extract.mentions import Mentions, Ref
from kg.parse import Sent
from kg.schema import Schema

MOST_ENDS = 24  # of a sentence; a list of fifty names states no standing facts and has 2,450 pairs
COARSE = (("Country", "C"), ("Person", "P"), ("Organization", "O"), ("Place", "L"), ("Group", "G"), ("Work", "W"), ("Event", "E"))
DATE = "Date"
SPANNING = frozenset(["-", "to", "until", "and"])
AGES = frozenset(["old", "year", "years", "month", "months", "week", "weeks", "day", "days"])  # ages and durations are no dates
MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
YEAR = re.compile(r"\d{3,4}|\d[/.]\d")
KINDS = frozenset(["name", "demonym", "pronoun"])
TypeOf = Callable[[Ref], str | None]


@dataclass(frozen=True, slots=True)
class End:
    """Tokens [start, end) with their head. `ref` is None for a date; `code` is the coarse type as features spell it."""

    ref: Ref | None
    start: int
    end: int
    head: int
    type: str
    code: str


class Ends:
    """The ends of an article, to be had by sentence."""

    def __init__(self, doc: Doc, mentions: Mentions, type_of: TypeOf, schema: Schema) -> None:
        named = (e for r in mentions if r.kind in KINDS and (e := _end(doc, r, type_of(r), schema)))
        found = sorted([*named, *_dates(doc)], key=lambda e: (e.start, -e.end))
        self._ends = list(_outermost(found))
        self._starts = [e.start for e in self._ends]

    def within(self, sent: Sent) -> list[End]:
        """The ends of a sentence in their order, the first MOST_ENDS of them."""
        at = bisect_left(self._starts, sent.span.start)
        stop = bisect_left(self._starts, sent.span.end)
        return [e for e in self._ends[at:stop] if e.end <= sent.span.end][:MOST_ENDS]


def _end(doc: Doc, ref: Ref, type_: str | None, schema: Schema) -> End | None:
    if type_ is None or type_ == "Entity":
        return None
    code = next((c for t, c in COARSE if schema.is_a(type_, t)), None)
    if code is None:
        return None
    if ref.kind == "demonym":
        code = "D"
        if ref.end < len(doc) and doc[ref.end].text == "-":  # `the Dutch-born painter` is a citizen of another country as likely as not
            return None
    return End(ref, ref.start, ref.end, ref.head, type_, f"p{code}" if ref.kind == "pronoun" else code)


def _dates(doc: Doc) -> Iterator[End]:
    """Dates with a year or a month in them, and years that the model took for a number; of `3 March 1918 - 26 October 2007` both."""
    for ent in doc.ents:
        year = ent.label_ == "CARDINAL" and len(ent) == 1 and len(ent.text) == 4 and ent.text.isdigit()
        if not year and ent.label_ != "DATE":
            continue
        cuts = [t.i for t in ent if t.lower_ in SPANNING]
        for start, end in zip([ent.start, *(c + 1 for c in cuts)], [*cuts, ent.end], strict=True):
            if _is_dated(doc[start:end]) and not any(t.lower_ in AGES for t in doc[start:end]):
                yield End(None, start, end, doc[start:end].root.i, DATE, "T")


def _is_dated(span: Span) -> bool:
    """A year, or a day with its month or its marks (`3/5/1950`); a bare `88` is an age or a number."""
    text = span.text
    return bool(YEAR.search(text)) or (any(c.isdigit() for c in text) and any(t.lower_[:3] in MONTHS for t in span))


def _outermost(ends: list[End]) -> Iterator[End]:
    """Of ends that lie in each other the longest."""
    reached = -1
    for end in ends:
        if end.start >= reached:
            yield end
            reached = end.end
