"""Whose a name is: "Hana Suda of the Rights Commission", "Tarvos Bank's Oda Lind", "the Chilean cyclist Ruben Paz", "Lind (SPD)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import predicate, with_conjuncts
from kg.extract.kinds import is_place_noun, kind_of
from kg.extract.mentions import Ref, is_adjective
from kg.extract.phrases import described_from, owner_before, words_before
from kg.extract.proposals import Proposal
from kg.schema import Frame, Schema

SURE = 0.7
Bond = tuple[str, Ref, Ref, tuple[int, int]]  # what joins two names, the one, the other, the joining tokens


def affiliation_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """Claims of names by what stands directly beside them; the schema's `name` frames say which relation that is."""
    for token in tokens:
        ref = arguments.mentions.named(token)
        if ref is None or ref.head != token.i or ref.type == "Country":
            continue
        for bond in (*_behind(token, ref, arguments), *_in_brackets(ref, arguments), *_before(ref, arguments), *_within(ref, arguments)):
            for frame in _fitting(bond, schema):
                yield _proposal(frame, bond, token)


def _behind(token: Token, ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """`Hana Suda of the Rights Commission`, `the Hosten Institute in Lund`, `Lund, a city in southern Sweden`."""
    doc = arguments.mentions.doc
    inner = [t for t in doc[ref.start : ref.end] if t != token]  # `Institute for Fisheries in Bergen` hangs `in` on the fisheries
    described = [c for c in token.rights if c.dep_ == "appos" and is_place_noun(c, arguments.nouns)]
    for noun in (token, *inner, *described):
        for prep in noun.rights:
            if prep.i < ref.end:
                continue
            if prep.dep_ != "prep" or (prep.lower_ == "in" and token.dep_ == "dobj"):  # `met Hana Suda in Lund` tells where they met
                continue
            for target in (r for t in _objects(prep) if (r := arguments.find(t, ("Organization", "Place"))) and r.kind == "name"):
                yield "in" if noun in described else prep.lower_, ref, target, (prep.i, prep.i + 1)


def _before(ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """`Tarvos Bank's Oda Lind`, `the Chilean cyclist Ruben Paz`; not where the name itself only stands before a noun, nor
    where an office is held: whose office it is, the roles say."""
    mentions = arguments.mentions
    start = described_from(mentions.doc, ref.start, arguments.nouns)
    owner = owner_before(mentions.doc, start)
    words = [*mentions.doc[start : min(start + 1, ref.start)], *words_before(mentions.doc, start)]
    if _is_another(words, ref, arguments) or _belongs_on(ref, arguments):
        return
    other = mentions.named(owner) if owner is not None else None
    if owner is not None and other is not None and other.end == owner.i + 1 and not _is_office(words, arguments.schema):
        roles = start < ref.start or any(("role", w.lemma_.lower()) in arguments.schema.frames_by_lemma for w in words)
        told = ref.type == "Person" and other.type != "Country" and roles  # what somebody is to a body, the roles tell
        if not told:
            yield "'s", ref, other, (other.end, other.end + 1)
    for at, word in enumerate(words):
        other = mentions.over(word)
        if other is None or _is_office(words[:at], arguments.schema):
            continue
        if is_adjective(other, mentions):
            yield "demonym", ref, other, (other.start, other.end)
            return
        if other.kind == "name" and [t.lower_ for t in mentions.doc[other.end : other.end + 2]] == ["-", "based"]:
            yield "based", ref, other, (other.end + 1, other.end + 2)


def _within(ref: Ref, arguments: Arguments) -> Iterator[Bond]:
    """The country that a body has in its name: `Kenyan Air Corps`, `Bank of Kenya`."""
    doc = arguments.mentions.doc
    for i in range(ref.start, ref.end):
        part = arguments.mentions.at(doc[i])
        if part is None or part.id == ref.id or part.type != "Country" or part.end > ref.end:
            continue
        if part.start == ref.start or (part.end == ref.end and doc[part.start - 1].lower_ == "of"):
            yield "within", ref, part, (part.start, part.end)


def _belongs_on(ref: Ref, arguments: Arguments) -> bool:
    """Does the name only describe the noun behind it (`Boeing's Max family`), unless that noun says what it is (`Guardian newspaper`)?"""
    head = arguments.mentions.doc[ref.head]
    if head.dep_ not in ("compound", "nmod", "amod") or ref.start <= head.head.i < ref.end:
        return False
    return head.head.i != ref.end or not (kind_of(head.head, arguments.nouns) or is_place_noun(head.head, arguments.nouns))


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


def nationality_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """`Oda Lind, who is Norwegian`, `she is Norwegian`."""
    for token in tokens:
        people = arguments.mentions.at(token)
        if people is None or people.kind != "demonym" or token.dep_ not in ("acomp", "attr") or token.head.lemma_ != "be":
            continue
        found = predicate(token.head)
        subjects = [r for t in (found.slots.get("subj", []) if found else []) if (r := arguments.find(t, ("Person",)))]
        for ref in subjects:
            for frame in schema.frames_by_lemma.get(("name", "is"), ()):
                yield Proposal(
                    frame.relation, token.head, (token.head.i, token.i + 1), ref, people, f"is:{frame.relation}.{frame.number}", 0.8
                )


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
