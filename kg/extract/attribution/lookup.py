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
    particle = next(
        (c for c in token.children if c.dep_ == "prt" or (c.i == token.i + 1 and c.lower_ in PARTICLES)), None
    )
    stem = f"{lemma} {particle.lower_}" if particle else lemma
    last = particle.i if particle else token.i
    for preposition in _prepositions(token):
        for start in (stem, lemma) if particle else (lemma,):
            cue = page.cues.get((f"{start} {preposition.lower_}", pos))
            if cue:
                yield Entry(cue, token, preposition.i if preposition.i - token.i <= 3 else last, preposition)
    for mark in _for_marks(token):
        cue = page.cues.get((f"{lemma} {mark.lower_}", pos))
        if cue:
            yield Entry(cue, token, mark.i, token)
    for complement in token.children:
        if complement.dep_ in ("acomp", "oprd", "ccomp") and complement.pos_ == "ADJ":
            cue = page.cues.get((f"{lemma} {complement.lower_}", pos))
            if cue:
                yield Entry(cue, token, complement.i, complement)
    for start in (stem, lemma) if particle else (lemma,):
        cue = page.cues.get((start, pos))
        if cue:
            yield Entry(cue, token, last if start == stem else token.i, token)


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
