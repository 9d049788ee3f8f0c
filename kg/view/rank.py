"""What comes first: entities and propositions in the order in which an analyst would want them.

Positions in these lists are the ids inside the page: integers of our own making, small ones first.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph import Graph
from kg.model import Article, Proposition
from kg.propositions import Statement


@dataclass(frozen=True)
class Ranked:
    """A graph with its entities, propositions, articles and statements in page order."""

    graph: Graph
    entities: tuple[str, ...]
    propositions: tuple[Proposition, ...]
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]

    @functools.cached_property
    def entity_at(self) -> Mapping[str, int]:
        """{entity id: its position}."""
        return {id_: position for position, id_ in enumerate(self.entities)}

    @functools.cached_property
    def proposition_at(self) -> Mapping[str, int]:
        """{proposition id: its position}."""
        return {p.id: position for position, p in enumerate(self.propositions)}

    @functools.cached_property
    def article_at(self) -> Mapping[str, int]:
        """{article id: its position}."""
        return {a.id: position for position, a in enumerate(self.articles)}

    def links(self) -> Iterator[Proposition]:
        """Propositions between two entities, most important first."""
        return (p for p in self.propositions if p.object and p.object != p.subject)


def rank(graph: Graph) -> Ranked:
    """Entities by how much is claimed about them, propositions by how many voices speak for and against them."""
    score: Counter[str] = Counter()
    for p in graph.propositions.values():
        for end in {p.subject, p.object} - {None}:
            score[str(end)] += 2 * p.claims + 2 * p.support + 2 * p.denials
    for statement in graph.statements.values():
        if statement.source:
            score[statement.source] += 1
    entities = sorted(graph.entities.values(), key=lambda e: (-score[e.id], -e.mentions, e.id))
    propositions = sorted(
        graph.propositions.values(),
        key=lambda p: (-(p.support + p.denials), -p.claims, -score[p.subject] - score[p.object or ""], p.id),
    )
    articles = sorted(graph.articles.values(), key=lambda a: (a.published or "", a.id))
    ranked = Ranked(graph, tuple(e.id for e in entities), tuple(propositions), tuple(articles), ())
    return Ranked(graph, ranked.entities, ranked.propositions, ranked.articles, tuple(_statements(ranked)))


def _statements(ranked: Ranked) -> Iterator[Statement]:
    """Statements proposition by proposition, by article within it."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in ranked.graph.statements.values():
        groups[statement.proposition].append(statement)
    at = ranked.article_at
    for p in ranked.propositions:
        yield from sorted(groups[p.id], key=lambda s: (at[s.claim.article], s.claim.start, s.claim.id))
