"""How sure, and whether at all: polarity and certainty of a claim, composed along the chain of attributions.

After De Facto (Saurí & Pustejovsky 2012): from the predicate up through its governors to the cue, then cue by cue
outwards; a denial flips, a negated denial leaves nothing to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution import Found
from kg.extract.clauses import is_infinitive
from kg.extract.falsehood import is_false, is_mistaken
from kg.extract.negation import is_excluded
from kg.extract.proposals import Proposal
from kg.extract.scope import Findings, climb, given_up, is_taken_back, is_unsaid, look_standing
from kg.extract.undone import comes_to_nothing
from kg.extract.words import COMMENTING, DOUBTING, EXPECTING, FEARING, NEG_RAISING, PRESUPPOSING, PREVENTED, UNWILLING, VALUING

SPEAKERS = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
TERMINATORS = frozenset([".", "?", "!"])
DEEPEST = 12  # attributions around one predicate that are looked at; nobody reads further, and a hostile sentence may nest hundreds


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds a claim (indices of attributions, outermost first) and how; `refused` says why there is no claim."""

    chain: tuple[int, ...] = ()
    polarity: str = "positive"
    certainty: str = "asserted"
    refused: str | None = None


def voices_of(proposal: Proposal, founds: Sequence[Found], own_plan: frozenset[int]) -> list[Voice]:
    """The voices that hold a proposal: one, or two where somebody denies what others are reported to say.

    `own_plan` are the attributions whose source is the proposal's own subject.
    """
    cover = covering(proposal.anchor.i, founds)[-DEEPEST:]
    if proposal.standing:
        return [_standing(proposal, founds, cover)]
    cover = tuple(i for i in cover if not _values(proposal.anchor, founds[i]) and not _is_act(founds[i]))
    cover = _within_aside(proposal.anchor, cover, founds)
    held = _Held(proposal, founds, own_plan)
    return [voice for chain in _chains(cover, founds) for voice in _voices_in(held, chain)]


@dataclass(frozen=True, slots=True)
class _Held:
    """A proposal with what is said around it."""

    proposal: Proposal
    founds: Sequence[Found]
    own_plan: frozenset[int]

    def cue(self, index: int) -> Token | None:
        """The head of a cue; None where it is unwritten."""
        at = self.founds[index].cue_head
        return self.proposal.anchor.doc[at] if at is not None else None


def _standing(proposal: Proposal, founds: Sequence[Found], cover: tuple[int, ...]) -> Voice:
    """Titles and the like are the article's own voice, or a speaker's in quotation marks; `the alleged author` is none for certain."""
    doc = proposal.anchor.doc
    ends = [r for r in (proposal.subject, proposal.object) if r and r.kind == "pronoun"]
    mine = any(doc[r.head].lower_ in SPEAKERS for r in ends)
    quoted = tuple(i for i in cover if (mine or founds[i].direct) and founds[i].cue_class in ("say", "confirm", "claim"))
    found = Findings(negative=any(is_excluded(doc[r.head]) for r in (proposal.subject, proposal.object) if r))
    if proposal.role is not None:  # in `accused of suspected fraud` it is the fraud that is suspected
        look_standing(proposal.anchor, found)
    if found.possible:
        return Voice(quoted, "positive", "hypothetical")
    return Voice(quoted, "negative" if found.negative else "positive", "reported" if quoted else "asserted")


def _within_aside(anchor: Token, cover: tuple[int, ...], founds: Sequence[Found]) -> tuple[int, ...]:
    """The attributions that reach an anchor in what is said by the way of somebody named: `Smith, who lives in Oslo, is believed to
    have fled` doesn't report where he lives. Inside quotation marks it is the speaker who says it."""
    clause = anchor
    for _ in range(DEEPEST):
        if clause.dep_ == "relcl" or clause.head == clause:
            break
        clause = clause.head
    first = clause.left_edge.i
    named = clause.head.pos_ == "PROPN" and first > 0 and clause.doc[first - 1].text == "," and not is_infinitive(clause)
    if clause.dep_ != "relcl" or not named:
        return cover
    inside = {t.i for t in clause.subtree}
    return tuple(i for i in cover if founds[i].direct or founds[i].cue_head in inside)


def _chains(cover: tuple[int, ...], founds: Sequence[Found]) -> list[tuple[int, ...]]:
    """Attributions around one predicate as chains, outermost first: one lies inside another where its cue stands in the
    other's content. "A claims that P, which B denies" is two chains, not one."""

    def inside(inner: int, outer: int) -> bool:
        at = founds[inner].cue_head
        if at is None or inner == outer:
            return False
        return any(s <= at < e for s, e in founds[outer].content)

    if len(cover) < 2:
        return [cover]
    innermost = [i for i in cover if not any(inside(j, i) for j in cover)]
    chains = []
    for last in innermost or [cover[-1]]:
        outer = [i for i in cover if i != last and (inside(last, i) or any(inside(last, k) and inside(k, i) for k in cover))]
        chains.append((*outer, last))
    return list(dict.fromkeys(chains))


