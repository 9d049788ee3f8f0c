"""Places in places: "Clearwater, Florida", "Russia's Kursk Oblast"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.schema import Schema

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern southwestern".split()
)


def place_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """Claims `located_in` of a place and the larger one that follows it behind a comma."""
    names = [r for r in arguments.mentions if r.kind in ("name", "demonym") and tokens and tokens[0].i <= r.start <= tokens[-1].i]
    doc = arguments.mentions.doc
    for left, right in zip(names, names[1:], strict=False):
        if not schema.is_a(right.type, "Place") or not schema.is_a(left.type, "Place") or doc[left.end].text != ",":
            continue
        between = [t.lower_ for t in doc[left.end + 1 : right.start] if t.lower_ not in DIRECTIONS]
        if between in ([], ["in"]) and _smaller(left, right, schema) and _closes(doc[right.end - 1]):
            yield _claim("located_in", left, right, doc[right.head], "place:comma")


def _smaller(left: Ref, right: Ref, schema: Schema) -> bool:
    """A country lies in nothing; of two others the first is the smaller."""
    return left.type != "Country" and not (schema.is_a(left.type, "Region") and schema.is_a(right.type, "City"))


def _closes(last: Token) -> bool:
    """Is this no list of places (`Rome, Paris and London`)?"""
    doc = last.doc
    if last.i + 1 >= len(doc):
        return True
    after = doc[last.i + 1]
    return after.lower_ not in ("and", "or", "&") and not any(c.dep_ == "conj" for c in last.children) and last.dep_ != "conj"


def _claim(relation: str, subject: Ref, object_: Ref, anchor: Token, rule: str) -> Proposal:
    return Proposal(
        relation,
        anchor,
        (min(subject.end, object_.start), max(subject.end, object_.start)),
        subject,
        object_,
        rule,
        0.85,
        standing=True,
    )
