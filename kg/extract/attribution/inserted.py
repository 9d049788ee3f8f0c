"""Cues put into a sentence or behind it, read from the words where the parse is of no help.

    "He sold the boat, records show."       "If it rains, he noted this week, we stay."
    "All agreed, according to the minutes"  has its own module

The pattern: a comma, a noun phrase, a verb that may take a clause, at most an adverbial, a comma or the end.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.attribution.lookup import entries
from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import SENTENCE_ENDS, Page
from kg.extract.attribution.sources import FINITE, NOMINAL
from kg.extract.attribution.spans import child, is_break, trim, verb_group, without

# "records show": the parser likes to take such a pair for verb and object, so these count whatever their tag.
PLAIN = {"show": "show", "shows": "show", "say": "say", "says": "say", "said": "say", "suggest": "suggest"}
INSIDE = frozenset(["NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP", "CCONJ"])
REACH = 9
TAIL = 6


def inserted_drafts(page: Page, taken: frozenset[int]) -> Iterator[Draft]:
    """An attribution for each such cue that has none yet (`taken`: heads of cues)."""
    for token in page.tokens:
        if token.i in taken or page.zone_at[token.i] >= 0 or token.dep_ == "relcl":
            continue
        lemma = _lemma(page, token)
        if lemma is None:
            continue
        source, end = _source(page, token), _end(page, token)
        if source is None or end is None:
            continue
        content = _content(page, (source[0], end))
        if content:
            head = page.doc[source[0] : source[1]].root.i
            cue = verb_group(token) if token.pos_ == "VERB" else (token.i, token.i + 1)
            cue_class = page.cues[lemma, "verb"].frames["clause"]
            yield Draft(cue, token.i, lemma, cue_class, "inserted", source, head, content)


def _lemma(page: Page, token: Token) -> str | None:
    """The lemma of a verb that takes a clause and could stand here."""
    if token.lower_ in PLAIN:
        return PLAIN[token.lower_]
    if token.pos_ != "VERB" or token.tag_ not in FINITE:
        return None
    return next((e.cue.lemma for e in entries(page, token, "verb") if "clause" in e.cue.frames and e.governor == token), None)


def _source(page: Page, verb: Token) -> Range | None:
    """The noun phrase between a comma and the verb."""
    doc, end = page.doc, verb_group(verb)[0] if verb.pos_ == "VERB" else verb.i
    own = child(verb, "nsubj")
    if own is not None and own.i < verb.i and own.left_edge.i > verb.sent.start and is_break(doc, own.left_edge.i - 1):
        return own.left_edge.i, end
    start = end
    while (
        start > verb.sent.start
        and end - start <= REACH
        and (doc[start - 1].pos_ in INSIDE or start == end and doc[start - 1].tag_ == "VBZ")
    ):
        start -= 1
    if start == end or start == verb.sent.start or not is_break(doc, start - 1) or page.zone_at[start] >= 0:
        return None
    if not any(t.pos_ in NOMINAL or t.tag_ == "VBZ" for t in doc[start:end]) or doc[start].pos_ in ("ADP", "CCONJ"):
        return None
    return start, end


def _end(page: Page, verb: Token) -> int | None:
    """Where the inserted words end: a comma or the end of the sentence, with at most an adverbial before it."""
    doc = page.doc
    for i in range(verb.i + 1, min(verb.i + TAIL, len(doc) + 1)):
        if i == len(doc) or is_break(doc, i) or doc[i].text in SENTENCE_ENDS or doc[i].is_space:
            return i
        if doc[i].pos_ in ("VERB", "AUX", "SCONJ") or doc[i].dep_ in ("dobj", "acomp", "attr") or page.is_mark(i):
            return None
    return None


def _main_end(sentence: Span, after: int) -> int:
    """Where the sentence goes over to a new main clause (", and experts say ..."), or its end."""
    for token in sentence.doc[after : sentence.end]:
        edge = token.left_edge.i
        if token.dep_ == "conj" and child(token, "nsubj", "nsubjpass") is not None and edge > after + 1:
            joined = token.doc[edge - 1].dep_ == "cc" and is_break(token.doc, edge - 2)
            if joined and token.head.dep_ in ("ROOT", "ccomp"):
                return edge - 2
    return sentence.end


def _content(page: Page, inner: Range) -> list[Range]:
    """The sentence around the inserted words."""
    sentence = page.doc[inner[0]].sent
    pieces = without((sentence.start, _main_end(sentence, inner[1])), inner)
    pieces = [piece for piece in (trim(page.doc, *p) for p in pieces) if piece[1] - piece[0] > 1]
    finite = any(t.tag_ in FINITE or t.tag_ == "MD" for start, end in pieces for t in page.doc[start:end])
    return pieces if finite and page.doc[pieces[0][0]].tag_ not in ("VBG", "VBN") else []
