"""A predicate and what fills its places, whatever the clause looks like: active, passive, relative, coordinated,
controlled, light verb or noun. Slots are

    subj obj iobj attr    logical subject and object, recipient, complement
    by in to with …       objects of prepositions, by the preposition
    poss demonym compound of a noun: whose, of which country, what kind
    between               both objects of `between X and Y`
    self clause prt adv   the noun itself; a content clause's verb; particle; adverb

After the argument borrowing rules of PredPatt (White et al. 2016), written anew for spaCy's ClearNLP labels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.negation import NOBODY
from kg.extract.words import COUNTERS, LIGHT, OBJECT_CONTROL, OF_VERBS

# Whose purpose is that of what they move: `sent soldiers to guard the bridge`.
SENDING = frozenset(["send", "dispatch", "deploy", "assign", "station", "hire", "recruit"])

SUBJECTS_OWN = frozenset(["without", "by", "before", "after", "besides", "despite", "since", "upon"])  # what the subject does so

DENYING = frozenset(["deny", "admit"])

CARRYING = frozenset(["in", "into", "to", "under", "on", "with", "at", "of", "through"])  # take part in, come under attack, go to war

Slots = dict[str, list[Token]]


@dataclass(frozen=True)
class Predicate:
    """A verb, noun or adjective that may state a relation. `borrowed` are slots filled from elsewhere in the sentence."""

    token: Token
    slots: Slots
    support: Token | None = None
    borrowed: frozenset[str] = field(default_factory=frozenset)


def predicate(token: Token) -> Predicate | None:
    """The predicate a token heads, or None where it heads none."""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        return _verb(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(token)
    if token.pos_ == "ADJ":
        return _adjective(token)
    return None


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and those that are coordinated with it, in order; of `hundreds of planes` the planes."""
    found = [counted(token)]
    for conj in token.conjuncts:
        if conj.i > token.i and conj.dep_ == "conj" and conj.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            found.append(counted(conj))
    return found


def objects_of(prep: Token) -> list[Token]:
    """What a preposition governs, those coordinated with it too."""
    return [t for c in prep.children if c.dep_ == "pobj" for t in with_conjuncts(c)]


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


# ---------------------------------------------------------------------- verbs


def _verb(token: Token) -> Predicate:
    slots: Slots = defaultdict(list)
    passive = is_passive(token)
    for child in token.children:
        _fill(slots, child, passive)
    if token.dep_ == "relcl":
        _relative(token, slots, passive)
    elif (have := _have_of(token)) is not None:
        slots["obj"].append(token.head)
        slots.update({name: tokens for name, tokens in _verb(have).slots.items() if name != "obj" and not slots[name]})
    elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBG"):  # the detained leader; the advancing troops
        slots["obj" if token.tag_ == "VBN" else "subj"].append(token.head)
        slots["subj"] += [t for t in slots["adv"] if token.tag_ == "VBN" and t.pos_ in ("PROPN", "NOUN") and token.nbor(-1).text == "-"]
    borrowed = _borrow(token, slots, passive)
    if not slots["subj"]:
        slots["subj"] += (_stray_agent(token) or _shared_agent(token)) if passive else _lost_subject(token)
    for noun in list(slots["obj"]):
        _attached(noun, slots, of=token.lemma_ in OF_VERBS)
    return Predicate(token, dict(slots), borrowed=frozenset(borrowed))


def _have_of(participle: Token) -> Token | None:
    """The `having` of `having supplied weapons`, where the parser takes the participle for an adjective; else None."""
    noun, before = participle.head, participle.doc[max(participle.i - 1, 0)]
    perfect = participle.dep_ == "amod" and participle.tag_ == "VBN" and before.lemma_ == "have"
    return before if perfect and noun.dep_ == "dobj" and noun.head == before else None


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


PLACES = {
    "nsubj": "subj", "csubj": "subj", "nsubjpass": "obj", "csubjpass": "obj", "attr": "attr", "acomp": "attr", "oprd": "attr",
}  # fmt: skip
AROUND = {"xcomp": "clause", "ccomp": "clause", "prt": "prt", "advmod": "adv", "npadvmod": "adv", "aux": "aux", "auxpass": "aux"}


def _fill(slots: Slots, child: Token, passive: bool) -> None:
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
        _preposition(slots, child, passive or label == "agent")
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


