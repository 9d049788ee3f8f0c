"""Which claim of the store is which line of the gold.

A *pair* has both ends of the line, in its place, whatever the relation and whichever way round. A *proposition* has the relation
too, and the ends in their order unless the relation is symmetric. Pairs are one to one, the better ones first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluation.gold import Gold
from kg.gazetteer import Gazetteer
from kg.graph import Graph
from kg.model import Mention
from kg.names import fold
from kg.propositions import Statement

WORDY = frozenset(["Event", "Topic", "Position", "Work"])  # described in many ways: compared by words, not by name
ENOUGH = 0.5  # F1 of content words at which two descriptions are one
SMALL = frozenset(
    "a an the of in on at to for from by with and or as into over about against that this its his her their who which whom "
    "is are was were be been being has have had do does did will would could may might it he she they".split()
)
# A thing's name with what it is: `the border town of Lesk`, `the Lake Alliance party`.
WITH_KIND = {"Place": r"(?:\w+ )+of {}", "Organization": r"{} \w+"}
ASPECTS = ("source", "polarity", "certainty", "time", "quantity")


@dataclass(frozen=True, slots=True)
class End:
    """A subject, object or source as it may be called. `named`: it goes by a name and so can't be met by a description.
    `types` are the schema's, with their parents; none where there is no entity."""

    id: str | None
    names: frozenset[str]
    texts: tuple[str, ...]
    named: bool = False
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the store, ready to be compared. `source` is None in the article's own voice."""

    statement: Statement
    subject: End
    object: End
    source: End | None


@dataclass(frozen=True, slots=True)
class Match:
    """A line and the claim that is its proposition; `right` has each aspect, None where the line doesn't ask for it."""

    gold: Gold
    found: Found
    right: Mapping[str, bool | None]

    @property
    def strict(self) -> bool:
        """Are source, polarity and certainty right too?"""
        return all(self.right[aspect] for aspect in ("source", "polarity", "certainty"))


class Matcher:
    """Compares lines with the claims of one store; knows which mentions an entity has."""

    def __init__(self, graph: Graph, gazetteer: Gazetteer) -> None:
        self._graph, self._gazetteer = graph, gazetteer
        self._named = {graph.entity_of[m.id] for m in graph.mentions.values() if m.kind in ("name", "demonym") and m.id in graph.entity_of}

    # ------------------------------------------------------------------ claims

    def claims(self, article: str) -> list[Found]:
        """The claims of an article, in the order of its text."""
        made = map(self._found, self._graph.statements_in(article))
        return sorted(made, key=lambda f: (f.statement.claim.start, f.statement.claim.end, f.statement.claim.id))

    def _found(self, statement: Statement) -> Found:
        claim, mentions = statement.claim, self._graph.mentions
        value = None if claim.value is None else End(None, frozenset([fold(claim.value)]), (claim.value,))
        object_ = value or self.end_of(statement.object, mentions.get(claim.object_mention or ""))
        return Found(statement, self.end_of(statement.subject, mentions.get(claim.subject_mention)), object_, self._source(statement))

    def _source(self, statement: Statement) -> End | None:
        if not statement.claim.attributions:
            return None
        if statement.source:
            inner = self._graph.attributions[statement.claim.attributions[-1]]
            return self.end_of(statement.source, self._graph.mentions.get(inner.source_mention or ""))
        words = self._graph.source_name(statement)
        return End(None, frozenset(), (words,) if words else ())

    def end_of(self, id_: str | None, mention: Mention | None) -> End:
        """How an entity may be called, with the words of the mention that stands there; None is nobody known."""
        if id_ is None:
            return End(None, frozenset(), (mention.text,) if mention else ())
        entity = self._graph.entities[id_]
        names = (entity.name, *entity.aliases)
        named = id_ in self._named and not WORDY & set(entity.types)
        return End(id_, frozenset(map(fold, names)), (*names, *([mention.text] if mention else [])), named, entity.types)

    # ------------------------------------------------------------------ ends

    def same(self, wanted: str, end: End) -> bool:
        """Does a line's name, id or description mean this end? Names must be equal but for case, accents, articles and
        titles' dots; descriptions must share half of their words, demonyms being their country."""
        if self.called(wanted, end) or _called_with_kind(wanted, end):
            return True
        worded = bool(WORDY & set(end.types))
        if end.named or (is_name(wanted) and not worded and not any(map(is_name, end.texts))):
            return False
        words = self.words(wanted)
        return any(_likeness(words, self.words(text)) >= ENOUGH for text in end.texts)

    @staticmethod
    def called(wanted: str, end: End) -> bool:
        """Is this the end's id or one of its names?"""
        return wanted == end.id or fold(wanted) in end.names

    def words(self, text: str) -> frozenset[str]:
        """The words of a description that carry meaning, plurals and demonyms undone."""
        found = []
        for word in fold(text).split():
            country = self._gazetteer.demonym(word)
            found += fold(country.name).split() if country else [word]
        return frozenset(re.sub(r"(?<=\w{3})(?<!s)s$", "", word) for word in found if word not in SMALL)

    # ------------------------------------------------------------------ lines against claims

    def is_pair(self, gold: Gold, found: Found) -> bool:
        """Are these the ends of the line, either way round, in its place?"""
        return _in_place(gold, found) and (self._ends(gold, found.subject, found.object) or self._ends(gold, found.object, found.subject))

    def is_proposition(self, gold: Gold, found: Found) -> bool:
        """Is this what the line says, whoever says it and however surely?"""
        if gold.relation != found.statement.claim.relation or not _in_place(gold, found):
            return False
        symmetric = self._graph.schema.relations[gold.relation].symmetric
        return self._ends(gold, found.subject, found.object) or (symmetric and self._ends(gold, found.object, found.subject))

    def _ends(self, gold: Gold, subject: End, object_: End) -> bool:
        return self.same(gold.subject, subject) and self.same(gold.object, object_)

    def match(self, gold: Gold, found: Found) -> Match:
        """A line and its claim, with what of the rest is right."""
        claim = found.statement.claim
        right: dict[str, bool | None] = {
            "source": self._source_right(gold, found.source),
            "polarity": gold.polarity == claim.polarity,
            "certainty": gold.certainty == claim.certainty,
            "time": _time_right(gold, claim.event_time.edtf if claim.event_time else None),
            "quantity": _quantity_right(gold, found),
        }
        return Match(gold, found, right)

    def _source_right(self, gold: Gold, source: End | None) -> bool:
        if gold.source is not None:
            return source is not None and self.same(gold.source, source)
        if source is None:
            return gold.unnamed is not True
        return source.id is None and gold.unnamed is not False


