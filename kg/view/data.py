"""A ranked graph as columns of plain values, gzipped: what the page's app reads.

Columns instead of rows, and integers instead of ids, make a fifth of the size. Articles come in shards of their own,
unpacked when a sentence of theirs is looked at. -1 stands for "none".
"""

from __future__ import annotations

import base64
import datetime
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.graph import REASONS, Graph, review_text
from kg.model import SENTENCE_KINDS, Article, Claim, Sentence, Span, Time
from kg.propositions import Statement, holds, stance
from kg.view.rank import Ranked
from kg.view.style import KINDS, STATUSES, kind_of

Columns = dict[str, list[Any]]
STANCES = {
    "asserts": "asserted in own voice",
    "denies": "denied, negative",
    "reports": "reported of a source",
    "plans": "planned",
    "supposes": "hypothetical",
}
MARKS = {"accept": "✓", "reject": "✗", "note": "✎"}  # before a review in words
_PLACE_OF = {"denies": 1, "claims": 2, "plans": 3, "expects": 4}
SHARD = 400_000  # code points of article text that are unpacked at a time
NOWHERE: Span = (-1, -1)


def pack(value: Any) -> str:
    """A value as JSON, gzipped (without a time in it), in base64."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("ascii"), 9, mtime=0)).decode("ascii")


def stance_of(claim: Claim) -> int:
    """Where in STANCES a claim stands; what an article says in its own voice is a stance of its own."""
    return 0 if holds(claim) and claim.certainty == "asserted" else _PLACE_OF[stance(claim)]


def index(ranked: Ranked) -> dict[str, Any]:
    """Everything but the articles' text."""
    graph = ranked.graph
    outlets = sorted({a.publisher for a in ranked.articles if a.publisher})
    relations = sorted({p.relation for p in ranked.propositions})
    return {
        "kinds": [{"name": k.name, "label": k.label, "shape": k.shape, "hollow": k.hollow} for k in KINDS],
        "statuses": [{"name": s.name, "label": s.label, "dash": s.dash, "width": s.width} for s in STATUSES],
        "stances": [{"name": name, "label": label} for name, label in STANCES.items()],
        "outlets": outlets,
        "relations": [
            {"name": r.name, "label": r.label, "group": r.group, "symmetric": r.symmetric}
            for r in (graph.schema.relations[name] for name in relations)
        ],
        "entity": _entities(ranked),
        "article": _articles(ranked, outlets),
        "proposition": _propositions(ranked, relations),
        "claim": _claims(ranked),
        "attribution": _attributions(ranked),
    }


def _columns(names: str, rows: Iterable[tuple[Any, ...]]) -> Columns:
    keys = names.split()
    columns: Columns = {key: [] for key in keys}
    for row in rows:
        for key, value in zip(keys, row, strict=True):
            columns[key].append(value)
    return columns


def _entities(ranked: Ranked) -> Columns:
    graph = ranked.graph
    found = [graph.entities[id_] for id_ in ranked.entities]
    return _columns(
        "id name type kind aliases wikidata mentions articles reasons",
        (
            (
                e.id,
                e.name,
                graph.schema.types[e.type].label if e.type in graph.schema.types else e.type,
                kind_of(graph.schema, e),
                [a for a in e.aliases if a != e.name],
                e.wikidata,
                e.mentions,
                e.articles,
                _reasons(graph, e.id),
            )
            for e in found
        ),
    )


def _reasons(graph: Graph, entity: str) -> list[tuple[str, str]]:
    """(decided, doubtful or nothing, the reason in words), the most important first; what there is no room for is told."""
    reasons = graph.merge_reasons.get(entity, [])
    found = [(r.standing, str(r)) for r in reasons[:REASONS]]
    more = len(reasons) - len(found)
    return [*found, ("", f"and {more} more: kg merges STORE NAME")] if more > 0 else found


def _articles(ranked: Ranked, outlets: list[str]) -> Columns:
    shards = [shard for shard, articles in enumerate(shards_of(ranked)) for _ in articles]
    at = ranked.article_at

    def row(article: Article, shard: int) -> tuple[Any, ...]:
        return (
            article.id,
            article.title or article.text[:80].split("\n")[0],
            article.url,
            outlets.index(article.publisher) if article.publisher else -1,
            article.author,
            day_of(article.published),
            article.published,
            at.get(ranked.graph.origins[article.id], -1),
            article.archived,
            article.sha256,
            int(article.id in ranked.graph.superseded),
            shard,
        )

    names = "id title url outlet author day published origin archived sha256 superseded shard"
    return _columns(names, map(row, ranked.articles, shards))


