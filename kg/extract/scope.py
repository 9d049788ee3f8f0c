"""What bears on a predicate within its sentence: negation, modals, governing verbs and nouns, conditions.

From the predicate up through its governors to the cue that reports it, as the first half of De Facto's composition
(Saurí & Pustejovsky 2012); along the cues it goes on in `factuality`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.clauses import is_infinitive
from kg.extract.falsehood import is_mistaken, judgement
from kg.extract.negation import is_excluded, is_negated, says_no
from kg.extract.undone import comes_to_nothing
from kg.extract.words import (
    ALMOST,
    AWAY,
    CALLED_OFF,
    CHANCES,
    CIRCUMSTANCES,
    CLEARED,
    COLLAPSING,
    CONDITIONS,
    DESCRIBING,
    FACTIVE,
    FALSELY,
    FUTURE,
    GIVEN_UP,
    GIVEN_UP_WITH,
    HAPPENING,
    HEARSAY,
    IF,
    IMPERATIVE,
    KEPT_FROM,
    LEAVING_OPEN,
    MAYBE,
    MAYBE_ADJECTIVES,
    MAYBE_NOUNS,
    NEARLY,
    NEG_RAISING,
    PLAN_NOUNS,
    PLANNED_ADJECTIVES,
    POSSIBLE,
    PRESUPPOSING,
    PREVENTED,
    TURNED_DOWN,
    UNABLE,
    UNDONE,
    UNSAID,
    URGING,
    WISHING,
)

NEAR_MISS = "a near miss"
HIGHEST = 40  # governors that are looked at

Ends = tuple[Token, ...]


@dataclass
class Findings:
    """What was found on the way up. `rejected`: it is called untrue. `refused` says why there is no claim: a demand, a near miss, a
    plan given up."""

    negative: bool = False
    possible: bool = False
    planned: bool = False
    would: bool = False
    rejected: bool = False
    refused: str | None = None

    def flip(self) -> None:
        self.negative = not self.negative


def climb(anchor: Token, cue: int | None, found: Findings, ends: Ends = ()) -> None:
    """Gathers what bears on the anchor from it and its governors, up to the cue that reports it. `ends`: the heads of the
    claim's ends."""
    token, nominal = anchor, anchor.pos_ in ("NOUN", "PROPN")
    if any(is_excluded(end) for end in ends):
        found.flip()
    _look(anchor, found, ends, negation=True)
    if nominal:
        look_noun(anchor, found)
        if _ended(anchor) in CALLED_OFF:
            found.refused = "what was called off"
    elif _inverted(anchor):
        found.possible = True
    for _ in range(HIGHEST):
        head, label = token.head, token.dep_
        _marked(token, found)
        if head == token or head.i == cue:
            return
        if label == "relcl" and is_infinitive(token):  # a bridge to be built
            found.planned = True
        if label in ("relcl", "appos") or (label == "parataxis" and token.i > head.i) or _circumstance(token):
            return
        _step(token, cue, nominal, found, ends)
        if head.pos_ in ("VERB", "AUX"):
            nominal = False
        token = head


def is_taken_back(cue: Token, outer: int | None = None) -> bool:
    """Does the sentence say, up to an outer cue, that somebody does not say so: `would neither confirm nor deny`, `stopped short of
    saying`?"""
    found = Findings()
    climb(cue, outer, found)
    return found.negative or found.refused is not None


def _marked(clause: Token, found: Findings) -> None:
    """Conditions and questions by the words that open a clause."""
    if clause.pos_ not in ("VERB", "AUX"):
        return
    open_marks = ("whether", "if") if clause.dep_ in ("ccomp", "acl") else ("whether",)
    if clause.dep_ != "advcl" and any(c.dep_ == "mark" and c.lower_ in open_marks for c in clause.children):
        found.refused = "a question"
    if _is_wish(clause):
        found.refused = "a demand, not a claim"
    first = clause.left_edge.i
    opening = " ".join(t.lower_ for t in clause.doc[max(clause.sent.start, first - 3) : first + 3])
    if any(words in f" {opening} " for words in CONDITIONS):
        found.possible = True
    marks = [c.lower_ for c in clause.children if c.dep_ == "mark"] if clause.dep_ == "advcl" else []
    if "as" in marks and {"if", "though"} & set(marks):
        found.refused = "what only seems so"  # as if they had sued
    elif any(m in IF for m in marks):
        found.possible = True


