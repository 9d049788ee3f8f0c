"""Store -> Graph. Apart from pipeline.py, so that asking a store never waits for spaCy to be loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from kg.config import Config
from kg.duplicates import find_origins
from kg.gazetteer import load_gazetteer
from kg.graph import Graph
from kg.knowledge import Knowledge, find_knowledge, open_knowledge
from kg.model import Article, Attribution, Claim, Entity, Judgement, Mention, Review, Run, Sentence
from kg.propositions import Statement, make_propositions, make_statement
from kg.resolve import resolve
from kg.schema import Schema, load_schema
from kg.store import Store


def load_graph(store: Store, config: Config | None = None, *, without: Collection[str] = ()) -> Graph:
    """The graph of all that is in a store; the same whatever the order in which articles came in.

    `without` are ids of judgements that are left out of account: who would be who if nobody had decided that?
    Names are linked by the knowledge file of the settings. Raises ConfigError where one was asked for that is not there.
    """
    config = config or Config()
    schema = load_schema()
    articles = {a.id: a for a in store.records(Article)}
    sentences = {s.id: s for s in store.records(Sentence)}
    origins = find_origins(_own_words(articles, sentences.values()), config.duplicate)
    mentions = {m.id: m for m in store.records(Mention)}
    judgements = (j for j in store.records(Judgement) if j.id not in without)
    with known(config) as knowledge:
        who = resolve(schema, load_gazetteer(), mentions.values(), judgements, articles, knowledge)
    attributions = {a.id: a for a in store.records(Attribution)}
    statements = {s.claim.id: s for s in _statements(schema, store.records(Claim), who.entity_of, attributions)}
    replaces = _replaces(articles.values())
    superseded = frozenset(replaces.values())
    counted = (s for s in statements.values() if s.claim.article not in superseded)
    return Graph(
        store=store.id,
        schema=schema,
        articles=articles,
        origins=origins,
        replaces=replaces,
        sentences=sentences,
        mentions=mentions,
        entity_of=who.entity_of,
        entities=who.entities,
        attributions=attributions,
        statements=statements,
        propositions=make_propositions(schema, counted, articles, origins),
        judgements=who.judgements,
        runs={r.id: r for r in store.records(Run)},
        publisher_entity=_publishers(articles.values(), who.entities.values()),
        reviews={r.id: r for r in store.records(Review)},
    )


def known(config: Config) -> AbstractContextManager[Knowledge | None]:
    """The knowledge file of the settings, opened; None where there is none, or it is switched off."""
    path = find_knowledge(config.knowledge)
    return open_knowledge(path) if path else nullcontext()


def _own_words(articles: Mapping[str, Article], sentences: Iterable[Sentence]) -> Iterator[Article]:
    """The articles without their boilerplate: two short reports of one outlet are no copies for the page around them."""
    furniture: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.kind == "boilerplate":
            furniture[sentence.article].append(sentence)
    for article in articles.values():
        text = article.text
        for sentence in sorted(furniture[article.id], key=lambda s: -s.start):
            text = f"{text[: sentence.start]} {text[sentence.end :]}"
        yield replace(article, text=text)


def _statements(
    schema: Schema, claims: Iterable[Claim], entity_of: dict[str, str], attributions: dict[str, Attribution]
) -> Iterator[Statement]:
    for claim in claims:
        inner = attributions[claim.attributions[-1]] if claim.attributions else None
        source = entity_of.get(inner.source_mention or "") if inner else None
        yield make_statement(schema, claim, entity_of, source)


def _replaces(articles: Iterable[Article]) -> dict[str, str]:
    """{article: the earlier version of its URL that it replaces}, by date of publication, of retrieval, then by id."""
    versions: dict[str, list[Article]] = {}
    for article in articles:
        if article.url:
            versions.setdefault(article.url, []).append(article)
    found = {}
    for group in versions.values():
        group.sort(key=lambda a: (a.published or "", a.retrieved or "", a.id))
        found.update({later.id: earlier.id for earlier, later in zip(group, group[1:], strict=False)})
    return dict(sorted(found.items()))


def _publishers(articles: Iterable[Article], entities: Iterable[Entity]) -> dict[str, str]:
    """{article: entity of its publisher}, where the publisher is somebody's subject, object or source here."""
    by_name: dict[str, str] = {}
    for e in sorted(entities, key=lambda e: (e.mentions, e.id)):
        if "Organization" in e.types:
            by_name.update({name.casefold(): e.id for name in (e.name, *e.aliases)})
    found = {}
    for article in articles:
        entity = by_name.get((article.publisher or "").casefold())
        if entity:
            found[article.id] = entity
    return found
