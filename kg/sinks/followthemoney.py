"""FollowTheMoney (https://followthemoney.tech) entities as JSON lines, for Aleph and its like.

Whoever and whatever is named is an entity, an article is an Article, a name in it a Mention; a proposition that some
positive claim asserts or reports is a link, with its articles as `proof` and its status, claimants and deniers in words:
FollowTheMoney has no place for a denial, so what is only denied, planned or hypothetical is no link. schema/followthemoney.yaml
says what is what. The package itself is not needed; the tests hold every line against it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph import Graph, Relationship
from kg.mappings import read_mapping
from kg.model import Article, Entity, make_id
from kg.schema import default_folder
from kg.sinks.files import without_surrogates, writing

DAY = 10  # characters of an ISO 8601 date
PLAIN_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
OTHER = "UnknownLink"


@dataclass(frozen=True, slots=True)
class Link:
    """A kind of link: its schema, the properties of our subject and our object, and what FollowTheMoney takes there."""

    schema: str
    subject: str
    object: str
    ends: dict[str, str]


@dataclass(frozen=True, slots=True)
class Mapping:
    """schema/followthemoney.yaml: {schema: what it is besides}, {type of ours: schema}, {relation of ours: link}."""

    schemata: dict[str, list[str]]
    types: dict[str, str]
    links: dict[str, Link]

    def schema_of(self, entity: Entity) -> str:
        """The schema of an entity: that of its type, or of the nearest parent that has one."""
        return next((self.types[name] for name in (entity.type, *entity.types) if name in self.types), self.types["Entity"])

    def link_of(self, relation: str, subject: str, object_: str) -> Link:
        """The link for a relation between entities of two schemata."""
        link = self.links.get(relation, self.links["related_to"])
        fits = self.is_a(subject, link.ends[link.subject]) and self.is_a(object_, link.ends[link.object])
        return link if fits else self.links["related_to"]

    def is_a(self, schema: str, wanted: str) -> bool:
        """Is a schema of FollowTheMoney the wanted one or a special case of it?"""
        return wanted == schema or wanted in self.schemata[schema]


def load_mapping() -> Mapping:
    """The mapping that comes with the schema. Raises SchemaError where it is no mapping."""
    found = read_mapping(default_folder() / "followthemoney.yaml")
    links = {
        relation: Link(schema, subject, object_, kind["ends"])
        for schema, kind in found["links"].items()
        for relation, (subject, object_) in kind["relations"].items()
    }
    return Mapping(found["schemata"], found["types"], links)


def write(graph: Graph, out: Path) -> None:
    """Writes an entity a line, sorted within articles, things, mentions and links. Raises SinkError."""
    mapping = load_mapping()
    with writing(out) as file:
        for row in rows(graph, mapping):
            file.write(f"{json.dumps(row, ensure_ascii=False, sort_keys=True)}\n".encode())


def rows(graph: Graph, mapping: Mapping) -> Iterator[dict[str, Any]]:
    """FollowTheMoney entities: `id`, `schema` and `properties`, each a list of texts."""
    yield from (_article(a) for a in graph.articles.values())
    yield from (_thing(e, mapping) for e in graph.entities.values())
    yield from _mentions(graph, mapping)
    for edge in graph.relationships():
        if edge.start[0] == edge.end[0] == "Entity":
            yield _link(graph, edge, mapping)


def _row(id_: str, schema: str, **properties: str | None | Iterable[str | None]) -> dict[str, Any]:
    """An entity; what is not known is left out, and a text stands once."""
    found = {}
    for name, value in properties.items():
        texts = [value] if isinstance(value, str) else list(value or ())
        if kept := list(dict.fromkeys(without_surrogates(text).strip() for text in texts if text and text.strip())):
            found[name] = kept
    return {"id": without_surrogates(id_), "schema": schema, "properties": found}


def _named(kind: str, id_: str) -> str:
    """Ids of articles are given from outside, so each kind has its own beginning."""
    return f"kg-{kind}-{id_}"


def _article(article: Article) -> dict[str, Any]:
    return _row(
        _named("article", article.id),
        "Article",
        fileName=f"{article.id}.txt",
        title=article.title,
        bodyText=article.text,
        author=article.author,
        publisher=article.publisher,
        publishedAt=(article.published or "")[:DAY],
        sourceUrl=article.url,
    )


def _thing(entity: Entity, mapping: Mapping) -> dict[str, Any]:
    schema = mapping.schema_of(entity)
    return _row(
        _named("entity", entity.id),
        schema,
        name=entity.name,
        alias=(a for a in entity.aliases if a != entity.name),
        full=entity.name if schema == "Address" else None,
        wikidataId=entity.wikidata,
        summary=entity.type,
    )


def _mentions(graph: Graph, mapping: Mapping) -> Iterator[dict[str, Any]]:
    """Once an article and name; pronouns and descriptions are left out, and so is what is no legal entity there."""
    found = {}
    for m in graph.mentions.values():
        entity = graph.entities.get(graph.entity_of.get(m.id, ""))
        if m.kind == "name" and entity and mapping.is_a(mapping.schema_of(entity), "LegalEntity"):
            found[m.article, entity.id, " ".join(m.text.split())] = mapping.schema_of(entity)
    for (article, id_, name), schema in sorted(found.items()):
        ends = {"document": _named("article", article), "resolved": _named("entity", id_)}
        yield _row(make_id("kg-mention", article, id_, name), "Mention", **ends, name=name, detectedSchema=schema)


def _link(graph: Graph, edge: Relationship, mapping: Mapping) -> dict[str, Any]:
    p = graph.propositions[edge.key]
    ends = [graph.entities[e] for e in (edge.start[1], edge.end[1])]
    link = mapping.link_of(p.relation, *(mapping.schema_of(e) for e in ends))
    label = graph.schema.relations[p.relation].label
    claims = [s.claim for s in graph.statements_of[p.id]]
    articles = [graph.articles[a] for a in sorted({c.article for c in claims})]
    times = sorted({c.event_time.edtf or "" for c in claims if c.event_time and c.polarity == "positive"})
    own: dict[str, Any] = {"relationship": label} if link.schema == "Family" else {"role": label, "status": p.status}
    own |= {link.subject: _named("entity", ends[0].id), link.object: _named("entity", ends[1].id)}
    return _row(
        _named("proposition", p.id),
        link.schema,
        **own,
        summary=graph.text(p),
        description=_standing(edge),
        date=(t for t in times if PLAIN_DATE.fullmatch(t)),
        proof=(_named("article", a.id) for a in articles),
        sourceUrl=(a.url for a in articles),
        publisher=p.publishers,
        recordId=p.id,
    )


def _standing(edge: Relationship) -> str:
    """`disputed: claims 3, denials 1, support 2; claimed by Ilka Dorn; denied by Teo Brandt`."""
    had = edge.properties
    holders = ((words, had[key]) for words, key in (("claimed by", "claimed_by"), ("denied by", "denied_by")) if had.get(key))
    counts = f"{had['status']}: claims {had['claims']}, denials {had['denials']}, support {had['support']}"
    return "; ".join([counts, *(f"{words} {', '.join(names)}" for words, names in holders if isinstance(names, list))])