def _is_wish(clause: Token) -> bool:
    """Is it in the form of a wish: `insisted that Norway withdraw`?"""
    own = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    bare = clause.tag_ in ("VB", "VBP") and clause.lower_ == clause.lemma_ and not any(c.dep_ == "aux" for c in clause.children)
    single = own is not None and own.tag_ in ("NNP", "NN") and not any(c.dep_ == "conj" for c in own.children)
    return clause.dep_ in ("ccomp", "acl") and clause.head.lemma_.lower() in WISHING and bare and single


def _step(token: Token, cue: int | None, nominal: bool, found: Findings, ends: Ends) -> None:
    label, head = token.dep_, token.head
    if label == "conj":
        shared = not any(c.dep_ in ("nsubj", "nsubjpass", "aux") and c.lower_ != "to" for c in token.children)
        if shared or nominal:
            _look(head, found, ends, negation=any(c.lower_ in ("or", "nor") for c in head.children))
        return
    if label in ("xcomp", "ccomp", "acl", "pcomp") or (label == "advcl" and is_infinitive(token)):
        _governed(token, head, cue, found)
    if label == "advcl":
        _adverbial(token, head, found, ends)
    elif head.pos_ in ("VERB", "AUX"):
        _under_verb(token, head, nominal, found, ends)
    elif head.pos_ in ("NOUN", "ADJ"):
        look_noun(head, found, governing=True)


def _under_verb(token: Token, verb: Token, nominal: bool, found: Findings, ends: Ends) -> None:
    """What a verb makes of its complement, or of the noun that its object governs."""
    if token.dep_ in ("ccomp", "csubj", "csubjpass") and (judged := judgement(verb)):
        found.rejected = True
        found.negative ^= judged == "false"
    if token.dep_ == "ccomp" and _is_cue_like(token, verb, ends):
        found.refused = "a cue that is negated"
    if token.dep_ == "ccomp" and is_mistaken(verb):
        found.refused = "what it is wrong to say"
    if token.dep_ == "ccomp" and verb.lemma_ == "lie" and token.i > verb.i:
        found.flip()
    known = (*ends, token) if token.dep_ == "dobj" else ends  # of `made no attempt` the noun has told the negation
    _look(verb, found, known, negation=_reaches(token, verb, nominal))
    if token.dep_ == "dobj" and token.lemma_.lower() in CHANCES and (is_negated(verb, known) or says_no(token)):
        found.planned = found.possible = False


def _is_cue_like(clause: Token, verb: Token, ends: Ends) -> bool:
    """Is it `was not told that …`: a negated verb over a clause of its own, which leaves open whether that is so?"""
    finite = not is_infinitive(clause) and clause.tag_ != "VBG" and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    lemma = verb.lemma_.lower()
    negated = is_negated(verb, ends) or (verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "be") and _yet(verb, verb.head))
    return finite and clause.i > verb.i and lemma not in NEG_RAISING | PRESUPPOSING | {"be"} and negated


def _reaches(token: Token, verb: Token, nominal: bool) -> bool:
    """Does a negation of the governing verb reach what stands below it: a complement, `never took place` of an event?"""
    if token.dep_ in ("xcomp", "ccomp", "csubj", "acomp") or token.lower_ == "without":  # did not leave without suing
        return True
    if token.dep_ == "dobj" and verb.lemma_.lower() in ("have", "take", "get", "make", "find") and not nominal:
        return token.lemma_.lower() in CHANCES or token.lemma_.lower() in PLAN_NOUNS  # never took the trouble to …
    return nominal and token.dep_ == "nsubj" and verb.lemma_.lower() in HAPPENING


def _adverbial(token: Token, head: Token, found: Findings, ends: Ends) -> None:
    marks = [c.lower_ for c in token.children if c.dep_ == "mark"]
    if any(m in IF for m in marks) or ("that" in marks and any(c.lower_ == "so" for c in token.children)) or _inverted(token):
        found.possible = True
    elif "than" in marks and any(c.lower_ in ("rather", "sooner") for c in head.children):
        found.refused = "what somebody would do least of all"
    elif is_infinitive(token) and "as" in marks and any(is_negated(t, ends) for t in (head, head.head)):  # did not go so far as to sue
        found.flip()
    elif is_infinitive(token) and is_negated(head, ends):
        if head.lemma_.lower() in FACTIVE or any(c.dep_ == "dobj" and c.lemma_.lower() in CHANCES for c in head.children):
            found.flip()  # never took the trouble to …
            found.planned = False
        else:
            found.refused = "what for something was not done"
    elif not marks and token.tag_ == "VBG":
        _look(head, found, ends, negation=False)


