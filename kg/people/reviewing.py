"""A person accepts or rejects a claim, or puts a note to it. The claim stays, and counts as it did (docs/decisions/0051)."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import ConfigError, StoreError, nearest
from kg.graph import Graph
from kg.model import REVIEWS, Claim, Review, make_review
from kg.propositions import make_propositions
from kg.store import Store


def review(store: Store, claim: str, verdict: str, *, by: str, reason: str = "") -> Review:
    """A person's verdict on a claim, given by its whole id; it replaces what the same person said of it before.

    Raises ConfigError for an unknown verdict, StoreError where there is no such claim.
    """
    if verdict not in REVIEWS:
        raise ConfigError(f"'{verdict}' is no verdict.{nearest(verdict, REVIEWS)} There are: {', '.join(REVIEWS)}")
    if store.record(Claim, claim) is None:
        raise StoreError(f"{store.path}: there is no claim '{claim}'")
    made = make_review(claim, verdict, by, reason)
    store.review([made])
    return made


def withdraw(store: Store, claim: str, *, by: str) -> Review:
    """Takes a person's verdict on a claim back and returns it. StoreError where there is none; it tells whose there are."""
    found = [r for r in store.records(Review) if r.claim == claim]
    mine = next((r for r in found if r.by == by), None)
    if mine is None:
        others = ", ".join(sorted(r.by for r in found))
        told = f"{others} did: give --by '{min(r.by for r in found)}'" if found else "nor did anybody else"
        raise StoreError(f"{by} decided nothing on {claim}{'. ' if found else ', '}{told}")
    store.review((), taken_back=[mine.id])
    return mine


def accepted_only(graph: Graph) -> Graph:
    """The graph of those claims alone that somebody accepts and nobody rejects, and of what hangs on them.

    Status and counts are those of these claims. Articles stay that have such a claim, that one of these repeats or that
    a version of it replaces; entities that such a claim is about, that say so or that publish it.
    """
    statements = {id_: s for id_, s in graph.statements.items() if graph.review(id_) == "accepted"}
    articles = _articles(graph, {s.claim.article for s in statements.values()})
    attributions = _attributions(graph, {a for s in statements.values() for a in s.claim.attributions})
    publishers = {a: e for a, e in graph.publisher_entity.items() if a in articles}
    sources = {graph.entity_of.get(graph.attributions[a].source_mention or "") for a in attributions}
    ends = {e for s in statements.values() for e in (s.subject, s.object, s.source)}
    kept = {*sources, *ends, *publishers.values()} - {None}
    mentions = {m: found for m, found in graph.mentions.items() if found.article in articles and graph.entity_of.get(m) in kept}
    runs = {s.claim.run for s in statements.values()}
    counted = (s for s in statements.values() if s.claim.article not in graph.superseded)
    return replace(
        graph,
        articles={a: found for a, found in graph.articles.items() if a in articles},
        origins={a: origin for a, origin in graph.origins.items() if a in articles},
        replaces={later: earlier for later, earlier in graph.replaces.items() if later in articles},
        sentences={s: found for s, found in graph.sentences.items() if found.article in articles},
        mentions=mentions,
        entity_of={m: e for m, e in graph.entity_of.items() if m in mentions},
        entities={e: found for e, found in graph.entities.items() if e in kept},
        attributions={a: found for a, found in graph.attributions.items() if a in attributions},
        statements=statements,
        propositions=make_propositions(graph.schema, counted, graph.articles, graph.origins),
        judgements={j: found for j, found in graph.judgements.items() if found.left in mentions and found.right in mentions},
        runs={r: found for r, found in graph.runs.items() if r in runs},
        publisher_entity=publishers,
        reviews={r: found for r, found in graph.reviews.items() if found.claim in statements},
    )


def _articles(graph: Graph, wanted: set[str]) -> set[str]:
    """These articles, those they repeat, and all versions of them."""
    found = set(wanted)
    waiting = list(wanted)
    linked: dict[str, set[str]] = {}
    for later, earlier in graph.replaces.items():
        linked.setdefault(later, set()).add(earlier)
        linked.setdefault(earlier, set()).add(later)
    while waiting:
        article = waiting.pop()
        new = {graph.origins[article], *linked.get(article, ())} - found
        found |= new
        waiting += new
    return found


def _attributions(graph: Graph, wanted: set[str]) -> set[str]:
    """These attributions, and those they lie inside."""
    found: set[str] = set()
    for attribution in wanted:
        at: str | None = attribution
        while at is not None and at not in found:
            found.add(at)
            at = graph.attributions[at].parent
    return found
