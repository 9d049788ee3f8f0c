"""Contents that stand before their cue: "..., which Russia denies", "..., a claim Russia denies", "also rejects this".

The relative pronoun, or the noun put in apposition, stands for the whole clause before the comma; where that clause
is the content of another cue, for this content. A relative clause on a cue noun ("the claim, which ...") stands for
that noun. Pronouns and repeated nouns ("this", "the allegations") are left as they are, with the rule `verb:anaphor`.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import RELATIVE
from kg.extract.attribution.spans import child, is_break, noun_phrase, subtree

CLASSES = frozenset(["deny", "confirm"])
VAGUE = frozenset(["something", "thing"])
ANAPHORS = frozenset(["this", "that", "it", "these", "those", "them", "so"])
POINTING = frozenset(["the", "this", "that", "these", "those", "such", "both", "all"])


def link_back(page: Page, drafts: list[Draft]) -> None:
    """Gives such cues the content they speak of, and ends the content around them before them."""
    for draft in drafts:
        if draft.rule == "verb:object" and draft.cue_head is not None and len(draft.content) == 1:
            if _is_anaphor(page, draft.content[0]):
                draft.rule = "verb:anaphor"
            elif draft.cue_class in CLASSES:
                _link(page, draft, drafts)


def _is_anaphor(page: Page, content: Range) -> bool:
    """A pronoun, or a cue noun that points back without a complement of its own."""
    words = page.doc[content[0] : content[1]]
    if len(words) == 1 and words[0].lower_ in ANAPHORS:
        return True
    noun = words.root
    plain = not any(c.dep_ in ("acl", "relcl", "prep", "appos") for c in noun.children)
    return plain and (noun.lemma_, "noun") in page.cues and any(c.lower_ in POINTING for c in noun.children)


def _link(page: Page, draft: Draft, drafts: list[Draft]) -> None:
    start, end = draft.content[0]
    word = page.doc[start:end].root
    noun = _relative_noun(word) if word.lower_ in RELATIVE else word
    if noun is None or draft.cue_head is None:
        return
    if word.lower_ in RELATIVE:
        comma = word.left_edge.i - 1
        if (noun.lemma_, "noun") in page.cues and word.lower_ != "who":
            draft.content, draft.rule = [noun_phrase(noun)], "verb:anaphor"
            return
        if not _has_clause_frame(page, draft):
            return
    else:
        comma = noun.left_edge.i - 1
        if not ((noun.lemma_, "noun") in page.cues or noun.lemma_ in VAGUE) or page.doc[comma + 1].lower_ not in (
            "a",
            "an",
            "something",
        ):
            return
    if comma > 0 and is_break(page.doc, comma):
        _take_before(page, draft, comma, drafts)


def _relative_noun(pronoun: Token) -> Token | None:
    """The noun that "which" stands behind."""
    verb = pronoun.head
    while verb.dep_ in ("xcomp", "ccomp", "conj") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _has_clause_frame(page: Page, draft: Draft) -> bool:
    """Can the verb deny or confirm that something is so ("deny", not "reject")?"""
    cue = page.cues.get((draft.lemma or "", "verb"))
    return cue is not None and "clause" in cue.frames


def _take_before(page: Page, draft: Draft, comma: int, drafts: list[Draft]) -> None:
    """The content is the clause that ends at a comma."""
    rules = ("verb:clause", "speech", "preposition")
    around = [d for d in drafts if d is not draft and (d.rule.startswith(rules) or d.lemma == "accuse")]
    for outer in sorted(around, key=lambda d: sum(e - s for s, e in d.content)):
        for number, (start, end) in enumerate(outer.content):
            if start < comma < end:
                outer.content[number] = (start, comma)
                draft.content, draft.rule = [(start, comma)], "verb:sentential"
                return
    clause = page.doc[comma - 1]
    while clause.head != clause and (child(clause, "nsubj", "nsubjpass") is None or clause.pos_ not in ("VERB", "AUX")):
        clause = clause.head
    start = subtree(clause)[0]
    if start < comma:
        draft.content, draft.rule = [(start, comma)], "verb:sentential"
