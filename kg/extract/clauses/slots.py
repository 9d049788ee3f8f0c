"""A predicate with its slots, and how the words that hang on it fill them. What the slots are, the room's docstring says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.clauses.syntax import is_infinitive, with_conjuncts

Slots = dict[str, list[Token]]

PLACES = {
    "nsubj": "subj", "csubj": "subj", "nsubjpass": "obj", "csubjpass": "obj", "attr": "attr", "acomp": "attr", "oprd": "attr",
}  # fmt: skip
AROUND = {"xcomp": "clause", "ccomp": "clause", "prt": "prt", "advmod": "adv", "npadvmod": "adv", "aux": "aux", "auxpass": "aux"}


@dataclass(frozen=True)
class Predicate:
    """A verb, noun or adjective that may state a relation. `borrowed` are slots filled from elsewhere in the sentence."""

    token: Token
    slots: Slots
    support: Token | None = None
    borrowed: frozenset[str] = field(default_factory=frozenset)


def fill(slots: Slots, child: Token, passive: bool) -> None:
    """Puts a word that hangs on a verb, and those coordinated with it, into the slot that its label stands for."""
    label = child.dep_
    if label in PLACES:
        slots[PLACES[label]] += with_conjuncts(child)
    elif label == "advmod" and child.lower_ in ("there", "here"):
        slots["in"].append(child)
        slots["to"].append(child)
    elif label in AROUND:
        slots[AROUND[label]] += [child, *_shared_clauses(child)]
    elif label == "dobj":
        slots["obj2" if passive and slots["obj"] else "obj"] += with_conjuncts(child)
    elif label in ("prep", "agent") or (label == "dative" and child.pos_ == "ADP"):
        preposition(slots, child, passive or label == "agent")
    elif label == "dative":
        slots["iobj"] += with_conjuncts(child)
    elif label == "advcl" and is_infinitive(child):
        slots["purpose"].append(child)
        slots["clause"].append(child)


def _shared_clauses(child: Token) -> list[Token]:
    """The second infinitive of `enable it to grow and to hire`."""
    if child.dep_ != "xcomp" and not (child.dep_ == "ccomp" and is_infinitive(child)):
        return []
    second = [c for c in child.children if c.dep_ == "conj" and c.tag_ == "VB"]
    return [c for c in second if not any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)]


def preposition(slots: Slots, prep: Token, agent: bool = False) -> None:
    """Puts what a preposition governs into the slot of its name; the `agent` of a passive is the subject."""
    name = prep.lower_
    for child in prep.children:
        if child.dep_ == "pobj":
            slots["subj" if name == "by" and agent else name] += with_conjuncts(child)
        elif child.dep_ == "pcomp":
            slots[f"{name} clause"].append(child)
        elif child.dep_ == "prep":  # out of, from inside, because of
            preposition(slots, child)
            for inner in child.children:
                if inner.dep_ == "pobj":
                    slots[f"{name} {child.lower_}"] += with_conjuncts(inner)


def attached(noun: Token, slots: Slots, *, of: bool) -> None:
    """Prepositional phrases that the parser hung on the object: `sent troops to Russia`. They come after the verb's own.

    `of`: phrases with `of` too, which are else the noun's.
    """
    for prep in noun.rights:
        if prep.dep_ == "prep" and (of or prep.lower_ != "of"):
            found: Slots = defaultdict(list)
            preposition(found, prep)
            for name, tokens in found.items():
                slots[name] += [t for t in tokens if t not in slots[name]]
