"""A small world of our own invention (tests/story.py), as records and as a Graph, for all tests that draw from one.

graph = small_graph()                        # the whole world
graph = small_graph(without=("a-kesh",))     # an article withdrawn
graph = small_graph(store="0123456789ab")    # the same articles in another store
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from kg.graph import Graph
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Extraction,
    Mention,
    Review,
    Run,
    Sentence,
    make_id,
    make_judgement,
    make_review,
    text_hash,
)
from kg.propositions import make_propositions, make_statement
from kg.schema import Schema, load_schema
from tests.story import CLAIMS, ORIGIN, PEOPLE, REVIEWS, WORLD, Said

T = TypeVar("T")
STORE = "5ma11w0r1d00"
RUN = Run(make_id("r", "0.1.0", "hand", "{}", "small"), "0.1.0", "hand", "{}", "small")


def small_schema() -> Schema:
    """The schema of the small world: tests/small_schema/, read by the real reader."""
    return load_schema(Path(__file__).parent / "small_schema")


def entity_id(name: str) -> str:
    """The id of an entity of the small world: its Wikidata id, else a hash of type and name."""
    type_, _, wikidata = PEOPLE[name]
    return wikidata or make_id("e", type_, name.casefold())


def small_extractions(without: Iterable[str] = ()) -> list[Extraction]:
    """The records of the small world, an Extraction an article; `without` names articles to leave out."""
    return [_extraction(article) for article in WORLD if article not in set(without)]


def small_graph(*, store: str = STORE, without: Iterable[str] = ()) -> Graph:
    """The Graph of the small world. `without` names articles that were withdrawn."""
    return graph_of(small_extractions(without), store=store)


def graph_of(extractions: Iterable[Extraction], *, store: str = STORE) -> Graph:
    """A Graph of records; every mention's entity is the one of PEOPLE that goes by its words."""
    found = list(extractions)
    schema = small_schema()
    articles = {x.article.id: x.article for x in found}
    origins = {a: ORIGIN[a] if ORIGIN.get(a) in articles else a for a in articles}
    mentions = {m.id: m for x in found for m in x.mentions}
    entity_of = {m.id: entity_id(_name(m.text)) for m in mentions.values() if _name(m.text)}
    attributions = {a.id: a for x in found for a in x.attributions}
    statements = {}
    for claim in (c for x in found for c in x.claims):
        inner = attributions[claim.attributions[-1]] if claim.attributions else None
        source = entity_of.get(inner.source_mention or "") if inner else None
        statements[claim.id] = make_statement(schema, claim, entity_of, source)
    outlets = {a.id: entity_id(a.publisher) for a in articles.values() if a.publisher}
    return Graph(
        store=store,
        schema=schema,
        articles=_sorted(articles),
        origins=_sorted(origins),
        replaces={},
        sentences=_sorted({s.id: s for x in found for s in x.sentences}),
        mentions=_sorted(mentions),
        entity_of=_sorted(entity_of),
        entities=_entities(schema, mentions, entity_of, articles),
        attributions=_sorted(attributions),
        statements=_sorted(statements),
        propositions=make_propositions(schema, statements.values(), articles, origins),
        judgements=_sorted({j.id: j for x in found for j in x.judgements}),
        runs={RUN.id: RUN} if found else {},
        publisher_entity=_sorted(outlets),
        reviews=_sorted({r.id: r for r in _reviews(articles, (s.claim for s in statements.values()))}),
    )


def _reviews(articles: Mapping[str, Article], claims: Iterable[Claim]) -> Iterable[Review]:
    """What people think of the claims that are there."""
    ids = {(c.article, articles[c.article].text[c.start : c.end]): c.id for c in claims}
    for article, words, verdict, by, reason in REVIEWS:
        if (article, words) in ids:
            yield make_review(ids[article, words], verdict, by, reason)


def _sorted(mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(mapping.items()))


def _name(words: str) -> str:
    """The entity of PEOPLE that goes by these words, or the empty string for a source without a name."""
    return next((name for name, (_, known, _) in PEOPLE.items() if words in known), "")


