"""How sure, and whether at all: polarity and certainty of a claim, composed along the chain of attributions.

After De Facto (Saurí & Pustejovsky 2012): from the predicate up through its governors to the cue, then cue by cue
outwards; a denial flips, a negated denial leaves nothing to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution import Found
from kg.extract.proposals import Proposal
from kg.extract.words import (
    CIRCUMSTANCES,
    COMMENTING,
    EXPECTING,
    FACTIVE,
    FEARING,
    FUTURE,
    IF,
    IMPERATIVE,
    MAYBE,
    MAYBE_ADJECTIVES,
    MAYBE_NOUNS,
    NEGATIVE_ADVERBS,
    PLAN_NOUNS,
    PLANNED_ADJECTIVES,
    POSSIBLE,
    PREVENTED,
    VALUING,
)

SPEAKERS = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
DEEPEST = 12  # attributions around one predicate that are looked at; nobody reads further, and a hostile sentence may nest hundreds


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds a claim (indices of attributions, outermost first) and how; `refused` says why there is no claim."""

    chain: tuple[int, ...] = ()
    polarity: str = "positive"
    certainty: str = "asserted"
    refused: str | None = None


@dataclass
class _Findings:
    negative: bool = False
    possible: bool = False
    planned: bool = False
    asked: bool = False
    would: bool = False


def voices_of(proposal: Proposal, founds: Sequence[Found], own_plan: frozenset[int]) -> list[Voice]:
    """The voices that hold a proposal: one, or two where somebody denies what others are reported to say.

    `own_plan` are the attributions whose source is the proposal's own subject.
    """
    cover = covering(proposal.anchor.i, founds)[-DEEPEST:]
    if proposal.standing:
        ends = [r for r in (proposal.subject, proposal.object) if r and r.kind == "pronoun"]
        mine = any(proposal.anchor.doc[r.head].lower_ in SPEAKERS for r in ends)
        quoted = tuple(i for i in cover if (mine or founds[i].direct) and founds[i].cue_class in ("say", "confirm", "claim"))
        return [Voice(quoted, "positive", "reported" if quoted else "asserted")]
    cover = tuple(i for i in cover if not _values(proposal.anchor, founds[i]) and founds[i].cue_lemma not in COMMENTING)
    cover = _within_aside(proposal.anchor, cover, founds)
    return [voice for chain in _chains(cover, founds) for voice in _voices_in(proposal, founds, own_plan, chain)]


def _within_aside(anchor: Token, cover: tuple[int, ...], founds: Sequence[Found]) -> tuple[int, ...]:
    """The attributions that reach an anchor in what is said by the way of somebody named: `Smith, who lives in Oslo, is believed to
    have fled` doesn't report where he lives. Inside quotation marks it is the speaker who says it."""
    clause = anchor
    for _ in range(DEEPEST):
        if clause.dep_ == "relcl" or clause.head == clause:
            break
        clause = clause.head
    first = clause.left_edge.i
    named = clause.head.pos_ == "PROPN" and first > 0 and clause.doc[first - 1].text == "," and not _infinitive(clause)
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


def _voices_in(proposal: Proposal, founds: Sequence[Found], own_plan: frozenset[int], chain: tuple[int, ...]) -> list[Voice]:
    denials = [at for at, i in enumerate(chain) if founds[i].cue_class == "deny" and not founds[i].negated]
    if denials and denials[0] + 1 < len(chain):  # X denies reports that …: X denies it, the reports say it
        at = denials[0]
        inner = [chain[j] for j in range(at + 1, len(chain)) if founds[chain[j]].cue_class in ("say", "claim", "confirm", "warn", "think")]
        if inner:
            told = _voice_in(proposal, founds, own_plan, tuple(inner))
            return [_voice_in(proposal, founds, own_plan, chain[: at + 1]), told]
    return [_voice_in(proposal, founds, own_plan, chain)]


def _values(anchor: Token, found: Found) -> bool:
    """Does a cue only value what its content names (`welcomed the release of X`), so that the thing itself is taken for granted?"""
    nominal = anchor.pos_ in ("NOUN", "PROPN")
    if found.cue_lemma == "find" and anchor.lower_ == "guilty":
        return True  # a verdict is an act, not a report of one
    return nominal and found.cue_lemma in VALUING and not any(t.pos_ in ("VERB", "AUX") for s, e in found.content for t in anchor.doc[s:e])


