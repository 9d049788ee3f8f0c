"""The closed list of what the property graph may hold: labels, their properties, relationship types and their ends.

`kg/graph.py` makes the nodes and relationships; this table says which there can be at all, so that no name reaches a
query that does not stand here or in the checked schema. Every value is a parameter; names can't be. A test holds the
table against what `graph.py` yields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import SinkError
from kg.sinks.files import without_surrogates

if TYPE_CHECKING:
    from kg.graph import Relationship
    from kg.schema import Schema

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
LONG = 2**63
TAKEN = "it is one of kg's own or no plain word"
EDGE_OWNER = "edge"  # what typed relationships between entities belong to, instead of a node

# first labels in the order in which they are written (what a node points to comes before it), with their properties
LABELS: dict[str, tuple[str, ...]] = {
    "Entity": ("name", "entity_type", "aliases", "wikidata", "mentions", "articles", "merge_reasons"),
    "Run": ("version", "model", "configuration", "schema"),
    "Article": (
        *("title", "url", "publisher", "author", "published", "language", "sha256", "origin", "replaces"),
        "superseded",
    ),
    "Sentence": ("text", "index", "start", "end", "kind"),
    "Proposition": (
        *("relation", "text", "status", "value", "claims", "denials", "support", "accepted", "rejected"),
        *("sources", "publishers", "origins", "first_published", "last_published"),
    ),
    "Attribution": ("cue", "cue_class", "source", "content", "direct", "occasion"),
    "Claim": (
        *("relation", "polarity", "certainty", "source", "cue", "quote", "start", "end", "event_time"),
        *(
            "utterance_time",
            "quantity",
            "quantity_value",
            "quantity_min",
            "quantity_max",
            "implicit",
            "rule",
            "confidence",
            "superseded",
            "review",
            "review_by",
            "review_notes",
        ),
    ),
    "Mention": ("text", "kind", "mention_type", "start", "end"),
}
EDGE_PROPERTIES = (
    *("proposition", "status", "claims", "denials", "support", "accepted", "rejected", "claimed_by", "denied_by"),
    *("publishers", "quantity_min", "quantity_max", "first_published", "last_published"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship type that is not a relation of the schema: its ends and the end it belongs to, with which it is
    written and deleted. Its name tells the two apart, so (type, other end) is unique at the owner."""

    start: str
    end: str
    owner: str


LINKS: dict[str, Link] = {
    "PUBLISHED_BY": Link("Article", "Entity", "Article"),
    "HAS_SENTENCE": Link("Article", "Sentence", "Sentence"),
    "SUBJECT": Link("Proposition", "Entity", "Proposition"),
    "OBJECT": Link("Proposition", "Entity", "Proposition"),
    "SOURCE": Link("Attribution", "Entity", "Attribution"),
    "OF": Link("Claim", "Proposition", "Claim"),
    "IN_SENTENCE": Link("Claim", "Sentence", "Claim"),
    "GENERATED_BY": Link("Claim", "Run", "Claim"),
    "BY": Link("Claim", "Attribution", "Claim"),
    "CLAIMS": Link("Entity", "Claim", "Claim"),
    "DENIES": Link("Entity", "Claim", "Claim"),
    "EXPECTS": Link("Entity", "Claim", "Claim"),
    "PLANS": Link("Entity", "Claim", "Claim"),
    "HAS_MENTION": Link("Sentence", "Mention", "Mention"),
    "REFERS_TO": Link("Mention", "Entity", "Mention"),
}


def types_of(owner: str) -> tuple[str, ...]:
    """The relationship types that belong to nodes of a label."""
    return tuple(type_ for type_, link in LINKS.items() if link.owner == owner)


def type_labels(schema: Schema) -> tuple[str, ...]:
    """The labels an entity may carry beside Entity. Raises SinkError where the schema has a type that is no label."""
    names = tuple(name for name, type_ in schema.types.items() if not type_.literal and name != "Entity")
    for name in names:
        if not NAME.fullmatch(name) or name in LABELS:
            raise SinkError(f"type '{name}' of the schema can't be a label: {TAKEN}")
    return names


def edge_types(schema: Schema) -> tuple[str, ...]:
    """The types of relationships between entities. Raises SinkError where a relation's name can't be one."""
    for name in schema.relations:
        if not NAME.fullmatch(name) or name.upper() in LINKS:
            raise SinkError(f"relation '{name}' of the schema can't be a relationship type: {TAKEN}")
    return tuple(name.upper() for name in schema.relations)


def owner_of(relationship: Relationship) -> tuple[str, str]:
    """(first label, id) of the node a relationship belongs to; (EDGE_OWNER, proposition id) for a typed one."""
    link = LINKS.get(relationship.type)
    if link is None:
        return EDGE_OWNER, relationship.key
    return relationship.start if link.owner == link.start else relationship.end


def storable(value: Any) -> Any:
    """A value as a database can hold it: lone surrogates become U+FFFD, integers past 64 bits become floats."""
    if isinstance(value, str):
        return value if value.isascii() else without_surrogates(value)
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    if isinstance(value, int) and not -LONG <= value < LONG:
        return float(value)
    return value
