"""kg stats: how much of everything a store has."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from kg.cli.common import format_option, read_config, store_options
from kg.cli.opening import opened
from kg.cli.terminal import clean, labelled, listed, plural, safe_json, text_width
from kg.graph import Graph
from kg.knowledge import find_knowledge, open_knowledge
from kg.resolve.linking import BY
from kg.store import Store


def stats_options(parser: ArgumentParser) -> None:
    store_options(parser)
    format_option(parser)


def stats(args: Namespace) -> int:
    with opened(args) as (store, graph):
        found = _counts(graph, store)
    path = find_knowledge(read_config(args).knowledge)
    if args.format == "json":
        print(safe_json({name: dict(counts) for name, counts in found.items()}))
        return 0
    for name, counts in found.items():
        parts = [f"{clean(what)} {count:,}" for what, count in counts.most_common()]
        print(labelled(_label(name), f"{counts.total():,}: {listed(parts, 2 * text_width() - 20)}" if parts else "0", "bold"))
    print(labelled("linked by", _knowledge(graph, path), "bold"))
    repeats = sum(origin != article for article, origin in graph.origins.items())
    print(f"{repeats:,} of the articles repeat another; {len(graph.superseded):,} are replaced by a later version.")
    return 0


def _knowledge(graph: Graph, path: Path | None) -> str:
    """Which knowledge file links names, and what came of it."""
    total = sum(e.wikidata is not None for e in graph.entities.values())
    has = f"{plural(total, 'entity')} with a Wikidata id"
    if path is None:
        return f"the gazetteer alone: {has}. More: kg kb import FILE"
    with open_knowledge(path) as knowledge:
        items, _ = knowledge.size()
    verdicts = Counter(j.verdict for j in graph.judgements.values() if j.by == BY)
    told = f"{verdicts['same']:,} names linked by it, {verdicts['unsure']:,} left unsure"
    return f"the gazetteer and {clean(str(path))} ({plural(items, 'item')}): {told}; {has}"


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
