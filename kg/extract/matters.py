"""Clauses that can stand for a matter by themselves: `Olav Berg resigned`, and not `he knew it` or `it happened`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.mentions import Ref

EMPTY = frozenset(["be", "have", "do", "get", "seem", "become"])  # say nothing without a complement
OCCURRING = frozenset(["happen", "occur"])  # nor these without saying what
CORE = ("nsubj", "nsubjpass", "dobj", "dative", "attr")
COMPLEMENTS = ("dobj", "attr", "acomp", "oprd", "prep", "agent", "xcomp", "ccomp")
POINTING = ("PRP", "DT", "WDT", "WP", "EX")


def matter(verb: Token, arguments: Arguments, without: tuple[int, int] | None = None) -> Ref | None:
    """What a clause says, as `Arguments.clause` has it; None where a reader of its words alone would not know what happened.

    That takes a verb that says something, somebody or something that a noun or a resolved pronoun names, and no subject or
    object that only points elsewhere.
    """
    return arguments.clause(verb, without) if _is_told(verb, arguments, without or (-1, -1)) else None


def _is_told(verb: Token, arguments: Arguments, without: tuple[int, int]) -> bool:
    parts = [c for c in verb.children if not without[0] <= c.i < without[1]]
    if verb.lemma_.lower() in EMPTY and not any(c.dep_ in COMPLEMENTS for c in parts):
        return False
    if verb.lemma_.lower() in OCCURRING and any(c.dep_ == "nsubj" and _points(c) for c in parts):
        return False
    if any(c.dep_ in CORE and _points(c) and not _is_known(c, arguments) for c in parts):
        return False
    return any(_names(t, arguments) for c in parts for t in _ends(c))


def _ends(part: Token) -> Iterator[Token]:
    """What a part of a clause may name: the part itself, what its preposition governs, the parts of a clause in it."""
    yield part
    if part.dep_ in ("prep", "agent", "xcomp", "ccomp", "acomp", "pcomp", "prt"):
        for child in part.children:
            yield from _ends(child)


def _points(token: Token) -> bool:
    """Is it a word that stands for something else, and nothing besides: `it`, `this`, `who`?"""
    return token.tag_ in POINTING and token.dep_ != "det" and not any(c.dep_ in ("prep", "relcl", "acl") for c in token.children)


def _is_known(pronoun: Token, arguments: Arguments) -> bool:
    ref = arguments.mentions.over(pronoun)
    return ref is not None and arguments.type_of(ref) is not None


def _names(token: Token, arguments: Arguments) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "NUM") or (_points(token) and _is_known(token, arguments))
