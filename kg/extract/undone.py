"""Deeds that are told as planned or tried and that came to nothing further on in the sentence: `planned to sue but did not`,
`tried in vain to leave`, `was to visit Oslo, but the trip was called off`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.words import CALLED_OFF, COLLAPSING, GIVEN_UP, GIVEN_UP_WITH, PLAN_NOUNS

FRUITLESS = frozenset(["unsuccessfully", "fruitlessly", "vainly"])
SCHEMES = PLAN_NOUNS | {"idea", "scheme", "project", "it", "this", "that"}
DOING = frozenset(["do", "have", "will", "would", "can", "could", "be"])
SUCCEEDING = frozenset(["succeed", "manage"])
SECOND_THOUGHTS = frozenset(["change_mind", "reverse_course", "change_course", "lose_nerve", "get_foot"])
AGAINST = frozenset(["decide", "choose", "opt"])


def comes_to_nothing(verb: Token) -> bool:
    """Does the sentence say that what a verb plans, expects or tries did not come about?"""
    return _in_vain(verb) or any(_undoes(then) for then in _sequels(verb))


def _in_vain(verb: Token) -> bool:
    return any(
        (c.dep_ == "advmod" and c.lower_ in FRUITLESS) or (c.dep_ == "prep" and any(g.lower_ == "vain" for g in c.children))
        for c in verb.children
    )


def _sequels(verb: Token) -> Iterator[Token]:
    """What is told next of a verb or its infinitive: coordinated clauses, those with `before`."""
    for above in (verb, *(c for c in verb.children if c.dep_ == "xcomp")):
        for child in above.children:
            if child.dep_ == "conj" and child.i > above.i and child.pos_ in ("VERB", "AUX"):
                yield child
                yield from (c for c in child.children if c.dep_ == "conj")
            elif child.lower_ == "before" and child.dep_ == "prep":
                yield from (c for c in child.children if c.dep_ == "pcomp")
            elif child.dep_ == "advcl" and any(c.lower_ == "before" and c.dep_ == "mark" for c in child.children):
                yield child


def _undoes(verb: Token) -> bool:
    """Is it `but did not`, `and failed`, `but dropped the plan`, `but changed its mind`, `but the trip was cancelled`?"""
    lemma, rights = verb.lemma_.lower(), list(verb.rights)
    negated = any(c.dep_ == "neg" for c in verb.children)
    objects = {c.lemma_.lower() for c in rights if c.dep_ in ("dobj", "pobj")}
    particle = next((c.lower_ for c in rights if c.i == verb.i + 1 and c.dep_ in ("prt", "advmod", "prep")), "")
    if negated:
        bare = not any(c.dep_ in ("dobj", "xcomp", "ccomp", "acomp", "attr") for c in rights)
        return lemma in SUCCEEDING or (lemma in DOING and bare)
    if any(c.dep_ == "nsubjpass" for c in verb.children):
        return lemma in GIVEN_UP | CALLED_OFF or f"{lemma}_{particle}" in GIVEN_UP_WITH
    if any(f"{lemma}_{o}" in SECOND_THOUGHTS for o in objects) or (lemma in AGAINST and particle == "against"):
        return True
    whole = not any(c.dep_ in ("xcomp", "ccomp") for c in rights)
    schemes = objects | {g.lemma_.lower() for c in rights if c.dep_ == "prep" for g in c.children}
    if f"{lemma}_{particle}" in GIVEN_UP_WITH:
        return whole and (not objects or bool(schemes & SCHEMES))
    return whole and ((lemma in COLLAPSING and lemma != "fall" and not objects) or (lemma in GIVEN_UP and bool(objects & SCHEMES)))
