"""kg retract: an article out again, and all that only it supported."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from kg import ask
from kg.cli.common import read_config, store_options
from kg.cli.terminal import clean, labelled
from kg.loading import load_graph
from kg.pipeline import Retraction
from kg.pipeline import retract as take_out
from kg.store import open_store

SHOWN = 30


def retract_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("article", metavar="ARTICLE", help="its id or the start of it, its URL or its title")


def retract(args: Namespace) -> int:
    config = read_config(args)
    with open_store(args.store) as store:
        article = ask.find_article(load_graph(store, config), args.article)
        gone = take_out(store, article.id, config)
    print("\n".join(_told(gone)))
    return 0


def _told(gone: Retraction) -> Iterable[str]:
    yield f"{clean(ask.title_of(gone.article))} ({clean(gone.article.id)}) is out of the store, and with it:"
    records = gone.records | {"claims": gone.records["statements"]}
    del records["statements"]
    yield labelled("records", ", ".join(f"{count:,} {noun}" for noun, count in records.items()))
    yield from _listed("entities", gone.entities)
    yield from _listed("statements", gone.propositions)
    yield from _listed("changed", [f"{text}: {_change(before, after)}" for text, before, after in gone.changed])


def _change(before: str, after: str) -> str:
    return f"{before} → {after}" if before != after else f"fewer claims, still {after}"


def _listed(label: str, texts: Iterable[str]) -> Iterable[str]:
    texts = list(texts)
    for number, text in enumerate(texts[:SHOWN]):
        yield labelled("" if number else label, clean(text))
    if len(texts) > SHOWN:
        yield labelled("", f"and {len(texts) - SHOWN:,} more")
