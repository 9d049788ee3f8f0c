"""A predicate and what fills its places, whatever the clause looks like: active, passive, relative, coordinated,
controlled, light verb or noun. Slots are

    subj obj iobj attr    logical subject and object, recipient, complement
    obj2                  the second object of a passive: `was handed a cheque`
    by in to with …       objects of prepositions, by the preposition; both objects of `between X and Y`
    out of, by clause …   what a pair of prepositions governs; the verb that a preposition governs
    poss compound appos   of a noun: whose, what kind, what it is said to be; `demonym` are the countries among `compound`
    self main             the noun itself; who is spoken of in a phrase with the noun, the verb that an adjective completes
    clause purpose        a content clause's verb; that of an infinitive that tells what for
    prt adv aux           particle, adverb, auxiliary

verbs and nouns read a predicate · slots: what hangs on it · subjects: what it borrows from elsewhere · syntax: small questions
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses.nouns import adjective_predicate, is_said_of_another, noun_predicate
from kg.extract.clauses.slots import Predicate
from kg.extract.clauses.subjects import own_subject
from kg.extract.clauses.syntax import dependents, is_infinitive, is_passive, objects_of, with_conjuncts
from kg.extract.clauses.verbs import verb_predicate

__all__ = [
    "Predicate",
    "dependents",
    "is_infinitive",
    "is_passive",
    "is_said_of_another",
    "objects_of",
    "own_subject",
    "predicate",
    "with_conjuncts",
]


def predicate(token: Token) -> Predicate | None:
    """The predicate a token heads, or None where it heads none."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        return verb_predicate(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return noun_predicate(token)
    if token.pos_ == "ADJ":
        return adjective_predicate(token)
    return None
