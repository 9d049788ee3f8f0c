"""kg search: full text over sentences, titles and names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from kg import ask
from kg.ask import Hit
from kg.cli.common import STORE, format_option
from kg.cli.parser import count
from kg.cli.terminal import clean, fit, labelled, listed, paint, plural, print_json, width, wrap
from kg.store import open_store


def search_options(parser: ArgumentParser) -> None:
    parser.add_argument("store", metavar="STORE", type=Path, help=STORE)
    parser.add_argument("text", metavar="TEXT", nargs="+", help="words, all of which must be there")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="how many of each kind (default: 10)")
    format_option(parser)


def search(args: Namespace) -> int:
    """0 even where nothing is found: that is an answer."""
    words = " ".join(args.text)
    with open_store(args.store) as store:
        names, passages = ask.search(store, words)
    if args.format == "json":
        print_json(_hit_row(hit) for hit in [*names[: args.limit], *passages[: args.limit]])
        return 0
    if names:
        print(labelled("names", listed((f"{clean(h.text)} ({h.count})" for h in names), 3 * width())) + "\n")
    for hit in passages[: args.limit]:
        print("\n".join(_passage(hit)) + "\n")
    found = f"{plural(len(names), 'name')} and {plural(len(passages), 'passage')} have '{clean(words)}'."
    more = f" {args.limit} shown; more with --limit." if len(passages) > args.limit else ""
    print(found + more)
    return 0


def _passage(hit: Hit) -> Iterator[str]:
    yield "\n".join(f"  {line}" for line in wrap(clean(hit.text), width() - 2))
    facts = (hit.article.publisher, (hit.article.published or "")[:10], hit.article.title)
    yield paint(f"  — {fit(', '.join(clean(fact) for fact in facts if fact), width() - 4).rstrip()}", "dim")


def _hit_row(hit: Hit) -> dict[str, object]:
    article = {key: getattr(hit.article, key) for key in ("id", "title", "publisher", "published", "url")}
    return {"kind": hit.kind, "text": hit.text, "count": hit.count, "article": article}
