"""Infinitives as content: "vowed to ...", "urged him to ...", "is expected to ...", "seems to ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry
from kg.extract.attribution.model import Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import is_passive, subject
from kg.extract.attribution.spans import child, has_to, is_break, noun_phrase, subtree


def infinitive(page: Page, entry: Entry) -> list[Range]:
    """As in "vowed to resign"."""
    verb = entry.head
    if is_passive(verb) or child(verb, "dobj") is not None:
        return []
    c = to_infinitive(entry)
    return [(c.left_edge.i, infinitive_end(c))] if c is not None else []


def infinitive_end(verb: Token) -> int:
    """Where an infinitive ends: a participle behind a comma is the main clause's ("vowed to go, calling it a lie")."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "advcl" and c.tag_ == "VBG" and is_break(verb.doc, c.left_edge.i - 1):
            return c.left_edge.i - 1
    return verb.right_edge.i + 1


def to_infinitive(entry: Entry) -> Token | None:
    verb = entry.head
    return next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "advcl") and has_to(c)),
        None,
    )


def object_infinitive(page: Page, entry: Entry) -> list[Range]:
    """As in "urged the mayor to resign": the content has the one who is to act; in the passive he stands first."""
    c = to_infinitive(entry)
    if c is None:
        return []
    if is_passive(entry.head):
        return _passive_infinitive(entry, c)
    target = child(c, "nsubj") or child(entry.governor, "pobj", "dobj")
    if target is None:
        return []
    return [(max(min(target.left_edge.i, c.left_edge.i), entry.last + 1), infinitive_end(c))]


def _passive_infinitive(entry: Entry, verb: Token) -> list[Range]:
    patient = subject(entry.head)
    if patient is None:
        return [subtree(verb)]
    return [noun_phrase(patient), subtree(verb)]


def raising(page: Page, entry: Entry) -> list[Range]:
    """As in "seems to work"; "is expected to work"."""
    c = to_infinitive(entry) or child(entry.head, "acomp", "oprd")
    if c is None or c.i < entry.head.i:
        return []
    return _passive_infinitive(entry, c)


def reporting_passive(page: Page, entry: Entry) -> list[Range]:
    """As in "is said to have fled", of verbs that take a clause."""
    if not is_passive(entry.head):
        return []
    c = to_infinitive(entry)
    return _passive_infinitive(entry, c) if c is not None else []
