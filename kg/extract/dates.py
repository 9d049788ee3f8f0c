"""Which time belongs to a claim: that of the cue is when it was said, that of the claim's own clause when it happened."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.attribution import Found
from kg.extract.factuality import Voice
from kg.extract.proposals import Proposal
from kg.extract.times import read_time
from kg.model import Time
from kg.parse import Parsed

EVENTS = ("Event", "War", "Election")


def claim_times(proposal: Proposal, voice: Voice, founds: Sequence[Found], parsed: Parsed) -> tuple[Time | None, Time | None]:
    """(event time, utterance time) of a claim, each None where the sentence names none."""
    if proposal.rule == "byline":
        dates = [t for ent in proposal.anchor.sent.ents if ent.label_ == "DATE" and (t := _time(ent, parsed, False))]
        return (dates[0] if dates else None), None
    if proposal.standing:
        return _of_event(proposal, parsed), None
    event = utterance = None
    cues = {at for i in voice.chain if (at := founds[i].cue_head) is not None}
    own = _path(proposal.anchor, cues)
    for ent in proposal.anchor.sent.ents:
        if ent.label_ != "DATE" or (proposal.value and proposal.value[0] <= ent.start < proposal.value[1]):
            continue
        verb = _verb_of(ent)
        if verb is None:
            continue
        future = any(c.lower_ in ("will", "shall", "would") for c in verb.children) or voice.certainty in (
            "planned",
            "hypothetical",
        )
        time = _time(ent, parsed, future)
        if time is None:
            continue
        if verb.i in cues:
            utterance = utterance or _time(ent, parsed, False)
        elif verb.i in own or ent.root.head.i == proposal.anchor.i:
            event = event or time
    return event, utterance


def _of_event(proposal: Proposal, parsed: Parsed) -> Time | None:
    """The date that an event carries in its name: `the 1979 revolution in Iran`."""
    if proposal.subject.type not in EVENTS:
        return None
    for ent in proposal.anchor.sent.ents:
        if ent.label_ == "DATE" and proposal.subject.start <= ent.start < proposal.subject.end:
            return _time(ent, parsed, False)
    return None


def _path(anchor: Token, cues: set[int]) -> set[int]:
    """The verbs from a predicate up to the cue that reports it."""
    found = {anchor.i}
    token = anchor
    while token.head != token and token.head.i not in cues:
        label = token.dep_
        token = token.head
        if label in ("relcl", "advcl", "ccomp", "parataxis"):
            break
        found.add(token.i)
    return found


def _verb_of(ent: Span) -> Token | None:
    """The nearest verb above a date."""
    token = ent.root
    for _ in range(12):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return _main_verb(token) if _set_off(ent) and token.dep_ == "relcl" else token
    return token if token.pos_ in ("VERB", "AUX", "NOUN") else None


def _set_off(ent: Span) -> bool:
    """Does a comma part the date from the clause before it: `…, where they live, on 3 May`?"""
    before = [t for t in ent.doc[max(ent.sent.start, ent.start - 2) : ent.start]]
    return any(t.text == "," for t in before)


def _main_verb(verb: Token) -> Token:
    """The verb above a relative clause."""
    token = verb.head
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def _time(ent: Span, parsed: Parsed, future: bool) -> Time | None:
    before = ent.doc[max(ent.sent.start, ent.start - 4) : ent.start].text
    start = ent.doc[ent.start].idx
    last = ent.doc[ent.end - 1]
    text = parsed.article.text[start : last.idx + len(last)]
    return read_time(text, parsed.article.published, future=future, before=f"{before} ")
