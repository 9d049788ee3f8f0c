"""Clauses as content: "said that ...", "..., he said", "As he noted, ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry
from kg.extract.attribution.model import Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import NOMINAL, RELATIVE
from kg.extract.attribution.spans import child, has_to, is_break, subtree, without

MARKS = frozenset(['"', "''", "``", "'"])


def clause(page: Page, entry: Entry) -> list[Range]:
    """As in "said that it rained"; "It rained, he said"; "The plan, he said, failed"; "That it rained was denied"."""
    verb = entry.head
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "ccomp" and not has_to(c) and not _reflexive(c):
            return [*_relative(c, verb), (max(c.left_edge.i, entry.last + 1), _clause_end(page, verb, c))]
    for c in verb.children:
        if c.i < verb.i and c.dep_ in ("ccomp", "csubjpass"):
            return [subtree(c)]
    return _inserted(entry) or _strayed(entry) or _question(entry)


def _question(entry: Entry) -> list[Range]:
    """The "if" clause of a verb that asks, which the parser takes for a condition ("Asked if it rained, ...")."""
    if entry.cue.frames["clause"] != "ask":
        return []
    first = entry.head.doc[entry.last + 1] if entry.last + 1 < len(entry.head.doc) else entry.head
    if entry.head.tag_ == "VBN" and first.dep_ == "mark" and first.lower_ in ("if", "whether"):
        return [(first.i, first.head.right_edge.i + 1)]
    for c in entry.head.children:
        if c.i > entry.head.i and c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "whether") for m in c.children):
            return [subtree(c)]
    return []


def _clause_end(page: Page, verb: Token, first: Token) -> int:
    """The end of the clause and of those joined to it; "Asked if it rained, he said no" ends at the comma."""
    own = child(first, "nsubj")
    opens = verb.tag_ == "VBN" and verb.i == verb.sent.start and own is not None
    if opens and own is not None and own.left_edge.i > verb.i + 2 and verb.doc[own.left_edge.i - 1].text == ",":
        return own.left_edge.i - 1
    joined = [c for c in verb.children if c.i > first.i and c.dep_ in ("conj", "ccomp") and _that(c)]
    end = max([first.right_edge.i, *(c.right_edge.i for c in joined)]) + 1
    return _headline_end(page, end) or _over_colon(end, verb)


def _that(verb: Token) -> bool:
    """Does a clause begin with "that"?"""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def _headline_end(page: Page, end: int) -> int | None:
    """In a headline, whose words in capitals the parser misreads, the content goes on to the end or a comma."""
    paragraph = page.paragraphs[page.paragraph_at[end - 1]]
    if paragraph.line.kind != "heading" or end >= paragraph.end:
        return None
    rest = page.doc[end : paragraph.end]
    return None if any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in rest) else paragraph.end


def _over_colon(end: int, verb: Token) -> int:
    """A content that stops at a colon goes on behind it to the end of that sentence ("one problem: it is old")."""
    doc = verb.doc
    if end + 1 >= len(doc) or doc[end].text != ":" or doc[end + 1].is_space or doc[end + 1].text in MARKS:
        return end
    sentence = doc[end + 1].sent
    return sentence.end if len(sentence) > 3 else end


def _relative(clause: Token, verb: Token) -> list[Range]:
    """The "which" of "rules which he said had failed"."""
    return [(c.i, c.i + 1) for c in clause.children if c.i < verb.i and c.lower_ in RELATIVE]


def _strayed(entry: Entry) -> list[Range]:
    """As in "testified in a court in York that ...": a clause the parser hung on a noun between that takes none."""
    verb = entry.head
    if child(verb, "dobj", "xcomp") is not None:
        return []
    for t in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if t.lower_ == "that" and t.dep_ == "mark" and t.head.dep_ in ("acl", "relcl", "ccomp", "appos"):
            noun = t.head.head
            return [subtree(t.head)] if noun.pos_ in NOMINAL and noun.i < t.i and child(noun, "det", "poss") is None else []
    return []


def _reflexive(clause: Token) -> bool:
    """As in "found himself playing host" is nobody's finding."""
    own = child(clause, "nsubj")
    return own is not None and own.lower_.endswith(("self", "selves"))


def _inserted(entry: Entry) -> list[Range]:
    """The cue stands inside its content, or behind "as": the governing clause without the cue's."""
    verb = entry.head
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" and _opens(c) for c in verb.children)
    if not (verb.dep_ == "parataxis" or as_clause) or child(verb, "dobj", "xcomp") is not None:
        return []
    if child(verb, "nsubj", "agent") is None:
        return []
    return without(subtree(verb.head), subtree(verb))


def _opens(word: Token) -> bool:
    """Does "as" open a clause set off by a comma ("As he noted, ..."), and not mean "while"?"""
    return word.dep_ in ("mark", "advmod", "prep") and (
        word.i == word.sent.start or word.doc[word.i - 1].text == "(" or is_break(word.doc, word.i - 1)
    )
