"""Denials that take up what was said before ("Lukashenko also rejects this", "North Korea has denied the reports"), and those of
deeds that no relation stands for ("Smith denies having known of it": Smith is accused of it)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.attribution import Found
from kg.extract.clauses import is_infinitive, is_passive, predicate
from kg.extract.factuality import Voice
from kg.extract.falsehood import has_false_word
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.extract.scope import is_taken_back
from kg.parse import Sent

TAKING_UP = frozenset(
    "this that it these those report claim allegation accusation charge "
    "rumor rumour suggestion assertion information statement involvement them speculation story version account".split()
)
ACCOUNTS = frozenset("account narrative story version".split())  # somebody's telling of many things
SPEECH = ("frame:interviewed_by", "frame:communicated_with", "frame:commented_on", "frame:announced", "frame:warned", "frame:called_on")
BACK = 25  # sentences that a denial may reach back for what it names or what is told of the denier
MOST = 6  # words of a content that only takes up what was said
NEXT = 2  # and for anything else
Told = tuple[Proposal, Voice, Sent]
Same = Callable[[int | None, Ref | int | None], bool]


def taken_up(sent: Sent, founds: Sequence[Found], told: Sequence[Told], same: Same) -> Iterator[tuple[Proposal, Voice]]:
    """The claims that a sentence denies without saying them again, as claims of its own.

    `same(token index, mention or token index)` tells whether the token's mention is that mention or that token's. Of a whole
    account (`disputed her version`) everything that it tells of the denier is denied, or nothing; of what was said of others
    nobody can tell.
    """
    for at, found, cue in _cued(sent, founds):
        if not (_takes_up(sent, found) if found.cue_class == "deny" else _calls_false(sent, found)):
            continue
        near = _near(sent, told)
        account = next((t for t in _content(sent, found) if t.lemma_.lower() in ACCOUNTS), None)
        for proposal in _told_in(account, found, founds, near, same) if account else _meant(sent, found, founds, near, same):
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
        if cue is not None and sent.span.start <= cue < sent.span.end and not found.negated and not is_taken_back(sent.span.doc[cue]):
            yield at, found, cue


def _deeds(sent: Sent, found: Found, cue: int, offences: frozenset[str]) -> list[Token]:
    """The verbs or the noun that name what is denied: `denies having known`, `dismissed suggestions that he knew`, `denied fraud`."""
    return [t for s, e in found.content for t in sent.span.doc[s:e] if _is_deed(t, cue, offences)]


def _is_deed(token: Token, cue: int, offences: frozenset[str]) -> bool:
    above = token.head
    if token.pos_ not in ("VERB", "AUX"):
        return token.dep_ == "dobj" and above.i == cue and token.lemma_.lower() in offences
    if is_infinitive(token):  # who refuses to pay denies nothing
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
    return _refers_back(_content(sent, found))


def _content(sent: Sent, found: Found) -> list[Token]:
    return [t for s, e in found.content for t in sent.span.doc[s:e] if not t.is_punct]


def _refers_back(tokens: list[Token]) -> bool:
    """Is there a word for what was said, and hardly any other?"""
    if len(tokens) > MOST or any(t.pos_ == "VERB" for t in tokens):
        return False
    return any(t.lemma_.lower() in TAKING_UP or t.lower_ in TAKING_UP for t in tokens)


def _calls_false(sent: Sent, found: Found) -> bool:
    """Is what was said called false: `called the report a lie`, `said this was not true`?"""
    doc = sent.span.doc
    tokens = _content(sent, found)
    if found.cue_head is None or doc[found.cue_head].dep_ not in ("ROOT", "conj", "ccomp"):
        return False  # `dismissed the reports, calling them rubbish`: what it takes up stands in its own sentence
    return found.cue_class in ("say", "claim", "think") and has_false_word(tokens) and _refers_back(tokens)


def _near(sent: Sent, told: Sequence[Told]) -> list[Told]:
    """What others were reported to say in the sentences before that a denial may take up."""
    return [
        (proposal, voice, where)
        for proposal, voice, where in told
        if 0 < sent.record.index - where.record.index <= BACK and voice.chain and voice.polarity == "positive" and not proposal.standing
        and voice.certainty != "denied" and not proposal.rule.startswith(SPEECH)
    ]  # fmt: skip


def _meant(sent: Sent, found: Found, founds: Sequence[Found], near: list[Told], same: Same) -> list[Proposal]:
    """What a denial is about, by falling likelihood: claims told through the noun it names ("the reports"), claims about the
    denier, the last that anybody told. Those of one sentence, the nearest one."""
    nouns = {t.lemma_.lower() for s, e in found.content for t in sent.span.doc[s:e] if t.pos_ == "NOUN"}
    named = [n for n in near if any(founds[i].cue_lemma in nouns for i in n[1].chain)]
    deeds = [n for n in near if same(found.source_head, n[0].subject)]  # what people deny is first of all what they did
    about = deeds or [n for n in near if n[0].object and same(found.source_head, n[0].object)]
    both = [n for n in named if n in about]
    chosen = both or named or about or [n for n in near if sent.record.index - n[2].record.index <= NEXT]
    last = max((where.record.index for _, _, where in chosen), default=-1)
    return _unique(n[0] for n in chosen if n[2].record.index == last)


def _told_in(account: Token, found: Found, founds: Sequence[Found], near: list[Told], same: Same) -> list[Proposal]:
    """All that an account tells of who denies it: the account of its owner (`her version`), else of who told something last."""
    heads = [founds[voice.chain[-1]].source_head for _, voice, _ in near]
    teller = next((c.i for c in account.children if c.dep_ == "poss"), heads[-1] if heads else None)
    return _unique(
        proposal
        for (proposal, _, _), head in zip(near, heads, strict=True)
        if same(teller, head) and any(same(found.source_head, end) for end in (proposal.subject, proposal.object) if end)
    )


def _unique(proposals: Iterable[Proposal]) -> list[Proposal]:
    return list({(p.relation, p.subject.id, p.object.id if p.object else p.value): p for p in proposals}.values())
