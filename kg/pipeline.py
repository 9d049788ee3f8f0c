"""The whole system on one page: build a store from articles, retract. Its graph: loading.py; what people decide: people/."""

from __future__ import annotations

import functools
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import kg
from kg.config import Config
from kg.errors import KGError, StoreError, nearest
from kg.extract import Extractor, extractor, lawful
from kg.gazetteer import load_gazetteer
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import Article, Extraction, Run, with_id
from kg.parse import SUPPORTED, load_model, parse
from kg.read import Failure, read_paths
from kg.read.metadata import Metadata
from kg.schema import load_schema
from kg.store import Store

log = logging.getLogger(__name__)

Progress = Callable[["Report"], None]


@dataclass
class Report:
    """What a run did, by name: nothing is dropped without being counted here. `last` is the article added last."""

    read: int = 0
    known: int = 0
    added: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    unsupported: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False
    last: Article | None = None


def build(
    paths: Iterable[str | Path],
    store: Store,
    config: Config | None = None,
    *,
    metadata: Metadata | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads articles into a store, each in one transaction; what is there already is skipped.

    A bad file is reported and the run goes on. After KeyboardInterrupt the report says so; nothing stored is lost.
    """
    report, maker = Report(), _Maker(config or Config())
    tell = progress or (lambda _: None)
    try:
        for article in _wanted(read_paths([Path(p) for p in paths], metadata), store, report):
            _add(maker, article, store, report)
            report.last = article
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
        return with_id(Run("", *values))

    def extraction(self, article: Article) -> Extraction:
        (parsed,) = parse(self.nlp, [article])  # type: ignore[arg-type]
        by = Extractor(self.schema, self.gazetteer, self.run.id, self.config.open)
        return lawful(extractor(self.config.extractor)(parsed, by), self.schema)


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


@dataclass(frozen=True, slots=True)
class Retraction:
    """What went with an article: its records by noun, and what nothing else supported or holds up any more.

    `changed` is (proposition, status before, status after) of those that lost claims and stay.
    """

    article: Article
    records: dict[str, int]
    entities: tuple[str, ...]
    propositions: tuple[str, ...]
    changed: tuple[tuple[str, str, str], ...]


def retract(store: Store, article: str, config: Config | None = None) -> Retraction:
    """Takes an article out of a store, and tells what went with it. Raises StoreError where no article has that id."""
    before = load_graph(store, config)
    if article not in before.articles:
        raise StoreError(f"{store.path}: there is no article '{article}'.{nearest(article, before.articles)}")
    store.remove(article)
    after = load_graph(store, config)
    nouns = ("sentences", "mentions", "attributions", "statements")
    kept = [(p, after.propositions[p.id]) for p in before.propositions.values() if p.id in after.propositions]
    return Retraction(
        article=before.articles[article],
        records={noun: len(getattr(before, noun)) - len(getattr(after, noun)) for noun in nouns},
        entities=tuple(sorted(_names(before) - _names(after))),
        propositions=tuple(sorted(_texts(before) - _texts(after))),
        changed=tuple((before.text(old), old.status, new.status) for old, new in kept if old.claims != new.claims),
    )


def _names(graph: Graph) -> set[str]:
    return {e.name for e in graph.entities.values()}


def _texts(graph: Graph) -> set[str]:
    return {graph.text(p) for p in graph.propositions.values()}