def _voices_in(held: _Held, chain: tuple[int, ...]) -> list[Voice]:
    founds = held.founds
    for at, i in enumerate(chain):
        cue = held.cue(i)
        if cue is not None and cue.pos_ in ("NOUN", "VERB") and is_false(cue):
            return _judged_false(held, chain, at)
        if founds[i].cue_class == "deny" and not _is_negated(held, chain, at):  # X denies reports that …: X denies it, the reports say it
            inner = [j for j in chain[at + 1 :] if founds[j].cue_class in ("say", "claim", "confirm", "warn", "think")]
            if inner:
                return [_voice_in(held, chain[: at + 1]), _voice_in(held, tuple(inner))]
            break
    return [_voice_in(held, chain)]


def _judged_false(held: _Held, chain: tuple[int, ...], at: int) -> list[Voice]:
    """Who calls a report false denies what it says; the report says it. Where it is the article that calls it so, it denies nothing
    that anybody said to it, but states the contrary."""
    told = _voice_in(held, chain[at:])
    if told.refused or told.polarity == "negative":
        return [told]
    certainty = told.certainty if told.certainty in ("hypothetical", "planned") else "denied" if at else "asserted"
    return [Voice(chain[:at], "negative", certainty), told]


def _is_act(found: Found) -> bool:
    """Does a cue tell what somebody does or leaves undone, rather than what he holds? Who declines to comment does not comment, and
    denies nothing."""
    undone = found.cue_lemma in PREVENTED and found.rule.endswith((":infinitive", ":gerund"))
    return undone or found.cue_lemma in COMMENTING


def _values(anchor: Token, found: Found) -> bool:
    """Does a cue only value what its content names (`welcomed the release of X`), so that the thing itself is taken for granted?"""
    nominal = anchor.pos_ in ("NOUN", "PROPN")
    if found.cue_lemma == "find" and anchor.lower_ == "guilty":
        return True  # a verdict is an act, not a report of one
    return nominal and found.cue_lemma in VALUING and not any(t.pos_ in ("VERB", "AUX") for s, e in found.content for t in anchor.doc[s:e])


def _voice_in(held: _Held, chain: tuple[int, ...]) -> Voice:
    proposal, founds = held.proposal, held.founds
    if _asked(proposal.anchor) and not any(founds[i].cue_class == "plan" for i in chain):
        return Voice(chain, refused="a question")
    found = Findings(negative=proposal.negative)
    climb(proposal.anchor, founds[chain[-1]].cue_head if chain else None, found, ends_of(proposal))
    return _compose(held, chain, found)


def ends_of(proposal: Proposal) -> tuple[Token, ...]:
    """The heads of a claim's ends and of its predicate noun, where these are other words than the anchor."""
    doc, anchor = proposal.anchor.doc, proposal.anchor
    heads = [doc[r.head] for r in (proposal.subject, proposal.object) if r]
    last = doc[proposal.predicate[1] - 1]
    heads += [last] if last.pos_ == "NOUN" else []
    return tuple(t for t in dict.fromkeys(heads) if t != anchor and t.sent == anchor.sent)


def covering(token: int, founds: Sequence[Found]) -> tuple[int, ...]:
    """The attributions whose content has a token, outermost first."""
    inside = [i for i, f in enumerate(founds) if any(s <= token < e for s, e in f.content)]
    return tuple(sorted(inside, key=lambda i: (-sum(e - s for s, e in founds[i].content), i)))


def _asked(token: Token) -> bool:
    """Does the sentence, or the quotation in it, that a token stands in end in a question mark?"""
    end = next((t for t in token.doc[token.i : token.sent.end] if t.text in TERMINATORS), token)
    return end.text == "?"


# ---------------------------------------------------------------------- along the chain


def _conditional(anchor: Token) -> bool:
    """Does the sentence set a condition, or stand its main clause, one above the anchor or one that gives its circumstances
    in the conditional?"""
    around = {t.i for t in anchor.ancestors} | {t.i for t in anchor.children if t.dep_ == "advcl"}
    return any(
        (t.lower_ in ("if", "unless") and t.dep_ == "mark")
        or (t.lower_ == "would" and t.head != anchor and (t.head.dep_ == "ROOT" or t.head.i in around))
        for t in anchor.sent
    )


def _compose(held: _Held, chain: tuple[int, ...], found: Findings) -> Voice:
    founds, anchor = held.founds, held.proposal.anchor
    if found.refused:
        return Voice(chain, refused=found.refused)
    kept, flips, refused = _cues(held, chain, found)
    if refused:
        return Voice(chain, refused=refused)
    conditional = _conditional(anchor)
    if found.planned and conditional and not any(founds[i].cue_class == "plan" for i in kept):
        found.possible = True
    if found.would:
        thing = anchor.pos_ not in ("VERB", "AUX") or held.proposal.subject.type in ("Topic", "Event", "War")
        _would(kept, founds, found, thing, conditional)
    return _voice(_without_planner(kept, founds, held.own_plan), flips, found)