def _voice_in(proposal: Proposal, founds: Sequence[Found], own_plan: frozenset[int], chain: tuple[int, ...]) -> Voice:
    if _asked(proposal.anchor) and not any(founds[i].cue_class == "plan" for i in chain):
        return Voice(chain, refused="a question")
    cue = founds[chain[-1]].cue_head if chain else None
    found = _Findings(negative=proposal.negative)
    _climb(proposal.anchor, cue, found)
    thing = proposal.anchor.pos_ not in ("VERB", "AUX") or proposal.subject.type in ("Topic", "Event", "War")
    return _compose(chain, founds, found, own_plan, proposal.anchor, thing)


def covering(token: int, founds: Sequence[Found]) -> tuple[int, ...]:
    """The attributions whose content has a token, outermost first."""
    inside = [i for i, f in enumerate(founds) if any(s <= token < e for s, e in f.content)]
    return tuple(sorted(inside, key=lambda i: (-sum(e - s for s, e in founds[i].content), i)))


def _asked(token: Token) -> bool:
    sent = token.sent
    last = next((t for t in reversed(sent) if not t.is_space and t.text not in ('"', "'", ")")), sent[-1])
    return last.text == "?"


# ---------------------------------------------------------------------- within the clause


def _climb(anchor: Token, cue: int | None, found: _Findings) -> None:
    """Gathers what bears on the anchor from it and its governors, up to the cue that reports it."""
    token, nominal = anchor, anchor.pos_ in ("NOUN", "PROPN")
    _look(anchor, found, negation=True)
    if nominal:
        _look_noun(anchor, found)
    for _ in range(40):
        head = token.head
        if head == token or head.i == cue:
            return
        label = token.dep_
        if label == "relcl" and _infinitive(token):  # a bridge to be built
            found.planned = True
        if label in ("relcl", "appos") or (label == "parataxis" and token.i > head.i) or _circumstance(token):
            return
        _step(token, head, nominal, found)
        if head.pos_ in ("VERB", "AUX"):
            nominal = False
        token = head


def _step(token: Token, head: Token, nominal: bool, found: _Findings) -> None:
    label = token.dep_
    if label == "conj":
        shared = not any(c.dep_ in ("nsubj", "nsubjpass", "aux") and c.lower_ != "to" for c in token.children)
        if shared or nominal:
            _look(head, found, negation=any(c.lower_ in ("or", "nor") for c in head.children))
        return
    if label in ("xcomp", "ccomp", "acl", "pcomp") or (label == "advcl" and _infinitive(token)):
        _governed(token, head, found)
    if label == "advcl":
        marks = [c.lower_ for c in token.children if c.dep_ == "mark"]
        if any(m in IF for m in marks) or ("that" in marks and any(c.lower_ == "so" for c in token.children)):
            found.possible = True
        elif not marks and token.tag_ == "VBG":
            _look(head, found, negation=False)
        return
    if head.pos_ in ("VERB", "AUX") and label in ("xcomp", "ccomp"):
        _look(head, found, negation=True)
    elif head.pos_ in ("VERB", "AUX"):
        _look(head, found, negation=False)
    elif head.pos_ in ("NOUN", "ADJ"):
        _look_noun(head, found, governing=True)


def _circumstance(token: Token) -> bool:
    """Is it a clause of its own that tells why or when, whatever its main clause leaves open: `must wait, as the army has closed it`?"""
    if token.dep_ != "advcl" or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
    tensed = token.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in token.children)
    return tensed and bool(marks & CIRCUMSTANCES) and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _governed(token: Token, head: Token, found: _Findings) -> None:
    """What a governing verb or noun makes of an infinitive or gerund."""
    lemma = head.lemma_.lower()
    if token.dep_ == "pcomp":
        if head.lower_ == "without" or (head.lower_ == "from" and head.head.lemma_.lower() in PREVENTED):
            found.negative = not found.negative
        return
    if lemma in PREVENTED:
        found.negative = not found.negative
    elif lemma in IMPERATIVE and _infinitive(token):
        found.asked = True
    elif not _infinitive(token) or lemma in FACTIVE:
        return
    elif lemma in MAYBE_NOUNS or lemma in MAYBE_ADJECTIVES or lemma in ("able", "free", "can"):
        found.possible = True
    else:
        found.planned = True


def _look(verb: Token, found: _Findings, *, negation: bool) -> None:
    """Negation, modals and adverbs of one predicate."""
    for child in verb.children:
        if negation and _negates(child):
            found.negative = not found.negative
        elif child.dep_ == "aux":
            _modal(child.lower_, found)
        elif child.lower_ in MAYBE and child.dep_ in ("advmod", "acomp", "amod"):
            found.possible = True


