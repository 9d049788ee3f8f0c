"""kg stats: how much of everything a store has."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from kg.cli.common import format_option, store_options
from kg.cli.opening import opened
from kg.cli.terminal import clean, labelled, listed, safe_json, text_width
from kg.graph import Graph
from kg.store import Store


def stats_options(parser: ArgumentParser) -> None:
    store_options(parser)
    format_option(parser)


def stats(args: Namespace) -> int:
    with opened(args) as (store, graph):
        found = _counts(graph, store)
    if args.format == "json":
        print(safe_json({name: dict(counts) for name, counts in found.items()}))
        return 0
    for name, counts in found.items():
        parts = [f"{clean(what)} {count:,}" for what, count in counts.most_common()]
        print(labelled(_label(name), f"{counts.total():,}: {listed(parts, 2 * text_width() - 20)}" if parts else "0", "bold"))
    repeats = sum(origin != article for article, origin in graph.origins.items())
    print(f"{repeats:,} of the articles repeat another; {len(graph.superseded):,} are replaced by a later version.")
    return 0


def _label(name: str) -> str:
    return {"attributions": "said by", "propositions": "statements"}.get(name, name)


def _counts(graph: Graph, store: Store) -> dict[str, Counter[str]]:
    """{noun: {kind: how many}}."""
    return {
        "articles": Counter(a.publisher or "no publisher" for a in graph.articles.values()),
        "languages": Counter(a.language or "unknown" for a in graph.articles.values()),
        "sentences": Counter(s.kind for s in graph.sentences.values()),
        "mentions": Counter(m.kind for m in graph.mentions.values()),
        "entities": Counter(e.type for e in graph.entities.values()),
        "attributions": Counter(a.cue_class for a in graph.attributions.values()),
        "claims": Counter(s.claim.certainty for s in graph.statements.values()),
        "relations": Counter(s.claim.relation for s in graph.statements.values()),
        "propositions": Counter(p.status for p in graph.propositions.values()),
        "judgements": Counter(j.by for j in graph.judgements.values()),
        "refused": Counter(store.refused()),
    }
