"""Reads one article, in this order: who and what (reading), who says what (sourcing), what is proposed of them (proposing), what
of that is claimed by whom and how surely (claiming); and keeps the mentions that these need."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.claiming import ClaimReader
from kg.extract.mentions import Ref
from kg.extract.proposing import Proposer
from kg.extract.reading import Extractor, Reading, read_mentions
from kg.extract.sourcing import Sources
from kg.model import Attribution, Claim, Extraction
from kg.parse import Parsed


def extract(parsed: Parsed, by: Extractor) -> Extraction:
    """All records of one article; each claim's words are a slice of it."""
    reading = read_mentions(parsed, by)
    proposer, sources = Proposer(reading, by), Sources(reading)
    reader = ClaimReader(reading, proposer, sources, by)
    claims = reader.claims()
    attributions = sources.kept(claims)
    kept = _kept(reading, claims, attributions)
    ids = {r.id for r in kept}
    return Extraction(
        article=parsed.article,
        sentences=tuple(s.record for s in parsed.sents),
        mentions=tuple(sorted({m.id: m for m in map(reading.mentions.record, kept)}.values(), key=lambda m: m.id)),
        attributions=attributions,
        claims=claims,
        judgements=tuple(j for j in reading.chains.judgements if {j.left, j.right} <= ids),
        refused=dict(reader.refused + reading.arguments.refused),
        unmatched=tuple(proposer.unmatched),
    )


def _kept(reading: Reading, claims: Iterable[Claim], attributions: Iterable[Attribution]) -> list[Ref]:
    """Mentions worth storing: names, whatever a chain links, and the descriptions that a claim or a source needs."""
    needed = reading.chains.linked().union(*((c.subject_mention, c.object_mention) for c in claims))
    needed |= {a.source_mention for a in attributions}
    kept = {r.id: r for r in reading.mentions if r.kind in ("name", "demonym") or r.id in needed}
    return [*kept.values(), *(r for r in reading.chains.added if r.id not in kept)]
