"""The whole system on one page: build a store from articles, load its graph, judge."""

from __future__ import annotations

import functools
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import kg
from kg.config import Config
from kg.duplicates import find_origins
from kg.errors import KGError, StoreError
from kg.extract import Extractor, extract
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph import Graph, Statement, make_propositions, make_statement
from kg.model import (
    Article,
    Attribution,
    Claim,
    Extraction,
    Judgement,
    Mention,
    Run,
    Sentence,
    make_id,
    make_judgement,
)
from kg.parse import SUPPORTED, load_model, parse
from kg.read import Failure, read_paths
from kg.read.metadata import Metadata
from kg.resolve import resolve
from kg.resolve.entities import by_person
from kg.schema import Schema, load_schema
from kg.store import Store

log = logging.getLogger(__name__)

Progress = Callable[["Report"], None]


@dataclass
class Report:
    """What a run did, by name: nothing is dropped without being counted here."""

    read: int = 0
    known: int = 0
    added: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    unsupported: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False


def build(
    paths: Iterable[str | Path], store: Store, config: Config | None = None, *, metadata: Metadata | None = None, progress: Progress | None = None
) -> Report:
    """Reads articles into a store, each in one transaction; what is there already is skipped.

    A bad file is reported and the run goes on. After KeyboardInterrupt the report says so; nothing stored is lost.
    """
    report, maker = Report(), _Maker(config or Config())
    tell = progress or (lambda _: None)
    try:
        for article in _wanted(read_paths([Path(p) for p in paths], metadata), store, report):
            _add(maker, article, store, report)
            tell(report)
    except KeyboardInterrupt:
        report.interrupted = True
    return report


def _wanted(items: Iterable[Article | Failure], store: Store, report: Report) -> Iterator[Article]:
    """The articles that are not in the store; everything else is counted."""
    hashes = store.article_hashes()
    for item in items:
        if isinstance(item, Failure):
            report.failed.append((item.place, item.reason))
            continue
        report.read += 1
        known = hashes.get(item.id)
        if known == item.sha256:
            report.known += 1
        elif known is not None:
            reason = "this id is in the store with another text. Give the new text an id of its own, or none"
            report.failed.append((item.id, reason))
        else:
            hashes[item.id] = item.sha256
            yield item


