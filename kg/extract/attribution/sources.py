"""Who acts: the source of a verb, found by its own subject or by the one it shares.

"Smith resigned, saying ..."        the participle has the subject of its clause
"urged the mayor to say ..."        the infinitive has the object of its governor
"Russia, which denies ..."          the relative pronoun, and the noun it stands for as head
"was asked by a reporter"           in the passive the agent alone, never the subject
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.model import Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.spans import child, is_break, noun_phrase, trim, verb_group

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset(["who", "which", "that", "whom"])
EXPLETIVE = frozenset(["there"])
SPEECHES = frozenset(
    [
        "statement",
        "report",
        "letter",
        "study",
        "poll",
        "survey",
        "release",
        "memo",
        "tweet",
        "article",
        "post",
        "ad",
        "headline",
        "story",
        "document",
        "note",
        "email",
        "column",
        "editorial",
        "book",
    ]
)
LIGHT = frozenset(
    [
        "make",
        "issue",
        "release",
        "send",
        "publish",
        "give",
        "post",
        "write",
        "deliver",
        "read",
        "put",
        "have",
        "voice",
        "express",
        "raise",
        "offer",
        "repeat",
        "reiterate",
        "share",
    ]
)
NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
STOPS = frozenset([",", ".", "?", "!", ";", ":", "-", "--"])
REACH = 12
FINITE = frozenset(["VBD", "VBZ", "VBP"])
QUOTES = frozenset(['"', "''"])
DEPTH = 6


def source_of(verb: Token) -> tuple[Range | None, int | None]:
    """(range of the source, index of its head), both None where no source is written."""
    noun = agent(verb) if is_passive(verb) else subject(verb)
    if noun is None or noun.lower_ in EXPLETIVE:
        return None, None
    if noun.lower_ in RELATIVE and (relative := _relative_clause(noun)) is not None:
        return (noun.i, noun.i + 1), relative.head.i
    return noun_phrase(noun), noun.i


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive, be it a bare participle ("a plan opposed by ...")?"""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not _has_subject(verb) and child(verb, "aux") is None:
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and child(verb, "aux") is None


def agent(verb: Token) -> Token | None:
    """The noun behind "by" of a passive verb."""
    by = child(verb, "agent") or next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, its own or the one it shares."""
    own = child(verb, *SUBJECTS)
    if own is not None or depth > DEPTH:
        return own
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj":
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else _of_noun(head, depth)
    if verb.dep_ == "xcomp":
        return child(head, "dobj") or subject(head, depth + 1)
    if verb.dep_ == "pcomp":
        return _of_clause(head, depth)
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "acl":
        return _of_participle(verb, depth)
    if verb.dep_ in ("advcl", "ccomp", "parataxis", "dep", "prep"):
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else _of_clause(verb, depth)
    return None


def _has_subject(verb: Token) -> bool:
    return child(verb, *SUBJECTS) is not None


def _of_noun(noun: Token, depth: int) -> Token | None:
    return _of_clause(noun, depth)


def _of_clause(token: Token, depth: int) -> Token | None:
    """The subject of the clause that a word stands in."""
    above = token.head
    while above.head != above and above.pos_ not in ("VERB", "AUX"):
        above = above.head
    return subject(above, depth + 1) if above.pos_ in ("VERB", "AUX") else None


def _of_participle(verb: Token, depth: int) -> Token | None:
    """A participle behind a noun: behind a comma, or a speech someone gives, that of the clause; else the noun."""
    noun = verb.head
    before = verb.left_edge.i - 1
    while before > 0 and verb.doc[before].text in QUOTES:
        before -= 1
    loose = is_break(verb.doc, before)
    given = noun.lemma_ in SPEECHES and noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT
    if loose or given:
        return _of_clause(noun, depth) or noun
    return noun


def _relative_clause(pronoun: Token) -> Token | None:
    """The verb of the relative clause that a pronoun opens, or None."""
    verb = pronoun.head
    for _ in range(DEPTH):
        if verb.dep_ == "relcl":
            return verb
        if verb.dep_ not in ("conj", "xcomp", "ccomp", "advcl"):
            return None
        verb = verb.head
    return None


def beside(page: Page, verb: Token) -> tuple[Range | None, int | None]:
    """The words between a quotation and the verb behind it, or right behind that verb: a subject the parser missed."""
    doc, start = page.doc, verb_group(verb)[0]
    first = start
    while first > 0 and start - first < REACH and not _stops(page, first - 1):
        first -= 1
    if start > first and doc[start - 1].pos_ == "CCONJ":
        return _sentence_subject(verb)
    span = trim(doc, first, start)
    if span[1] > span[0] and any(t.pos_ in NOMINAL for t in doc[span[0] : span[1]]):
        return span, doc[span[0] : span[1]].root.i
    if start > 2 and doc[start - 1].text == "," and doc[start - 2].pos_ in NOMINAL | {"PUNCT"}:
        return _before_comma(verb, start - 2)
    return _right_behind(page, verb)


def _stops(page: Page, index: int) -> bool:
    """Does a subject end at a token: a mark, a comma, a space?"""
    return page.is_mark(index) or page.doc[index].text in STOPS or page.doc[index].is_space


def _right_behind(page: Page, verb: Token) -> tuple[Range | None, int | None]:
    """The noun phrase within three words behind a verb."""
    last = verb.i + 1
    while last < len(page.doc) and last - verb.i <= REACH and not _stops(page, last):
        last += 1
    noun = next((t for t in page.doc[verb.i + 1 : last] if t.pos_ in NOMINAL), None)
    if noun is None or noun.i - verb.i > 4:
        return None, None
    while noun.head.i > noun.i and noun.dep_ in ("compound", "nmod", "poss") and noun.head.i < last:
        noun = noun.head
    return noun_phrase(noun), noun.i


def _sentence_subject(verb: Token) -> tuple[Range | None, int | None]:
    """The first subject before a verb in its sentence, for a joined verb that the parser left alone."""
    noun = next((t for t in verb.sent if t.i < verb.i and t.dep_ in SUBJECTS), None)
    return (noun_phrase(noun), noun.i) if noun is not None else (None, None)


def _before_comma(verb: Token, index: int) -> tuple[Range | None, int | None]:
    """The noun whose appositive or aside ends at a comma: "the adviser, Smith, said"; "Smith, who is ill, said"."""
    noun = at = verb.doc[index]
    while at.head != at and at.head != verb and at.head.i < at.i and at.head.sent.start == verb.sent.start:
        at = at.head
        if at.pos_ in NOMINAL:
            noun = at
            if any(c.dep_ in ("relcl", "appos") for c in at.children) and at.ent_type_:
                break
    return (noun_phrase(noun), noun.i) if noun.pos_ in NOMINAL else (None, None)