def _negates(child: Token) -> bool:
    """`not`, `never`, `no longer`; a subject or object with `no`; but not `not only`."""
    low = child.lower_
    if child.dep_ == "neg" or low in NEGATIVE_ADVERBS or (low == "longer" and child.i and child.nbor(-1).lower_ == "no"):
        return not _not_only(child)
    return child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _no(child)


def _modal(word: str, found: _Findings) -> None:
    if word in ("would", "'d"):
        found.would = True
    elif word in POSSIBLE:
        found.possible = True
    elif word in FUTURE:
        found.planned = True


def _no(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children) or noun.lower_ in (
        "nobody",
        "none",
        "nothing",
    )


def _not_only(neg: Token) -> bool:
    doc = neg.doc
    return neg.i + 1 < len(doc) and doc[neg.i + 1].lower_ in ("only", "just", "merely", "necessarily")


def _look_noun(noun: Token, found: _Findings, *, governing: bool = False) -> None:
    lemma = noun.lemma_.lower()
    if governing and lemma in PLAN_NOUNS:
        found.planned = True
    elif governing and lemma in MAYBE_NOUNS:
        found.possible = True
    for child in noun.children:
        if child.dep_ == "amod" and child.lower_ in MAYBE_ADJECTIVES:
            found.possible = True
        elif child.dep_ == "amod" and child.lower_ in PLANNED_ADJECTIVES:
            found.planned = True
        elif child.dep_ == "det" and child.lower_ == "no" and not governing:
            found.negative = not found.negative


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


def _compose(
    chain: tuple[int, ...],
    founds: Sequence[Found],
    found: _Findings,
    own_plan: frozenset[int],
    anchor: Token,
    thing: bool,
) -> Voice:
    if found.asked:
        return Voice(chain, refused="a demand, not a claim")
    for i in chain:
        found.negative ^= founds[i].cue_lemma in PREVENTED
    chain = tuple(i for i in chain if founds[i].cue_lemma not in PREVENTED)  # who declines to comment does not comment, and denies nothing
    refused = _cues(chain, founds, found)
    if refused:
        return Voice(chain, refused=refused)
    flips = sum(founds[i].cue_class == "deny" for i in chain)
    conditional = _conditional(anchor)
    if found.planned and conditional and not any(founds[i].cue_class == "plan" for i in chain):
        found.possible = True
    if found.would:
        _would(chain, founds, found, thing, conditional)
    kept = _without_planner(chain, founds, own_plan)
    return _voice(kept, flips, found)


def _cues(chain: tuple[int, ...], founds: Sequence[Found], found: _Findings) -> str | None:
    """What the cues of a chain make of a claim; the reason where they leave none."""
    for i in chain:
        f = founds[i]
        if f.cue_class == "ask":
            return "a question or demand"
        if f.negated and f.cue_class != "plan":
            return "a cue that is negated"
        found.negative ^= f.negated
        if f.cue_class == "plan" or f.cue_lemma in EXPECTING:
            found.planned = True
        elif f.cue_lemma in FEARING or (f.cue_class in ("think", "warn") and (found.planned or found.would) and i == chain[-1]):
            found.possible = True
    return None


def _would(chain: tuple[int, ...], founds: Sequence[Found], found: _Findings, thing: bool, conditional: bool) -> None:
    """`would` is a future told in the past where somebody does it (`said it would send`), else a mere possibility."""
    indirect = not any(founds[i].direct for i in chain)
    if indirect and not thing and not conditional and not found.negative and not found.possible:
        found.planned = True
    else:
        found.possible = True


def _without_planner(chain: tuple[int, ...], founds: Sequence[Found], own_plan: frozenset[int]) -> tuple[int, ...]:
    """Somebody's own plan, or nobody's in particular, told by another: the teller is the source."""
    others = [i for i in chain if not (founds[i].cue_class == "plan" and (i in own_plan or founds[i].source is None))]
    return tuple(others) if others else chain


def _voice(chain: tuple[int, ...], flips: int, found: _Findings) -> Voice:
    if flips % 2:
        if found.negative:
            return Voice(chain, refused="a denial of a denial")
        return Voice(chain, "negative", "denied")
    if flips:
        return Voice(chain, refused="a denial of a denial")
    polarity = "negative" if found.negative else "positive"
    if found.possible:
        return Voice(chain, polarity, "hypothetical")
    if found.planned:
        return Voice(chain, polarity, "planned")
    return Voice(chain, polarity, "reported" if chain else "asserted")