def day_of(published: str | None) -> int | None:
    """Days since 1970-01-01 of an ISO 8601 date, date-time, month or year; None where it can't be read."""
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        year, month, day = (int(p) for p in (*parts, "1", "1")[:3])
        return (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days
    except ValueError:
        return None


def _propositions(ranked: Ranked, relations: list[str]) -> Columns:
    names = [s.name for s in STATUSES]
    at = ranked.entity_at
    return _columns(
        "id subject relation object value status",
        (
            (
                p.id,
                at[p.subject],
                relations.index(p.relation),
                at[p.object] if p.object else -1,
                p.value,
                names.index(p.status),
            )
            for p in ranked.propositions
        ),
    )


def _attribution_ids(ranked: Ranked) -> list[str]:
    """Attributions that some claim goes through."""
    return sorted({a for s in ranked.statements for a in s.claim.attributions})


def _attributions(ranked: Ranked) -> Columns:
    graph = ranked.graph

    def row(id_: str) -> tuple[Any, ...]:
        a = graph.attributions[id_]
        entity = graph.entity_of.get(a.source_mention or "")
        return (
            ranked.entity_at.get(entity or "", -1),
            *_span(a.source_start, a.source_end),
            *_span(a.cue_start, a.cue_end),
            a.cue_class,
            int(a.direct),
            len(graph.outlets.get(graph.occasions[id_], "?")),
        )

    names = "entity source_start source_end cue_start cue_end cue_class direct outlets"
    return _columns(names, map(row, _attribution_ids(ranked)))


def _claims(ranked: Ranked) -> Columns:
    attribution_at = {id_: position for position, id_ in enumerate(_attribution_ids(ranked))}
    sentence_at = {s.id: position for found in _sentences(ranked).values() for position, s in enumerate(found)}

    def row(statement: Statement) -> tuple[Any, ...]:
        claim = statement.claim
        return (
            claim.id,
            ranked.proposition_at[statement.proposition],
            ranked.article_at[claim.article],
            sentence_at[claim.sentence],
            claim.start,
            claim.end,
            stance_of(claim),
            claim.polarity,
            claim.certainty,
            ranked.entity_at.get(statement.source or "", -1),
            [attribution_at[a] for a in claim.attributions],
            *_mention(ranked, claim.subject_mention),
            *_mention(ranked, claim.object_mention),
            *_span(claim.predicate_start, claim.predicate_end),
            _time(claim.event_time),
            _time(claim.utterance_time),
            asdict(claim.quantity) if claim.quantity else None,
            list(claim.implicit),
            claim.role,
            claim.rule,
            claim.confidence,
            ranked.graph.review(claim.id),
            [f"{MARKS[r.verdict]} {review_text(r)}" for r in ranked.graph.reviews_of.get(claim.id, ())],
        )

    names = """id proposition article sentence start end stance polarity certainty source chain
        subject_start subject_end object_start object_end predicate_start predicate_end
        event utterance quantity implicit role rule confidence review reviews"""
    return _columns(names, map(row, ranked.statements))


def _span(start: int | None, end: int | None) -> Span:
    return NOWHERE if start is None or end is None else (start, end)


def _mention(ranked: Ranked, id_: str | None) -> Span:
    mention = ranked.graph.mentions.get(id_ or "")
    return (mention.start, mention.end) if mention else NOWHERE


def _time(time: Time | None) -> list[str | None] | None:
    return [time.text, time.edtf, time.basis] if time else None


def shards_of(ranked: Ranked) -> Iterator[list[Article]]:
    """Articles in page order, cut into shards of about SHARD code points."""
    shard: list[Article] = []
    size = 0
    for article in ranked.articles:
        if shard and size + len(article.text) > SHARD:
            yield shard
            shard, size = [], 0
        shard.append(article)
        size += len(article.text)
    if shard:
        yield shard


def texts(ranked: Ranked) -> Iterator[list[dict[str, Any]]]:
    """Shard by shard, each article's text and its sentences as start, end and kind in one flat list."""
    sentences = _sentences(ranked)
    for shard in shards_of(ranked):
        yield [
            {
                "text": a.text,
                "sentences": [n for s in sentences[a.id] for n in (s.start, s.end, SENTENCE_KINDS.index(s.kind))],
            }
            for a in shard
        ]


def _sentences(ranked: Ranked) -> dict[str, list[Sentence]]:
    """{article id: its sentences in order}."""
    found: dict[str, list[Sentence]] = {a.id: [] for a in ranked.articles}
    for sentence in ranked.graph.sentences.values():
        found[sentence.article].append(sentence)
    return {article: sorted(group, key=lambda s: (s.start, s.index)) for article, group in found.items()}