def _cues(held: _Held, chain: tuple[int, ...], found: Findings) -> tuple[tuple[int, ...], int, str | None]:
    """What the cues of a chain make of a claim: (those that hold it, how often it is denied, why there is no claim or None)."""
    kept: list[int] = []
    flips = 0
    for at, i in enumerate(chain):
        f, cue = held.founds[i], held.cue(i)
        if f.cue_class == "ask":
            return chain, 0, "a question or demand"
        if cue is not None and (undone := _undone(f, cue)):
            return chain, 0, undone
        if (f.cue_class == "warn" and (f.cue_lemma or "").endswith("against")) or (f.cue_lemma == "wish" and f.rule == "verb:clause"):
            return chain, 0, "a question or demand"
        negated = _is_negated(held, chain, at)
        if negated and f.cue_lemma in PRESUPPOSING and not _is_open(held.proposal.anchor, f):
            continue  # never learned that …: so it is
        if negated and f.cue_lemma in NEG_RAISING or (negated and f.cue_class == "plan"):
            found.flip()
        elif negated and f.cue_lemma not in DOUBTING:
            return chain, 0, "a cue that is negated"
        flips += f.cue_class == "deny" and not negated
        _weigh(f, cue, found, innermost=i == chain[-1])
        if not (f.rule.endswith(":raising") or (negated and f.cue_class == "deny" and f.source is None)):  # it seems; no doubt
            kept.append(i)
    return tuple(kept), flips, None


def _undone(f: Found, cue: Token) -> str | None:
    """Why what a cue tells is no longer held, or never came about; None where it is or may have."""
    if cue.pos_ == "VERB" and is_mistaken(cue):
        return "what it is wrong to say"
    if f.cue_lemma == "pretend":
        return "what is only pretended"
    if f.cue_class == "plan" and cue.pos_ == "NOUN" and given_up(cue):
        return "a plan given up"
    if f.cue_class in ("say", "claim") and cue.pos_ == "NOUN" and is_unsaid(cue):
        return "a claim taken back"
    to_come = f.cue_class == "plan" or f.cue_lemma in EXPECTING
    return "what came to nothing" if to_come and cue.pos_ == "VERB" and comes_to_nothing(cue) else None


def _weigh(f: Found, cue: Token | None, found: Findings, *, innermost: bool) -> None:
    """What the class of a cue makes of the certainty of its content."""
    if f.cue_lemma in UNWILLING:
        found.flip()
    gerund = cue is not None and any(cue.doc[start].tag_ == "VBG" for start, _ in f.content)
    uncertain = f.cue_class == "think" and (f.source is None or gerund)  # it is believed, it seems; considers suing
    feared = f.cue_class == "warn" and (f.cue_lemma in FEARING or f.rule.endswith(":infinitive"))
    to_come = f.cue_class in ("think", "warn") and (found.planned or found.would) and innermost
    if f.cue_class == "plan" or f.cue_lemma in EXPECTING:
        found.planned = True
    elif uncertain or feared or to_come:
        found.possible = True


def _is_negated(held: _Held, chain: tuple[int, ...], at: int) -> bool:
    """Is the cue itself negated, by its own words or by those above it up to the next cue (`stopped short of saying`)?"""
    cue = held.cue(chain[at])
    if cue is None or cue.pos_ not in ("VERB", "AUX"):
        return held.founds[chain[at]].negated
    return is_taken_back(cue, held.founds[chain[at - 1]].cue_head if at else None)


def _is_open(anchor: Token, f: Found) -> bool:
    """Does a cue's content leave open whether it is so: `did not know whether …`, `is not known to have …`?"""
    return any(anchor.doc[start].lower_ in ("whether", "if", "to") for start, _ in f.content)


def _would(chain: tuple[int, ...], founds: Sequence[Found], found: Findings, thing: bool, conditional: bool) -> None:
    """`would` is a future told in the past where somebody does it (`said it would send`), else a mere possibility."""
    indirect = bool(chain) and not any(founds[i].direct for i in chain)
    if indirect and not thing and not conditional and not found.negative and not found.possible:
        found.planned = True
    else:
        found.possible = True


def _without_planner(chain: tuple[int, ...], founds: Sequence[Found], own_plan: frozenset[int]) -> tuple[int, ...]:
    """Somebody's own plan, or nobody's in particular, told by another: the teller is the source."""
    others = [i for i in chain if not (founds[i].cue_class == "plan" and (i in own_plan or founds[i].source is None))]
    return tuple(others) if others else chain


def _voice(chain: tuple[int, ...], flips: int, found: Findings) -> Voice:
    if flips % 2:
        if found.negative:
            return Voice(chain, refused="a denial of a denial")
        return Voice(chain, "negative", "denied")
    if flips:
        return Voice(chain, refused="a denial of a denial")
    polarity = "negative" if found.negative else "positive"
    if found.rejected and found.negative and chain:
        return Voice(chain, "negative", "denied")
    if found.possible:
        return Voice(chain, polarity, "hypothetical")
    if found.planned:
        return Voice(chain, polarity, "planned")
    return Voice(chain, polarity, "reported" if chain else "asserted")
