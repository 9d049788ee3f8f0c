"""Amounts: "about 10,000 soldiers", "up to 12,000", "at least 3000", "3,000 to 5,000", "two brigades".

Never ages, dates, ordinals or durations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from spacy.tokens import Token

from kg.model import Quantity


class Number(NamedTuple):
    """A number in a text, at [start, end). `scaled`: a word such as `million` belongs to it."""

    start: int
    end: int
    value: Decimal
    scaled: Decimal


ONES = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split()
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SUFFIXES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
LARGEST = 10**15  # beyond it a number is a slip or an attack, and databases have no integers for it
APPROXIMATE = frozenset(["about", "around", "some", "roughly", "approximately", "nearly", "almost", "circa", "estimated"])
NO_AMOUNT = frozenset(["DATE", "TIME", "ORDINAL"])
UNITS_OF_TIME = frozenset(["year", "month", "week", "day", "hour", "minute", "second", "decade", "century"])
QUALIFIERS = APPROXIMATE | frozenset("at least most up to more less fewer than over no not as many under upwards of between $ € £".split())
LEAST = re.compile(
    r"\b(at least|(?<!no )(?<!not )more than|over|above|(no|not) (fewer|less) than|upwards of|in excess of|minimum)\b"
    r"|^ ?(or more|at least)\b"
)
MOST = re.compile(
    r"\b(up to|at most|(no|not) more than|(?<!no )(?<!not )(fewer|less) than|under|below|as (many|much) as|maximum)\b"
    r"|^ ?(or (fewer|less)|at most)\b"
)
ABOUT = re.compile(rf"\b({'|'.join(sorted(APPROXIMATE - {'some'}))}|close to)\b|\bsome (?=$)")
OR_SO = re.compile(r" ?-?(odd|or so|or thereabouts|more or less)\b")
BETWEEN = re.compile(r"[ ,]*(to|and|or|-|–)( (perhaps|even|about|around|as many as|up to))? ?")
PART = re.compile(r"[ -](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|ninths?|tenths?)\b| (in|out of) ")
AGE = re.compile(r"[\w.]+-(year|month|week|day|hour)-(old|long)\b")
TOKEN = re.compile(
    r"(?<![\w.,])(?<![a-z]-)(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?: 000)+|\d+(?:\.\d+)?)"
    r"(?P<suffix>k|mn?|bn|tn)?(?!\w|[.,]\d)"
    r"|(?P<word>[a-z]+)"
)


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
    sign = re.search(r"[$€£]", words.text)
    unit = (sign[0] if sign else None) if noun.pos_ == "NUM" else noun.lower_
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
    numbers = _numbers(AGE.sub(lambda m: " " * len(m[0]), low))
    if not numbers or PART.match(low, numbers[0].end):
        return None
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else None
    between = low[first.end : second.start] if second else low[first.end :]
    about = bool(ABOUT.search(low[: first.start]) or OR_SO.match(low, first.end))
    if second and BETWEEN.fullmatch(between):
        if second.scaled > 1 and first.scaled == 1 and first.value < 1000:
            first = first._replace(value=first.value * second.scaled)  # 5 to 10 million
        low_end, high_end = sorted((first.value, second.value))
        return Quantity(words, None, _plain(low_end), _plain(high_end), about)
    least, most = bool(LEAST.search(low[: first.start])), bool(MOST.search(low[: first.start]))
    if not least | most:
        least, most = bool(LEAST.match(between)), bool(MOST.match(between))
    if least and second and MOST.search(between):
        return Quantity(words, None, _plain(first.value), _plain(second.value), about)
    value = _plain(first.value)
    if least or most:
        return Quantity(words, None, value if least else None, None if least else value, about)
    return Quantity(words, value, None, None, about)


def _plain(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _numbers(low: str) -> list[Number]:
    """The numbers of a text, in digits or words, in order."""
    found: list[Number] = []
    for m in TOKEN.finditer(low):
        last = found[-1] if found else None
        joined = last and _joined(last, m, low)
        if joined:
            found[-1] = joined
        else:
            found += _single(m, low)
    return [n for n in found if n.value < LARGEST]


def _single(m: re.Match[str], low: str) -> Iterator[Number]:
    """The number that one word is: `12`, `12k`, `twelve`; `dozen` in `a dozen` and `half a dozen`."""
    word = m["word"]
    if m["digits"]:
        scale = Decimal(SUFFIXES.get(m["suffix"] or "", 1))
        yield Number(m.start(), m.end(), Decimal(m["digits"].replace(",", "").replace(" ", "")) * scale, scale)
    elif word in ONES or word in TENS:
        yield Number(m.start(), m.end(), Decimal(ONES.get(word, TENS.get(word, 0))), Decimal(1))
    elif word in SCALES and (article := re.search(r"\b(half )?an? $", low[: m.start()])):
        value = SCALES[word] * (Decimal("0.5") if article[1] else Decimal(1))
        yield Number(article.start(), m.end(), value, Decimal(SCALES[word]))


def _joined(last: Number, m: re.Match[str], low: str) -> Number | None:
    """The number before with the word added: `two thousand`, `twenty-five`, `one hundred and fifty`; None for another."""
    word, gap = m["word"], low[last.end : m.start()]
    if word in SCALES and gap in (" ", "-"):
        group = last.value % (1000 if SCALES[word] == 100 else 1000 * SCALES[word])  # two thousand three hundred
        value = last.value - group + group * SCALES[word]
        return Number(last.start, m.end(), value, last.scaled * SCALES[word])
    small = ONES.get(word or "", TENS.get(word or ""))
    written = not low[last.start].isdigit()
    if small is None or not written:
        return None
    room = 10 if word in ONES and last.value % 100 in TENS.values() and small < 10 else 100
    fits = last.value % room == 0 and last.value >= 20 and small < room
    joins = gap in (" ", "-") or (gap == " and " and last.value % 100 == 0 and not re.search(r"\bbetween\b", low[: last.start]))
    if fits and joins and (room == 10 or last.value >= 100):
        return Number(last.start, m.end(), last.value + small, last.scaled)
    return None
