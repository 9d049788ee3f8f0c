"""Who does what a verb says, or suffers it, where that stands elsewhere: in the clause above, or where the parser lost it.

After the argument borrowing rules of PredPatt (White et al. 2016), written anew for spaCy's ClearNLP labels.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses.syntax import dependents, is_infinitive, is_passive, objects_of, with_conjuncts
from kg.extract.words import OBJECT_CONTROL, OF_VERBS

DEEPEST = 6  # steps up the sentence, as far as a subject is looked for
# Whose purpose is that of what they move: `sent soldiers to guard the bridge`.
SENDING = frozenset(["send", "dispatch", "deploy", "assign", "station", "hire", "recruit"])
SUBJECTS_OWN = frozenset(["without", "by", "before", "after", "besides", "despite", "since", "upon"])  # what the subject does so


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Who does what a verb says (suffers it, in the passive): its own subject, or else one from the clause above it, `depth`
    clauses up already; empty where nobody is told."""
    return own_subject(verb) or controller(verb, depth)


def own_subject(verb: Token) -> list[Token]:
    """The subject in a verb's own clause, with those coordinated; empty where it has none."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if verb.dep_ == "relcl" and child.tag_ in ("WDT", "WP"):
                return [verb.head]
            return with_conjuncts(child)
    if verb.dep_ == "acl":
        return [verb.head]
    return lost_subject(verb)


def controller(verb: Token, depth: int = 0) -> list[Token]:
    """Who does (or, in the passive, suffers) what a verb without a subject of its own says."""
    head = verb.head
    if depth > DEEPEST or head == verb:
        return []
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects_of(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "acomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if head.lemma_ in OBJECT_CONTROL and not is_passive(head):
            objects = [t for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" for t in with_conjuncts(c)]
            if objects:
                return objects
        if head.pos_ == "ADJ":
            return own_subject(head.head)
        return subjects_of(head, depth + 1)
    if verb.dep_ in ("advcl", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        return _whose_purpose(verb) or subjects_of(head, depth + 1)
    if verb.dep_ == "acl":
        return _of_participle(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _of_gerund(head, depth)
    return []


def _whose_purpose(verb: Token) -> list[Token]:
    """In `sent soldiers to guard the bridge` it is the soldiers who guard."""
    if verb.head.lemma_ not in SENDING or is_passive(verb.head) or not is_infinitive(verb):
        return []
    return dependents(verb.head, "dobj")


def _of_participle(verb: Token, noun: Token, depth: int) -> list[Token]:
    """`troops sent to`, `a man carrying`: the noun; `a plan to send`: whose plan it is, or who makes it."""
    if is_infinitive(verb):
        if owners := dependents(noun, "poss"):
            return owners
        if noun.dep_ in ("dobj", "attr", "pobj"):
            governor = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
            if governor.pos_ in ("VERB", "AUX"):
                return subjects_of(governor, depth + 1)
        return []
    return [noun]


def _of_gerund(prep: Token, depth: int) -> list[Token]:
    """`accused of killing`: the object of an accusing verb; `by deploying`: the subject of the clause."""
    governor = prep.head.head if prep.head.pos_ == "ADV" else prep.head  # far from suing, they …
    if governor.pos_ in ("VERB", "AUX"):
        of_object = prep.head == governor and prep.lower_ not in SUBJECTS_OWN
        of_object = of_object and (is_passive(governor) or governor.lemma_ in OBJECT_CONTROL | OF_VERBS)
        return (dependents(governor, "dobj", "nsubjpass") if of_object else []) or subjects_of(governor, depth + 1)
    if governor.pos_ == "NOUN":
        if owners := dependents(governor, "poss"):
            return owners
        if governor.dep_ == "dobj" and prep.lower_ == "of" and governor.head.lemma_ in OF_VERBS:
            return with_conjuncts(governor)  # the parser hangs "of having killed" on the rebels
        if governor.dep_ == "dobj":
            return subjects_of(governor.head, depth + 1)
    return []


def stray_agent(verb: Token) -> list[Token]:
    """`was donated to the city by Clearwater`: the parser hangs the agent on a nearer noun."""
    for noun in verb.rights:
        for prep in noun.subtree if noun.dep_ in ("prep", "oprd", "attr", "dobj", "npadvmod") else ():
            if prep.lower_ == "by" and prep.dep_ in ("prep", "agent") and prep.head != verb and prep.head.pos_ in ("NOUN", "PROPN"):
                return [t for c in prep.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME") for t in with_conjuncts(c)]
    return []


def shared_agent(verb: Token) -> list[Token]:
    """`was shot and injured by troops`: the agent of the second is that of the first."""
    for conj in verb.rights:
        if conj.dep_ == "conj" and conj.tag_ == "VBN" and conj.i - verb.i <= 3:
            for by in conj.children:
                if by.dep_ == "agent":
                    return objects_of(by)
    return []


def lost_subject(verb: Token) -> list[Token]:
    """`During a visit to the summit, Berg addressed …`: the parser coordinates Berg with the summit, with no `and`."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    for token in reversed(list(verb.lefts)):
        if token.dep_ == "prep" and token.i < verb.i:
            for noun in reversed([t for t in token.subtree if t.dep_ in ("conj", "appos") and t.pos_ in ("PROPN", "NOUN")]):
                before = noun.left_edge.i - 1
                if before > 0 and noun.doc[before].text == "," and not any(c.dep_ == "cc" for c in noun.head.children):
                    return [noun]
    return []
