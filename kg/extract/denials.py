"""Denials that take up what was said before ("Lukashenko also rejects this", "North Korea has denied the reports"), and those of
deeds that no relation stands for ("Smith denies having known of it": Smith is accused of it)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.attribution import Found
from kg.extract.clauses import is_passive, predicate
from kg.extract.factuality import Voice
from kg.extract.falsehood import has_false_word
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.extract.scope import Findings, climb
from kg.parse import Sent

TAKING_UP = frozenset(
    "this that it these those report claim allegation accusation charge "
    "rumor rumour suggestion assertion information statement involvement them speculation story version".split()
)
SPEECH = ("frame:interviewed_by", "frame:communicated_with", "frame:commented_on", "frame:announced", "frame:warned", "frame:called_on")
BACK = 25  # sentences that a denial may reach back for what it names or what is told of the denier
NEXT = 2  # and for anything else
Told = tuple[Proposal, Voice, Sent]
Same = Callable[[int | None, Ref], bool]


def taken_up(sent: Sent, founds: Sequence[Found], told: Sequence[Told], same: Same) -> Iterator[tuple[Proposal, Voice]]:
    """The claims that a sentence denies without saying them again, as claims of its own.

    `same(token index, mention)` tells whether the token's mention is that mention.
    """
    for at, found, cue in _cued(sent, founds):
        if not (_takes_up(sent, found) if found.cue_class == "deny" else _calls_false(sent, found)):
            continue
        for proposal in _meant(sent, found, founds, told, same):
            copied = dataclasses.replace(
                proposal,
                predicate=found.cue or (cue, cue + 1),
                anchor=sent.span.doc[cue],
                implicit=("subject", "object"),
                rule=f"denial:{proposal.rule}",
                confidence=round(proposal.confidence * 0.8, 3),
                amount=None,
                standing=False,
            )
            yield copied, Voice((at,), "negative", "denied")


def self_denials(
    sent: Sent, founds: Sequence[Found], told: Sequence[Told], same: Same, arguments: Arguments
) -> Iterator[tuple[Proposal, Voice]]:
    """Deeds of their own that people deny, where no other claim says so: then they are accused of them."""
    offences = arguments.schema.words.get("offences", frozenset())
    for at, found, cue in denying(sent, founds):
        said = any(where is sent and at in voice.chain and voice.certainty == "denied" for _, voice, where in told)
        if found.source_head is None or said:
            continue
        for deed in _deeds(sent, found, cue, offences):
            doer = arguments.find(_doer(deed, found.source_head), ("Agent",))
            matter = arguments.clause(deed) if deed.pos_ in ("VERB", "AUX") else arguments.find(deed, ("Topic",))
            if doer and matter and same(found.source_head, doer):
                yield (
                    Proposal("accused_of", deed, (deed.i, deed.i + 1), doer, matter, "denial:accused_of", 0.7),
                    Voice((at,), "negative", "denied"),
                )


def denying(sent: Sent, founds: Sequence[Found]) -> Iterator[tuple[int, Found, int]]:
    """(index, denial, index of its cue's head) of those whose cue stands in the sentence."""
    return (each for each in _cued(sent, founds) if each[1].cue_class == "deny")


def _cued(sent: Sent, founds: Sequence[Found]) -> Iterator[tuple[int, Found, int]]:
    for at, found in enumerate(founds):
        cue = found.cue_head
        if cue is not None and sent.span.start <= cue < sent.span.end and not found.negated and not _undone(sent.span.doc[cue]):
            yield at, found, cue


def _undone(cue: Token) -> bool:
    """Does the sentence take the cue back: `would neither confirm nor deny that`, `stopped short of denying it`?"""
    found = Findings()
    climb(cue, None, found)
    return found.negative or found.refused is not None


def _deeds(sent: Sent, found: Found, cue: int, offences: frozenset[str]) -> list[Token]:
    """The verbs or the noun that name what is denied: `denies having known`, `dismissed suggestions that he knew`, `denied fraud`."""
    return [t for s, e in found.content for t in sent.span.doc[s:e] if _is_deed(t, cue, offences)]


def _is_deed(token: Token, cue: int, offences: frozenset[str]) -> bool:
    above = token.head
    if token.pos_ not in ("VERB", "AUX"):
        return token.dep_ == "dobj" and above.i == cue and token.lemma_.lower() in offences
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):  # who refuses to pay denies nothing
        return False
    taken_up = token.dep_ == "acl" and above.lemma_ in TAKING_UP and above.head.i == cue
    return taken_up or (above.i == cue and token.dep_ in ("xcomp", "ccomp", "pcomp"))


def _doer(deed: Token, denier: int) -> Token:
    """Who did it, or whom it befell; the one who denies it, where nobody else is told."""
    held = predicate(deed) if deed.pos_ in ("VERB", "AUX") else None
    slot = "obj" if is_passive(deed) else "subj"
    return next(iter(held.slots.get(slot, []) if held else []), deed.doc[denier])


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
    deeds = [n for n in near if same(found.source_head, n[0].subject)]  # what people deny is first of all what they did
    about = deeds or [n for n in near if n[0].object and same(found.source_head, n[0].object)]
    both = [n for n in named if n in about]
    chosen = both or named or about or [n for n in near if sent.record.index - n[2].record.index <= NEXT]
    last = max((where.record.index for _, _, where in chosen), default=-1)
    unique = {(p.relation, p.subject.id, p.object.id if p.object else p.value): p for p, _, where in chosen if where.record.index == last}
    return list(unique.values())
