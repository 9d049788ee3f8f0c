"""Amounts: value where one number is given, bounds where bounds are, and nothing where it only looks like an amount."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract.quantities import LARGEST, find_quantity, read_quantity
from kg.model import Quantity
from tests.kit import parse_text

# words, value, min, max, approximate
CASES: list[tuple[str, float | None, float | None, float | None, bool]] = [
    ("12", 12, None, None, False),
    ("0", 0, None, None, False),
    ("3,000", 3000, None, None, False),
    ("1,234,567.89", 1234567.89, None, None, False),
    ("1,00,000", 100000, None, None, False),
    ("10 000", 10000, None, None, False),
    ("100 737", 100, None, None, False),
    ("1.5", 1.5, None, None, False),
    ("40 percent", 40, None, None, False),
    ("40%", 40, None, None, False),
    # in words
    ("zero", 0, None, None, False),
    ("two", 2, None, None, False),
    ("nineteen", 19, None, None, False),
    ("twenty-five", 25, None, None, False),
    ("seventy two", 72, None, None, False),
    ("one hundred and fifty", 150, None, None, False),
    ("three hundred and sixty-five", 365, None, None, False),
    ("two thousand five hundred", 2500, None, None, False),
    ("two thousand three hundred and twelve", 2312, None, None, False),
    ("five hundred thousand", 500_000, None, None, False),
    ("two million three hundred thousand", 2_300_000, None, None, False),
    ("a hundred", 100, None, None, False),
    ("a dozen", 12, None, None, False),
    ("half a dozen", 6, None, None, False),
    ("two dozen", 24, None, None, False),
    ("half a million", 500_000, None, None, False),
    # with a scale
    ("2.5 million", 2_500_000, None, None, False),
    ("1.1 million", 1_100_000, None, None, False),
    ("$22 billion", 22 * 10**9, None, None, False),
    ("£5m", 5_000_000, None, None, False),
    ("3bn", 3 * 10**9, None, None, False),
    ("10k", 10_000, None, None, False),
    ("5 km", 5, None, None, False),
    # about
    ("about 10,000", 10000, None, None, True),
    ("some 2,300", 2300, None, None, True),
    ("nearly 4,000", 4000, None, None, True),
    ("an estimated 200", 200, None, None, True),
    ("close to 500", 500, None, None, True),
    ("20 or so", 20, None, None, True),
    ("10-odd", 10, None, None, True),
    # bounds
    ("up to 12,000", None, None, 12000, False),
    ("no more than 800", None, None, 800, False),
    ("not more than 7", None, None, 7, False),
    ("fewer than 10", None, None, 10, False),
    ("less than a dozen", None, None, 12, False),
    ("under 500", None, None, 500, False),
    ("as many as 300", None, None, 300, False),
    ("30 or fewer", None, None, 30, False),
    ("at least 3000", None, 3000, None, False),
    ("more than 3,000", None, 3000, None, False),
    ("over 100", None, 100, None, False),
    ("no fewer than 20", None, 20, None, False),
    ("no less than 5", None, 5, None, False),
    ("500 or more", None, 500, None, False),
    ("more than 3,000 but fewer than 5,000", None, 3000, 5000, False),
    ("up to about 600", None, None, 600, True),
    # from one to another
    ("3,000 to 5,000", None, 3000, 5000, False),
    ("3,000-5,000", None, 3000, 5000, False),
    ("3,000–5,000", None, 3000, 5000, False),
    ("between three and five", None, 3, 5, False),
    ("between one hundred and two hundred", None, 100, 200, False),
    ("one or two", None, 1, 2, False),
    ("5-10 million", None, 5 * 10**6, 10**7, False),
    ("two to three thousand", None, 2000, 3000, False),
    ("5,000 to 1 million", None, 5000, 10**6, False),
    ("about 400 to 600", None, 400, 600, True),
    # the first of several
    ("1,900 of the 2,200", 1900, None, None, False),
    ("two 25-year-old", 2, None, None, False),
    ("three of his", 3, None, None, False),
    ("737", 737, None, None, False),
]
NOTHING = [
    "", "some", "many", "dozens", "hundreds of", "several thousand", "a few hundred", "scores", "12th", "the 1990s", "25-year-old",
    "one in five", "two out of three", "two thirds", "three-quarters", "a half", "G7", "COVID-19", "9" * 400, "9999999 billion", "no", "%",
]  # fmt: skip


@pytest.mark.parametrize(("words", "value", "least", "most", "about"), CASES, ids=[words for words, *_ in CASES])
def test_an_amount(words: str, value: float | None, least: float | None, most: float | None, about: bool) -> None:
    found = read_quantity(words)
    assert found == Quantity(words, value, least, most, about)
    for number in (found.value, found.min, found.max):
        assert number is None or isinstance(number, int) == (number == int(number))


@pytest.mark.parametrize("words", NOTHING, ids=[words[:20] for words in NOTHING])
def test_what_is_no_amount(words: str) -> None:
    assert read_quantity(words) is None


WORDS = [*"at least most up to more than fewer no about some between and or a half dozen hundred thousand".split(), "million"]
WORDS += "two twenty five 3 10,000 2.5 - % 9999999999".split()
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.text(max_size=20))


@given(TEXTS)
@example("9" * 5000)
@example("１２ ٣")
@example("million million million")
@example("two million million million million")
def test_any_words_give_finite_numbers_in_order_or_none(words: str) -> None:
    found = read_quantity(words)
    if found is not None:
        numbers = [n for n in (found.value, found.min, found.max) if n is not None]
        assert numbers and all(math.isfinite(n) and 0 <= n < LARGEST * 1000 for n in numbers)
        assert (found.value is None) != (found.min is None and found.max is None)
        assert found.min is None or found.max is None or found.min <= found.max


@given(st.integers(0, LARGEST - 1))
def test_a_number_in_digits_is_itself_with_or_without_commas(number: int) -> None:
    for words in (str(number), f"{number:,}"):
        assert read_quantity(words) == Quantity(words, number)


@given(st.integers(1, 999))
def test_a_number_in_words_is_the_one_in_digits(number: int) -> None:
    def below_hundred(n: int) -> str:
        return ONES[n] if n < 20 else TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")

    words = below_hundred(number % 100) if number % 100 else ""
    if number >= 100:
        words = f"{ONES[number // 100]} hundred" + (f" and {words}" if words else "")
    assert read_quantity(words) == Quantity(words, number)
    assert read_quantity(f"{words} thousand") == Quantity(f"{words} thousand", 1000 * number)


# ---------------------------------------------------------------------- on a parse: the noun that is counted


@pytest.mark.parametrize(
    ("sentence", "noun", "quantity"),
    [
        ("Marovia sent about 10,000 men to Lesk.", "men", Quantity("about 10,000 men", 10000, approximate=True, unit="men")),
        ("Marovia sent up to 12,000 men.", "men", Quantity("up to 12,000 men", max=12000, unit="men")),
        ("The pact has at least 3000 soldiers.", "soldiers", Quantity("at least 3000 soldiers", min=3000, unit="soldiers")),
        ("Sundral sent 3,000 to 5,000 troops.", "troops", Quantity("3,000 to 5,000 troops", min=3000, max=5000, unit="troops")),
        ("Marovia moved two brigades.", "brigades", Quantity("two brigades", 2, unit="brigades")),
        ("The bank paid $3 billion to the state.", "billion", Quantity("$3 billion", 3 * 10**9, unit="$")),
        ("The fund lost 40 percent.", "percent", Quantity("40 percent", 40, unit="percent")),
        ("He has lived in Lesk for three years.", "years", None),
        ("The soldiers left.", "soldiers", None),
        ("They sent no more than 800 soldiers.", "soldiers", Quantity("no more than 800 soldiers", max=800, unit="soldiers")),
    ],
)  # fmt: skip
def test_the_noun_that_is_counted_has_the_amount_as_it_stands(nlp: Language, sentence: str, noun: str, quantity: Quantity | None) -> None:
    parsed = parse_text(nlp, sentence)
    (token,) = [t for t in parsed.doc if t.text == noun]
    assert find_quantity(token, sentence) == quantity