def _preposition(slots: Slots, prep: Token, agent: bool = False) -> None:
    name = prep.lower_
    for child in prep.children:
        if child.dep_ == "pobj":
            slots["subj" if name == "by" and agent else name] += with_conjuncts(child)
        elif child.dep_ == "pcomp":
            slots[f"{name} clause"].append(child)
        elif child.dep_ == "prep":  # out of, from inside, because of
            _preposition(slots, child)
            for inner in child.children:
                if inner.dep_ == "pobj":
                    slots[f"{name} {child.lower_}"] += with_conjuncts(inner)


def _attached(noun: Token, slots: Slots, *, of: bool) -> None:
    """Prepositional phrases that the parser hung on the object: `sent troops to Russia`. They come after the verb's own."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and (of or prep.lower_ != "of"):
            found: Slots = defaultdict(list)
            _preposition(found, prep)
            for name, tokens in found.items():
                slots[name] += [t for t in tokens if t not in slots[name]]


def _relative(verb: Token, slots: Slots, passive: bool) -> None:
    """In `the man who met Y` the antecedent takes the place of the relative pronoun, or of the gap."""
    antecedent = verb.head
    for tokens in slots.values():
        for at, token in enumerate(tokens):
            if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")):
                tokens[at] = antecedent
    gap = "obj" if slots["subj"] or passive else "subj"
    filled = any(antecedent in tokens for tokens in slots.values())
    if not filled and not slots[gap] and not any(c.tag_ in ("WRB",) for c in verb.subtree):
        slots[gap].append(antecedent)
    for child in verb.children:  # where: the antecedent is the place
        if child.tag_ == "WRB" and child.lower_ == "where":
            slots["in"].append(antecedent)


def _borrow(verb: Token, slots: Slots, passive: bool) -> list[str]:
    """Fills an empty subject (or passive object) from the governing clause; returns the names of slots filled so."""
    wanted = "obj" if passive else "subj"
    if slots[wanted]:
        return []
    found = _controller(verb)
    if found:
        slots[wanted] += found
        return [wanted]
    return []


def _controller(verb: Token, depth: int = 0) -> list[Token]:
    """Who does (or, in the passive, suffers) what a verb without a subject of its own says."""
    head = verb.head
    if depth > 6 or head == verb:
        return []
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _own_subject(head) or _controller(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "acomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if head.lemma_ in OBJECT_CONTROL and not is_passive(head):
            objects = [t for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" for t in with_conjuncts(c)]
            if objects:
                return objects
        if head.pos_ == "ADJ":
            return _own_subject(head.head)
        return _own_subject(head) or _controller(head, depth + 1)
    if verb.dep_ in ("advcl", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        return _whose_purpose(verb) or _own_subject(head) or _controller(head, depth + 1)
    if verb.dep_ == "acl":
        return _of_participle(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _of_gerund(head, depth)
    return []


def _whose_purpose(verb: Token) -> list[Token]:
    """In `sent soldiers to guard the bridge` it is the soldiers who guard."""
    if verb.head.lemma_ not in SENDING or is_passive(verb.head) or not is_infinitive(verb):
        return []
    return [t for c in verb.head.children if c.dep_ == "dobj" for t in with_conjuncts(c)]


def is_infinitive(verb: Token) -> bool:
    """Is it `to` do?"""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _own_subject(verb: Token) -> list[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if verb.dep_ == "relcl" and child.tag_ in ("WDT", "WP"):
                return [verb.head]
            return with_conjuncts(child)
    if verb.dep_ == "acl":
        return [verb.head]
    return _lost_subject(verb)


def _stray_agent(verb: Token) -> list[Token]:
    """`was donated to the city by Clearwater`: the parser hangs the agent on a nearer noun."""
    for noun in verb.rights:
        for prep in noun.subtree if noun.dep_ in ("prep", "oprd", "attr", "dobj", "npadvmod") else ():
            if prep.lower_ == "by" and prep.dep_ in ("prep", "agent") and prep.head != verb and prep.head.pos_ in ("NOUN", "PROPN"):
                return [t for c in prep.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME") for t in with_conjuncts(c)]
    return []


def _shared_agent(verb: Token) -> list[Token]:
    """`was shot and injured by troops`: the agent of the second is that of the first."""
    for conj in verb.rights:
        if conj.dep_ == "conj" and conj.tag_ == "VBN" and conj.i - verb.i <= 3:
            for by in conj.children:
                if by.dep_ == "agent":
                    return objects_of(by)
    return []


def _lost_subject(verb: Token) -> list[Token]:
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


def _of_participle(verb: Token, noun: Token, depth: int) -> list[Token]:
    """`troops sent to`, `a man carrying`: the noun; `a plan to send`: whose plan it is, or who makes it."""
    if is_infinitive(verb):
        owners = [t for c in noun.children if c.dep_ == "poss" for t in with_conjuncts(c)]
        if owners:
            return owners
        if noun.dep_ in ("dobj", "attr", "pobj"):
            governor = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
            if governor.pos_ in ("VERB", "AUX"):
                return _own_subject(governor) or _controller(governor, depth + 1)
        return []
    return [noun]


def _of_gerund(prep: Token, depth: int) -> list[Token]:
    """`accused of killing`: the object of an accusing verb; `by deploying`: the subject of the clause."""
    governor = prep.head.head if prep.head.pos_ == "ADV" else prep.head  # far from suing, they …
    if governor.pos_ in ("VERB", "AUX"):
        if prep.head == governor and prep.lower_ not in SUBJECTS_OWN and (is_passive(governor) or governor.lemma_ in OBJECT_CONTROL):
            objects = [t for c in governor.children if c.dep_ in ("dobj", "nsubjpass") for t in with_conjuncts(c)]
            if objects:
                return objects
        return _own_subject(governor) or _controller(governor, depth + 1)
    if governor.pos_ == "NOUN":
        owners = [t for c in governor.children if c.dep_ == "poss" for t in with_conjuncts(c)]
        if owners:
            return owners
        if governor.dep_ == "dobj":
            return _own_subject(governor.head) or _controller(governor.head, depth + 1)
    return []


# ---------------------------------------------------------------------- nouns and adjectives


def _noun(token: Token) -> Predicate:
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
        slots["subj"] += _own_subject(token.head) or _controller(token.head)
    return Predicate(token, dict(slots), support)


def _is_own_deed(noun: Token) -> bool:
    """Is a noun what somebody denies or admits of himself: `denied membership of the party`?"""
    own = noun.dep_ == "dobj" and noun.head.lemma_ in DENYING and not is_passive(noun.head)
    return own and not any(c.dep_ in ("amod", "compound") and c.pos_ == "PROPN" for c in noun.children)


def _noun_preposition(slots: Slots, prep: Token) -> None:
    found: Slots = defaultdict(list)
    _preposition(found, prep)
    for name, tokens in found.items():
        slots[name] += tokens
        if not name.endswith("clause"):
            for noun in tokens:  # talks with X in Geneva: the parser hangs `in` on X
                for inner in noun.children:
                    if inner.dep_ == "prep" and inner.lower_ not in ("of", name):
                        _preposition(slots, inner)


def _main(noun: Token) -> list[Token]:
    """Who is spoken of where a noun stands in a phrase: `X said in an interview`, `X in an interview with`."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ != "prep":
        return []
    above = prep.head
    if above.pos_ in ("VERB", "AUX"):
        return _own_subject(above) or _controller(above)
    return [above] if above.pos_ == "PROPN" else []


