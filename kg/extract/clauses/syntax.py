"""Small questions to the parse: what is coordinated or counted, what a preposition governs, passive, infinitive."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.negation import NOBODY
from kg.extract.words import COUNTERS


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and those that are coordinated with it, in order; of `hundreds of planes` the planes."""
    found = [counted(token)]
    for conj in token.conjuncts:
        if conj.i > token.i and conj.dep_ == "conj" and conj.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            found.append(counted(conj))
    return found


def dependents(token: Token, *labels: str) -> list[Token]:
    """What hangs on a token by one of these labels, in order, those coordinated with it too."""
    return [t for c in token.children if c.dep_ in labels for t in with_conjuncts(c)]


def objects_of(prep: Token) -> list[Token]:
    """What a preposition governs, those coordinated with it too."""
    return dependents(prep, "pobj")


def counted(token: Token) -> Token:
    """What a counting word counts: the soldiers in `some of its soldiers`; of `no country but Chad` Chad; else the token itself."""
    for prep in token.rights:
        if prep.lower_ in ("but", "except", "save") and (token.lower_ in NOBODY or any(c.lower_ == "no" for c in token.lefts)):
            return next((c for c in prep.children if c.dep_ == "pobj"), token)
    if token.lemma_.lower() in COUNTERS or token.lower_ in COUNTERS:
        for prep in token.rights:
            if prep.lower_ == "of":
                for child in prep.children:
                    if child.dep_ == "pobj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                        return child
    return token


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive: `was sent`, `the troops sent by`, `was arrested and charged`?"""
    labels = {c.dep_ for c in verb.children}
    if labels & {"nsubjpass", "auxpass"}:
        return True
    if verb.tag_ != "VBN" or "aux" in labels:
        return False
    if verb.dep_ in ("acl", "advcl", "acomp"):
        return True
    return verb.dep_ == "conj" and "nsubj" not in labels and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)


def is_infinitive(verb: Token) -> bool:
    """Is it `to` do?"""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
