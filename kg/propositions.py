"""Claims -> propositions: what claims say of the same two things, and what they amount to by the rules of docs/records.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Article, Claim, Proposition, make_id
from kg.schema import Schema

STRENGTH = ("asserted", "reported", "planned", "hypothetical")

_BY_CERTAINTY = {"planned": "plans", "hypothetical": "expects"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what the judgements make of its ends: entity ids of subject, object and innermost source."""

    claim: Claim
    subject: str
    object: str | None
    source: str | None
    proposition: str


def holds(claim: Claim) -> bool:
    """Does this claim say that its proposition is so (positive, asserted or reported)?"""
    return claim.polarity == "positive" and claim.certainty in ("asserted", "reported")


def stance(claim: Claim) -> str:
    """What who holds a claim does by it: `claims`, `denies`, `plans` or `expects`. Who says that something is not so denies
    it, whatever the verb, as it counts in the status of a proposition."""
    return "denies" if claim.polarity == "negative" else _BY_CERTAINTY.get(claim.certainty, "claims")


def proposition_key(schema: Schema, relation: str, subject: str, object_: str | None, value: str | None) -> tuple[str, str | None]:
    """(subject, object) in the order that names the proposition: sorted where the relation is symmetric."""
    if object_ and schema.relations[relation].symmetric and object_ < subject:
        return object_, subject
    return subject, object_


def make_statement(schema: Schema, claim: Claim, entity_of: Mapping[str, str], source: str | None) -> Statement:
    """A claim with its ends resolved. The subject of a symmetric claim stays as the sentence has it."""
    subject = entity_of[claim.subject_mention]
    object_ = entity_of[claim.object_mention] if claim.object_mention else None
    first, second = proposition_key(schema, claim.relation, subject, object_, claim.value)
    return Statement(claim, subject, object_, source, make_id("p", first, claim.relation, second, claim.value))


def status_of(claims: Iterable[Claim]) -> str:
    """The status of a proposition with these claims, by the rule in docs/records.md."""
    claims = list(claims)
    holding = any(holds(c) for c in claims)
    against = any(c.polarity == "negative" and c.certainty in ("asserted", "reported", "denied") for c in claims)
    if holding and against:
        return "disputed"
    positive = [c.certainty for c in claims if c.polarity == "positive"]
    return next((certainty for certainty in STRENGTH if certainty in positive), "denied")


def make_propositions(
    schema: Schema, statements: Iterable[Statement], articles: Mapping[str, Article], origins: Mapping[str, str]
) -> dict[str, Proposition]:
    """Propositions of statements, by id."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.proposition].append(statement)
    return {id_: _proposition(schema, id_, groups[id_], articles, origins) for id_ in sorted(groups)}


def _proposition(
    schema: Schema, id_: str, statements: list[Statement], articles: Mapping[str, Article], origins: Mapping[str, str]
) -> Proposition:
    first = statements[0]
    claims = [s.claim for s in statements]
    subject, object_ = proposition_key(schema, first.claim.relation, first.subject, first.object, first.claim.value)
    held = [s for s in statements if holds(s.claim)]
    voices = {s.source for s in held if s.source}
    own = {origins[s.claim.article] for s in held if not s.claim.attributions}
    dates = sorted(a.published for c in claims if (a := articles[c.article]).published)
    return Proposition(
        id=id_,
        subject=subject,
        relation=first.claim.relation,
        object=object_,
        value=first.claim.value,
        status=status_of(claims),
        claims=len(claims),
        denials=sum(c.polarity == "negative" for c in claims),
        sources=tuple(sorted({s.source for s in statements if s.source})),
        publishers=tuple(sorted({p for c in claims if (p := articles[c.article].publisher)})),
        origins=tuple(sorted({origins[c.article] for c in claims})),
        support=len(voices) + len(own),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )
