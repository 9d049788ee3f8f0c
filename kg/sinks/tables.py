"""Tables (CSV, RFC 4180) for spreadsheets and statistics: claims, propositions, entities, articles.

A row of claims.csv can be read by itself: who is said to have done what, who says so, in which words, where. A cell
that a spreadsheet would run as a formula is made text by an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.graph import Graph, review_text
from kg.model import Article, Claim, Entity, Proposition, Time
from kg.propositions import Statement
from kg.sinks.dictionary import DICTIONARY, TABLES, write_dictionary
from kg.sinks.files import writing_folder
from kg.sinks.spreadsheet import write_csv

Row = dict[str, Any]


def write(graph: Graph, folder: Path) -> None:
    """Writes claims.csv, propositions.csv, entities.csv and articles.csv into a folder, and what their columns mean as
    tables.md and datapackage.json; SinkError where that fails.

    UTF-8 without a byte order mark, lines end in CR LF as the RFC has it; lists are joined by `; `, unknown is empty.
    """
    with writing_folder(folder, [*(f"{noun}.csv" for noun in TABLES), *DICTIONARY]) as files:
        for noun, columns in TABLES.items():
            write_csv([c.name for c in columns], ROWS[noun](graph), codecs.getwriter("utf-8")(files[f"{noun}.csv"]))
        write_dictionary("csv", files)


def _claims(graph: Graph) -> Iterator[Row]:
    for id_ in sorted(graph.statements):
        yield _claim(graph, graph.statements[id_])


def _claim(graph: Graph, statement: Statement) -> Row:
    claim, article = statement.claim, graph.articles[statement.claim.article]
    proposition = graph.propositions.get(statement.proposition)
    return {
        "claim": _claim_text(graph, statement),
        **_ends(graph, statement.subject, claim.relation, statement.object, claim.value),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "status": proposition.status if proposition else None,
        "source": graph.source_name(statement),
        "chain": " > ".join(_chain(graph, claim)),
        "cue": graph.cue(claim),
        "role": claim.role,
        "event_time": _time(claim.event_time),
        "utterance_time": _time(claim.utterance_time),
        **_quantity(claim),
        "quote": graph.quote(claim),
        "sentence": graph.sentence_text(claim.sentence),
        **_publication(graph, article),
        "review": graph.review(claim.id),
        "review_notes": [review_text(r) for r in graph.reviews_of.get(claim.id, ())],
        "confidence": claim.confidence,
        "rule": claim.rule,
        "start": claim.start,
        "end": claim.end,
        "source_id": statement.source,
        "claim_id": claim.id,
        "proposition_id": statement.proposition,
        "sentence_id": claim.sentence,
        "article_id": claim.article,
    }


def _claim_text(graph: Graph, statement: Statement) -> str:
    """A claim as a short sentence; a denied one says so, for a row may be read alone."""
    claim = statement.claim
    object_ = graph.entities[statement.object].name if statement.object else str(claim.value)
    text = f"{graph.entities[statement.subject].name} {graph.schema.relations[claim.relation].label} {object_}"
    return f"NOT: {text}" if claim.polarity == "negative" else text


def _ends(graph: Graph, subject: str, relation: str, object_: str | None, value: str | None) -> Row:
    return {
        "subject": graph.entities[subject].name,
        "relation": relation,
        "object": graph.entities[object_].name if object_ else None,
        "value": value,
        "subject_id": subject,
        "object_id": object_,
    }


def _chain(graph: Graph, claim: Claim) -> Iterator[str]:
    """Who says so, outermost first: names, or the words for a source without one."""
    text = graph.articles[claim.article].text
    for attribution in (graph.attributions[a] for a in claim.attributions):
        entity = graph.entity_of.get(attribution.source_mention or "")
        if entity:
            yield graph.entities[entity].name
        elif attribution.source_start is None:
            yield "unnamed source"
        else:
            yield text[attribution.source_start : attribution.source_end]


def _publication(graph: Graph, article: Article) -> Row:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "superseded": article.id in graph.superseded,
    }


def _time(time: Time | None) -> str | None:
    """The normalised form, or, where there is none, the article's words."""
    return (time.edtf or time.text) if time else None


def _quantity(claim: Claim) -> Row:
    quantity = claim.quantity
    return {
        "quantity": quantity.text if quantity else None,
        "quantity_value": quantity.value if quantity else None,
        "quantity_min": quantity.min if quantity else None,
        "quantity_max": quantity.max if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
    }


def _propositions(graph: Graph) -> Iterator[Row]:
    for id_ in sorted(graph.propositions):
        yield _proposition(graph, graph.propositions[id_])


def _proposition(graph: Graph, p: Proposition) -> Row:
    statements = graph.statements_of.get(p.id, ())
    holders = {
        polarity: sorted({name for s in statements if s.claim.polarity == polarity and (name := graph.source_name(s))})
        for polarity in ("positive", "negative")
    }
    return {
        "proposition": graph.text(p),
        **_ends(graph, p.subject, p.relation, p.object, p.value),
        "status": p.status,
        "claims": p.claims,
        "denials": p.denials,
        "support": p.support,
        "accepted": graph.reviewed(p.id)[0],
        "rejected": graph.reviewed(p.id)[1],
        "claimed_by": holders["positive"],
        "denied_by": holders["negative"],
        "publishers": p.publishers,
        "origins": len(p.origins),
        "first_published": p.first_published,
        "last_published": p.last_published,
        "proposition_id": p.id,
    }


def _entities(graph: Graph) -> Iterator[Row]:
    for id_ in sorted(graph.entities):
        yield _entity(graph.entities[id_])


def _entity(entity: Entity) -> Row:
    return {
        "name": entity.name,
        "type": entity.type,
        "types": entity.types,
        "aliases": entity.aliases,
        "wikidata": entity.wikidata,
        "mentions": entity.mentions,
        "articles": entity.articles,
        "entity_id": entity.id,
    }


def _articles(graph: Graph) -> Iterator[Row]:
    claims = Counter(s.claim.article for s in graph.statements.values())
    for id_ in sorted(graph.articles):
        yield _article(graph, graph.articles[id_], claims[id_])


def _article(graph: Graph, article: Article, claims: int) -> Row:
    return {
        **_publication(graph, article),
        "author": article.author,
        "language": article.language,
        "claims": claims,
        "retrieved": article.retrieved,
        "archived": article.archived,
        "reader": article.reader,
        "sha256": article.sha256,
        "origin_id": graph.origins[article.id],
        "replaces_id": graph.replaces.get(article.id),
        "article_id": article.id,
    }


ROWS: dict[str, Callable[[Graph], Iterator[Row]]] = {
    "claims": _claims,
    "propositions": _propositions,
    "entities": _entities,
    "articles": _articles,
}
