"""What stands beside a name in print, word by word: what is put before it, whose it is, and where a noun phrase ends.

Titles and descriptions are piled up before names in news ("Hungary's left-liberal daily Nepszava"), and parsers hang them
on one another in every way; the order of the words is surer.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.kinds import is_place_noun
from kg.extract.lexicon import Nouns

LONGEST = 9  # words before a name that still belong to it
FARTHEST = 20  # words of a description, its phrases included
BEFORE = ("NOUN", "PROPN", "ADJ", "NUM", "ADV")
JOINING = ("-", '"', "'")


def words_before(doc: Doc, start: int) -> list[Token]:
    """The words put before the name that starts at a token, nearest first, up to an article, a possessor, a verb or a comma."""
    first = doc[start].sent.start
    found: list[Token] = []
    for i in range(start - 1, max(first, start - LONGEST) - 1, -1):
        token = doc[i]
        participle = token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound", "punct")
        if token.pos_ not in BEFORE and token.text not in JOINING and not participle:
            break
        found.append(token)
    while found and found[-1].text in JOINING:
        found.pop()
    return found


def owner_before(doc: Doc, start: int) -> Token | None:
    """Whose the name is: the last word before the 's that the words before a name follow; None where there is none."""
    at = start - len(words_before(doc, start)) - 1
    if at < 1 or doc[at].dep_ != "case" or doc[at].sent != doc[start].sent:
        return None
    return doc[at - 1]


def described_from(doc: Doc, start: int, nouns: Nouns) -> int:
    """Where the noun stands that a name follows in `the city of NAME`, `the capital, NAME`, `Norway's army chief, NAME`; else
    where the name starts."""
    at, joint = start - 2, doc[start - 1].lower_ if start else ""
    if at <= doc[start].sent.start or joint not in ("of", ","):
        return start
    if joint == "of":
        return at if is_place_noun(doc[at], nouns) else start
    name = next((t for t in (doc[start], doc[start].head) if t.dep_ == "appos"), None)
    return at if name is not None and name.head == doc[at] and doc[at].pos_ == "NOUN" else start


def end_of_description(token: Token) -> int:
    """Where a noun ends with the phrases that say of what, for whom and where: behind `head of the service in Oslo`."""
    doc, end = token.doc, token.i + 1
    while end < token.sent.end and end - token.i < FARTHEST:
        prep = doc[end]
        objects = [c for c in prep.children if c.dep_ == "pobj"] if prep.dep_ == "prep" and token.i <= prep.head.i < end else []
        if not objects:
            break
        stops = [c.left_edge.i for c in objects[0].rights if c.dep_ in ("appos", "relcl", "acl", "punct", "conj", "cc", "prep")]
        end = min([objects[0].right_edge.i + 1, *stops])
    return end
