"""What a common noun beside a name says of it: `the Oakline union`, `the daily Karsan Echo`, `the newspaper "To Fos"`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Nouns

KINDS = ("Organization", "Party", "Company", "MediaOrganization", "SportsTeam", "NGO", "University", "Work")
# Nouns of these types that are said of a part of the thing named, or of what belongs to it: `the Oakline subsidiary`.
OF_ANOTHER = frozenset(
    """
    campaign cell lobby subsidiary supplier contractor institution press media website radio tv producer developer publisher operator
    chain studio startup start-up maker broker builder shipper lender school hospital clinic laboratory museum theater theatre mosque
    report article letter document statement study paper photo photograph image video speech bill law agreement constitution map model
    product drug plane aircraft car app phone vaccine treaty
    """.split()
)
ALSO_PLACES = frozenset(["state", "canton", "commune", "emirate", "hub", "metropolis", "resort", "stronghold"])
LONGEST = 9  # words of a title in quotation marks
OPENING, CLOSING = ('"', "'"), ('"', "'", "''")


def kind_of(token: Token, nouns: Nouns) -> str | None:
    """The type that a noun in the singular gives to a name beside it, or None: a `union` is an organisation, a `novel` a work."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "ADJ") or token.tag_ == "NNS" or lemma in OF_ANOTHER:
        return None
    type_ = nouns.type_of(lemma)
    return type_ if type_ in KINDS else None


def is_place_noun(token: Token, nouns: Nouns) -> bool:
    """May the noun be followed by a place's name: `city`, `province`, also a `state` in another?"""
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in ALSO_PLACES or nouns.type_of(lemma) in ("Place", "Facility"))


def said_to_be(doc: Doc, start: int, end: int, nouns: Nouns) -> str | None:
    """The type that the noun directly behind or before a name gives it, or None where there is no such noun."""
    root = doc[start:end].root
    if end < len(doc) and root.head.i == end and root.dep_ in ("compound", "nmod", "amod"):
        return kind_of(doc[end], nouns)
    at = start - 2 if start > 1 and doc[start - 1].text in OPENING else start - 1
    if at < 0 or doc[at].sent != root.sent:
        return None
    before = doc[at]
    alike = root.head == before.head and root.dep_ == before.dep_  # the parser gives a verb two objects
    return kind_of(before, nouns) if root.head == before or before.head == root or alike else None


def quoted(doc: Doc, nouns: Nouns) -> Iterator[tuple[int, int, str, str]]:
    """Names in quotation marks behind a noun that says what they are: (start, end, "name", type)."""
    for token in doc[1:-2]:
        if token.text not in OPENING or (type_ := kind_of(doc[token.i - 1], nouns)) is None:
            continue
        ends = (t.i for t in doc[token.i + 2 : token.i + 2 + LONGEST] if t.text in CLOSING and t.sent == token.sent)
        end = next(ends, None)
        while end is not None and end > token.i + 1 and doc[end - 1].is_punct:
            end -= 1
        if end is not None and _is_title(doc, token.i + 1, end):
            yield token.i + 1, end, "name", type_


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """Do the first word and most of the long ones begin with a capital? Where none is long, all of them."""
    words = [t for t in doc[start:end] if len(t.text) > 3] or list(doc[start:end])
    long = len(words[0].text) > 3 if words else False
    capitals = sum(t.text[0].isupper() for t in words)
    return start < end and doc[start].text[0].isupper() and (2 * capitals >= len(words) if long else capitals == len(words))
