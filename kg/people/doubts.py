"""Pairs worth a person's look: what the program joined without being sure, and what it left apart though it was near."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ask import title_of
from kg.graph import Graph
from kg.model import Judgement, is_person
from kg.names import fold
from kg.reasons import is_doubtful

Key = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Side:
    """A mention in its sentence: the words, and [start, end) of the mention in them; `roles` are offices it is said to have."""

    mention: str
    entity: str
    name: str
    kind: str
    type: str
    text: str
    start: int
    end: int
    title: str
    publisher: str | None
    published: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that a program joined or left apart without being sure.

    `score` is the program's, how sure it is that they are the same (0 to 1); `hanging` counts the mentions and claims
    that a decision would move; `count` judgements say this of the two.
    """

    joined: bool
    score: float
    by: str
    reason: str
    hanging: int
    count: int
    left: Side
    right: Side

    @property
    def rank(self) -> float:
        """How much it is worth a look: how likely it is wrong, times the order of magnitude of what hangs on it; names
        count twice, for "the company" seldom leads far."""
        likely = 1 - self.score if self.joined else self.score
        return likely * math.log2(1 + self.hanging) * (1 + (self.left.kind == self.right.kind == "name"))


def doubtful(graph: Graph, *, pronouns: bool = False) -> list[Doubt]:
    """The doubtful pairs that nobody has decided, the worst first.

    Doubtful are a program's `unsure` and its `same` below SURE. Judgements on one pair of entities, or on the same two
    parts of one, are one doubt, told by the worst of them. What a pronoun takes up is a matter of reading and left out
    unless `pronouns` says otherwise: there are ten of these to one doubtful name.
    """
    groups: dict[Key, list[Judgement]] = defaultdict(list)
    decided: set[Key] = set()
    for judgement in graph.judgements.values():
        if judgement.left not in graph.entity_of or judgement.right not in graph.entity_of:
            continue
        if is_person(judgement.by):
            decided.update(_keys(graph, judgement))
        elif not pronouns and "pronoun" in {graph.mentions[m].kind for m in (judgement.left, judgement.right)}:
            continue
        elif is_doubtful(judgement.verdict, judgement.score):
            groups[next(_keys(graph, judgement))].append(judgement)
    weights = _weights(graph)
    found = [_doubt(graph, group, weights) for group in groups.values() if decided.isdisjoint(_keys(graph, group[0]))]
    return sorted(found, key=lambda d: (-d.rank, d.left.mention, d.right.mention))


def _keys(graph: Graph, judgement: Judgement) -> Iterator[Key]:
    """What a judgement is about: two entities; or, within one, the two parts of it (the words in an article), and the
    two names, whichever article they stand in: a person who decides on names means all of these."""
    ends = judgement.left, judgement.right
    homes = [graph.entity_of[m] for m in ends]
    if homes[0] != homes[1]:
        yield _pair((home,) for home in homes)
        return
    words = [fold(graph.mentions[m].text) for m in ends]
    yield _pair((homes[0], graph.mentions[m].article, w) for m, w in zip(ends, words, strict=True))
    if words[0] != words[1]:
        yield _pair((homes[0], w) for w in words)


def _pair(sides: Iterable[tuple[str, ...]]) -> Key:
    left, right = sorted(sides)
    return left, right


def _doubt(graph: Graph, group: list[Judgement], weights: Counter[tuple[str, ...]]) -> Doubt:
    joined = graph.entity_of[group[0].left] == graph.entity_of[group[0].right]
    worst = min(group, key=lambda j: (j.score if joined else -j.score, j.id))
    ends = worst.left, worst.right
    return Doubt(
        joined=joined,
        score=worst.score,
        by=worst.by,
        reason=worst.reason,
        hanging=min(weights[_part(graph, m) if joined else (graph.entity_of[m],)] for m in ends),
        count=len(group),
        left=_side(graph, worst.left),
        right=_side(graph, worst.right),
    )


def _part(graph: Graph, mention: str) -> tuple[str, ...]:
    found = graph.mentions[mention]
    return graph.entity_of[mention], found.article, fold(found.text)


def _weights(graph: Graph) -> Counter[tuple[str, ...]]:
    """How many mentions and claims hang on each entity, and on each part of one."""
    weights: Counter[tuple[str, ...]] = Counter()
    for mention in _used(graph):
        if mention in graph.entity_of:
            weights[(graph.entity_of[mention],)] += 1
            weights[_part(graph, mention)] += 1
    return weights


def _used(graph: Graph) -> Iterator[str]:
    """Each mention once, and once more for each claim that it is an end or the source of."""
    yield from graph.entity_of
    for statement in graph.statements.values():
        claim = statement.claim
        sources = (graph.attributions[a].source_mention for a in claim.attributions)
        yield from (m for m in (claim.subject_mention, claim.object_mention, *sources) if m)


def _side(graph: Graph, mention: str) -> Side:
    found, article = graph.mentions[mention], graph.articles[graph.mentions[mention].article]
    entity = graph.entities[graph.entity_of[mention]]
    start, end = _sentence(graph, mention)
    return Side(
        mention=mention,
        entity=entity.id,
        name=entity.name,
        kind=found.kind,
        type=found.type,
        text=article.text[start:end],
        start=found.start - start,
        end=found.end - start,
        title=title_of(article),
        publisher=article.publisher,
        published=article.published,
        roles=_roles(graph, mention),
    )


def _sentence(graph: Graph, mention: str) -> tuple[int, int]:
    """[start, end) of the sentence a mention stands in, or of the mention alone where none has it."""
    m = graph.mentions[mention]
    inside = (s for s in graph.sentences_in(m.article) if s.start <= m.start < s.end)
    found = next(inside, None)
    return (found.start, max(found.end, m.end)) if found else (m.start, m.end)


def _roles(graph: Graph, mention: str) -> tuple[str, ...]:
    """The offices that the article gives to the entity of a mention."""
    entity, article = graph.entity_of[mention], graph.mentions[mention].article
    here = (s for s in graph.statements_in(article) if s.subject == entity)
    return tuple(sorted({s.claim.role for s in here if s.claim.role}))
