"""Descriptions ("the ministry", "two brigades") and pronouns as mentions."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Nouns
from kg.extract.mentions import Mentions, Ref
from kg.extract.words import OF_VERBS
from kg.parse import Parsed

PRONOUNS = {
    "he": "Person", "him": "Person", "his": "Person", "himself": "Person", "she": "Person", "her": "Person", "hers": "Person",
    "herself": "Person", "i": "Person", "me": "Person", "my": "Person", "mine": "Person", "myself": "Person", "you": "Person",
    "your": "Person", "yourself": "Person", "we": "Group", "us": "Group", "our": "Group", "ours": "Group", "ourselves": "Group",
    "they": "Group", "them": "Group", "their": "Group", "theirs": "Group", "themselves": "Group",
    "it": "Entity", "its": "Entity", "itself": "Entity",
}  # fmt: skip
ARTICLES = ("the", "a", "an")
SKIPPED = frozenset([*ARTICLES, "even", "only", "also", "just", "both", "such", "all"])


def find_nominals(parsed: Parsed, mentions: Mentions, nouns: Nouns) -> None:
    """Adds descriptions whose noun the lexicon knows, and personal and possessive pronouns."""
    for token in parsed.doc:
        if token.i in parsed.silent or mentions.over(token):
            continue
        if token.pos_ == "PRON" and token.lower_ in PRONOUNS:
            mentions.add(token.i, token.i + 1, token.i, "pronoun", PRONOUNS[token.lower_])
        elif token.pos_ in ("NOUN", "PROPN") and (type_ := nominal_type(token, nouns)) and token.dep_ != "compound":
            add_nominal(mentions, token, type_)


def nominal_type(token: Token, nouns: Nouns) -> str | None:
    """The type of a common noun, its compound taken together where the lexicon has it; None where it is no thing we name."""
    lemma = token.lemma_.lower()
    before = token.doc[token.i - 1] if token.i else token
    pair = f"{before.lower_} {lemma}" if before.head == token and before.dep_ in ("compound", "amod") else ""
    type_ = nouns.type_of(pair) or nouns.type_of(f"{pair}s") or nouns.type_of(lemma) or nouns.type_of(token.lower_)
    if type_ is None and token.tag_ == "NNPS":  # the model leaves `Muslims` as it is
        type_ = nouns.type_of(token.text.removesuffix("s")) or nouns.type_of(token.lower_.removesuffix("s"))
    if type_ == "Person" and token.tag_ in ("NNS", "NNPS"):
        return "Group"
    return type_


def add_nominal(mentions: Mentions, token: Token, type_: str) -> Ref:
    """The noun phrase of a token as a mention, without leading articles and what follows the noun, but for a short `of …`."""
    start, end = phrase(mentions.doc, token)
    return mentions.add(start, end, token.i, "nominal", type_)


def phrase(doc: Doc, token: Token) -> tuple[int, int]:
    """[start, end) of a noun with what stands before it and a short `of` phrase behind it."""
    lefts = [t for t in token.lefts if t.dep_ not in ("punct", "cc", "mark", "relcl", "prep", "advcl", "preconj") and not t.is_space]
    start = min((t.left_edge.i for t in lefts), default=token.i)
    while start < token.i and (doc[start].lower_ in SKIPPED or doc[start].is_punct or doc[start].is_space):
        start += 1
    end = token.i + 1
    for prep in token.rights if not _takes_of(token) else ():
        if prep.dep_ == "prep" and prep.lower_ == "of" and prep.i == end:
            last = _simple_end(prep)
            if last and last - end <= 8:
                end = last
    return start, end


def _takes_of(token: Token) -> bool:
    """Does the `of` behind an object belong to its verb: `warned the city of a flood`?"""
    return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in OF_VERBS and token.pos_ != "PRON"


def _simple_end(prep: Token) -> int | None:
    """Where an `of` phrase without a clause in it ends, or None."""
    for child in prep.children:
        if child.dep_ == "pobj":
            rights = [t for t in child.rights if t.dep_ in ("relcl", "acl", "prep", "punct", "appos", "cc", "conj")]
            return min([t.left_edge.i for t in rights], default=child.right_edge.i + 1)
    return None
