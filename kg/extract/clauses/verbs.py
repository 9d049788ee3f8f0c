"""Verbs as predicates: active, passive, relative, participles before a noun."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from kg.extract.clauses.slots import Predicate, Slots, attached, fill
from kg.extract.clauses.subjects import controller, lost_subject, shared_agent, stray_agent
from kg.extract.clauses.syntax import is_passive
from kg.extract.words import OF_VERBS


def verb_predicate(token: Token) -> Predicate:
    """The predicate of a verb, its logical subject and object found wherever they stand."""
    slots: Slots = defaultdict(list)
    passive = is_passive(token)
    for child in token.children:
        fill(slots, child, passive)
    if token.dep_ == "relcl":
        _relative(token, slots, passive)
    elif (have := _have_of(token)) is not None:
        slots["obj"].append(token.head)
        slots.update({name: tokens for name, tokens in verb_predicate(have).slots.items() if name != "obj" and not slots[name]})
    elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBG"):  # the detained leader; the advancing troops
        slots["obj" if token.tag_ == "VBN" else "subj"].append(token.head)
        slots["subj"] += [t for t in slots["adv"] if token.tag_ == "VBN" and t.pos_ in ("PROPN", "NOUN") and token.nbor(-1).text == "-"]
    borrowed = _borrow(token, slots, passive)
    if not slots["subj"]:
        slots["subj"] += (stray_agent(token) or shared_agent(token)) if passive else lost_subject(token)
    for noun in list(slots["obj"]):
        attached(noun, slots, of=token.lemma_ in OF_VERBS)
    return Predicate(token, dict(slots), borrowed=borrowed)


def _have_of(participle: Token) -> Token | None:
    """The `having` of `having supplied weapons`, where the parser takes the participle for an adjective; else None."""
    noun, before = participle.head, participle.doc[max(participle.i - 1, 0)]
    perfect = participle.dep_ == "amod" and participle.tag_ == "VBN" and before.lemma_ == "have"
    return before if perfect and noun.dep_ == "dobj" and noun.head == before else None


def _relative(verb: Token, slots: Slots, passive: bool) -> None:
    """In `the man who met Y` the antecedent takes the place of the relative pronoun, or of the gap."""
    antecedent = verb.head
    for tokens in slots.values():
        for at, token in enumerate(tokens):
            if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")):
                tokens[at] = antecedent
    gap = "obj" if slots["subj"] or passive else "subj"
    filled = any(antecedent in tokens for tokens in slots.values())
    if not filled and not slots[gap] and not any(c.tag_ == "WRB" for c in verb.subtree):
        slots[gap].append(antecedent)
    for child in verb.children:  # where: the antecedent is the place
        if child.tag_ == "WRB" and child.lower_ == "where":
            slots["in"].append(antecedent)


def _borrow(verb: Token, slots: Slots, passive: bool) -> frozenset[str]:
    """Fills an empty subject (or passive object) from the governing clause; returns the names of slots filled so."""
    wanted = "obj" if passive else "subj"
    found = [] if slots[wanted] else controller(verb)
    slots[wanted] += found
    return frozenset([wanted] if found else [])
