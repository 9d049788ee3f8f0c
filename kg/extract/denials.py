"""Denials that take up what was said before: "Lukashenko also rejects this", "North Korea has denied the reports"."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from kg.extract.attribution import Found
from kg.extract.factuality import Voice
from kg.extract.falsehood import has_false_word
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.parse import Sent

TAKING_UP = frozenset(
    "this that it these those report claim allegation accusation charge "
    "rumor rumour suggestion assertion information statement involvement them speculation story version".split()
)
SPEECH = ("frame:interviewed_by", "frame:commented_on", "frame:announced", "frame:warned", "frame:called_on")
BACK = 25  # sentences that a denial may reach back
Told = tuple[Proposal, Voice, Sent]
Same = Callable[[int | None, Ref], bool]


def taken_up(sent: Sent, founds: Sequence[Found], told: Sequence[Told], same: Same) -> Iterator[tuple[Proposal, Voice]]:
    """The claims that a sentence denies without saying them again, as claims of its own.

    `same(token index, mention)` tells whether the token's mention is that mention.
    """
    for at, found in enumerate(founds):
        if found.cue_head is None or not sent.span.start <= found.cue_head < sent.span.end or found.negated:
            continue
        if not (_takes_up(sent, found) if found.cue_class == "deny" else _calls_false(sent, found)):
            continue
        for proposal in _meant(sent, found, founds, told, same):
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


def _calls_false(sent: Sent, found: Found) -> bool:
    """Is what was said called false: `called the report a lie`, `said this was not true`?"""
    doc = sent.span.doc
    tokens = [t for s, e in found.content for t in doc[s:e] if not t.is_punct]
    if found.cue_head is None or doc[found.cue_head].dep_ not in ("ROOT", "conj", "ccomp"):
        return False  # `dismissed the reports, calling them rubbish`: what it takes up stands in its own sentence
    if found.cue_class not in ("say", "claim", "think") or len(tokens) > 6 or not has_false_word(tokens):
        return False
    return any(t.lemma_.lower() in TAKING_UP or t.lower_ in TAKING_UP for t in tokens) and not any(t.pos_ == "VERB" for t in tokens)


def _meant(sent: Sent, found: Found, founds: Sequence[Found], told: Sequence[Told], same: Same) -> list[Proposal]:
    """What a denial is about, by falling likelihood: claims told through the noun it names ("the reports"), claims about the
    denier, the last that anybody told. Those of one sentence, the nearest one."""
    near = [
        (proposal, voice, where)
        for proposal, voice, where in told
        if 0 < sent.record.index - where.record.index <= BACK and voice.chain and voice.polarity == "positive" and not proposal.standing
        and voice.certainty != "denied" and not proposal.rule.startswith(SPEECH)
    ]  # fmt: skip
    nouns = {t.lemma_.lower() for s, e in found.content for t in sent.span.doc[s:e] if t.pos_ == "NOUN"}
    named = [n for n in near if any(founds[i].cue_lemma in nouns for i in n[1].chain)]
    about = [n for n in near if any(same(found.source_head, r) for r in (n[0].subject, n[0].object) if r)]
    both = [n for n in named if n in about]
    chosen = both or named or about or near
    last = max((where.record.index for _, _, where in chosen), default=-1)
    unique = {(p.relation, p.subject.id, p.object.id if p.object else p.value): p for p, _, where in chosen if where.record.index == last}
    return list(unique.values())
