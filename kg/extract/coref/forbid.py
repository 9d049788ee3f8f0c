"""What can't be the same, however likely the ranker finds it: sex, two names, contrasts, denials, one verb's two ends."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.coref.chains import Book
from kg.extract.coref.items import ROLES, Item

SUBJECT, OBJECT, PREDICATE = (ROLES.index(r) for r in ("subject", "object", "predicate"))
ORDINALS = frozenset("first second third fourth fifth last next former latter previous new old".split())
FURTHER = frozenset(["second", "third", "fourth", "fifth"])
WHOLE = frozenset(["merged", "combined", "joint"])
NEW = frozenset(["another", "other"])
TELLING = frozenset(["NORP", "GPE", "ORDINAL", "CARDINAL", "PERSON", "ORG"])


def forbidden(item: Item, other: Item, book: Book) -> bool:
    """May these two not be joined?"""
    return (
        _sexes(item, other, book)
        or _names(item, other, book)
        or (item.kind == "nominal" and (contrast(item, other) or _other_body(item, other) or _denied(item, other) or _whole(item, other)))
        or (item.kind == "pronoun" and _other_end(item, other))
    )


def _sexes(item: Item, other: Item, book: Book) -> bool:
    """Would a chain become both male and female?"""
    mine = item.gender or book.gender(item.ref.id)
    its = other.gender or book.gender(other.ref.id)
    return bool(mine and its and mine != its)


def _names(item: Item, other: Item, book: Book) -> bool:
    """Would a chain have two names? Only the ranker may join two, of one kind of thing."""
    if not book.names(item.ref.id) or not book.names(other.ref.id):
        return False
    if item.kind != "name" or other.kind != "name":
        return True
    return item.family != other.family and "Any" not in (item.family, other.family)


def contrast(item: Item, other: Item) -> bool:
    """The first match and the second, the Russian government and the Polish one, another bank."""
    if other.kind not in ("nominal", "name") or item.lemma != other.lemma:
        return False
    mine, its = _telling(item), _telling(other)
    return bool(mine & NEW or (mine ^ its) & FURTHER) or bool(mine and its and not mine & its)


def _telling(item: Item) -> set[str]:
    """The words of a description that tell it from others of its noun."""
    tokens = [t for t in item.head.doc[item.ref.start : item.ref.end] if t != item.head]
    found = {t.lower_ for t in tokens if t.pos_ in ("PROPN", "NUM") or t.ent_type_ in TELLING or t.lower_ in ORDINALS}
    found |= {t.lower_ for t in tokens if t.dep_ == "pobj" and t.i > item.ref.head}
    return found | {t.lower_ for t in item.head.lefts if t.lower_ in NEW}


def _other_body(item: Item, other: Item) -> bool:
    """`the Nigerian government` is no news agency, nor any body whose name does not say so."""
    bodies = item.family == other.family == "Organization"
    if other.kind != "name" or not bodies or set(item.words) & set(other.words):
        return False
    special = item.ref.type != "Organization" and other.ref.type not in ("Organization", item.ref.type)
    return special or (item.ref.type == "GovernmentBody" and len(item.words) > 1)


def _whole(item: Item, other: Item) -> bool:
    """`the merged company` is neither of the two."""
    return other.kind == "name" and bool(WHOLE & set(item.words))


def _denied(item: Item, other: Item) -> bool:
    """Anna Weber is not a judge."""
    verb = item.head.head
    negated = any(c.dep_ == "neg" for c in verb.children)
    return item.role == PREDICATE and negated and other.head.head == verb


def _other_end(item: Item, other: Item) -> bool:
    """`Novak praised him`: the object of a verb is not its subject, but for -self."""
    if item.role not in (OBJECT, ROLES.index("prepositional")) or item.text.lower().endswith(("self", "selves")):
        return False
    return other.role == SUBJECT and _verb(item.head) == other.head.head


def _verb(token: Token) -> Token:
    return token.head.head if token.head.dep_ in ("prep", "dative") else token.head
