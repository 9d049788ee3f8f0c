"""Claims as records: to each proposal its voices, times, amount, evidence and confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.extract.confidence import confidence
from kg.extract.dates import claim_times
from kg.extract.denials import self_denials, taken_up
from kg.extract.factuality import Voice, covering, voices_of
from kg.extract.mentions import characters
from kg.extract.proposals import Proposal
from kg.extract.proposing import Proposer, unfit
from kg.extract.quantities import find_quantity
from kg.extract.reading import Extractor, Reading
from kg.extract.sourcing import Sources
from kg.model import Claim, make_id
from kg.parse import Sent


class ClaimReader:
    """Reads the claims of one article. `refused` counts the proposals that became none, by reason."""

    def __init__(self, reading: Reading, proposer: Proposer, sources: Sources, by: Extractor) -> None:
        self._reading, self._proposer, self._sources, self._by = reading, proposer, sources, by
        self.refused: Counter[str] = Counter()

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article, by place; the surest of those that say the same in the same words."""
        made: dict[str, Claim] = {}
        for proposal, voice, sent in self._voiced():
            for chain in self._sources.chains(voice.chain):
                claim = self._claim(proposal, voice, sent, chain)
                known = made.get(claim.id)
                if known is None or (claim.confidence, claim.rule) > (known.confidence, known.rule):
                    made[claim.id] = claim
        return tuple(sorted(made.values(), key=lambda c: (c.start, c.end, c.id)))

    def _voiced(self) -> Iterator[tuple[Proposal, Voice, Sent]]:
        """What is proposed, in each voice that holds it; sentence by sentence, so that a denial finds what was told before."""
        founds, same = self._reading.founds, self._reading.is_source
        told: list[tuple[Proposal, Voice, Sent]] = []
        for sent in self._reading.parsed.sents:
            if sent.record.kind == "boilerplate":
                continue
            for proposal in self._proposer.proposals(sent):
                for voice in self._voices(proposal):
                    if voice.refused:
                        self.refused[voice.refused] += 1
                        continue
                    told.append((proposal, voice, sent))
                    yield told[-1]
            denied = [*self_denials(sent, founds, told, same, self._reading.arguments), *taken_up(sent, founds, told, same)]
            yield from ((proposal, voice, sent) for proposal, voice in denied)

    def _voices(self, proposal: Proposal) -> list[Voice]:
        reason = unfit(proposal, self._reading)
        if reason:
            return [Voice(refused=reason)]
        founds = self._reading.founds
        around = covering(proposal.anchor.i, founds)
        own = frozenset(i for i in around if self._reading.is_source(founds[i].source_head, proposal.subject))
        return voices_of(proposal, founds, own)

    def _claim(self, proposal: Proposal, voice: Voice, sent: Sent, chain: tuple[str, ...]) -> Claim:
        parsed, article = self._reading.parsed, self._reading.parsed.article
        start, end = _evidence(proposal, sent)
        event, utterance = claim_times(proposal, voice, self._reading.founds, parsed)
        value, predicate = characters(parsed.doc, proposal.value), characters(parsed.doc, proposal.predicate)
        literal = article.text[value[0] : value[1]] if value else None
        subject, object_ = proposal.subject.id, proposal.object.id if proposal.object else None
        return Claim(
            id=make_id("c", article.id, start, end, subject, proposal.relation, object_, literal, chain, voice.polarity),
            article=article.id,
            sentence=sent.record.id,
            start=start,
            end=end,
            subject_mention=subject,
            relation=proposal.relation,
            object_mention=object_,
            value=literal,
            predicate_start=predicate[0] if predicate else None,
            predicate_end=predicate[1] if predicate else None,
            attributions=chain,
            polarity=voice.polarity,
            certainty=voice.certainty,
            event_time=event,
            utterance_time=utterance,
            quantity=find_quantity(proposal.amount, article.text) if proposal.amount is not None else None,
            implicit=proposal.implicit,
            run=self._by.run,
            rule=proposal.rule,
            confidence=self._confidence(proposal, bool(chain)),
            role=proposal.role,
        )

    def _confidence(self, proposal: Proposal, attributed: bool) -> float:
        if not self._by.calibrated:
            return proposal.confidence
        ends = proposal.subject.kind, proposal.object.kind if proposal.object else "value"
        return confidence(proposal.rule, proposal.confidence, ends, attributed)


def _evidence(proposal: Proposal, sent: Sent) -> tuple[int, int]:
    """Code points [start, end) of the smallest stretch of the sentence that has the predicate and those ends that stand in it."""
    first, last = sent.span.start, sent.span.end
    ranges = [proposal.predicate]
    ranges += [(r.start, r.end) for r in (proposal.subject, proposal.object) if r and first <= r.start < last]
    if proposal.value:
        ranges.append(proposal.value)
    inside = [(s, e) for s, e in ranges if first <= s and e <= last] or [(first, last)]
    words = sent.span.doc[min(s for s, _ in inside) : max(e for _, e in inside)]
    return words.start_char, words.end_char
