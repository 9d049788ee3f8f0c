"""The store held to itself: is the file whole, does every record read, and is all that it says so?"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from kg.model import Article, Attribution, Claim, Judgement, Mention, Review, Run, Sentence, content_id, is_mention_id
from kg.schema import Schema
from kg.store import Store, Unread, index_rows
from kg.verify.difference import Difference
from kg.verify.pages import Page, check_page
from kg.verify.values import wrong_values

T = TypeVar("T")


def check_store(store: Store, schema: Schema) -> Iterator[Difference]:
    """What is wrong with a store in itself; the articles are read one by one. A torn file is told and not read further."""
    torn = False
    for table, fault in store.damage():
        torn = True
        yield Difference("store", "damaged file", table or store.path.name, "a whole file", fault)
    if torn:
        return
    for table, id_, article in store.strays():
        yield Difference("store", "stray record", id_, f"{table}: a record of an article of the store", f"article {article}")
    if not store.search_is_whole():
        yield Difference("store", "search index", store.path.name, "finds the words it was given", "it doesn't")
    runs: dict[str, Run] = {}
    yield from _read(store, Run, None, runs)
    for run in runs.values():
        yield from _id(run)
    yield from _check_articles(store, schema, frozenset(runs))
    yield from _check_opinions(store)


def _check_articles(store: Store, schema: Schema, runs: frozenset[str]) -> Iterator[Difference]:
    index = _Index(store)
    articles: dict[str, Article] = {}
    for attempt in store.attempts(Article):
        articles.clear()
        yield from _sound([attempt], articles)
        for article in articles.values():
            page = Page(article, {}, {}, {}, {}, runs, store.article_of)
            yield from _read(store, Sentence, article.id, page.sentences)
            yield from _read(store, Mention, article.id, page.mentions)
            yield from _read(store, Attribution, article.id, page.attributions)
            yield from _read(store, Claim, article.id, page.claims)
            yield from check_page(page, schema)
            yield from index.check(page)
    yield from index.rest()


def _read(store: Store, noun: type[T], article: str | None, found: dict[str, T]) -> Iterator[Difference]:
    """Puts what can be read into `found`, by id, and tells of the rest."""
    yield from _sound(store.attempts(noun, article), found)


def _sound(attempts: Iterable[Any], found: dict[str, Any]) -> Iterator[Difference]:
    for record in attempts:
        if isinstance(record, Unread):
            yield Difference("store", "unreadable record", record.id, "a record", record.reason)
            continue
        wrong = list(wrong_values(record))
        yield from wrong
        if not wrong:
            found[record.id] = record


def _id(record: Run | Judgement | Review) -> Iterator[Difference]:
    if (wanted := content_id(record)) != record.id:
        yield Difference("store", "id", record.id, f"{wanted}, by its content", record.id)


def _check_opinions(store: Store) -> Iterator[Difference]:
    """Judgements are on mentions, reviews on claims, that are there."""
    judgements: dict[str, Judgement] = {}
    reviews: dict[str, Review] = {}
    yield from _read(store, Judgement, None, judgements)
    yield from _read(store, Review, None, reviews)
    for judgement in judgements.values():
        yield from _id(judgement)
        for end in (judgement.left, *([judgement.right] if is_mention_id(judgement.right) else [])):
            if store.article_of(Mention, end) is None:
                yield Difference("store", "reference", judgement.id, "a judgement on mentions of the store", end)
    for review in reviews.values():
        yield from _id(review)
        if store.article_of(Claim, review.claim) is None:
            yield Difference("store", "reference", review.id, "a review of a claim of the store", review.claim)


class _Index:
    """What can be searched, read article by article beside the records it was made of."""

    def __init__(self, store: Store) -> None:
        groups = itertools.groupby(store.searchable(), key=lambda row: row[0])
        self._groups = ((article, list(rows)) for article, rows in groups)
        self._next = next(self._groups, None)

    def check(self, page: Page) -> Iterator[Difference]:
        """The rows of an article, and those before it, which no article has."""
        rows: list[tuple[str, str, str, str]] = []
        while self._next and self._next[0] <= page.article.id:
            article, found = self._next
            if article == page.article.id:
                rows = found
            else:
                yield from _unasked(found)
            self._next = next(self._groups, None)
        wanted = set(index_rows(page.article, page.sentences.values(), page.mentions.values()))
        for _, kind, id_, text in sorted(wanted - set(rows)):
            yield Difference("store", "search index", id_, f"{kind} “{text[:60]}” can be found", "not so")
        yield from _unasked(row for row in rows if row not in wanted)

    def rest(self) -> Iterator[Difference]:
        """The rows behind the last article."""
        while self._next:
            yield from _unasked(self._next[1])
            self._next = next(self._groups, None)


def _unasked(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Difference]:
    for _, kind, id_, text in rows:
        yield Difference("store", "search index", id_, "nothing", f"{kind} “{text[:60]}”")
