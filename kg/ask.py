"""What people ask of a graph: what is said of somebody and by whom, where a claim stands, why mentions are one.

Plain functions from a Graph to rows; the command line prints them, and a program may as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import StoreError, nearest
from kg.graph import Graph
from kg.model import REVIEW_STATES, Article, Attribution, Claim, Entity, Judgement, Proposition, Review
from kg.propositions import Statement, holds, stance
from kg.reasons import Reason, make_reasons
from kg.store import Store

STANCES = {"claims": "claimed", "denies": "denied", "plans": "planned", "expects": "expected"}
RANK = {"disputed": 0, "asserted": 1, "reported": 1, "planned": 2, "hypothetical": 3, "denied": 1}
MANY = 5000  # rows of the index that a search looks through before it counts names


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who takes a stance on a proposition, in how many claims. `own`: an outlet in its own voice.

    `outlets` is how many outlets quote the one statement all of these claims come from; 1 where there are several
    statements or one outlet.
    """

    name: str
    claims: int
    own: bool
    outlets: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim in its sentence: the words, and [start, end) of the claim in them."""

    claim: str
    text: str
    start: int
    end: int
    article: str
    title: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A proposition as people see it: who takes which stance, with which numbers and dates, and one sentence."""

    proposition: Proposition
    text: str
    voices: dict[str, tuple[Voice, ...]]
    quantities: tuple[str, ...]
    dates: tuple[str, ...]
    evidence: Evidence
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an attribution chain: who, by which words, of which class of cue, in a quotation or not."""

    source: str
    cue: str | None
    cue_class: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """All that is known of where a claim comes from. `chain` has the outermost source first; empty is own voice."""

    claim: Claim
    text: str
    status: str
    evidence: Evidence
    article: Article
    chain: tuple[Link, ...]
    quotes: dict[str, tuple[str, int, int]]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """One entity with the names it goes by, and why it is one."""

    entity: Entity
    names: tuple[tuple[str, int], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found. `count` is how often a name stands so; a sentence is once."""

    kind: str
    text: str
    count: int
    article: Article


def find_entity(graph: Graph, name: str) -> Entity:
    """The entity of a name, alias or id, the most mentioned one where several go by it; StoreError where none does."""
    found = graph.find(name)
    if not found:
        known = [n for e in graph.entities.values() for n in (e.name, *e.aliases)]
        raise StoreError(f"nothing here is called '{name}'.{nearest(name, known)}")
    return found[0]


def find_claims(graph: Graph, id_: str) -> list[Statement]:
    """The claim of an id or of the start of one, or all claims of a proposition; StoreError where that is not one."""
    if id_ in graph.propositions:
        return list(graph.statements_of[id_])
    matches = _starting(graph.statements, id_, "c-")
    if not matches and (propositions := _starting(graph.propositions, id_, "p-")):
        _only(propositions, id_, "proposition")
        return list(graph.statements_of[propositions[0]])
    return [find_claim(graph, id_)]


def find_claim(graph: Graph, id_: str) -> Statement:
    """The claim of an id or of the start of one; StoreError where that is not one."""
    return graph.statements[_only(_starting(graph.statements, id_, "c-"), id_, "claim")]


def find_article(graph: Graph, text: str) -> Article:
    """The article of an id, the start of one, a URL or a title; StoreError where that is not one."""
    named = [a.id for a in graph.articles.values() if text in (a.id, a.url, a.title)]
    return graph.articles[_only(named or _starting(graph.articles, text, "a-"), text, "article")]


def _starting(ids: Iterable[str], start: str, kind: str) -> list[str]:
    """Ids that begin so, with their kind (`c-`) or without it."""
    return [id_ for id_ in ids if start and id_.startswith((start, kind + start))]


def _only(ids: list[str], wanted: str, noun: str) -> str:
    if not ids:
        raise StoreError(f"there is no {noun} '{wanted}' in this store")
    if len(ids) > 1:
        raise StoreError(f"'{wanted}' may be {len(ids)} {noun}s: {', '.join(ids[:4])} … Give more of the id")
    return ids[0]


# ---------------------------------------------------------------------- what is said


def said_about(graph: Graph, entity: str) -> list[Saying]:
    """What is said of an entity: disputed first, then what has most claims; planned and expected last."""
    found = (p for p in graph.propositions.values() if entity in (p.subject, p.object))
    return _sayings(graph, ((p, graph.statements_of[p.id]) for p in found))


