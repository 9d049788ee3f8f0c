"""The mentions of an article as coreference sees them: with number, sex, kind of thing, role in the clause.

Besides the mentions that are stored there are the other noun phrases ("the quake"): pronouns may stand for them, and
a chain that has one is worth keeping.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc, Token

from kg.extract.coref.words import ARTICLES, CLASS_OF, FEMALE, INDEFINITE, MALE, POINTING
from kg.extract.mentions import Mentions, Ref
from kg.extract.nominals import phrase
from kg.gazetteer import Gazetteer
from kg.names import fold, person_parts
from kg.parse import Parsed
from kg.schema import Schema

FAMILIES = ("Person", "Group", "Organization", "Place", "Event", "Work", "Thing", "Any")
ROLES = ("subject", "object", "possessive", "prepositional", "apposition", "predicate", "compound", "conjunct", "root", "other")
ROLE_OF = {
    "nsubj": 0, "nsubjpass": 0, "csubj": 0, "dobj": 1, "dative": 1, "poss": 2, "pobj": 3, "appos": 4, "attr": 5, "compound": 6,
    "amod": 6, "nmod": 6, "conj": 7, "ROOT": 8,
}  # fmt: skip
PERSONAL_FAMILY = {"i": "Person", "you": "Person", "he": "Person", "she": "Person", "we": "Group", "it": "Thing", "this": "Thing"}
UNDIVIDED = ("Person", "Place", "Country", "City", "Region", "Group")  # names in which no other is looked for
EMPTY_HEADS = frozenset("lot kind sort way bit".split())
MEASURES = frozenset("DATE TIME PERCENT MONEY QUANTITY CARDINAL ORDINAL".split())
FAR = 20  # steps up the tree to the verb of a clause


@dataclass(slots=True, eq=False)
class Item:
    """A mention with what is known of it. `word_class`: the pronoun's, or how the noun phrase is opened; `name`: number
    of the name it is one form of, or -1; `speaker`, `addressee`: numbers that coref.speech hands out."""

    at: int
    ref: Ref
    stored: bool
    text: str
    words: tuple[str, ...]
    head: Token
    lemma: str
    word_class: str
    family: str
    number: str
    gender: str | None
    role: int
    clause: int
    sentence: int
    line: int
    animate: str | None = None
    name: int = -1
    first: bool = False
    speaker: int = 0
    addressee: int = 0

    @property
    def kind(self) -> str:
        """name, demonym, nominal or pronoun."""
        return self.ref.kind


def make_items(parsed: Parsed, mentions: Mentions, schema: Schema, gazetteer: Gazetteer) -> list[Item]:
    """All mentions in the order of the text, the longer first where two begin together."""
    sentence, line = _places(parsed)
    stored = [r for r in mentions if r.type != "Position" and r.head in sentence]
    refs = [(r, True) for r in stored] + [(r, False) for r in _further(parsed, mentions, gazetteer, {r.head for r in stored})]
    refs = [(r, s) for r, s in refs if r.head in sentence]
    refs.sort(key=lambda x: (x[0].start, -x[0].end, x[0].type))
    make = _Maker(mentions, schema, gazetteer)
    items = [make.item(at, ref, is_stored) for at, (ref, is_stored) in enumerate(refs)]
    for item in items:
        item.sentence, item.line = sentence[item.ref.head], line[item.ref.head]
    return items


def _places(parsed: Parsed) -> tuple[dict[int, int], dict[int, int]]:
    """{token: number of its sentence} and {token: number of its line} outside boilerplate."""
    sentence: dict[int, int] = {}
    line: dict[int, int] = {}
    numbers = {item.start: n for n, item in enumerate(parsed.lines)}
    for n, sent in enumerate(parsed.sents):
        if sent.record.kind == "boilerplate":
            continue
        for i in range(sent.span.start, sent.span.end):
            sentence[i] = n
            line[i] = numbers[sent.line.start]
    return sentence, line


def _further(parsed: Parsed, mentions: Mentions, gazetteer: Gazetteer, heads: set[int]) -> Iterator[Ref]:
    """Noun phrases and pronouns that are no stored mentions."""
    doc = parsed.doc
    taken = set(heads)
    for chunk in doc.noun_chunks:
        head = chunk.root
        if head.i in taken or head.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "X") or mentions.over(head):
            continue
        if head.lemma_.lower() in EMPTY_HEADS or head.ent_type_ in MEASURES:
            continue
        taken.add(head.i)
        start, end = phrase(doc, head)
        kind = "name" if _is_name(doc, start, head) else "nominal"
        if kind == "name":
            while start < head.i and doc[start].pos_ != "PROPN":
                start += 1
            end = head.i + 1
        yield mentions.loose(start, end, head.i, kind, "Topic")
    yield from _inside_names(mentions, gazetteer, taken)
    words = [doc.vocab.strings[w] for w in CLASS_OF]
    for i in np.flatnonzero(np.isin(doc.to_array("LOWER"), words)).tolist():
        token = doc[i]
        if i not in taken and token.tag_ in ("PRP", "PRP$", "DT") and _stands_alone(token):
            yield mentions.loose(i, i + 1, i, "pronoun", "Entity")


def _inside_names(mentions: Mentions, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Ref]:
    """`Helsinki` in `the University of Helsinki`, `Durham` in `Durham University`: known places, names told elsewhere."""
    doc = mentions.doc
    names = {mentions.text(r) for r in mentions if r.kind == "name"}
    for ref in mentions:
        if ref.kind != "name" or ref.end - ref.start < 2 or ref.type in UNDIVIDED:
            continue
        for start, end in _parts(doc, ref):
            text, head = doc[start:end].text, doc[start:end].root.i
            if head not in taken and head != ref.head and (text in names or gazetteer.lookup(text)):
                taken.add(head)
                yield mentions.loose(start, end, head, "name", "Topic")


def _parts(doc: Doc, ref: Ref) -> Iterator[tuple[int, int]]:
    """The first word of a name, and what stands behind a preposition in it."""
    if doc[ref.start].dep_ == "compound" and doc[ref.start].pos_ == "PROPN":
        yield ref.start, ref.start + 1
    for i in range(ref.start + 1, ref.end):
        if doc[i - 1].lower_ in ("of", "in", "at", "for") and doc[i].pos_ == "PROPN":
            end = i + 1
            while end < ref.end and doc[end].pos_ == "PROPN":
                end += 1
            yield i, end


def _is_name(doc: Doc, start: int, head: Token) -> bool:
    return head.pos_ == "PROPN" and head.text[0].isupper() and doc[start].tag_ != "PRP$"


def _stands_alone(token: Token) -> bool:
    return token.tag_ != "DT" or (token.pos_ == "PRON" and token.dep_ not in ("det", "mark"))


class _Maker:
    """Looks up what is known of one mention after the other."""

    def __init__(self, mentions: Mentions, schema: Schema, gazetteer: Gazetteer) -> None:
        self.mentions, self.gazetteer = mentions, gazetteer
        self.family = lru_cache(maxsize=None)(lambda type_: family_of(schema, type_))

    def item(self, at: int, ref: Ref, stored: bool) -> Item:
        head = self.mentions.doc[ref.head]
        text = self.mentions.text(ref)
        family = self.family(ref.type) if ref.kind != "pronoun" else PERSONAL_FAMILY.get(CLASS_OF.get(head.lower_, ""), "Any")
        if not stored and ref.kind != "pronoun":
            family = "Any"
        if ref.kind == "demonym":
            family = "Place"
        words = tuple(w for w in fold(text).split() if w not in ARTICLES)
        item = Item(
            at, ref, stored, text, words, head, head.lemma_.lower(), _word_class(ref, head), family,
            _number(ref, head, family), self._gender(ref, head, family, text), ROLE_OF.get(head.dep_, 9), _clause(head), 0, 0,
        )  # fmt: skip
        item.animate = _animate(item)
        return item

    def _gender(self, ref: Ref, head: Token, family: str, text: str) -> str | None:
        if ref.kind == "pronoun":
            return {"he": "m", "she": "f"}.get(CLASS_OF.get(head.lower_, ""))
        if family not in ("Person", "Any") or ref.kind == "demonym":
            return None
        doc = head.doc
        near = [doc[i].lower_.rstrip(".") for i in range(max(0, ref.start - 1), ref.end)]
        if ref.kind == "nominal":
            near = [head.lower_, *(near[:1] if ref.start == ref.head else [])]
        if any(w in FEMALE for w in near):
            return "f"
        if any(w in MALE for w in near):
            return "m"
        if ref.kind == "name" and family == "Person":
            given, last = person_parts(text)
            return self.gazetteer.gender(given[0] if given else last)
        known = self.gazetteer.role_genders.get(head.lower_) if ref.kind == "nominal" else None
        return known if known in ("m", "f") else None


def family_of(schema: Schema, type_: str) -> str:
    """The kind of thing within which mentions may be the same."""
    for family in ("Person", "Group", "Organization", "Place", "Event", "Work"):
        if type_ in schema.types and schema.is_a(type_, family):
            return family
    return "Thing"


def _word_class(ref: Ref, head: Token) -> str:
    """The class of a pronoun; of a noun phrase its first word's: the, a, this, whose, none."""
    if ref.kind == "pronoun":
        return CLASS_OF.get(head.lower_, "this")
    if ref.kind != "nominal":
        return ref.kind
    words = [c.lower_ for c in head.lefts if c.dep_ in ("det", "predet", "poss", "amod", "nummod")]
    if any(c.dep_ == "poss" for c in head.lefts):
        return "whose"
    if "the" in words:
        return "the"
    if any(w in POINTING for w in words):
        return "that"
    return "a" if any(w in INDEFINITE for w in words) else "bare"


