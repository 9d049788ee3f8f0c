"""JSON Lines: every record, one file a noun, by the contract in docs/records.md.

Keys in the order of the contract, lines by id, UTF-8; null for what is not known, nothing left out. What is computed
(entity, subject, object, source_entity, proposition, origin, replaces) is filled in from the graph.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import SinkError
from kg.graph import Graph
from kg.model import Article, Attribution, Mention, Proposition
from kg.propositions import Statement
from kg.sinks.files import writing_folder

Row = dict[str, Any]


def write(graph: Graph, folder: Path) -> None:
    """Writes articles.jsonl, sentences.jsonl and the eight others into a folder; SinkError where that fails.

    A lone surrogate is written as its JSON escape and read back as itself. (A high one followed by a low one is the
    one thing JSON cannot tell from the character they would make; no reader of ours yields it.)
    """
    with writing_folder(folder, [f"{noun}.jsonl" for noun in NOUNS]) as files:
        for noun, rows in NOUNS.items():
            for row in rows(graph):
                files[f"{noun}.jsonl"].write(_line(noun, row))


def _line(noun: str, row: Row) -> bytes:
    """One object and a line end. In JSON, what `backslashreplace` puts for a surrogate is its escape."""
    try:
        text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    except ValueError as e:
        raise SinkError(f"{noun} {row['id']}: a number in it is infinite or none, which JSON can't say") from e
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _by_id(records: Iterable[Any]) -> Iterator[Any]:
    yield from sorted(records, key=lambda record: record.id)


def _plain(noun: str) -> Callable[[Graph], Iterator[Row]]:
    """Rows of a noun whose fields are the contract's keys, in its order."""
    return lambda graph: (asdict(record) for record in _by_id(getattr(graph, noun).values()))


def _articles(graph: Graph) -> Iterator[Row]:
    return (_article(graph, article) for article in _by_id(graph.articles.values()))


def _article(graph: Graph, article: Article) -> Row:
    row = asdict(article)
    late = {key: row.pop(key) for key in ("retrieved", "archived", "raw_sha256", "reader")}
    known = ("id", "url", "title", "text", "publisher", "author", "published", "language", "sha256")
    computed = {"origin": graph.origins[article.id], "replaces": graph.replaces.get(article.id)}
    return {key: row[key] for key in known} | computed | late


def _mentions(graph: Graph) -> Iterator[Row]:
    return (_mention(graph, mention) for mention in _by_id(graph.mentions.values()))


def _mention(graph: Graph, mention: Mention) -> Row:
    return asdict(mention) | {"entity": graph.entity_of.get(mention.id)}


def _attributions(graph: Graph) -> Iterator[Row]:
    return (_attribution(graph, attribution) for attribution in _by_id(graph.attributions.values()))


def _attribution(graph: Graph, attribution: Attribution) -> Row:
    row = asdict(attribution)
    first = {key: row.pop(key) for key in ("id", "article", "source_mention")}
    computed = {"source_entity": graph.entity_of.get(attribution.source_mention or "")}
    return first | computed | row | {"occasion": graph.occasions[attribution.id]}


def _claims(graph: Graph) -> Iterator[Row]:
    return (_claim(graph, graph.statements[id_]) for id_ in sorted(graph.statements))


def _claim(graph: Graph, statement: Statement) -> Row:
    """`role`, the words of an office in `works_for` and its like, and `review` come after the keys of the contract."""
    claim = asdict(statement.claim)
    computed = {
        "proposition": statement.proposition,
        "subject": statement.subject,
        "object": statement.object,
        "source_entity": statement.source,
        "review": graph.review(statement.claim.id),
    }
    return {key: computed[key] if key in computed else claim[key] for key in CLAIM_KEYS}


CLAIM_KEYS = (
    *("id", "article", "sentence", "start", "end", "proposition", "subject", "relation", "object", "value"),
    *("subject_mention", "object_mention", "predicate_start", "predicate_end", "attributions", "source_entity"),
    *("polarity", "certainty", "event_time", "utterance_time", "quantity", "implicit", "run", "rule", "confidence"),
    *("role", "review"),
)


def _propositions(graph: Graph) -> Iterator[Row]:
    return (_proposition(graph, p) for p in _by_id(graph.propositions.values()))


def _proposition(graph: Graph, proposition: Proposition) -> Row:
    accepted, rejected = graph.reviewed(proposition.id)
    return asdict(proposition) | {"accepted": accepted, "rejected": rejected}


NOUNS: dict[str, Callable[[Graph], Iterator[Row]]] = {
    "articles": _articles,
    "sentences": _plain("sentences"),
    "mentions": _mentions,
    "entities": _plain("entities"),
    "attributions": _attributions,
    "claims": _claims,
    "propositions": _propositions,
    "judgements": _plain("judgements"),
    "reviews": _plain("reviews"),
    "runs": _plain("runs"),
}