class _Maker:
    """The heavy parts, each loaded when it is first needed."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.schema = load_schema()
        self.gazetteer = load_gazetteer()

    @functools.cached_property
    def nlp(self) -> object:
        return load_model(self.config.model)

    @functools.cached_property
    def run(self) -> Run:
        meta = self.nlp.meta  # type: ignore[attr-defined]
        model = f"{meta['lang']}_{meta['name']} {meta['version']}"
        values = (kg.__version__, model, self.config.text(), self.schema.digest)
        return Run(make_id("r", *values), *values)

    def extraction(self, article: Article) -> Extraction:
        (parsed,) = parse(self.nlp, [article])  # type: ignore[arg-type]
        return extract(parsed, Extractor(self.schema, self.gazetteer, self.run.id, self.config.open))


def _add(maker: _Maker, article: Article, store: Store, report: Report) -> None:
    """One article into the store. The one guard: whatever goes wrong with an article is counted and named."""
    if article.language not in SUPPORTED:
        store.add(Extraction(article), None)
        report.added += 1
        report.unsupported[article.language or "unknown"] += 1
        return
    try:
        found = maker.extraction(article)
    except KGError:
        raise
    except Exception as e:
        log.exception("article %s", article.id)
        report.failed.append((article.id, f"{type(e).__name__}: {e}"))
        return
    store.add(found, maker.run)
    report.added += 1
    report.claims.update(c.certainty for c in found.claims)
    report.refused.update(found.refused)


def load_graph(store: Store, config: Config | None = None) -> Graph:
    """The graph of all that is in a store; the same whatever the order in which articles came in."""
    schema, gazetteer = load_schema(), load_gazetteer()
    articles = {a.id: a for a in store.records(Article)}
    origins = find_origins(articles.values(), (config or Config()).duplicate)
    mentions = {m.id: m for m in store.records(Mention)}
    who = resolve(schema, gazetteer, mentions.values(), store.records(Judgement))
    attributions = {a.id: a for a in store.records(Attribution)}
    statements = {s.claim.id: s for s in _statements(schema, store.records(Claim), who.entity_of, attributions)}
    replaces = _replaces(articles.values())
    counted = (s for s in statements.values() if s.claim.article not in replaces.values())
    publishers = _publishers(gazetteer, articles.values(), who.entities.values())
    return Graph(
        store=store.id,
        schema=schema,
        articles=articles,
        origins=origins,
        replaces=replaces,
        sentences={s.id: s for s in store.records(Sentence)},
        mentions=mentions,
        entity_of=who.entity_of,
        entities=who.entities,
        attributions=attributions,
        statements=statements,
        propositions=make_propositions(schema, counted, articles, origins),
        judgements=who.judgements,
        runs={r.id: r for r in store.records(Run)},
        publisher_entity=publishers,
    )


def _statements(
    schema: Schema, claims: Iterable[Claim], entity_of: dict[str, str], attributions: dict[str, Attribution]
) -> Iterator[Statement]:
    for claim in claims:
        inner = attributions[claim.attributions[-1]] if claim.attributions else None
        source = entity_of.get(inner.source_mention or "") if inner else None
        yield make_statement(schema, claim, entity_of, source)


def _replaces(articles: Iterable[Article]) -> dict[str, str]:
    """{article: the earlier version of the same URL it replaces}; versions go by date of publication, retrieval, then id."""
    versions: dict[str, list[Article]] = {}
    for article in articles:
        if article.url:
            versions.setdefault(article.url, []).append(article)
    found = {}
    for group in versions.values():
        group.sort(key=lambda a: (a.published or "", a.retrieved or "", a.id))
        found.update({later.id: earlier.id for earlier, later in zip(group, group[1:], strict=False)})
    return dict(sorted(found.items()))


def _publishers(gazetteer: Gazetteer, articles: Iterable[Article], entities: Iterable[object]) -> dict[str, str]:
    """{article: entity of its publisher}, where the publisher is somebody's subject, object or source here."""
    by_name: dict[str, str] = {}
    for e in sorted(entities, key=lambda e: (e.mentions, e.id)):  # type: ignore[attr-defined]
        if "Organization" in e.types:  # type: ignore[attr-defined]
            by_name.update({name.casefold(): e.id for name in (e.name, *e.aliases)})  # type: ignore[attr-defined]
    found = {}
    for article in articles:
        entity = by_name.get((article.publisher or "").casefold())
        if entity:
            found[article.id] = entity
    return found


def judge(store: Store, left: str, right: str, verdict: str, *, by: str, reason: str) -> list[Judgement]:
    """A person's verdict on two entities or mentions, given by id or name; it survives every rebuild.

    For `different` every pair of mention sets is told apart by one pair of representatives each article.
    Raises StoreError where a name is unknown or means several entities.
    """
    graph = load_graph(store)
    sides = [_mentions_of(graph, name) for name in (left, right)]
    made = [make_judgement(a, b, verdict, 1.0, by, reason) for a, b in _pairs(graph, sides, verdict)]
    store.judge(made)
    return made


def _mentions_of(graph: Graph, name: str) -> list[str]:
    """The mentions that a name, an entity id or a mention id stands for."""
    if name in graph.mentions:
        return [name]
    by_text = [m.id for m in graph.mentions.values() if m.kind == "name" and m.text == name]
    found = graph.find(name)
    if by_text:
        return by_text
    if not found:
        raise StoreError(f"nothing here is called '{name}'. Look for it with: kg search {graph.store and 'STORE'} '{name}'")
    if len(found) > 1:
        raise StoreError(f"'{name}' may be {', '.join(e.id for e in found)}. Give one of these ids")
    return [m for m, e in graph.entity_of.items() if e == found[0].id]


def _pairs(graph: Graph, sides: list[list[str]], verdict: str) -> list[tuple[str, str]]:
    left, right = sides
    if verdict == "same":
        return [(left[0], right[0])]
    firsts = [list({graph.mentions[m].article: m for m in reversed(side)}.values()) for side in sides]
    return [(a, b) for a in firsts[0] for b in firsts[1] if a != b]


def reasons(graph: Graph, entity: str) -> list[Judgement]:
    """Why the mentions of an entity are one: its judgements across articles and by people, then those within articles."""
    mine = [j for j in graph.judgements.values() if graph.entity_of.get(j.left) == entity or graph.entity_of.get(j.right) == entity]
    return sorted(mine, key=lambda j: (not by_person(j), -j.score, j.id))
