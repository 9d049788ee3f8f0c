"""The filters' counts, counted again in Python from the Graph, to compare with what the page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.graph import Graph
from kg.propositions import Statement, holds
from kg.view.data import STANCES, day_of, stance_of
from kg.view.style import KINDS, kind_of

FACETS = ("status", "stance", "source", "outlet", "kind", "relation", "voices")
Chosen = Mapping[str, set[str]]


def options(graph: Graph, statement: Statement, facet: str) -> set[str]:
    """The options of a facet that a claim falls under; two where its ends are of two kinds."""
    claim = statement.claim
    proposition = graph.propositions[statement.proposition]
    if facet == "status":
        return {proposition.status}
    if facet == "stance":
        return {[*STANCES][stance_of(claim)]}
    if facet == "source":
        return {statement.source or ("-unnamed" if claim.attributions else "-own")}
    if facet == "outlet":
        return {graph.articles[claim.article].publisher or "unknown outlet"}
    if facet == "relation":
        return {claim.relation}
    if facet == "voices":
        held = [s for s in graph.statements_of[proposition.id] if holds(s.claim)]
        own = {graph.origins[s.claim.article] for s in held if not s.claim.attributions}
        return {str(min(3, len({s.source for s in held if s.source}) + len(own)))}
    ends = [e for e in (proposition.subject, proposition.object) if e]
    return {KINDS[kind_of(graph.schema, graph.entities[e])].name for e in ends}


def fails(graph: Graph, statement: Statement, chosen: Chosen, dates: tuple[int, int] | None) -> set[str]:
    """The facets that turn a claim away; the time line is one of them."""
    day = day_of(graph.articles[statement.claim.article].published)
    late = dates is not None and day is not None and not dates[0] <= day <= dates[1]
    turned = {f for f, allowed in chosen.items() if not options(graph, statement, f) <= allowed}
    return turned | ({"time"} if late else set())


def recount(graph: Graph, chosen: Chosen, dates: tuple[int, int] | None = None) -> dict[str, Counter[str]]:
    """{facet: {option: claims that pass all the other facets}}."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for statement in graph.statements.values():
        turned = fails(graph, statement, chosen, dates)
        for facet in FACETS:
            if turned <= {facet}:
                counts[facet].update(options(graph, statement, facet))
    return counts
