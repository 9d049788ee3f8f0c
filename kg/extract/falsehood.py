"""Judgements that something said is not so: "the report was false", "called the claim baseless", "there is no truth in it"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.clauses import is_infinitive
from kg.extract.negation import is_negated, says_no
from kg.extract.words import FALSELY

FALSE = frozenset(
    """
    false untrue baseless unfounded groundless incorrect inaccurate fabricated invented fictitious fictional fake bogus nonsense
    nonsensical rubbish lie fabrication fiction myth hoax invention falsehood slander libel absurd ludicrous ridiculous preposterous
    far-fetched wrong implausible unsubstantiated fantasy smear untruth forgery disinformation garbage
    """.split()
)
TRUE = frozenset(["true", "correct", "accurate", "so", "founded", "justified"])
GROUND = frozenset(["foundation", "basis", "merit", "substance", "truth", "ground"])
COMPLEMENTS = ("acomp", "attr", "oprd", "ccomp", "xcomp", "amod")
CALLING = frozenset(["call", "describe", "dismiss", "brand", "label", "reject", "term", "characterize", "characterise", "denounce", "slam"])
INVENTING = frozenset(["invent", "fabricate", "concoct", "make_up"])
MISTAKEN = frozenset(["wrong", "mistaken", "incorrect", "inaccurate", "false", "untrue"])
BEING = frozenset(["be", "seem", "appear", "prove", "turn", "remain"])


def is_false(noun: Token) -> bool:
    """Is what a noun names (a report, a claim) judged false by the words around it? Of a verb: is it said `falsely`?"""
    if noun.pos_ == "VERB":
        return any(c.lower_ in FALSELY for c in noun.children) or (noun.dep_ == "advcl" and noun.head.lemma_ == "lie")
    if any(c.dep_ == "amod" and c.lower_ in FALSE for c in noun.children):
        return True
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "to" and head.head.lower_ == "contrary":
        return True
    if noun.dep_ == "pobj" and head.lower_ in ("in", "to", "behind", "of", "for"):  # no truth in the report
        return head.head.lemma_.lower() in GROUND and says_no(head.head)
    if noun.dep_ == "nsubj" and head.lemma_.lower() in BEING | {"have"}:
        return _holds_false(head) != (is_negated(head, (noun,)) and _has(head, TRUE)) or _without_ground(head)
    if noun.dep_ == "nsubj":  # called the report false: the parser may take `false` for the verb
        return head.lower_ in FALSE
    if noun.dep_ not in ("dobj", "oprd", "nsubjpass", "attr"):
        return False
    particle = next((f"_{c.lower_}" for c in head.children if c.dep_ == "prt"), "")
    if f"{head.lemma_}{particle}" in INVENTING or (head.lemma_ == "make" and head.nbor(1).lower_ == "up"):
        return not is_negated(head, (noun,))
    return _has(head, FALSE) or _as_false(head) or ends_as_false(noun)


def is_mistaken(saying: Token) -> bool:
    """Is somebody `wrong to say` it? What is so is then left open: it may be the saying that was wrong."""
    above = saying.head
    if saying.dep_ not in ("xcomp", "ccomp", "advcl") or not is_infinitive(saying):
        return False
    judged = above.lower_ in MISTAKEN or any(c.dep_ == "acomp" and c.lower_ in MISTAKEN for c in above.children)
    return judged and not is_negated(above.head if above.pos_ == "ADJ" else above, ())


def ends_as_false(noun: Token) -> bool:
    """As in `called the claim that it rained a lie`, where the parser hangs the judgement on the clause."""
    words = list(noun.subtree)
    return noun.head.lemma_.lower() in CALLING and len(words) > 3 and (words[-1].lower_ in FALSE or words[-1].lemma_.lower() in FALSE)


def judgement(verb: Token) -> str:
    """What a clause is said to be: `false` (`It is false that …`), `true` (perhaps negated), or nothing of the kind (empty)."""
    if verb.lemma_.lower() not in BEING:
        return ""
    return "false" if _has(verb, FALSE) else "true" if _has(verb, TRUE) else ""


def has_false_word(tokens: Iterable[Token]) -> bool:
    """Do words judge something false: `nonsense`, `not true`?"""
    words = [t.lower_ for t in tokens]
    return any(w in FALSE for w in words) or (any(w in TRUE for w in words) and any(w in ("not", "n't") for w in words))


def _holds_false(verb: Token) -> bool:
    return _has(verb, FALSE) and not is_negated(verb, ())


def _has(verb: Token, words: frozenset[str]) -> bool:
    """Is one of the words a complement of the verb?"""
    parts = [*verb.children, *(g for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "be" for g in c.children)]  # turned out to be
    return any(c.dep_ in COMPLEMENTS and (c.lower_ in words or c.lemma_.lower() in words) for c in parts)


def _as_false(verb: Token) -> bool:
    """As in `described the report as false`."""
    role = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    return role is not None and any(t.lower_ in FALSE or t.lemma_.lower() in FALSE for t in role.children)


def _without_ground(verb: Token) -> bool:
    """As in `was without foundation`, `had no basis`."""
    for c in verb.children:
        if c.dep_ == "dobj" and c.lemma_.lower() in GROUND and says_no(c):
            return True
        if c.dep_ == "prep" and c.lower_ == "without" and any(g.lemma_.lower() in GROUND for g in c.children):
            return True
    return False
