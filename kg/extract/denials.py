"""Denials (and confirmations) that take up what was said before: "Lukashenko also rejects this", "North Korea has denied the reports"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from kg.extract.attribution import Found
from kg.extract.factuality import Voice
from kg.extract.proposals import Proposal
from kg.parse import Sent

TAKING_UP = frozenset(
    "this that it these those report claim allegation accusation charge rumor rumour suggestion assertion information statement involvement "
    "them speculation story version".split()
)
BACK = 6  # sentences that a denial may reach back
Told = tuple[Proposal, Voice, Sent]


def taken_up(sent: Sent, founds: Sequence[Found], told: Sequence[Told]) -> Iterator[tuple[Proposal, Voice]]:
    """The claims that a sentence denies or confirms without saying them again, as claims of its own."""
    for at, found in enumerate(founds):
        if found.cue_head is None or not sent.span.start <= found.cue_head < sent.span.end or found.negated:
            continue
        if found.cue_class not in ("deny",) or not _takes_up(sent, found):
            continue
        for proposal, _ in _last_claims(sent, founds, told):
            copied = dataclasses.replace(
                proposal,
                predicate=found.cue or (found.cue_head, found.cue_head + 1),
                anchor=sent.span.doc[found.cue_head],
                implicit=("subject", "object"),
                rule=f"denial:{proposal.rule}",
                confidence=round(proposal.confidence * 0.8, 3),
                amount=None,
                standing=False,
            )
            yield copied, Voice((at,), "negative", "denied")


def _takes_up(sent: Sent, found: Found) -> bool:
    """Is the content nothing but a word for what was said?"""
    tokens = [t for s, e in found.content for t in sent.span.doc[s:e] if not t.is_punct]
    if not tokens or len(tokens) > 6:
        return False
    heads = [t for t in tokens if t.lemma_.lower() in TAKING_UP or t.lower_ in TAKING_UP]
    return bool(heads) and not any(t.pos_ == "VERB" for t in tokens)


def _last_claims(sent: Sent, founds: Sequence[Found], told: Sequence[Told]) -> list[tuple[Proposal, Voice]]:
    """What others said last before this sentence: the attributed, positive claims of one sentence."""
    best: list[tuple[Proposal, Voice]] = []
    index = -1
    for proposal, voice, where in told:
        near = 0 < sent.record.index - where.record.index <= BACK
        if not near or not voice.chain or voice.polarity == "negative" or proposal.standing:
            continue
        if where.record.index != index:
            best, index = [], where.record.index
        best.append((proposal, voice))
    unique = {(p.relation, p.subject.id, p.object.id if p.object else p.value): (p, v) for p, v in best}
    return list(unique.values())
