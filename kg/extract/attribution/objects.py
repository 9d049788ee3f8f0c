"""Noun phrases as content: "rejected the plan", "called him a liar", "described it as false", "denied lying"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry
from kg.extract.attribution.model import Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import NOMINAL, is_passive, source_of, subject
from kg.extract.attribution.spans import child, noun_phrase, subtree
from kg.extract.falsehood import ends_as_false

PREDICATES = frozenset(["advmod", "prep", "oprd", "acomp", "npadvmod", "acl", "attr", "xcomp", "dobj", "prt"])
PIECES = frozenset(["of", "for", "as", "over", "to", "with"])
# Verbs of speech that are also done with weapons; done to a place they are.
VIOLENT = frozenset(["attack", "blast", "bash", "slam", "assail", "savage", "support", "challenge"])
PLACES = frozenset(["GPE", "LOC", "FAC"])


def as_role(page: Page, entry: Entry) -> list[Range]:
    """As in "described the reports as rubbish"; "was described as a liar"."""
    verb = entry.head
    target = child(verb, "dobj") or verb
    role = next((c for c in (*verb.children, *target.children) if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
    if role is None:
        return []
    return _about(entry, role)


def _about(entry: Entry, role: Token) -> list[Range]:
    """Whom the content is about, and what it says of him."""
    verb = entry.head
    target = child(entry.governor, "pobj") if entry.governor not in (verb, role) else child(verb, "dobj")
    if is_passive(verb):
        patient = subject(verb)
        return ([noun_phrase(patient)] if patient is not None else []) + [subtree(role)]
    if target is None:
        return [subtree(role)] if verb.dep_ in ("relcl", "acl") else []
    if target.i > verb.i:
        first = target.left_edge.i if role.i > target.i else role.right_edge.i + 1  # dismissed as rubbish the claim that …
        return [(first, max(role.right_edge.i, target.right_edge.i) + 1)]
    return [subtree(target), subtree(role)]


def small(page: Page, entry: Entry) -> list[Range]:
    """As in "called him a liar"; "was called a liar"."""
    verb = entry.head
    roles = [c for c in verb.children if c.i > verb.i and c.dep_ in ("oprd", "acomp", "attr")]
    if len(roles) > 1:  # called baseless the claim that …
        return [(roles[0].left_edge.i, roles[-1].right_edge.i + 1)]
    if roles:
        return _about(entry, roles[0])
    if is_passive(verb):
        return []
    target = child(verb, "dobj")
    return [subtree(target)] if target is not None and ends_as_false(target) else _two_parts(verb)


def _two_parts(verb: Token) -> list[Range]:
    """What follows a verb up to a comma, where it is a noun and something said of it ("show him ahead in polls")."""
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("punct", "prt")]
    if len(parts) < 2 or parts[0].dep_ not in ("dobj", "ccomp", "nsubj") or parts[0].pos_ not in NOMINAL or parts[1].dep_ not in PREDICATES:
        return []
    end = parts[0].right_edge.i + 1
    for part in parts[1:]:
        if part.left_edge.i != end or part.dep_ == "advcl":
            break
        end = part.right_edge.i + 1
    return [(parts[0].left_edge.i, end)] if end > parts[0].right_edge.i + 1 else []


def gerund(page: Page, entry: Entry) -> list[Range]:
    """As in "denied sending troops"; "warned against sending troops"."""
    c = next(
        (c for c in entry.governor.children if c.i > entry.head.i and c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp", "pcomp", "dobj")),
        None,
    )
    return [subtree(c)] if c is not None else []


def object_(page: Page, entry: Entry) -> list[Range]:
    """As in "rejected the plan", with "of", "for", "as" phrases behind ("accused him of lying"); the passive too."""
    verb = entry.head
    if is_passive(verb) and (entry.governor == verb or not agent_written(verb)):
        return _passive_object(verb) if entry.governor == verb else _asked_about(entry)
    own = child(verb, "dobj")
    if entry.governor != verb:
        if own is not None and not own.lower_.endswith("self"):
            return []  # "commit troops to a war"
        own = child(entry.governor, "pobj", "pcomp")
    if own is None:
        return _antecedent(entry)
    return [] if verb.lemma_ in VIOLENT and own.ent_type_ in PLACES else [(own.left_edge.i, _object_end(verb, own))]


def _object_end(verb: Token, own: Token) -> int:
    """The end of an object with the phrases behind it that belong to what is said."""
    end = own.right_edge.i + 1
    for c in verb.children:
        if c.dep_ == "prep" and c.i == end and c.lower_ in PIECES:
            end = c.right_edge.i + 1
    return end


def _asked_about(entry: Entry) -> list[Range]:
    """As in "Asked about the bridge, ...": who asks need not be said."""
    target = child(entry.governor, "pobj", "pcomp")
    return [subtree(target)] if target is not None and entry.head.lemma_ == "ask" else []


def _antecedent(entry: Entry) -> list[Range]:
    """As in "a claim Russia denies": the noun before a relative clause without a pronoun."""
    verb = entry.head
    bare = verb.dep_ == "relcl" and child(verb, "nsubj") is not None and verb.head.i == verb.left_edge.i - 1
    return [noun_phrase(verb.head)] if bare and entry.cue.frames["object"] in ("deny", "confirm") else []


def _passive_object(verb: Token) -> list[Range]:
    """As in "a plan opposed by unions", "the plan was rejected by unions"; without the agent nobody holds it."""
    if not agent_written(verb):
        return []
    if verb.dep_ == "acl":
        return [(verb.head.left_edge.i, verb.left_edge.i)]
    patient = subject(verb)
    return [noun_phrase(patient)] if patient is not None else []


def agent_written(verb: Token) -> bool:
    """Does a passive say who acts?"""
    return source_of(verb)[0] is not None
