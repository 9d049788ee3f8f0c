"""The evidence law, whoever extracts: every span is a slice of the article, every end and source exists, every relation is the schema's.

What breaks it is refused and counted, never stored; so a further extractor (a language model, say) can invent nothing unseen.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from kg.model import CERTAINTIES, POLARITIES, Attribution, Claim, Extraction, Mention
from kg.schema import Schema

T = TypeVar("T")


def lawful(found: Extraction, schema: Schema) -> Extraction:
    """The part of an extraction that keeps the law; what is left out stands in `refused`, by reason."""
    refused: Counter[str] = Counter(found.refused)
    text = found.article.text
    mentions = _kept(found.mentions, lambda m: _mention_fault(m, text, schema), refused)
    ids = {m.id for m in mentions}
    attributions = _kept(found.attributions, lambda a: _attribution_fault(a, text, ids), refused)
    voices = {a.id for a in attributions}
    sentences = {s.id: s for s in found.sentences}
    silent = {s.id for s in found.sentences if s.kind == "boilerplate"}

    def claim_fault(claim: Claim) -> str | None:
        if claim.sentence not in sentences or claim.sentence in silent:
            return "a claim outside the sentences of the article"
        return _claim_fault(claim, text, ids, voices) or _schema_fault(claim, mentions, schema)

    claims = _kept(found.claims, claim_fault, refused)
    judgements = tuple(j for j in found.judgements if {j.left, j.right} <= ids)
    return dataclasses.replace(
        found, mentions=mentions, attributions=attributions, claims=claims, judgements=judgements, refused=dict(refused)
    )


def _kept(records: Iterable[T], fault: Callable[[T], str | None], refused: Counter[str]) -> tuple[T, ...]:
    kept = []
    for record in records:
        reason = fault(record)
        if reason:
            refused[reason] += 1
        else:
            kept.append(record)
    return tuple(kept)


def within(start: int | None, end: int | None, text: str) -> bool:
    """Is [start, end) a slice of the text with something in it? Both None is no span at all, which is allowed."""
    if start is None and end is None:
        return True
    return start is not None and end is not None and 0 <= start < end <= len(text)


def _mention_fault(mention: Mention, text: str, schema: Schema) -> str | None:
    if not within(mention.start, mention.end, text) or text[mention.start : mention.end] != mention.text:
        return "a mention that is not what the article says there"
    return None if mention.type in schema.types else "a mention of a type that the schema does not have"


def _attribution_fault(attribution: Attribution, text: str, mentions: set[str]) -> str | None:
    spans = [(attribution.source_start, attribution.source_end), (attribution.cue_start, attribution.cue_end), *attribution.content]
    if not attribution.content or not all(within(s, e, text) for s, e in spans):
        return "an attribution whose words are not in the article"
    if attribution.source_mention is not None and attribution.source_mention not in mentions:
        return "an attribution to somebody who is not mentioned"
    return None


def _claim_fault(claim: Claim, text: str, mentions: set[str], voices: set[str]) -> str | None:
    if not within(claim.start, claim.end, text) or not within(claim.predicate_start, claim.predicate_end, text):
        return "a claim whose words are not in the article"
    if not {m for m in (claim.subject_mention, claim.object_mention) if m} <= mentions or not set(claim.attributions) <= voices:
        return "a claim about or by somebody who is not mentioned"
    if claim.value is not None and claim.value not in text:
        return "a claim with a value that is not in the article"
    return voice_fault(claim)


def voice_fault(claim: Claim) -> str | None:
    """Why certainty, polarity and sources of a claim can't go together, by docs/records.md; None where they can."""
    if claim.polarity not in POLARITIES or claim.certainty not in CERTAINTIES:
        return "a claim of no known certainty or polarity"
    if (claim.certainty == "asserted") != (not claim.attributions) and claim.certainty in ("asserted", "reported", "denied"):
        return "a claim whose certainty and sources do not agree"
    return "a denied claim that is positive" if claim.certainty == "denied" and claim.polarity == "positive" else None


def _schema_fault(claim: Claim, mentions: tuple[Mention, ...], schema: Schema) -> str | None:
    if claim.relation not in schema.relations:
        return "a claim with a relation that the schema does not have"
    return "a claim without an object" if (claim.object_mention is None) == (claim.value is None) else None
