"""Amounts: "about 10,000 soldiers", "up to 12,000", "at least 3000", "3,000 to 5,000", "two brigades".

Never ages, dates, ordinals or durations.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.model import Quantity

ONES = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split()
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "k": 1000,
    "dozen": 12,
}
APPROXIMATE = frozenset(["about", "around", "some", "roughly", "approximately", "nearly", "almost", "circa", "estimated"])
NO_AMOUNT = frozenset(["DATE", "TIME", "ORDINAL"])
UNITS_OF_TIME = frozenset(["year", "month", "week", "day", "hour", "minute", "second", "decade", "century"])
QUALIFIERS = APPROXIMATE | frozenset("at least most up to more less fewer than over no not as many under upwards of $ € £".split())
LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "minimum")
MOST = (
    "up to",
    "at most",
    "no more than",
    "fewer than",
    "less than",
    "under",
    "not more than",
    "as many as",
    "maximum",
)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def find_quantity(noun: Token, text: str) -> Quantity | None:
    """The amount that a noun is counted by, or None. `text` is the article's, for the words as they stand."""
    if noun.lemma_.lower() in UNITS_OF_TIME:
        return None
    numbers = [c for c in noun.children if c.dep_ in ("nummod", "quantmod") and c.ent_type_ not in NO_AMOUNT]
    numbers += [c for c in noun.children if c.dep_ == "compound" and c.like_num and c.ent_type_ not in NO_AMOUNT]
    if not numbers and noun.like_num and noun.pos_ == "NUM" and noun.ent_type_ not in NO_AMOUNT:
        numbers = [noun]
    for child in noun.children:  # brigades of up to 6,000 personnel
        if child.dep_ == "prep" and child.lower_ == "of" and not numbers:
            numbers += [n for p in child.children for n in p.children if n.dep_ == "nummod" and n.ent_type_ not in NO_AMOUNT]
    if not numbers:
        return None
    start = min(_modified_start(n) for n in numbers)
    end = max(noun.i, *(n.i for n in numbers)) + 1
    words = noun.doc[start:end]
    found = read_quantity(words.text)
    if found is None:
        return None
    unit = None if noun.pos_ == "NUM" else noun.lower_
    shown = text[words.start_char : words.end_char]
    return Quantity(shown, found.value, found.min, found.max, found.approximate, unit)


def _modified_start(number: Token) -> int:
    """Where the words that qualify a number begin: `at least`, `up to`, `about`."""
    start = number.left_edge.i
    doc = number.doc
    while start > number.sent.start and doc[start - 1].lower_ in QUALIFIERS:
        start -= 1
    return start


def read_quantity(words: str) -> Quantity | None:
    """The amount that words such as `about 10,000` or `between three and five` give, or None."""
    low = " ".join(words.casefold().split())
    numbers = _numbers(low)
    if not numbers:
        return None
    approximate = any(re.search(rf"\b{w}\b", low) for w in APPROXIMATE)
    if len(numbers) >= 2 and re.search(r"\b(to|and|or)\b|-", low):
        return Quantity(words, None, min(numbers[:2]), max(numbers[:2]), approximate)
    if any(re.search(rf"\b{p}\b", low) for p in LEAST):
        return Quantity(words, None, numbers[0], None, approximate)
    if any(re.search(rf"\b{p}\b", low) for p in MOST):
        return Quantity(words, None, None, numbers[0], approximate)
    return Quantity(words, numbers[0], None, None, approximate)


def _numbers(low: str) -> list[float | int]:
    found: list[float | int] = []
    current: float | int | None = None
    for word in re.findall(rf"{NUMBER.pattern}|[a-z]+|%", low):
        if NUMBER.fullmatch(word):
            value = float(word.replace(",", ""))
            if current is not None:
                found.append(current)
            current = int(value) if value.is_integer() else value
        elif word in ONES or word in TENS:
            value = ONES.get(word, TENS.get(word, 0))
            if current is not None and current in TENS.values() and word in ONES:
                current += value
            else:
                found += [current] if current is not None else []
                current = value
        elif word in SCALES and current is not None:
            current *= SCALES[word]
            current = int(current) if float(current).is_integer() else current
        elif word not in ("and", "a") and current is not None:
            found.append(current)
            current = None
    return [*found, current] if current is not None else found