def _extraction(id_: str) -> Extraction:
    publisher, published, lines = WORLD[id_]
    text = "\n".join(lines)
    article = Article(
        id=id_,
        text=text,
        url=f"https://news.example/{id_}",
        title=lines[0],
        publisher=publisher,
        published=published,
        language="en",
        sha256=text_hash(text),
    )
    sentences = tuple(_sentences(id_, lines))
    names = {name for _, known, _ in PEOPLE.values() for name in known} | {"A witness"}
    mentions = {m.start: m for name in sorted(names, key=len, reverse=True) for m in _mentions(id_, text, name)}
    covered = {m.start: m for m in sorted(mentions.values(), key=lambda m: m.start) if not _inside(m, mentions.values())}
    said = [s for s in CLAIMS if s.article == id_]
    read = [_read(s, article, sentences[s.sentence], tuple(covered.values())) for s in said]
    return Extraction(
        article,
        sentences,
        mentions=tuple(covered.values()),
        attributions=tuple({a.id: a for attributions, _ in read for a in attributions}.values()),
        claims=tuple(claim for _, claim in read),
        judgements=tuple(_same_surname(covered.values())),
    )


def _sentences(article: str, lines: Iterable[str]) -> Iterable[Sentence]:
    start = 0
    for index, line in enumerate(lines):
        kind = "heading" if index == 0 else "boilerplate" if line.startswith("Subscribe") else "body"
        yield Sentence(make_id("s", article, index), article, index, start, start + len(line), kind)
        start += len(line) + 1


def _mentions(article: str, text: str, name: str) -> Iterable[Mention]:
    kind, type_ = ("nominal", "Person") if name == "A witness" else ("name", PEOPLE[_name(name)][0])
    start = text.find(name)
    while start >= 0:
        yield Mention(make_id("m", article, start, name), article, start, start + len(name), name, kind, type_)
        start = text.find(name, start + 1)


def _inside(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end and o.id != mention.id for o in others)


def _same_surname(mentions: Iterable[Mention]) -> Iterable:
    """A judgement for each surname that follows the full name."""
    first: dict[str, Mention] = {}
    for m in (m for m in mentions if _name(m.text)):
        full = first.setdefault(_name(m.text), m)
        if full.text != m.text:
            yield make_judgement(full.id, m.id, "same", 0.95, "surname", f"'{m.text}' is the surname of '{full.text}'")


def _read(said: Said, article: Article, sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[list[Attribution], Claim]:
    """The attributions, outermost first, and the claim that a row of CLAIMS stands for."""
    start = article.text.index(said.quote, sentence.start)
    end = start + len(said.quote)

    def mention(words: str, low: int, high: int) -> str:
        return next(m.id for m in mentions if m.text == words and low <= m.start < high)

    attributions: list[Attribution] = []
    for words, cue, lemma, cue_class in said.by:
        cue_start = article.text.index(cue, sentence.start)
        source = next(m for m in mentions if m.text == words and sentence.start <= m.start < sentence.end)
        attributions.append(
            Attribution(
                id=make_id("t", article.id, cue_start, start, end),
                article=article.id,
                source_mention=source.id if source.kind == "name" else None,
                source_start=source.start,
                source_end=source.end,
                cue_start=cue_start,
                cue_end=cue_start + len(cue),
                cue_lemma=lemma,
                cue_class=cue_class,
                content=((start, end),),
                direct=article.text[start - 1] == "“",
                parent=attributions[-1].id if attributions else None,
            )
        )
    claim = Claim(
        id=make_id("c", article.id, start, end, said.relation),
        article=article.id,
        sentence=sentence.id,
        start=start,
        end=end,
        subject_mention=mention(said.subject, start, end),
        relation=said.relation,
        object_mention=mention(said.object, start, end) if said.object else None,
        value=said.value,
        predicate_start=None,
        predicate_end=None,
        attributions=tuple(a.id for a in attributions),
        polarity=said.polarity,
        certainty=said.certainty,
        event_time=said.event_time,
        utterance_time=said.utterance_time,
        quantity=said.quantity,
        run=RUN.id,
        rule="hand",
        confidence=0.9,
    )
    return attributions, claim


def _entities(
    schema: Schema, mentions: Mapping[str, Mention], entity_of: Mapping[str, str], articles: Mapping[str, Article]
) -> dict[str, Entity]:
    """Entities that are mentioned or that publish."""
    found = {}
    for name, (type_, aliases, wikidata) in PEOPLE.items():
        mine = [m for m in mentions.values() if entity_of.get(m.id) == entity_id(name)]
        if mine or any(a.publisher == name for a in articles.values()):
            found[entity_id(name)] = Entity(
                id=entity_id(name),
                name=name,
                type=type_,
                types=schema.types[type_].ancestors,
                aliases=aliases,
                wikidata=wikidata,
                mentions=len(mine),
                articles=len({m.article for m in mine}),
            )
    return _sorted(found)
