"""Which thing of a knowledge file a group of mentions means: by its name, how known the thing is, and what stands near.

A score is a sum of three parts, 1 at most:

    name        label 0.50, alias 0.40, a transliteration of either 0.30; 0.15 less for a person of but one name
    popularity  up to 0.25, by the logarithm: 0.25 from 200 Wikipedia pages on
    context     up to 0.25: h / (h + 1), where h counts words of the description near the mentions, and twice what is
                related (country, party, office …) and named there, and twice an age that agrees

It links from 0.5 on, which the one bearer of a full name reaches alone and an alias with some support; for a person, whose
namesakes are many and mostly in no table, something has to speak beside the name. It abstains where the second is nearer
than 0.1: of two bearers of one name popularity alone decides for one eight times as known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.knowledge import Item, Knowledge
from kg.knowledge.items import ALIAS, LABEL, SOUND
from kg.model import Article, Mention
from kg.names import fold
from kg.resolve.company import SLACK, Traits
from kg.resolve.keys import Cluster, family_of
from kg.schema import Schema

OF_NAME = {LABEL: 0.5, ALIAS: 0.4, SOUND: 0.3}
ONE_NAME = 0.15
POPULAR, ALL_KNOW = 0.25, 200
CONTEXT, RELATED = 0.25, 2
ENOUGH, MARGIN = 0.5, 0.1
WINDOW = 200  # code points before and behind a mention: its sentence and what leans on it
CLUSTERS, MENTIONS = 20, 5  # of a group and of a cluster that context is taken from
STEM = 6  # letters that "Ukraine" and "Ukrainian", "football" and "footballer" share
SHORTEST = 4  # letters of a word that tells something
STOP = frozenset(
    "the and for from with that this into born died member first former last part series city town country state group company people "
    "person other which who whose where also between under over against during several various named known based located human".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant: its score, how the name leads to it, and what near the mentions speaks for it."""

    item: Item
    score: float
    kind: int
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the mentions of a group: folded text between blanks, with the names beside it; its stems; keys of
    the countries named; possible years of birth; and the year of the first article (None: unknown)."""

    text: str
    stems: frozenset[str]
    lands: frozenset[str]
    births: frozenset[int]
    year: int | None


@dataclass(frozen=True)
class Finder:
    """Finds and weighs candidates. `names` are those of the clusters of an article, by its id."""

    schema: Schema
    gazetteer: Gazetteer
    knowledge: Knowledge
    articles: Mapping[str, Article]
    names: Mapping[str, frozenset[str]]
    traits: Mapping[str, Traits]

    def find(self, group: list[Cluster], family: str) -> list[Candidate]:
        """All that a group may mean, the best first."""
        ways: dict[str, tuple[int, Item]] = {}
        for item, kind in self._named(group, family):
            known = item.type in self.schema.types and family_of(self.schema, item.type) == family
            if known and kind < ways.get(item.id, (SOUND + 1,))[0]:
                ways[item.id] = (kind, item)
        if not ways:
            return []
        around = self._surroundings(group)
        one_name = family == "Person" and not any(c.person and c.person.given for c in group)
        found = (self._weigh(item, kind, one_name, around) for kind, item in ways.values() if _possible(item, around))
        return sorted(found, key=lambda c: (-c.score, c.item.id))

    def _named(self, group: list[Cluster], family: str) -> Iterator[tuple[Item, int]]:
        """(item, kind) of the full names of a group, and only where it has none, of the short ones."""
        full = {c.name for c in group if not c.brief}
        for name in sorted(full or {c.name for c in group}):
            yield from self.knowledge.named(name) if family == "Person" else self.knowledge.candidates(fold(name))

    def _surroundings(self, group: list[Cluster]) -> Surroundings:
        parts: list[str] = []
        for c in sorted(group, key=lambda c: c.id)[:CLUSTERS]:
            article = self.articles.get(c.article)
            named = [m for m in c.mentions if m.kind == "name"][:MENTIONS]
            parts += [_window(article, m) for m in named if article]
            parts += sorted(self.names.get(c.article, frozenset()))
        text = fold.__wrapped__(" . ".join(parts))  # not through the cache of fold: it would fill with prose
        own = {word for c in group for word in fold(c.name).split()}
        years = [int(a.published[:4]) for c in group if (a := self.articles.get(c.article)) and a.published]
        return Surroundings(
            text=f" {text} ",
            stems=frozenset(_stem(word) for word in text.split() if word not in own),
            lands=frozenset(land for c in group if c.id in self.traits for land in self.traits[c.id].lands),
            births=frozenset(y for c in group if c.id in self.traits for y in self.traits[c.id].births),
            year=min(years, default=None),
        )

    def _weigh(self, item: Item, kind: int, one_name: bool, around: Surroundings) -> Candidate:
        words, related = _words_near(item, around), list(self._related_near(item, around))
        born = [f"born {item.began[:4]}"] if item.began and _agrees(item, around) and around.births else []
        hits = len(words) + RELATED * (len(related) + len(born))
        popularity = min(1.0, math.log1p(item.popularity) / math.log1p(ALL_KNOW))
        name = OF_NAME[kind] - (ONE_NAME if one_name else 0)
        score = name + POPULAR * popularity + CONTEXT * hits / (hits + 1)
        return Candidate(item, round(score, 4), kind, tuple(dict.fromkeys((*born, *related, *words))))

    def _related_near(self, item: Item, around: Surroundings) -> Iterator[str]:
        """Names of what is related that stand near; of a country its demonym too."""
        own = fold(item.name)
        for id_ in dict.fromkeys((item.country or "", *item.related)):
            for name in self._names_of(id_):
                if fold(name) != own and (id_ in around.lands or f" {fold(name)} " in around.text):
                    yield name
                    break

    def _names_of(self, id_: str) -> Iterator[str]:
        if entry := self.gazetteer.entries.get(id_):
            yield entry.name
            if demonym := self.gazetteer.adjective(id_):
                yield demonym
        elif id_ and (item := self.knowledge.item(id_)):
            yield item.name


def choose(candidates: list[Candidate]) -> Candidate | None:
    """The best where it is good enough and clearly before the second; else None."""
    if not candidates or not _is_enough(candidates[0]):
        return None
    if len(candidates) > 1 and candidates[0].score - candidates[1].score < MARGIN - 1e-9:
        return None
    return candidates[0]


def _is_enough(candidate: Candidate) -> bool:
    alone = candidate.item.type == "Person" and candidate.score <= OF_NAME[candidate.kind]
    return candidate.score >= ENOUGH and not alone


def reason(written: str, candidates: list[Candidate], *, chosen: bool) -> str:
    """Why the best was taken or not, for a person to check."""
    best, others = candidates[0], len(candidates) - 1
    how = {LABEL: "is the name of", ALIAS: "is an alias of", SOUND: "is a spelling of"}[best.kind]
    parts = [f"'{written}' {how} {shown(best.item)}"]
    if others:
        rival = candidates[1]
        parts.append(f"{others} more may be meant, first {shown(rival.item)} at {rival.score:.2f}")
    if best.near:
        parts.append(f"near it: {', '.join(best.near[:5])}")
    if not chosen:
        parts.append("not enough speaks for it" if not _is_enough(best) else "nothing tells which")
    return "; ".join(parts)


def shown(item: Item) -> str:
    """`Ada Lunn, minister of Marovia (Q123)`."""
    return f"{item.name}{f', {item.description}' if item.description else ''} ({item.id})"


def _window(article: Article, mention: Mention) -> str:
    return article.text[max(0, mention.start - WINDOW) : mention.end + WINDOW]


def _stem(word: str) -> str:
    return word[:STEM]


def _words_near(item: Item, around: Surroundings) -> list[str]:
    """Words of the description that stand near, one a stem."""
    own = set(fold(item.name).split())
    words = (w for w in fold(item.description or "").split() if len(w) >= SHORTEST and not w.isdigit() and w not in own and w not in STOP)
    return list({_stem(w): w for w in words if _stem(w) in around.stems}.values())


def _agrees(item: Item, around: Surroundings) -> bool:
    """Is the year of birth one that the ages in the articles allow? True where nothing is known."""
    if not item.began or not around.births:
        return True
    return min(abs(int(item.began[:4]) - year) for year in around.births) <= SLACK


def _possible(item: Item, around: Surroundings) -> bool:
    """Nobody is written of before he is born."""
    if item.type != "Person" or not item.began:
        return True
    return _agrees(item, around) and (around.year is None or int(item.began[:4]) <= around.year)


def names_beside(clusters: Iterable[Cluster]) -> dict[str, frozenset[str]]:
    """{article: names of all that is named in it}."""
    found: dict[str, set[str]] = {}
    for c in clusters:
        if c.named:
            found.setdefault(c.article, set()).add(c.name)
    return {article: frozenset(names) for article, names in found.items()}
