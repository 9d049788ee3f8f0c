"""What the page shows where JavaScript is off: the most important claims as a plain table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import Graph, review_text
from kg.propositions import Statement
from kg.view.clean import shown
from kg.view.rank import Ranked


@dataclass(frozen=True, slots=True)
class Row:
    """One claim; all fields are text that is fit to look at."""

    proposition: str
    status: str
    source: str
    says: str
    sentence: str
    outlet: str
    date: str


def top_claims(ranked: Ranked, limit: int = 60) -> list[Row]:
    """The claims of the most important propositions."""
    current = (s for s in ranked.statements if s.claim.article not in ranked.graph.superseded)
    return [_row(ranked.graph, statement) for _, statement in zip(range(limit), current, strict=False)]


def chain(graph: Graph, statement: Statement) -> str:
    """Who holds a claim, through whom: `A witness said > Dorn told`; the outlet where it is its own voice."""
    article = graph.articles[statement.claim.article]
    if not statement.claim.attributions:
        return f"{article.publisher or 'the article'}, in its own voice"
    return " > ".join(_links(graph, statement))


def _links(graph: Graph, statement: Statement) -> Iterator[str]:
    text = graph.articles[statement.claim.article].text
    for id_ in statement.claim.attributions:
        a = graph.attributions[id_]
        entity = graph.entity_of.get(a.source_mention or "")
        words = "unnamed source" if a.source_start is None else text[a.source_start : a.source_end]
        cue = "" if a.cue_start is None else f" “{text[a.cue_start : a.cue_end]}”"
        yield (graph.entities[entity].name if entity else words) + cue


def _row(graph: Graph, statement: Statement) -> Row:
    claim = statement.claim
    article = graph.articles[claim.article]
    proposition = graph.propositions[statement.proposition]
    says = claim.certainty + (", negative" if claim.polarity == "negative" and claim.certainty != "denied" else "")
    says = "; ".join([says, *map(review_text, graph.reviews_of.get(claim.id, ()))])
    return Row(
        shown(graph.text(proposition)),
        proposition.status,
        shown(chain(graph, statement)),
        shown(says),
        shown(graph.sentence_text(claim.sentence)),
        shown(article.publisher or "unknown outlet"),
        shown(article.published or "undated"),
    )