def _circumstance(token: Token) -> bool:
    """Is it a clause of its own that tells why or when, whatever its main clause leaves open: `must wait, as the army has closed it`?"""
    if token.dep_ != "advcl" or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
    tensed = token.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in token.children)
    return (
        tensed and bool(marks & CIRCUMSTANCES) and not marks & IF and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
    )


def _inverted(verb: Token) -> bool:
    """Is it a condition by the order of its words: `had they sued, …`, `should it fail, …`?"""
    words = [t for t in verb.lefts if not t.is_punct and not t.is_space and t.dep_ != "cc"]
    own = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass")), None)
    first = words[0] if words else verb
    if own is None or first.i > own.i:
        return False
    return first.dep_ in ("aux", "auxpass") and first.lower_ in ("had", "should", "were")


def _governed(token: Token, head: Token, cue: int | None, found: Findings) -> None:
    """What a governing verb or noun makes of an infinitive or gerund."""
    lemma = head.lemma_.lower()
    stopped = lemma == "give" and any(c.lower_ == "up" for c in head.children)
    if token.dep_ == "pcomp":
        _prepositional(head, cue, found)
    elif token.dep_ == "acl" and _is_turned_down(head):
        found.refused = "a demand or plan turned down"
    elif token.dep_ == "xcomp" and is_infinitive(token) and comes_to_nothing(head):
        found.refused = "what came to nothing"
    elif lemma in PREVENTED or stopped or (lemma in ("have", "be") and _yet(token, head)):
        found.flip()
    elif lemma in IMPERATIVE and is_infinitive(token):
        found.refused = "a demand, not a claim"
    elif lemma in UNABLE or (head.pos_ == "ADJ" and any(c.lower_ == "too" for c in head.children)):
        found.flip()
    elif not is_infinitive(token) or lemma in FACTIVE or (lemma in CHANCES and head.head.lemma_ == "take"):
        return
    elif lemma in MAYBE_NOUNS or lemma in MAYBE_ADJECTIVES or lemma in ("able", "free", "can"):
        found.possible = True
    else:
        found.planned = True


def _is_turned_down(noun: Token) -> bool:
    """Is it the pressure or the offer of `resisted pressure to sue`, `an offer to sue was rejected`?"""
    lemma = noun.lemma_.lower()
    return noun.dep_ in ("dobj", "nsubjpass") and lemma in URGING | PLAN_NOUNS and noun.head.lemma_.lower() in TURNED_DOWN


def _yet(infinitive: Token, verb: Token) -> bool:
    """Is it `has yet to …`?"""
    return any(c.lower_ == "yet" and c.i < infinitive.i for t in (verb, infinitive) for c in t.children)


def _prepositional(prep: Token, cue: int | None, found: Findings) -> None:
    """A gerund behind a preposition: `without suing`, `kept from suing`, `suspected of suing`, `came close to suing`."""
    behind, governor = prep.lower_, prep.head.lemma_.lower()
    pairs = {(word, behind) for word in (prep.head.lower_, prep.nbor(-1).lower_ if prep.i else "")}
    if behind == "without" or (behind == "from" and governor in KEPT_FROM) or pairs & AWAY:
        found.flip()
    elif pairs & ALMOST or (behind == "of" and any(t.lower_ == "within" for t in prep.ancestors)):
        found.refused = NEAR_MISS
    elif behind == "of" and governor in CLEARED:
        found.refused = "what somebody was cleared of"
    elif prep.head.i != cue and governor in LEAVING_OPEN.get(behind, ()):
        found.possible = True


def _look(verb: Token, found: Findings, ends: Ends, *, negation: bool) -> None:
    """Negation, modals and adverbs of one predicate."""
    if negation and is_negated(verb, ends):
        found.flip()
    if [t.lower_ for t in verb.doc[max(verb.i - 2, 0) : verb.i]] == ["all", "but"]:  # the parser hangs these words anywhere
        found.refused = NEAR_MISS
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
    for child in verb.children:
        if child.dep_ == "aux":
            _modal(child.lower_, found, perfect)
        else:
            _adverb(child, verb, found)


