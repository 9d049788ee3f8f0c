"""A claim on its way: what a mechanism proposes before voice, certainty and time are known."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.mentions import Ref


@dataclass(frozen=True, slots=True)
class Proposal:
    """`anchor` is the token whose clause decides polarity, certainty and attribution; `predicate` are tokens [start, end).

    `standing` facts (titles, possessives) are the article's own voice unless they stand inside quotation marks.
    `negative`: the words say that it is not so (`cleared of`).
    `value` is a literal as token range. `amount` is the noun whose number is the claim's quantity.
    """

    relation: str
    anchor: Token
    predicate: tuple[int, int]
    subject: Ref
    object: Ref | None
    rule: str
    confidence: float
    value: tuple[int, int] | None = None
    amount: Token | None = None
    standing: bool = False
    negative: bool = False
    implicit: tuple[str, ...] = ()
    role: str | None = None
