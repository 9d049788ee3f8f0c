"""Token ranges on the parse: noun phrases, groups of a verb, clauses."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.attribution.model import Range

GROUP = frozenset(["aux", "auxpass", "neg", "advmod"])
EDGE_MARKS = frozenset([",", ";", ":", "-", "--", "...", "…", "(", ")", "[", "]", "."])
NEGATIONS = frozenset(["no", "never", "neither", "hardly", "nobody", "none"])
DASHES = frozenset(["-", "--"])


def noun_phrase(head: Token) -> Range:
    """A noun with what belongs to it: titles, appositives, "of" phrases, a defining relative clause.

    A relative clause behind a comma is left out ("Smith, who lives in York, said").
    """
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        loose = child.i > head.i and child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp")
        if loose and child.left_edge.i > head.i and head.doc[child.left_edge.i - 1].text in EDGE_MARKS:
            end = min(end, child.left_edge.i - 1)
    return trim(head.doc, start, max(end, head.i + 1))


def trim(doc: Doc, start: int, end: int, marks: Iterable[str] = EDGE_MARKS) -> Range:
    """The range without punctuation and space at its edges; a full stop of an abbreviation is part of its token."""
    marks = set(marks) | {'"', "''", "``"}
    while start < end and (doc[start].text in marks or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in marks or doc[end - 1].is_space) and not _closes(doc, start, end - 1):
        end -= 1
    if end - start > 1 and doc[end - 1].dep_ == "case":
        end -= 1
    return start, end


def _closes(doc: Doc, start: int, index: int) -> bool:
    """Does a bracket close one that opens behind `start`?"""
    closing = doc[index].text
    opening = {")": "(", "]": "["}.get(closing)
    if opening is None:
        return False
    inside = [doc[i].text for i in range(start, index)]
    return inside.count(opening) > inside.count(closing)


def verb_group(verb: Token, last: int | None = None) -> Range:
    """A verb with the auxiliaries, negation and adverbs right before it, up to `last` (a particle or preposition)."""
    start = verb.i
    while start > 0 and verb.doc[start - 1].head == verb and verb.doc[start - 1].dep_ in GROUP:
        start -= 1
    if start < verb.i and verb.doc[start].dep_ == "advmod" and verb.doc[start].text[0].isupper():
        start += 1
    end = max(verb.i, last if last is not None else verb.i) + 1
    by = child(verb, "agent")
    return start, end + (by is not None and by.i == end)


def is_negated(verb: Token) -> bool:
    """Has the word a negation of its own, or nobody for its subject ("no official said", "without evidence")?"""
    for c in verb.children:
        if c.dep_ == "neg" or c.lower_ in NEGATIONS:
            return True
        if c.dep_ in ("nsubj", "nsubjpass") and any(d.lower_ in NEGATIONS for d in (c, *c.children)):
            return True
    return verb.pos_ == "NOUN" and (verb.head.lower_ == "without" or verb.head.head.lower_ == "lack")


def subtree(token: Token) -> Range:
    """From the first to the last word that hangs on a word."""
    return token.left_edge.i, token.right_edge.i + 1


def without(outer: Range, inner: Range) -> list[Range]:
    """What is left of a range when another is taken out."""
    pieces = [(outer[0], min(outer[1], inner[0])), (max(outer[0], inner[1]), outer[1])]
    return [(start, end) for start, end in pieces if end > start]


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def has_to(verb: Token) -> bool:
    """Is a verb an infinitive with "to"?"""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def is_break(doc: Doc, index: int) -> bool:
    """Is the token a comma, or a dash with space around it (and not the hyphen of "anti-fraud")?"""
    if index < 0 or index >= len(doc):
        return False
    text = doc[index].text
    return text == "," or (text in DASHES and index > 0 and bool(doc[index - 1].whitespace_ or doc[index].whitespace_))