def _number(ref: Ref, head: Token, family: str) -> str:
    if ref.kind == "pronoun":
        return "plural" if CLASS_OF.get(head.lower_) in ("we", "they") or head.lower_ in ("these", "those") else "single"
    if ref.kind == "name" and family in ("Organization", "Person"):
        return "either" if family == "Organization" else "single"
    if family == "Group" and head.tag_ not in ("NNS", "NNPS"):
        return "either"
    if head.dep_ not in ("appos", "attr") and any(c.dep_ == "conj" for c in head.rights):
        return "joined"
    return "plural" if head.tag_ in ("NNS", "NNPS") else "single"


def _clause(head: Token) -> int:
    """The verb that governs a mention."""
    token = head
    for _ in range(FAR):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            break
        token = token.head
    return token.i


def _animate(item: Item) -> str | None:
    """`who` behind a noun makes it a person, `which` a thing."""
    if item.kind == "pronoun":
        return {"it": "thing", "this": "thing", "they": None}.get(item.word_class, "person")
    for child in item.head.rights:
        if child.dep_ == "relcl":
            words = {t.lower_ for t in child.lefts}
            if words & {"who", "whom", "whose"}:
                return "person"
            if "which" in words:
                return "thing"
    if item.family in ("Person", "Group"):
        return "person"
    return "thing" if item.family in ("Event", "Work", "Place", "Organization") else None
