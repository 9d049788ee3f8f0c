"""What a name is by what is done with it: one lives in a place, founds a body, is born a person.

The model guesses the type of a name it does not know from the look of a sentence, and often wrongly (a company for a
person, a village for a company). A verb or a role whose frames take but one kind of thing in a slot says more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.attribution import Found
from kg.extract.clauses import predicate
from kg.extract.mentions import Mentions, Ref
from kg.gazetteer import Gazetteer
from kg.names import TITLES, fold
from kg.schema import Schema

FAMILIES = ("Person", "Organization", "Place")
FOUNDING = frozenset(["found", "co-found", "establish", "incorporate"])  # one joins, serves and leads people too
GUESSED = frozenset(["Person", "Organization", "Place"])  # types that the model gives and often mistakes


def retype_by_use(mentions: Mentions, founds: Sequence[Found], gazetteer: Gazetteer, schema: Schema) -> None:
    """Gives the names of an article that nothing but the model has typed the type that their uses agree on."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    guessed: dict[str, list[Ref]] = defaultdict(list)
    for ref in mentions:
        name = fold(mentions.text(ref))
        if ref.kind == "name" and ref.type in GUESSED and gazetteer.lookup(mentions.text(ref)) is None:
            guessed[name].append(ref)
            votes[name].update(_uses(mentions.doc[ref.head], schema))
    speakers = {f.source_head for f in founds}
    for name, refs in guessed.items():
        wanted = sorted(votes[name])
        if len(wanted) != 1 or schema.is_a(refs[0].type, wanted[0]) or any(r.head in speakers for r in refs):
            continue
        if all(_could_be(wanted[0], ref, mentions, gazetteer) for ref in refs):
            for ref in refs:
                mentions.retype(ref, wanted[0])


def _could_be(type_: str, ref: Ref, mentions: Mentions, gazetteer: Gazetteer) -> bool:
    """A person has a given name or a title, a body and a place have none; no place is guessed to be a body (one plays for
    Wolfsburg), and no body of many words a place (one sits in the House of Commons)."""
    doc = mentions.doc
    titled = ref.start > 0 and fold(doc[ref.start - 1].text) in TITLES
    named = titled or any(gazetteer.gender(t.text) is not None for t in doc[ref.start : ref.end])
    if type_ == "Person":
        return named
    if ref.type == "Person":
        return not named
    return type_ == "Place" and ref.end - ref.start == 1


def _uses(token: Token, schema: Schema) -> Iterator[str]:
    """The families that the words around a name want of it. Of a place and of a body only what one does to them counts:
    who does something is a person more often than the frames know."""
    governor = token.head.head if token.dep_ == "pobj" else token.head
    kind = "verb" if governor.pos_ in ("VERB", "AUX") else "role"
    frames = schema.frames_by_lemma.get((kind, governor.lemma_.lower()), ())
    found = predicate(governor) if frames else None
    for slot, tokens in found.slots.items() if found is not None else ():
        if not any(t == token for t in tokens):
            continue
        wanted = {t for f in frames if slot in f.subject for t in f.domain} if kind == "verb" else set()
        wanted |= {t for f in frames if slot in f.object for t in f.range}
        family = next((f for f in FAMILIES if wanted and all(schema.is_a(t, f) for t in wanted)), None)
        done_to = token.dep_ == "pobj" if kind == "role" or family == "Place" else (token.dep_ == "dobj" and governor.lemma_ in FOUNDING)
        if family == "Person" or (family and done_to):
            yield family
