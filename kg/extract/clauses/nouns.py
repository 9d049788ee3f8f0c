"""Nouns and adjectives as predicates: `the visit of X to Y`, `held talks with`, `is critical of`."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from kg.extract.clauses.slots import Predicate, Slots, preposition
from kg.extract.clauses.subjects import subjects_of
from kg.extract.clauses.syntax import dependents, is_passive, with_conjuncts
from kg.extract.clauses.verbs import verb_predicate
from kg.extract.words import LIGHT

DENYING = frozenset(["deny", "admit"])
CARRYING = frozenset(["in", "into", "to", "under", "on", "with", "at", "of", "through"])  # take part in, come under attack, go to war
CARRIED_INTO = LIGHT | {"come", "go", "be", "engage", "enter", "participate", "call"}  # verbs before these prepositions


def noun_predicate(token: Token) -> Predicate:
    """The predicate of a noun; a light verb that carries it lends its slots."""
    slots: Slots = defaultdict(list)
    slots["self"] = [token]
    for child in token.children:
        if child.dep_ == "poss":
            slots["poss"] += with_conjuncts(child)
        elif child.dep_ in ("prep", "agent"):
            _noun_preposition(slots, child)
        elif child.dep_ in ("compound", "amod", "nmod"):
            slots["compound"].append(child)
            slots["compound"] += [t for t in child.children if t.dep_ in ("compound", "amod", "nmod", "poss")]
        elif child.dep_ in ("acl", "relcl"):
            slots["clause"].append(child)
        elif child.dep_ == "appos":
            slots["appos"] += with_conjuncts(child)
    support = _support(token, slots)
    slots["main"] += _main(token)
    if not (slots["poss"] or slots["by"] or slots["subj"]) and _is_own_deed(token):
        slots["subj"] += subjects_of(token.head)
    return Predicate(token, dict(slots), support)


def _is_own_deed(noun: Token) -> bool:
    """Is a noun what somebody denies or admits of himself: `denied membership of the party`?"""
    own = noun.dep_ == "dobj" and noun.head.lemma_ in DENYING and not is_passive(noun.head)
    return own and not any(c.dep_ in ("amod", "compound") and c.pos_ == "PROPN" for c in noun.children)


def _noun_preposition(slots: Slots, prep: Token) -> None:
    found: Slots = defaultdict(list)
    preposition(found, prep)
    for name, tokens in found.items():
        slots[name] += tokens
        if not name.endswith("clause"):
            for noun in tokens:  # talks with X in Geneva: the parser hangs `in` on X
                for inner in noun.children:
                    if inner.dep_ == "prep" and inner.lower_ not in ("of", name):
                        preposition(slots, inner)


def _main(noun: Token) -> list[Token]:
    """Who is spoken of where a noun stands in a phrase: `X said in an interview`, `X in an interview with`."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ != "prep":
        return []
    above = prep.head
    if above.pos_ in ("VERB", "AUX"):
        return subjects_of(above)
    return [above] if above.pos_ == "PROPN" else []


def _support(noun: Token, slots: Slots) -> Token | None:
    """The light verb that carries a noun, whose subject and phrases become the noun's; None where there is none."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ == "NOUN":
        head = head.head
    verb = head.head
    if head.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in CARRYING and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head  # take part in, come under attack from
        if verb.lemma_ not in CARRIED_INTO:
            return None
    elif head.dep_ not in ("dobj", "nsubjpass", "attr") or verb.lemma_ not in LIGHT:
        return None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    own = verb_predicate(verb).slots
    for name, tokens in own.items():
        if name in ("obj", "attr", "clause", "adv", "prt"):
            continue
        slots[name] += [t for t in tokens if t not in slots[name] and t != noun]
    return verb


def adjective_predicate(token: Token) -> Predicate:
    """The predicate of an adjective; the verb that it completes lends its slots."""
    slots: Slots = defaultdict(list)
    for child in token.children:
        if child.dep_ == "prep":
            preposition(slots, child)
        elif child.dep_ in ("xcomp", "ccomp"):
            slots["clause"].append(child)
    slots["subj"] += dependents(token, "nsubj")
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("VERB", "AUX"):
        own = verb_predicate(token.head).slots
        slots["main"].append(token.head)
        slots["subj"] += own.get("subj", []) + (own.get("obj", []) if token.dep_ == "oprd" else [])
        for name, tokens in own.items():
            if name not in ("subj", "obj", "attr", "clause", "adv", "prt"):
                slots[name] += [t for t in tokens if t not in slots[name]]
    elif token.dep_ in ("amod", "acl", "appos"):
        slots["subj"].append(token.head)
    return Predicate(token, dict(slots))


def is_said_of_another(noun: Token) -> bool:
    """Is a noun what a clause says of its subject: the `member` of `X is no member of Y`, `X works as a member of Y`?"""
    verb, dep = noun.head, noun.dep_
    said = dep in ("attr", "oprd")
    if dep == "pobj":  # as a member; nothing but a member
        said = verb.lower_ == "but" or (verb.lower_ == "as" and verb.head.pos_ == "VERB")
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if verb.tag_ in ("VB", "VBG"):  # whoever it is said of stands elsewhere
        return said
    return said and any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in ("it", "there") for c in verb.children)
