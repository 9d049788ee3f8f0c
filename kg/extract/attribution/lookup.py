"""Finds the entry of the cue lexicon for a word: with its particle, preposition or adjective first, then alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution.page import Page
from kg.schema import Cue

# The model's lemmas that are wrong throughout ("hoped" -> "hop"), found by comparing its lemmas with the cue lexicon.
PARTICLES = frozenset(["back", "out", "off", "on"])
RESPELT = {"hop": "hope", "rat": "rate", "retweete": "retweet"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A cue as it stands: its head, its last word (particle, preposition), the word whose object is the content."""

    cue: Cue
    head: Token
    last: int
    governor: Token


def entries(page: Page, token: Token, pos: str) -> Iterator[Entry]:
    """The entries a word may stand for, the longer first."""
    lemma = lemma_of(token)
    if (lemma, pos) not in page.first_words:
        return
    particle = next((c for c in token.children if c.dep_ == "prt" or (c.i == token.i + 1 and c.lower_ in PARTICLES)), None)
    stems = (f"{lemma} {particle.lower_}", lemma) if particle else (lemma,)
    last = particle.i if particle else token.i
    for preposition in _prepositions(token):
        near = preposition.i if preposition.i - token.i <= 3 else last
        yield from _matching(page, pos, token, [(f"{stem} {preposition.lower_}", near, preposition) for stem in stems])
    yield from _matching(page, pos, token, [(f"{lemma} {mark.lower_}", mark.i, token) for mark in _for_marks(token)])
    complements = [c for c in token.children if c.dep_ in ("acomp", "oprd", "ccomp") and c.pos_ == "ADJ"]
    yield from _matching(page, pos, token, [(f"{lemma} {c.lower_}", c.i, c) for c in complements])
    yield from _matching(page, pos, token, [(stem, token.i if stem == lemma else last, token) for stem in stems])


def _matching(page: Page, pos: str, head: Token, tried: list[tuple[str, int, Token]]) -> Iterator[Entry]:
    """The entries among (lemma, last word, governor)."""
    for lemma, last, governor in tried:
        cue = page.cues.get((lemma, pos))
        if cue is not None:
            yield Entry(cue, head, last, governor)


def _for_marks(token: Token) -> Iterator[Token]:
    """The "for" of "called for him to go", which the parser hangs on "go"."""
    for clause in token.children:
        if clause.i > token.i and clause.dep_ in ("advcl", "ccomp", "xcomp", "acl", "relcl"):
            yield from (c for c in clause.children if c.dep_ == "mark" and c.lower_ == "for" and c.i > token.i)


def lemma_of(token: Token) -> str:
    """The lemma, in small letters."""
    lemma = token.lemma_.lower()
    return RESPELT.get(lemma, lemma) if token.pos_ == "VERB" else lemma


def _prepositions(token: Token) -> Iterator[Token]:
    """Prepositions behind a word, also those the parser took for particles or hung on another preposition."""
    around = [*token.children, *token.head.children] if token.dep_ == "dobj" else token.children
    for c in around:
        if c.i > token.i and c.dep_ in ("prep", "prt", "dative", "agent") and c.pos_ in ("ADP", "SCONJ", "PART"):
            yield c
