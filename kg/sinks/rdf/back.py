"""The way back: an RDF file that was written with `full` -> the graph with every record as it was.

Any of our formats, also after another program wrote the triples anew: nothing depends on their order. What RDF can't
say is not there: the store's id, and lone surrogates, which were written as U+FFFD.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from kg.graph import Graph
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Judgement,
    Mention,
    Proposition,
    Quantity,
    Review,
    Run,
    Sentence,
    Span,
    Time,
)
from kg.propositions import Statement
from kg.schema import Schema, load_schema
from kg.sinks.rdf.terms import NAMESPACES
from kg.sinks.rdf.things import Thing, Things, id_of, open_rdf


def read_rdf(path: Path, schema: Schema | None = None) -> Graph:
    """The graph that a file was written from; its `store` is empty. `schema`: the one it was written with, by default ours.

    Raises SourceError, with file, place and what is wrong there, for a file that is no RDF, that kg did not write, or
    that it wrote without `full`.
    """
    things = Things(path, open_rdf(path))
    things.base()
    schema = schema or load_schema()
    articles = {a.must("article"): a for a in things.of("schema:NewsArticle")}
    mentions = {m.must("mention"): m for m in things.of("kg:Mention")}
    return Graph(
        store="",
        schema=schema,
        articles=_by_id(_article(a) for a in articles.values()),
        origins=_sorted({id_: a.must("article", "kg:origin") for id_, a in articles.items()}),
        replaces=_pointers(articles, "article", "prov:wasRevisionOf"),
        sentences=_by_id(_sentence(s) for s in things.of("kg:Sentence")),
        mentions=_by_id(_mention(m) for m in mentions.values()),
        entity_of=_pointers(mentions, "entity", "kg:refersTo"),
        entities=_by_id(_entity(schema, e) for e in things.of("type:Entity")),
        attributions=_by_id(_attribution(things, a) for a in things.of("kg:Attribution")),
        statements=_sorted({s.claim.id: s for s in (_statement(things, c) for c in things.of("kg:Claim"))}),
        propositions=_by_id(_proposition(p) for p in things.of("kg:Proposition") if p.all("kg:status")),
        judgements=_by_id(_judgement(j) for j in things.of("kg:Judgement")),
        runs=_by_id(_run(things, r) for r in things.of("kg:Run")),
        publisher_entity=_pointers(articles, "entity", "schema:publisher"),
        reviews=_by_id(_review(r) for r in things.of("kg:Review")),
    )


def _by_id(records: Any) -> dict[str, Any]:
    return _sorted({record.id: record for record in records})


def _sorted(found: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(found.items()))


def _pointers(things: dict[str, Thing], kind: str, name: str) -> dict[str, str]:
    """{id: id of what a property points at}, of those that have it."""
    found = {id_: thing.id(kind, name) for id_, thing in things.items()}
    return _sorted({id_: other for id_, other in found.items() if other is not None})


def _article(a: Thing) -> Article:
    if a.get("schema:articleBody") is None:
        raise a.wrong("schema:articleBody is missing: a file that was written without --full has no texts and can't be read back")
    return Article(
        id=a.must("article"),
        text=str(a.text("schema:articleBody")),
        url=a.text("schema:url"),
        title=a.text("schema:headline"),
        publisher=a.text("kg:publisherName"),
        author=a.text("schema:author"),
        published=a.text("schema:datePublished"),
        language=a.text("schema:inLanguage"),
        sha256=a.text("kg:sha256") or "",
        retrieved=a.text("kg:retrieved"),
        archived=a.text("schema:archivedAt"),
        raw_sha256=a.text("kg:rawSha256"),
        reader=a.text("kg:reader") or "",
    )


def _sentence(s: Thing) -> Sentence:
    article, kind = s.must("article", "schema:appearance"), s.need("kg:kind").value
    return Sentence(s.must("sentence"), article, s.whole("kg:index"), s.whole("kg:start"), s.whole("kg:end"), kind)


def _mention(m: Thing) -> Mention:
    span = m.whole("kg:start"), m.whole("kg:end")
    words, kind = m.need("kg:text").value, m.need("kg:kind").value
    return Mention(m.must("mention"), m.must("article", "schema:appearance"), *span, words, kind, m.word("kg:mentionType", "type"))


def _entity(schema: Schema, e: Thing) -> Entity:
    type_ = e.word("kg:entityType", "type")
    own = NAMESPACES["type"]
    types = {str(t.value).removeprefix(own) for t in e.all("rdf:type") if t.value.startswith(own)}
    known = schema.types[type_].ancestors if type_ in schema.types else ()
    wikidata = e.text("owl:sameAs")
    return Entity(
        id=e.must("entity"),
        name=e.need("rdfs:label").value,
        type=type_,
        types=known if types == set(known) else (type_, *sorted(types - {type_})),
        aliases=tuple(sorted(alias.value for alias in e.all("schema:alternateName"))),
        wikidata=wikidata.removeprefix(NAMESPACES["wd"]) if wikidata else e.id("known", "kg:knownAs"),
        mentions=e.whole("kg:mentionCount"),
        articles=e.whole("kg:articleCount"),
    )


def _span(things: Things, part: Thing) -> Span:
    """Start and end of a Web Annotation target."""
    for node in part.all("oa:hasSelector"):
        selector = things.at(node.value)
        if selector.all("oa:start"):
            return selector.whole("oa:start"), selector.whole("oa:end")
    raise part.wrong("has no oa:TextPositionSelector")


def _place(part: Thing) -> int:
    """The number at the end of the IRI of a part: `content-2`."""
    number = part.iri.rpartition("-")[2]
    if not number.isdecimal():
        raise part.wrong("its IRI must end in a number, for contents have an order")
    return int(number)


def _attribution(things: Things, a: Thing) -> Attribution:
    contents = sorted((things.at(node.value) for node in a.all("kg:content")), key=_place)
    return Attribution(
        id=a.must("attribution"),
        article=a.must("article", "schema:appearance"),
        source_mention=a.id("mention", "kg:sourceMention"),
        source_start=a.number("kg:sourceStart"),
        source_end=a.number("kg:sourceEnd"),
        cue_start=a.number("kg:cueStart"),
        cue_end=a.number("kg:cueEnd"),
        cue_lemma=a.text("kg:cueLemma"),
        cue_class=a.word("kg:cueClass").removeprefix("Cue").lower(),
        content=tuple(_span(things, part) for part in contents),
        direct=bool(a.plain("kg:direct")),
        parent=a.id("attribution", "kg:parent"),
    )


def _statement(things: Things, c: Thing) -> Statement:
    """A claim, and what it amounts to: the ends are the entities of its mentions."""
    proposition = things.follow(c, "kg:proposition")
    if proposition is None:
        raise c.wrong("kg:proposition is missing")
    subject, object_ = (things.follow(c, name) for name in ("kg:subjectMention", "kg:objectMention"))
    if subject is None:
        raise c.wrong("kg:subjectMention is missing: a file that was written without --full can't be read back")
    holder = things.follow(c, "kg:attributedTo")
    return Statement(
        claim=_claim(things, c, proposition),
        subject=subject.must("entity", "kg:refersTo"),
        object=object_.must("entity", "kg:refersTo") if object_ else None,
        source=holder.must("entity") if holder and holder.all("kg:entityType") else None,
        proposition=proposition.must("proposition"),
    )


def _claim(things: Things, c: Thing, proposition: Thing) -> Claim:
    span, object_ = things.follow(c, "prov:wasDerivedFrom"), c.id("mention", "kg:objectMention")
    if span is None:
        raise c.wrong("prov:wasDerivedFrom is missing")
    start, end = _span(things, span)
    return Claim(
        id=c.must("claim"),
        article=c.must("article", "schema:appearance"),
        sentence=c.must("sentence", "kg:sentence"),
        start=start,
        end=end,
        subject_mention=c.must("mention", "kg:subjectMention"),
        relation=proposition.word("rdf:predicate", "rel"),
        object_mention=object_,
        value=None if object_ else proposition.need("rdf:object").value,
        predicate_start=c.number("kg:predicateStart"),
        predicate_end=c.number("kg:predicateEnd"),
        attributions=tuple(c.record("attribution", a) for a in _ordered(things, c, "kg:chain", "kg:attribution")),
        polarity=c.word("kg:polarity").lower(),
        certainty=c.word("kg:certainty").lower(),
        event_time=_time(things.follow(c, "kg:eventTime")),
        utterance_time=_time(things.follow(c, "kg:utteranceTime")),
        quantity=_quantity(things.follow(c, "kg:quantity")),
        implicit=tuple(slot.value for slot in _ordered(things, c, "kg:implicitInOrder", "kg:implicit")),
        run=c.id("run", "prov:wasGeneratedBy") or "",
        rule=c.need("kg:rule").value,
        confidence=c.number("kg:confidence"),
        role=c.text("kg:role"),
    )


def _ordered(things: Things, thing: Thing, sequence: str, name: str) -> list[Any]:
    """The members of a sequence; without one, the values of a property, of which there is at most one."""
    found = things.sequence(thing, sequence)
    if found is None:
        single = thing.get(name)
        return [] if single is None else [single]
    return found


def _time(t: Thing | None) -> Time | None:
    return Time(t.need("kg:text").value, t.text("kg:edtf"), t.need("kg:basis").value) if t else None


def _quantity(q: Thing | None) -> Quantity | None:
    if q is None:
        return None
    value, least, most = (q.number(f"schema:{name}") for name in ("value", "minValue", "maxValue"))
    return Quantity(q.need("kg:text").value, value, least, most, bool(q.plain("kg:approximate")), q.text("schema:unitText"))


def _proposition(p: Thing) -> Proposition:
    object_ = p.need("rdf:object")
    literal = object_.value if isinstance(object_, Literal) else None
    return Proposition(
        id=p.must("proposition"),
        subject=p.must("entity", "rdf:subject"),
        relation=p.word("rdf:predicate", "rel"),
        object=p.id("entity", "rdf:object") if literal is None else None,
        value=literal,
        status=p.word("kg:status").lower(),
        claims=p.whole("kg:claims"),
        denials=p.whole("kg:denials"),
        sources=tuple(sorted(p.record("entity", node) for node in p.all("kg:source"))),
        publishers=tuple(sorted(node.value for node in p.all("kg:publisherName"))),
        origins=tuple(sorted(p.record("article", node) for node in p.all("kg:origin"))),
        support=p.whole("kg:support"),
        first_published=p.text("kg:firstPublished"),
        last_published=p.text("kg:lastPublished"),
    )


def _end(j: Thing, name: str) -> str:
    """A mention, an item of Wikidata, or a thing known to a knowledge file."""
    node = j.need(name)
    if str(node.value).startswith(NAMESPACES["wd"]):
        return str(node.value).removeprefix(NAMESPACES["wd"])
    return j.record("known" if id_of(node.value)[1] == "known" else "mention", node)


def _judgement(j: Thing) -> Judgement:
    ends, reason = (_end(j, "kg:left"), _end(j, "kg:right")), j.text("kg:reason") or ""
    return Judgement(j.must("judgement"), *ends, j.word("kg:verdict").lower(), j.number("kg:score"), j.need("kg:by").value, reason)


def _review(r: Thing) -> Review:
    ends, by = (r.must("review"), r.must("claim", "kg:reviews")), r.must("reviewer", "prov:wasAttributedTo")
    return Review(*ends, r.word("kg:verdict").lower(), by, r.text("kg:reason") or "")


def _run(things: Things, r: Thing) -> Run:
    software = things.follow(r, "prov:wasAssociatedWith")
    if software is None:
        raise r.wrong("prov:wasAssociatedWith is missing")
    texts = (software.need("kg:version"), r.need("kg:model"), r.need("kg:configuration"), r.need("kg:schemaDigest"))
    return Run(r.must("run"), *(text.value for text in texts))