def said_by(graph: Graph, entity: str) -> list[Saying]:
    """What an entity says, as the innermost source: only its own claims are counted among the voices."""
    found = {key: tuple(s for s in group if s.source == entity) for key, group in graph.statements_of.items()}
    return _sayings(graph, ((graph.propositions[key], group) for key, group in found.items() if group))


def disputed(graph: Graph) -> list[Saying]:
    """All disputed propositions, those with most claims first."""
    found = (p for p in graph.propositions.values() if p.status == "disputed")
    return _sayings(graph, ((p, graph.statements_of[p.id]) for p in found))


def _sayings(graph: Graph, found: Iterable[tuple[Proposition, tuple[Statement, ...]]]) -> list[Saying]:
    sayings = [_saying(graph, p, statements) for p, statements in found]
    return sorted(sayings, key=lambda s: (RANK[s.proposition.status], -s.proposition.claims, s.text, s.proposition.id))


def _saying(graph: Graph, proposition: Proposition, statements: tuple[Statement, ...]) -> Saying:
    voices = {told: _voices(graph, [s for s in statements if stance(s.claim) == does]) for does, told in STANCES.items()}
    claims = [s.claim for s in statements]
    best = min(claims, key=lambda c: (not holds(c), -c.confidence, graph.articles[c.article].published or "~", c.id))
    return Saying(
        proposition=proposition,
        text=graph.text(proposition),
        voices={stance: found for stance, found in voices.items() if found},
        quantities=_ranked(c.quantity.text for c in claims if c.quantity),
        dates=tuple(sorted({c.event_time.edtf for c in claims if c.event_time and c.event_time.edtf})),
        evidence=evidence(graph, best),
        reviews=_states(graph, claims),
    )


def _states(graph: Graph, claims: Iterable[Claim]) -> tuple[str, ...]:
    """What people think of these claims, such as `1 accepted (Ada)`; nothing where nobody has looked."""
    by: dict[str, list[set[str]]] = {state: [] for state in REVIEW_STATES}
    for claim in claims:
        if state := graph.review(claim.id):
            by[state].append({r.by for r in graph.reviews_of[claim.id]})
    people = {state: ", ".join(sorted(set().union(*found))) for state, found in by.items() if found}
    return tuple(f"{len(by[state])} {state} ({names})" for state, names in people.items())


