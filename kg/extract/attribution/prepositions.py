"""Prepositions and adverbs that attribute: "according to X", "in X's view", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.spans import child, is_break, noun_phrase, subtree, without

NEAR = 6
SUBORDINATING = frozenset(["as", "because", "since", "although", "though", "while", "whereas", "that", "if"])
SURVEYS = frozenset(["poll", "survey", "study", "report", "census", "ranking"])


def preposition_drafts(page: Page) -> Iterator[Draft]:
    """An attribution for each such phrase; its content is the clause around it."""
    for token in page.tokens:
        if token.lower_ in ("according", "per"):
            draft = _according(page, token)
        elif token.pos_ == "NOUN" and (token.lemma_, "prep") in page.cues:
            draft = _in_view(page, token)
        elif token.pos_ == "NOUN" and token.lemma_ in SURVEYS:
            draft = _in_survey(page, token)
        elif token.pos_ == "ADV" and (token.lower_, "adv") in page.cues:
            draft = _adverb(page, token)
        else:
            continue
        if draft is not None:
            yield draft


def _according(page: Page, token: Token) -> Draft | None:
    if token.lower_ == "per":
        noun = child(token, "pobj")
        lemma, end = "per", token.i + 1
        if noun is None or noun.ent_type_ not in ("ORG", "PERSON"):
            return None
    else:
        to = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        noun = child(to, "pobj")
        lemma, end = "according to", token.i + 2
        if to.lower_ != "to" or noun is None:
            return None
    source = noun_phrase(noun)
    content = _around(token, (token.i, source[1]))
    cue_class = page.cues[lemma, "prep"].cue_class
    return Draft((token.i, end), token.i, lemma, cue_class, "preposition", source, noun.i, content) if content else None


def _in_view(page: Page, noun: Token) -> Draft | None:
    """As in "in the minister's words", "in his view"."""
    preposition, owner = noun.head, child(noun, "poss")
    if owner is None or noun.dep_ != "pobj" or preposition.lower_ != "in" and (preposition.lower_, noun.lemma_) != ("to", "mind"):
        return None
    content = _around(preposition, (preposition.i, noun.right_edge.i + 1))
    cue = page.cues[noun.lemma_, "prep"]
    if not content:
        return None
    return Draft(
        (noun.i, noun.i + 1),
        noun.i,
        noun.lemma_,
        cue.frames["poss"],
        "preposition",
        noun_phrase(owner),
        owner.i,
        content,
    )


def _in_survey(page: Page, noun: Token) -> Draft | None:
    """As in "In a poll by the paper, half said ..." at the beginning of a sentence."""
    preposition = noun.head
    source = noun_phrase(noun)
    first = preposition.i == max(preposition.sent.start, page.paragraphs[page.paragraph_at[noun.i]].start)
    follows = source[1] < len(noun.doc) and noun.doc[source[1]].text == ","
    if preposition.lower_ != "in" or noun.dep_ != "pobj" or not first or not follows:
        return None
    content = _around(preposition, (preposition.i, source[1]))
    cue_class = page.cues["according to", "prep"].cue_class
    return (
        Draft((preposition.i, preposition.i + 1), preposition.i, "in", cue_class, "preposition", source, noun.i, content)
        if content
        else None
    )


def _adverb(page: Page, adverb: Token) -> Draft | None:
    verb = adverb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    cue = page.cues[adverb.lower_, "adv"]
    content = without(subtree(verb), (adverb.i, adverb.i + 1))
    return Draft((adverb.i, adverb.i + 1), adverb.i, cue.lemma, cue.cue_class, "adverb", None, None, content)


def _around(token: Token, phrase: Range) -> list[Range]:
    """The clause a phrase belongs to, without the phrase.

    The phrase stands first ("According to X, it rained"), last ("It rained, according to X") or between commas.
    """
    doc, sentence = token.doc, token.sent
    start, end = _clause_bounds(token)
    start = max(start, _subordinate(token, phrase[0]))
    before = [i for i in range(start, phrase[0]) if not doc[i].is_punct and not doc[i].is_space and doc[i].dep_ != "cc"]
    after = [i for i in range(phrase[1], end) if not doc[i].is_punct and not doc[i].is_space]
    if not before and not after:
        return [(sentence.start, phrase[0])] if phrase[0] > sentence.start else []
    if before and not after:
        start = sentence.start
    pieces = without((start, end), phrase)
    follows = is_break(doc, phrase[1])
    if len(before) >= 3 and after and not follows:
        pieces = [(start, phrase[0])]
    return pieces


def _subordinate(token: Token, phrase: int) -> int:
    """Where a clause begins whose subject stands right before the phrase ("as this, according to him, is so")."""
    for i in range(phrase - 1, max(token.sent.start, phrase - NEAR) - 1, -1):
        word = token.doc[i]
        if word.pos_ in ("VERB", "AUX"):
            return 0
        if word.lower_ in SUBORDINATING and word.i > token.sent.start:
            return i + 1
    return 0


def _clause_bounds(token: Token) -> Range:
    """The finite clause a word stands in; a conjoined one with a subject of its own stays out."""
    verb = token.head
    while verb.head != verb and not (verb.pos_ in ("VERB", "AUX") and child(verb, "nsubj", "nsubjpass", "expl") is not None):
        verb = verb.head
    start, end = subtree(verb)
    for c in verb.children:
        if c.dep_ == "conj" and child(c, "nsubj", "nsubjpass") is not None and c.i > verb.i > token.i:
            end = min(end, c.left_edge.i)
    return start, end
