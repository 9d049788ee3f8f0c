"""Dates in words to EDTF. Every case with a date of publication (Thursday, 24 October 2024) and without one."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract.times import read_time
from kg.model import Time

PUBLISHED = "2024-10-24"  # a Thursday
# words, EDTF with the date of publication, EDTF without
CASES = [
    # day, month, year
    ("24 October 2024", "2024-10-24", "2024-10-24"),
    ("October 24, 2024", "2024-10-24", "2024-10-24"),
    ("October 24 2024", "2024-10-24", "2024-10-24"),
    ("Oct. 9, 2024", "2024-10-09", "2024-10-09"),
    ("9 Oct 2024", "2024-10-09", "2024-10-09"),
    ("the 5th of November 2019", "2019-11-05", "2019-11-05"),
    ("November the 5th, 2019", "2019-11-05", "2019-11-05"),
    ("2024-10-23", "2024-10-23", "2024-10-23"),
    ("2024-10-23T10:00", "2024-10-23", "2024-10-23"),
    ("Thursday, October 24, 2024", "2024-10-24", "2024-10-24"),
    ("11 SEPTEMBER 1926", "1926-09-11", "1926-09-11"),
    ("29 February 2024", "2024-02-29", "2024-02-29"),
    # day and month
    ("23 October", "2024-10-23", "XXXX-10-23"),
    ("October 23", "2024-10-23", "XXXX-10-23"),
    ("Sept. 11", "2024-09-11", "XXXX-09-11"),
    ("24 October", "2024-10-24", "XXXX-10-24"),
    ("25 October", "2023-10-25", "XXXX-10-25"),
    ("1 November", "2023-11-01", "XXXX-11-01"),
    ("May 5", "2024-05-05", "XXXX-05-05"),
    ("3 March", "2024-03-03", "XXXX-03-03"),
    ("29 February", "2024-02-29", "XXXX-02-29"),
    ("Friday, October 18", "2024-10-18", "XXXX-10-18"),
    # month and year, month
    ("October 2023", "2023-10", "2023-10"),
    ("Oct. 2023", "2023-10", "2023-10"),
    ("the May of 1968", "1968-05", "1968-05"),
    ("August", "2024-08", "XXXX-08"),
    ("May", "2024-05", "XXXX-05"),
    ("October", "2024-10", "XXXX-10"),
    ("November", "2023-11", "XXXX-11"),
    ("late December", "2023-12", "XXXX-12"),
    ("last March", "2024-03", "XXXX-03"),
    ("last October", "2023-10", "XXXX-10"),
    ("next October", "2025-10", "XXXX-10"),
    ("next May", "2025-05", "XXXX-05"),
    # year, decade, season
    ("1979", "1979", "1979"),
    ("early in 2016", "2016", "2016"),
    ("the 1990s", "199X", "199X"),
    ("the mid-1990s", "199X", "199X"),
    ("the spring of 2019", "2019-21", "2019-21"),
    ("summer 2023", "2023-22", "2023-22"),
    ("fall 2020", "2020-23", "2020-23"),
    ("winter of 2020", "2020-24", "2020-24"),
    ("the fall of Kabul in 2021", "2021", "2021"),
    # counted from publication
    ("today", "2024-10-24", None),
    ("tonight", "2024-10-24", None),
    ("this morning", "2024-10-24", None),
    ("yesterday", "2024-10-23", None),
    ("last night", "2024-10-23", None),
    ("tomorrow", "2024-10-25", None),
    ("the day before yesterday", "2024-10-22", None),
    ("the day after tomorrow", "2024-10-26", None),
    ("Thursday", "2024-10-24", None),
    ("Wednesday evening", "2024-10-23", None),
    ("Friday", "2024-10-18", None),
    ("Tues.", "2024-10-22", None),
    ("last Thursday", "2024-10-17", None),
    ("last Monday", "2024-10-21", None),
    ("next Thursday", "2024-10-31", None),
    ("next Monday", "2024-10-28", None),
    ("Tuesday last week", "2024-10-15", None),
    ("Monday next week", "2024-10-28", None),
    ("two days ago", "2024-10-22", None),
    ("12 days ago", "2024-10-12", None),
    ("three weeks ago", "2024-10-03~", None),
    ("a month ago", "2024-09", None),
    ("ten months ago", "2023-12", None),
    ("seven years ago", "2017", None),
    ("100 years ago", "1924", None),
    ("last week", "2024-10-14/2024-10-20", None),
    ("this week", "2024-10-21/2024-10-27", None),
    ("next week", "2024-10-28/2024-11-03", None),
    ("last weekend", "2024-10-19/2024-10-20", None),
    ("the weekend", "2024-10-19/2024-10-20", None),
    ("next weekend", "2024-10-26/2024-10-27", None),
    ("last month", "2024-09", None),
    ("earlier this month", "2024-10", None),
    ("next month", "2024-11", None),
    ("last year", "2023", None),
    ("this year", "2024", None),
    ("next year", "2025", None),
    # from one to another
    ("from 3 to 5 May 2024", "2024-05-03/2024-05-05", "2024-05-03/2024-05-05"),
    ("23-25 October 2023", "2023-10-23/2023-10-25", "2023-10-23/2023-10-25"),
    ("October 3–5", "2024-10-03/2024-10-05", "XXXX-10-03/XXXX-10-05"),
    ("October 23-25, 2023", "2023-10-23/2023-10-25", "2023-10-23/2023-10-25"),
    ("from November 20 to December 11", "2023-11-20/2023-12-11", "XXXX-11-20/XXXX-12-11"),
    ("between 3 May and 5 June 2020", "2020-05-03/2020-06-05", "2020-05-03/2020-06-05"),
    ("between 2019 and 2021", "2019/2021", "2019/2021"),
    ("2019-2021", "2019/2021", "2019/2021"),
    ("2019–21", "2019/2021", "2019/2021"),
    ("May to July 2022", "2022-05/2022-07", "2022-05/2022-07"),
    # bounds and doubts
    ("since 2019", "2019/..", "2019/.."),
    ("as early as 1 October", "2024-10-01/..", "XXXX-10-01/.."),
    ("until Monday", "../2024-10-21", None),
    ("by 2030", "../2030", "../2030"),
    ("before October 2023", "../2023-10", "../2023-10"),
    ("prior to Sept. 11", "../2024-09-11", "../XXXX-09-11"),
    ("after 2014", "2014/..", "2014/.."),
    ("not until 2025", "2025/..", "2025/.."),
    ("no later than 1 May 2024", "../2024-05-01", "../2024-05-01"),
    ("about 1850", "1850~", "1850~"),
]
NO_TIME = [
    "", "a while", "recently", "the same day", "at that time", "years", "three days", "twelve years", "two years earlier", "daily",
    "may", "20 may die", "they march", "the sun", "he sat", "they wed", "a sec", "mar", "the spring", "1,950 people", "3000 men",
    "30,000 years ago", "5000 years ago", "999999 days ago", "1.5 years ago", "the year", "each week", "15th century",
]  # fmt: skip
FUTURE = [
    ("25 October", "2024-10-25"),
    ("1 November", "2024-11-01"),
    ("3 March", "2025-03-03"),
    ("20 October", "2024-10-20"),  # four days ago: a plan for what has just passed is not one for next year
    ("1 July", "2025-07-01"),
    ("November", "2024-11"),
    ("October", "2024-10"),
    ("Friday", "2024-10-25"),
    ("Thursday", "2024-10-24"),
    ("Monday", "2024-10-28"),
    ("next Thursday", "2024-10-31"),
    ("the weekend", "2024-10-26/2024-10-27"),
    ("29 February", "2028-02-29"),
    ("as early as 1 November", "2024-11-01/.."),
]


@pytest.mark.parametrize(("words", "edtf", "_"), CASES)
def test_a_time_against_the_date_of_publication(words: str, edtf: str, _: str | None) -> None:
    found = read_time(words, PUBLISHED)
    assert found is not None and (found.text, found.edtf) == (words, edtf)


@pytest.mark.parametrize(("words", "_", "edtf"), CASES)
def test_a_time_without_a_date_of_publication(words: str, _: str, edtf: str | None) -> None:
    found = read_time(words, None)
    assert (found and found.edtf) == edtf


@pytest.mark.parametrize(("words", "edtf"), FUTURE)
def test_a_time_of_what_is_to_come(words: str, edtf: str) -> None:
    found = read_time(words, PUBLISHED, future=True)
    assert found is not None and found.edtf == edtf


@pytest.mark.parametrize("words", NO_TIME)
def test_words_that_give_no_time(words: str) -> None:
    assert read_time(words, PUBLISHED) is None and read_time(words, None) is None


@pytest.mark.parametrize(
    ("words", "published", "basis"),
    [
        ("24 October 2024", PUBLISHED, "explicit"),
        ("24 October", PUBLISHED, "relative"),
        ("24 October", None, "explicit"),
        ("Monday", PUBLISHED, "relative"),
        ("2019", PUBLISHED, "explicit"),
    ],
)
def test_how_a_time_was_found(words: str, published: str | None, basis: str) -> None:
    found = read_time(words, published)
    assert found is not None and found.basis == basis


@pytest.mark.parametrize(
    ("before", "edtf"),
    [
        ("arrived as early as ", "2024-10-23/.."),
        ("has held it since ", "2024-10-23/.."),
        ("since he left on ", "2024-10-23"),
        ("will stay until ", "../2024-10-23"),
        ("died before ", "../2024-10-23"),
        ("elected by the court on ", "2024-10-23"),
        ("at about ", "2024-10-23~"),
        ("a video from ", "2024-10-23"),
    ],
)
def test_words_right_in_front_of_a_time_bound_it(before: str, edtf: str) -> None:
    assert read_time("23 October", PUBLISHED, before=before) == Time("23 October", edtf, "relative")


@pytest.mark.parametrize("published", ["2024", "2024-10", "soon", "", "2024-13-01", None])
def test_a_date_of_publication_without_a_day_resolves_nothing(published: str | None) -> None:
    assert read_time("Monday", published) is None
    assert read_time("23 October", published) == Time("23 October", "XXXX-10-23", "explicit")


@pytest.mark.parametrize("published", ["2024-10-24", "2024-10-24T23:59:00Z", "2024-10-24 10:00+02:00"])
def test_only_the_day_of_publication_counts(published: str) -> None:
    assert read_time("yesterday", published) == Time("yesterday", "2024-10-23", "relative")


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("30 February 2024", "2024-02"), ("31 April", "2024-04"), ("45 October", "2024-10"), ("29 February 2023", "2023-02")],
)
def test_a_day_that_the_calendar_has_not_is_left_out(words: str, edtf: str) -> None:
    found = read_time(words, PUBLISHED)
    assert found is not None and found.edtf == edtf


def test_29_february_is_of_the_last_leap_year() -> None:
    assert read_time("29 February", "2023-06-01") == Time("29 February", "2020-02-29", "relative")


@pytest.mark.parametrize(("words", "published"), [("yesterday", "0001-01-01"), ("tomorrow", "9999-12-31"), ("next week", "9999-12-31")])
def test_there_is_no_day_beyond_the_calendar(words: str, published: str) -> None:
    assert read_time(words, published) is None


WORDS = "last next this week weekend Monday Thu 23 October May 2024 to and from between ago two 99999 years days".split()
WORDS += "since by - – , . 29 February".split()
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), st.text(max_size=20))
EDTF = re.compile(r"(\.\.|[\dX]{4}(-\d\d(-\d\d)?)?~?)(/(\.\.|[\dX]{4}(-\d\d(-\d\d)?)?))?")


@given(TEXTS, st.one_of(st.none(), st.dates().map(str)), st.booleans(), TEXTS)
@example("29 February", "0001-02-28", False, "")
@example("29 February", "9999-02-28", True, "")
@example("next October", "9999-10-28", True, "")
def test_any_words_give_a_well_formed_time_of_real_days_or_none(words: str, published: str | None, future: bool, before: str) -> None:
    found = read_time(words, published, future=future, before=before)
    if found is not None:
        assert found.text == words and found.edtf and EDTF.fullmatch(found.edtf), found
        assert found.basis in ("explicit", "relative")
        for day in re.findall(r"\d{4}-\d\d-\d\d", found.edtf):
            dt.date.fromisoformat(day)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_date_in_full_says_the_same_whenever_it_is_published(day: dt.date, published: dt.date) -> None:
    written = [f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%b}. {day.day}, {day.year}", str(day)]
    assert {read_time(words, str(published)).edtf for words in written} == {str(day)}  # type: ignore[union-attr]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_without_its_year_is_the_last_one_before_publication(day: dt.date, published: dt.date) -> None:
    found = read_time(f"{day.day} {day:%B}", str(published))
    assert found is not None and found.edtf is not None
    read = dt.date.fromisoformat(found.edtf)
    assert read <= published and (read.month, read.day) == (day.month, day.day)
    assert (published - read).days < (8 * 366 if (day.month, day.day) == (2, 29) else 366)