def _voices(graph: Graph, statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """Who holds these claims, the most frequent first; an article's own voice is its publisher's."""
    held: dict[tuple[str, bool], list[Claim]] = {}
    for s in statements:
        name = graph.source_name(s)
        held.setdefault((name, False) if name else (_outlet(graph, s.claim), True), []).append(s.claim)
    ranked = sorted(held.items(), key=lambda h: (-len(h[1]), h[0]))
    return tuple(Voice(name, len(claims), own, _outlets(graph, claims)) for (name, own), claims in ranked)


def _outlets(graph: Graph, claims: list[Claim]) -> int:
    """How many outlets quote the one statement that these claims come from; 1 where it isn't one."""
    occasions = {graph.occasions[c.attributions[-1]] if c.attributions else c.id for c in claims}
    return len(graph.outlets.get(occasions.pop(), "?")) if len(occasions) == 1 and len(claims) > 1 else 1


def _outlet(graph: Graph, claim: Claim) -> str:
    article = graph.articles[claim.article]
    return article.publisher or title_of(article, 40)


def _ranked(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text, _ in sorted(Counter(texts).items(), key=lambda t: (-t[1], t[0])))


# ---------------------------------------------------------------------- where it stands


def evidence(graph: Graph, claim: Claim) -> Evidence:
    """The sentence of a claim, and where in it the claim stands."""
    sentence, article = graph.sentences[claim.sentence], graph.articles[claim.article]
    start, end = min(sentence.start, claim.start), max(sentence.end, claim.end)
    return Evidence(
        claim=claim.id,
        text=article.text[start:end],
        start=claim.start - start,
        end=claim.end - start,
        article=article.id,
        title=title_of(article),
        publisher=article.publisher,
        published=article.published,
    )


def title_of(article: Article, room: int = 80) -> str:
    """The title, else the first line, cut to so many characters."""
    title = article.title or article.text.strip().split("\n")[0].strip()
    return title if len(title) <= room else f"{title[: room - 1]}…"


def citation(article: Article) -> str:
    """Title, publisher and day of an article on one line, as far as they are known."""
    known = (title_of(article), article.publisher, (article.published or "")[:10])
    return ", ".join(part for part in known if part)


def why(graph: Graph, statement: Statement) -> Origin:
    """Where a claim comes from: sentence, chain of sources, and every span with its words and offsets."""
    claim, article = statement.claim, graph.articles[statement.claim.article]
    proposition = graph.propositions.get(statement.proposition)
    return Origin(
        claim=claim,
        text=graph.text(proposition) if proposition else claim_text(graph, statement),
        status=proposition.status if proposition else "superseded",
        evidence=evidence(graph, claim),
        article=article,
        chain=tuple(_link(graph, graph.attributions[a]) for a in claim.attributions),
        quotes={name: (article.text[start:end], start, end) for name, (start, end) in _spans(graph, claim).items()},
        reviews=graph.reviews_of.get(claim.id, ()),
    )


def claim_text(graph: Graph, statement: Statement) -> str:
    """What a claim is about, for or against, with the ends as its sentence has them."""
    end = graph.entities[statement.object].name if statement.object else statement.claim.value
    return f"{graph.entities[statement.subject].name} {graph.schema.relations[statement.claim.relation].label} {end}"


def _link(graph: Graph, attribution: Attribution) -> Link:
    text = graph.articles[attribution.article].text
    words = None if attribution.source_start is None else text[attribution.source_start : attribution.source_end]
    entity = graph.entity_of.get(attribution.source_mention or "")
    name = graph.entities[entity].name if entity else None
    source = name or words or "unnamed source"
    if name and words and name.casefold() != words.casefold():
        source = f"{name} (“{words}”)"
    cue = None if attribution.cue_start is None else text[attribution.cue_start : attribution.cue_end]
    return Link(source, cue, attribution.cue_class, attribution.direct)


def _spans(graph: Graph, claim: Claim) -> dict[str, tuple[int, int]]:
    """{what: [start, end)} of the claim and its parts, in code points of the article's text."""
    spans = {"claim": (claim.start, claim.end)}
    if claim.predicate_start is not None and claim.predicate_end is not None:
        spans["predicate"] = (claim.predicate_start, claim.predicate_end)
    for slot, mention in (("subject", claim.subject_mention), ("object", claim.object_mention)):
        if found := graph.mentions.get(mention or ""):
            spans[slot] = (found.start, found.end)
    return spans


# ---------------------------------------------------------------------- who is who


def merges(graph: Graph) -> list[Merge]:
    """Entities that something was judged about, those with most names first."""
    judged: dict[str, list[Judgement]] = {}
    for judgement in graph.judgements.values():
        for entity in {e for end in (judgement.left, judgement.right) if (e := graph.entity_of.get(end))}:
            judged.setdefault(entity, []).append(judgement)
    names: dict[str, Counter[str]] = {}
    for mention, entity in graph.entity_of.items():
        if graph.mentions[mention].kind in ("name", "demonym"):
            names.setdefault(entity, Counter())[graph.words(mention)] += 1
    found = [
        Merge(graph.entities[e], _counted(names.get(e, Counter())), tuple(make_reasons(judgements, graph.mentions)))
        for e, judgements in judged.items()
    ]
    return sorted(found, key=lambda m: (-len(m.names), -m.entity.mentions, m.entity.id))


def _counted(names: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(names.items(), key=lambda n: (-n[1], n[0])))


# ---------------------------------------------------------------------- search


def search(store: Store, words: str) -> tuple[list[Hit], list[Hit]]:
    """(names, sentences and titles) that contain all the words, best first; a name is counted, not repeated."""
    articles: dict[str, Article] = {}
    names: dict[str, Hit] = {}
    passages: list[Hit] = []
    for kind, _, article, text in store.search(words, MANY):
        if article not in articles and (found := store.record(Article, article)):
            articles[article] = found
        if kind == "name":
            before = names.get(text)
            names[text] = Hit(kind, text, before.count + 1 if before else 1, before.article if before else articles[article])
        else:
            passages.append(Hit(kind, text, 1, articles[article]))
    return sorted(names.values(), key=lambda h: (-h.count, h.text)), passages