def _adverb(child: Token, verb: Token, found: Findings) -> None:
    """An adverb or adjective beside a verb: `probably sued`, `is possible`, `wrongly called`, `nearly won`."""
    low = child.lower_
    if low in MAYBE and child.dep_ in ("advmod", "acomp", "amod") or low in MAYBE_ADJECTIVES and child.dep_ == "acomp":
        found.possible = True
    elif low in FALSELY and verb.lemma_.lower() in DESCRIBING:
        found.flip()
    elif low in NEARLY and child.dep_ == "advmod" and child.i < verb.i and verb.tag_ != "VBG":
        found.refused = NEAR_MISS


def _modal(word: str, found: Findings, perfect: bool) -> None:
    if word in ("would", "'d"):
        found.would = True
    elif word in POSSIBLE or (word == "must" and perfect):
        found.possible = True
    elif word in FUTURE:
        found.planned = True


def look_noun(noun: Token, found: Findings, *, governing: bool = False) -> None:
    """What the words beside a noun, or a governing noun itself, make of a claim."""
    lemma = noun.lemma_.lower()
    if governing and lemma in PLAN_NOUNS:
        found.planned = True
        found.refused = "a plan given up" if given_up(noun) else found.refused
    elif governing and lemma in MAYBE_NOUNS:
        found.possible = True
        found.refused = "a chance let go" if given_up(noun) else found.refused
    for child in noun.children:
        if child.dep_ == "amod" and child.lower_ in PLANNED_ADJECTIVES and given_up(noun):
            found.refused = "a plan given up"
        elif child.dep_ == "amod" and child.lower_ in MAYBE_ADJECTIVES:
            found.possible = True
        elif child.dep_ == "amod" and child.lower_ in UNDONE and not governing:
            found.refused = NEAR_MISS
        elif child.dep_ == "amod" and child.lower_ in PLANNED_ADJECTIVES:
            found.planned = True
    if says_no(noun) and (not governing or lemma in PLAN_NOUNS or lemma in MAYBE_NOUNS):
        found.flip()


def look_standing(anchor: Token, found: Findings) -> None:
    """What the words before a title or description make of it: `the alleged author`, `no longer a member`."""
    around = {anchor, anchor.head} if anchor.dep_ in ("compound", "nmod", "amod") else {anchor}
    before = [t for t in anchor.doc[max(anchor.sent.start, anchor.i - 5) : anchor.i] if around & {t.head, t.head.head}]
    hedged = any(t.lower_ in MAYBE or t.lower_ in HEARSAY for t in before if t.dep_ == "advmod")
    would_be = any(t.lower_ == "be" and t.i and t.nbor(-1).text == "-" for t in before)
    found.possible = would_be or hedged or any(t.dep_ in ("amod", "compound") and t.lower_ in MAYBE_ADJECTIVES for t in before)
    first = min([anchor.left_edge.i, *(t.i for t in before)])
    found.negative |= any(t.lower_ == "longer" and t.nbor(-1).lower_ == "no" for t in anchor.doc[max(1, first - 1) : anchor.i])


def given_up(plan: Token) -> bool:
    """Is a plan dropped or backed away from?"""
    ended = _ended(plan)
    return ended in GIVEN_UP or ended in GIVEN_UP_WITH or ended.split("_")[0] in COLLAPSING


def is_unsaid(saying: Token) -> bool:
    """Is a claim withdrawn by who made it, or at all?"""
    return _ended(saying) in UNSAID


def _ended(noun: Token) -> str:
    """The verb that is done or happens to a noun, with its particle or preposition: `call_off`; empty where there is none
    or it is not done."""
    verb = noun.head
    if noun.dep_ == "pobj":
        parts = [verb.lower_]
        if verb.head.pos_ in ("ADP", "ADV"):
            verb, parts = verb.head, [verb.head.lower_]
        verb = verb.head
    elif noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "nsubj" and verb.lemma_.lower() in COLLAPSING):
        parts = []
    else:
        return ""
    if is_negated(verb, (noun,)):  # has not dropped its plan
        return ""
    particles = [c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod") and c.i == verb.i + 1]
    lemma = verb.lemma_.lower()
    return "_".join([lemma, *(particles or parts)]) if particles or parts else lemma