def is_name(text: str) -> bool:
    """Does every word but the small ones begin with a capital?"""
    words = [w for w in re.findall(r"[^\W_]+", text) if w.casefold() not in SMALL]
    return bool(words) and all(w[0].isupper() or w[0].isdigit() for w in words)


def _called_with_kind(wanted: str, end: End) -> bool:
    """Is this the name with what it is the name of?"""
    patterns = [pattern.format(re.escape(fold(wanted))) for type_, pattern in WITH_KIND.items() if type_ in end.types]
    return is_name(wanted) and any(re.fullmatch(pattern, name) for pattern in patterns for name in end.names)


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _in_place(gold: Gold, found: Found) -> bool:
    """Does most of the claim lie in the line's place, or most of the place in the claim?"""
    start, end = found.statement.claim.start, found.statement.claim.end
    return any(2 * (min(end, e) - max(start, s)) > min(end - start, e - s) for s, e in gold.places)


def _time_right(gold: Gold, edtf: str | None) -> bool | None:
    """None where the line leaves time out, or neither has one. `XXXX` in the line is any year."""
    if "event_time" not in gold.asked or gold.event_time is None and edtf is None:
        return None
    if gold.event_time is None or edtf is None:
        return False
    return re.fullmatch(re.escape(gold.event_time).replace("XXXX", "[0-9X]{4}"), edtf) is not None


def _quantity_right(gold: Gold, found: Found) -> bool | None:
    """None where the line leaves it out, or neither has one. Words without a number (`dozens`) ask for some quantity."""
    wanted, has = gold.quantity, found.statement.claim.quantity
    if "quantity" not in gold.asked or wanted is None and has is None:
        return None
    if wanted is None or has is None:
        return False
    numbers = [(q.value, q.min, q.max, q.approximate) for q in (wanted, has)]
    return numbers[0] == numbers[1] or not any(n is not None for n in numbers[0][:3])


def pair_up(
    golds: Iterable[Gold], claims: Iterable[Found], fits: Callable[[Gold, Found], bool], rank: Callable[[Gold, Found], tuple[int, ...]]
) -> Iterator[tuple[Gold, Found]]:
    """One-to-one pairs of those that fit: the highest rank first, then the order of lines and text."""
    claims = list(claims)
    options = [(rank(g, f), g, f, at) for g in golds for at, f in enumerate(claims) if fits(g, f)]
    options.sort(key=lambda option: (tuple(-n for n in option[0]), option[1].line, option[3]))
    lines: set[int] = set()
    places: set[int] = set()
    for _, gold, found, at in options:
        if gold.line not in lines and at not in places:
            lines.add(gold.line)
            places.add(at)
            yield gold, found
