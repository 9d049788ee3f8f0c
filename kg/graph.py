"""The property graph, defined once: entities, propositions, nodes and relationships, computed from a store.

Neo4j, embedded Cypher, GraphML, the viewer and networkx draw from `Graph.nodes()` and `Graph.relationships()`;
RDF, JSON Lines and CSV from the same propositions and statements.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Judgement,
    Mention,
    Proposition,
    Review,
    Run,
    Sentence,
    review_state,
)
from kg.occasions import find_occasions
from kg.propositions import Statement, holds, stance
from kg.reasons import Reason, make_reasons
from kg.schema import Schema

Value = str | int | float | bool | list[str]

STANDINGS = ("decided", "doubtful", "")
REASONS = 12  # of an entity's reasons that its node carries; `kg merges NAME` has all


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id is unique among nodes of its first label."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A directed edge between two nodes, each end given as (first label, id). (type, start, end, key) is unique."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    key: str
    properties: dict[str, Value]


@dataclass(frozen=True)
class Graph:
    """Everything that can be told from a store. All mappings are by id and sorted by it."""

    store: str
    schema: Schema
    articles: Mapping[str, Article]
    origins: Mapping[str, str]
    replaces: Mapping[str, str]
    sentences: Mapping[str, Sentence]
    mentions: Mapping[str, Mention]
    entity_of: Mapping[str, str]
    entities: Mapping[str, Entity]
    attributions: Mapping[str, Attribution]
    statements: Mapping[str, Statement]
    propositions: Mapping[str, Proposition]
    judgements: Mapping[str, Judgement]
    runs: Mapping[str, Run]
    publisher_entity: Mapping[str, str]
    reviews: Mapping[str, Review] = field(default_factory=dict)

    # ------------------------------------------------------------------ asking

    @functools.cached_property
    def superseded(self) -> frozenset[str]:
        """Ids of articles that a later version of the same URL replaces; their claims count no longer."""
        return frozenset(self.replaces.values())

    @functools.cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """{proposition id: its statements, by claim id}, superseded articles left out."""
        groups: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            if statement.claim.article not in self.superseded:
                groups[statement.proposition].append(statement)
        return {key: tuple(group) for key, group in sorted(groups.items())}

    @functools.cached_property
    def reviews_of(self) -> Mapping[str, tuple[Review, ...]]:
        """{claim id: what people think of it, by name}; claims without a review aren't there."""
        groups: dict[str, list[Review]] = defaultdict(list)
        for review in sorted(self.reviews.values(), key=lambda r: (r.claim, r.by)):
            groups[review.claim].append(review)
        return {claim: tuple(group) for claim, group in groups.items()}

    def review(self, claim: str) -> str | None:
        """What the reviews of a claim come to, one of REVIEW_STATES; None where nobody has looked at it."""
        return review_state(self.reviews_of.get(claim, ()))

    def reviewed(self, proposition: str) -> tuple[int, int]:
        """How many claims on a proposition somebody accepts, and how many somebody rejects; a contested one is in both."""
        if not self.reviews:
            return 0, 0
        found = [{r.verdict for r in self.reviews_of.get(s.claim.id, ())} for s in self.statements_of.get(proposition, ())]
        return sum("accept" in verdicts for verdicts in found), sum("reject" in verdicts for verdicts in found)

    @functools.cached_property
    def occasions(self) -> Mapping[str, str]:
        """{attribution id: the least id of those that quote one statement}, its own where no other outlet quotes it."""
        return find_occasions(self.attributions.values(), {a.id: a.text for a in self.articles.values()}, self.entity_of)

    @functools.cached_property
    def outlets(self) -> Mapping[str, frozenset[str]]:
        """{occasion: the outlets that quote the statement}: publishers, or articles without one; superseded ones left out."""
        found: dict[str, set[str]] = defaultdict(set)
        for attribution, occasion in self.occasions.items():
            article = self.articles[self.attributions[attribution].article]
            if article.id not in self.superseded:
                found[occasion].add(article.publisher or article.id)
        return {occasion: frozenset(outlets) for occasion, outlets in found.items()}

    @functools.cached_property
    def merge_reasons(self) -> Mapping[str, list[Reason]]:
        """{entity id: why its names are one, and what was judged about it besides}: what people decided and what is
        doubtful first. What pronouns take up is left out: that is how a text is read, not who is who."""
        groups: dict[str, list[Judgement]] = defaultdict(list)
        for j in self.judgements.values():
            ends = [m for m in (j.left, j.right) if m in self.entity_of]
            if all(self.mentions[m].kind != "pronoun" for m in ends):
                for entity in {self.entity_of[m] for m in ends}:
                    groups[entity].append(j)
        found = {entity: make_reasons(group, self.mentions) for entity, group in groups.items()}
        return {entity: sorted(reasons, key=lambda r: STANDINGS.index(r.standing)) for entity, reasons in found.items()}

    def words(self, mention: str) -> str:
        """The words of a mention on one line; a Wikidata id is its own."""
        return " ".join(self.mentions[mention].text.split()) if mention in self.mentions else mention

    @functools.cached_property
    def _by_article(self) -> Mapping[str, tuple[list[Sentence], list[Statement]]]:
        found: dict[str, tuple[list[Sentence], list[Statement]]] = {a: ([], []) for a in self.articles}
        for sentence in self.sentences.values():
            found[sentence.article][0].append(sentence)
        for statement in self.statements.values():
            found[statement.claim.article][1].append(statement)
        return found

    def sentences_in(self, article: str) -> list[Sentence]:
        """The sentences of an article, by id."""
        return self._by_article[article][0]

    def statements_in(self, article: str) -> list[Statement]:
        """The statements of an article, by claim id."""
        return self._by_article[article][1]

    def quote(self, claim: Claim) -> str:
        """The words of the article that carry a claim."""
        return self.articles[claim.article].text[claim.start : claim.end]

    def sentence_text(self, sentence: str) -> str:
        """The words of a sentence."""
        found = self.sentences[sentence]
        return self.articles[found.article].text[found.start : found.end]

    def cue(self, claim: Claim) -> str | None:
        """The words of the innermost cue, or None where the claim is in the article's own voice or its cue is unwritten."""
        if not claim.attributions:
            return None
        cue = self.attributions[claim.attributions[-1]]
        if cue.cue_start is None:
            return None
        return self.articles[claim.article].text[cue.cue_start : cue.cue_end]

    def source_name(self, statement: Statement) -> str | None:
        """Who holds a claim: the entity's name, the words of an unnamed source, or None for the article's own voice."""
        if statement.source:
            return self.entities[statement.source].name
        if not statement.claim.attributions:
            return None
        inner = self.attributions[statement.claim.attributions[-1]]
        if inner.source_start is None:
            return "unnamed source"
        return self.articles[inner.article].text[inner.source_start : inner.source_end]

    def text(self, proposition: Proposition) -> str:
        """A proposition as a short sentence: `North Korea sent troops to Russia`."""
        object_ = self.entities[proposition.object].name if proposition.object else str(proposition.value)
        return f"{self.entities[proposition.subject].name} {self.schema.relations[proposition.relation].label} {object_}"

    def find(self, name: str) -> list[Entity]:
        """Entities of that name or alias (case, leading article and id aside), most mentioned first."""
        wanted = _plain(name)
        found = [e for e in self.entities.values() if e.id == name or wanted in {_plain(a) for a in (e.name, *e.aliases)}]
        return sorted(found, key=lambda e: (-e.mentions, e.id))

    # ------------------------------------------------------------------ the property graph

    def nodes(self, *, mentions: bool = False) -> Iterator[Node]:
        """All nodes, grouped by label and by id within it: what others rest on comes first. `mentions` are the bulk and
        left out unless asked for."""
        yield from (self._entity_node(e) for e in self.entities.values())
        yield from (
            Node(r.id, ("Run",), _known(version=r.version, model=r.model, configuration=r.configuration, schema=r.schema))
            for r in self.runs.values()
        )
        yield from (self._article_node(a) for a in self.articles.values())
        yield from (self._sentence_node(s) for s in self.sentences.values())
        yield from (self._proposition_node(p) for p in self.propositions.values())
        yield from (self._attribution_node(a) for a in self.attributions.values())
        yield from (self._claim_node(s) for s in self.statements.values())
        if mentions:
            for m in self.mentions.values():
                yield Node(m.id, ("Mention",), _known(text=m.text, kind=m.kind, mention_type=m.type, start=m.start, end=m.end))

    def _entity_node(self, entity: Entity) -> Node:
        labels = ("Entity", *reversed([t for t in entity.types if t != "Entity"]))
        return Node(
            entity.id,
            labels,
            _known(
                name=entity.name,
                entity_type=entity.type,
                aliases=list(entity.aliases),
                wikidata=entity.wikidata,
                mentions=entity.mentions,
                articles=entity.articles,
                merge_reasons=[str(r) for r in self.merge_reasons.get(entity.id, ())[:REASONS]] or None,
            ),
        )

    def _article_node(self, article: Article) -> Node:
        return Node(
            article.id,
            ("Article",),
            _known(
                title=article.title or article.text[:80].split("\n")[0],
                url=article.url,
                publisher=article.publisher,
                author=article.author,
                published=article.published,
                language=article.language,
                sha256=article.sha256,
                origin=self.origins[article.id],
                replaces=self.replaces.get(article.id),
                superseded=article.id in self.superseded,
            ),
        )

    def _sentence_node(self, sentence: Sentence) -> Node:
        return Node(
            sentence.id,
            ("Sentence",),
            _known(
                text=self.sentence_text(sentence.id),
                index=sentence.index,
                start=sentence.start,
                end=sentence.end,
                kind=sentence.kind,
            ),
        )

    def _proposition_node(self, p: Proposition) -> Node:
        return Node(
            p.id,
            ("Proposition",),
            _known(
                relation=p.relation,
                text=self.text(p),
                status=p.status,
                value=p.value,
                claims=p.claims,
                denials=p.denials,
                support=p.support,
                accepted=self.reviewed(p.id)[0],
                rejected=self.reviewed(p.id)[1],
                sources=[self.entities[s].name for s in p.sources],
                publishers=list(p.publishers),
                origins=len(p.origins),
                first_published=p.first_published,
                last_published=p.last_published,
            ),
        )

    def _claim_node(self, statement: Statement) -> Node:
        claim = statement.claim
        return Node(
            claim.id,
            ("Claim",),
            _known(
                relation=claim.relation,
                polarity=claim.polarity,
                certainty=claim.certainty,
                source=self.source_name(statement),
                cue=self.cue(claim),
                quote=self.quote(claim),
                start=claim.start,
                end=claim.end,
                event_time=claim.event_time.edtf if claim.event_time else None,
                utterance_time=claim.utterance_time.edtf if claim.utterance_time else None,
                quantity=claim.quantity.text if claim.quantity else None,
                quantity_value=claim.quantity.value if claim.quantity else None,
                quantity_min=claim.quantity.min if claim.quantity else None,
                quantity_max=claim.quantity.max if claim.quantity else None,
                implicit=list(claim.implicit),
                rule=claim.rule,
                confidence=claim.confidence,
                superseded=claim.article in self.superseded,
                review=self.review(claim.id),
                review_by=[r.by for r in self.reviews_of.get(claim.id, ())] or None,
                review_notes=[review_text(r) for r in self.reviews_of.get(claim.id, ())] or None,
            ),
        )

    def _attribution_node(self, a: Attribution) -> Node:
        text = self.articles[a.article].text
        return Node(
            a.id,
            ("Attribution",),
            _known(
                cue=None if a.cue_start is None else text[a.cue_start : a.cue_end],
                cue_class=a.cue_class,
                source=None if a.source_start is None else text[a.source_start : a.source_end],
                content=" … ".join(text[s:e] for s, e in a.content),
                direct=a.direct,
                occasion=self.occasions[a.id],
            ),
        )

    def relationships(self, *, mentions: bool = False) -> Iterator[Relationship]:
        """All relationships: first those that belong to a node, in the order of `nodes()`, so that both can be walked
        together; then the typed ones between entities, which rest on all the others."""
        for article, entity in self.publisher_entity.items():
            yield _link("PUBLISHED_BY", ("Article", article), ("Entity", entity))
        for sentence in self.sentences.values():
            yield _link("HAS_SENTENCE", ("Article", sentence.article), ("Sentence", sentence.id))
        for p in self.propositions.values():
            yield _link("SUBJECT", ("Proposition", p.id), ("Entity", p.subject))
            if p.object:
                yield _link("OBJECT", ("Proposition", p.id), ("Entity", p.object))
        for a in self.attributions.values():
            source = self.entity_of.get(a.source_mention or "")
            if source:
                yield _link("SOURCE", ("Attribution", a.id), ("Entity", source))
        for statement in self.statements.values():
            yield from self._claim_links(statement)
        if mentions:
            yield from self._mention_links()
        yield from self._edges()

    def _edges(self) -> Iterator[Relationship]:
        """One typed relationship a proposition that somebody asserts or reports."""
        for proposition, statements in self.statements_of.items():
            p = self.propositions[proposition]
            if p.object and any(holds(s.claim) for s in statements):
                yield Relationship(
                    p.relation.upper(),
                    ("Entity", p.subject),
                    ("Entity", p.object),
                    p.id,
                    self._edge_properties(p, statements),
                )

    def _edge_properties(self, p: Proposition, statements: Iterable[Statement]) -> dict[str, Value]:
        statements = list(statements)
        numbers = [
            n
            for s in statements
            if s.claim.quantity
            for n in (s.claim.quantity.value, s.claim.quantity.min, s.claim.quantity.max)
            if n is not None
        ]
        return _known(
            proposition=p.id,
            status=p.status,
            claims=p.claims,
            denials=p.denials,
            support=p.support,
            accepted=self.reviewed(p.id)[0],
            rejected=self.reviewed(p.id)[1],
            claimed_by=self._holders(s for s in statements if s.claim.polarity == "positive"),
            denied_by=self._holders(s for s in statements if s.claim.polarity == "negative"),
            publishers=list(p.publishers),
            quantity_min=min(numbers, default=None),
            quantity_max=max(numbers, default=None),
            first_published=p.first_published,
            last_published=p.last_published,
        )

    def _holders(self, statements: Iterable[Statement]) -> list[str]:
        return sorted({name for s in statements if (name := self.source_name(s))})

    def _claim_links(self, statement: Statement) -> Iterator[Relationship]:
        claim = statement.claim
        here = ("Claim", claim.id)
        if statement.proposition in self.propositions:  # there is none where only superseded articles say so
            yield _link("OF", here, ("Proposition", statement.proposition))
        yield _link("IN_SENTENCE", here, ("Sentence", claim.sentence))
        yield _link("GENERATED_BY", here, ("Run", claim.run))
        for order, attribution in enumerate(claim.attributions):
            yield Relationship("BY", here, ("Attribution", attribution), "", {"order": order})
        if statement.source:
            yield _link(stance(claim).upper(), ("Entity", statement.source), here)

    def _mention_links(self) -> Iterator[Relationship]:
        for m in self.mentions.values():
            for sentence in self.sentences_in(m.article):
                if sentence.start <= m.start < sentence.end:
                    yield _link("HAS_MENTION", ("Sentence", sentence.id), ("Mention", m.id))
            if m.id in self.entity_of:
                yield _link("REFERS_TO", ("Mention", m.id), ("Entity", self.entity_of[m.id]))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Entities and the typed relationships between them, for analysis; edge keys are proposition ids."""
        graph = nx.MultiDiGraph()
        for node in self.nodes():
            if node.labels[0] == "Entity":
                graph.add_node(node.id, **node.properties)
        for edge in self._edges():
            graph.add_edge(edge.start[1], edge.end[1], edge.key, type=edge.type, **edge.properties)
        return graph


def review_text(review: Review) -> str:
    """A review as one line: `Ada accepts: seen in the minutes`; without a reason, `Ada accepts`."""
    return f"{review.by} {review.verdict}s{f': {review.reason}' if review.reason else ''}"


def _link(type_: str, start: tuple[str, str], end: tuple[str, str]) -> Relationship:
    return Relationship(type_, start, end, "", {})


def _known(**properties: Any) -> dict[str, Value]:
    """Properties without those that are not known; a closing underscore keeps clear of Python's own words."""
    return {key.rstrip("_"): value for key, value in properties.items() if value is not None}


def _plain(name: str) -> str:
    return re.sub(r"^(the|a|an)\s+", "", name.casefold()).strip()