def _support(noun: Token, slots: Slots) -> Token | None:
    """The light verb that carries a noun, whose subject and phrases become the noun's; None where there is none."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ == "NOUN":
        head = head.head
    verb = head.head
    if head.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in CARRYING and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head  # take part in, come under attack from
        if verb.lemma_ not in LIGHT and verb.lemma_ not in (
            "come",
            "go",
            "be",
            "engage",
            "enter",
            "participate",
            "call",
        ):
            return None
    elif head.dep_ not in ("dobj", "nsubjpass", "attr") or verb.lemma_ not in LIGHT:
        return None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    own = _verb(verb).slots
    for name, tokens in own.items():
        if name in ("obj", "attr", "clause", "adv", "prt"):
            continue
        slots[name] += [t for t in tokens if t not in slots[name] and t != noun]
    return verb


def _adjective(token: Token) -> Predicate:
    slots: Slots = defaultdict(list)
    for child in token.children:
        if child.dep_ == "prep":
            _preposition(slots, child)
        elif child.dep_ in ("xcomp", "ccomp"):
            slots["clause"].append(child)
    slots["subj"] += [t for c in token.children if c.dep_ == "nsubj" for t in with_conjuncts(c)]
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("VERB", "AUX"):
        own = _verb(token.head).slots
        slots["main"].append(token.head)
        slots["subj"] += own.get("subj", []) + (own.get("obj", []) if token.dep_ == "oprd" else [])
        for name, tokens in own.items():
            if name not in ("subj", "obj", "attr", "clause", "adv", "prt"):
                slots[name] += [t for t in tokens if t not in slots[name]]
    elif token.dep_ in ("amod", "acl", "appos"):
        slots["subj"].append(token.head)
    return Predicate(token, dict(slots))
