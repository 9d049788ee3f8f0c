"""Whose a name is: "Hana Suda of the Rights Commission", "Tarvos Bank's Oda Lind", "the Chilean cyclist Ruben Paz", "Lind (SPD)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import with_conjuncts
from kg.extract.mentions import Ref
from kg.extract.phrases import owner_before, words_before
from kg.extract.proposals import Proposal
from kg.schema import Frame, Schema

SURE = 0.7
Bond = tuple[str, Ref, Ref, tuple[int, int]]  # what joins two names, the one, the other, the joining tokens


def affiliation_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """Claims of names by what stands directly beside them; the schema's `name` frames say which relation that is."""
    for token in tokens:
        ref = arguments.mentions.named(token)
        if ref is None or ref.head != token.i:
            continue
        for bond in _bonds(token, ref, arguments):
            for frame in _fitting(bond, schema):
                yield _proposal(frame, bond, token)


def _bonds(token: Token, ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """The other names that a name is joined to: by a preposition, a possessive, a demonym, brackets."""
    for prep in token.rights:
        if prep.dep_ == "prep":
            for target in (r for t in _objects(prep) if (r := arguments.find(t, ("Organization", "Place"))) and r.kind == "name"):
                yield prep.lower_, ref, target, (prep.i, prep.i + 1)
    yield from _in_brackets(ref, arguments)
    yield from _before(ref, arguments)


def _before(ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """`Tarvos Bank's Oda Lind`, `the Chilean cyclist Ruben Paz`; not where the name itself only stands before a noun, nor
    where an office is held: whose office it is, the roles say."""
    mentions = arguments.mentions
    words = words_before(mentions.doc, ref.start)
    if _is_another(words, ref, arguments) or _belongs_on(ref, arguments):
        return
    owner = owner_before(mentions.doc, ref.start, words)
    other = mentions.named(owner) if owner is not None else None
    if owner is not None and other is not None and other.end == owner.i + 1 and not _is_office(words, arguments.schema):
        yield "'s", ref, other, (other.end, other.end + 1)
    for at, word in enumerate(words):
        people = mentions.over(word)
        if people is not None and _as_adjective(people, arguments):
            if not _is_office(words[:at], arguments.schema):
                yield "demonym", ref, people, (people.start, people.end)
            return


def _belongs_on(ref: Ref, arguments: Arguments) -> bool:
    """Does the name only describe the noun behind it (`Boeing's Max family`), unless that noun says what it is (`Guardian newspaper`)?"""
    head = arguments.mentions.doc[ref.head]
    if head.dep_ not in ("compound", "nmod", "amod") or ref.start <= head.head.i < ref.end:
        return False
    type_ = arguments.nouns.type_of(head.head.lemma_.lower())
    return head.head.i != ref.end or type_ is None or not arguments.schema.is_a(type_, "Organization")


def _is_office(words: list[Token], schema: Schema) -> bool:
    """Is there a word among these that names an office of state or who speaks or leads for one?"""
    frames = [f for w in words for f in schema.frames_by_lemma.get(("role", w.lemma_.lower()), ())]
    return any(f.relation == "leader_of" or (f.relation == "holds_position" and "any" not in f.fallback) for f in frames)


def _in_brackets(ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """`Oda Lind (SPD)`, `Oda Lind (of the Left Party)`."""
    doc, at = arguments.mentions.doc, ref.end
    if at + 2 >= len(doc) or doc[at].text not in ("(", "["):
        return
    inner = at + 1
    while inner < len(doc) - 1 and doc[inner].lower_ in ("of", "the"):
        inner += 1
    other = arguments.mentions.named(doc[inner])
    if other is not None and other.start == inner and other.end < len(doc) and doc[other.end].text in (")", "]", ","):
        yield "(", ref, other, (at, at + 1)


def _is_another(words: list[Token], ref: Ref, arguments: Arguments) -> bool:
    """Do the words before a name say that it is no person though it has that type, or the other way round?"""
    type_ = arguments.nouns.type_of(words[0].lemma_.lower()) if words and words[0].pos_ == "NOUN" else None
    return type_ is not None and (type_ in ("Person", "Group")) != (ref.type in ("Person", "Group"))


def _as_adjective(people: Ref, arguments: Arguments) -> bool:
    """Does a country's mention stand as an adjective (`Chilean`, `US`), and in no word with a hyphen (`US-based`)?"""
    doc = arguments.mentions.doc
    if doc[people.end].text == "-" and not doc[people.end - 1].whitespace_:
        return False
    return people.kind == "demonym" or (people.type == "Country" and arguments.mentions.text(people).replace(".", "").isupper())


def _fitting(bond: Bond, schema: Schema) -> Iterator[Frame]:
    """The frames of a bond; one that is a fallback only where no other fits."""
    joined, subject, object_, _ = bond
    frames = schema.frames_by_lemma.get(("name", joined), ())
    found = [f for f in frames if schema.fits(subject.type, f.domain) and schema.fits(object_.type, f.range)]
    yield from [f for f in found if not f.fallback] or found


def _proposal(frame: Frame, bond: Bond, token: Token) -> Proposal:
    _, subject, object_, words = bond
    if frame.inverse:
        subject, object_ = object_, subject
    return Proposal(frame.relation, token, words, subject, object_, f"name:{frame.relation}.{frame.number}", SURE, standing=True)


def _objects(prep: Token) -> list[Token]:
    return [t for c in prep.children if c.dep_ == "pobj" for t in with_conjuncts(c)]
