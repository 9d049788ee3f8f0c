"""Dates in words to EDTF (ISO 8601-2), against the date of publication, without invented precision.

The year of "23 October" is the one that puts it nearest to and not after publication; with a future tense nearest after.
Without a date of publication it stays open: `XXXX-10-23`.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.model import Time

MONTHS = {name: i for i, names in enumerate(
    ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
     "october oct", "november nov", "december dec"], 1) for name in names.split()}  # fmt: skip
DAYS = {name: i for i, names in enumerate(
    ["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat", "sunday sun"]
) for name in names.split()}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
PATTERNS = (
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTH})\b\.?,?(?: (?P<y>\d{{4}}))?", re.I),
    re.compile(rf"\b(?P<m>{MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|,\d)(?:,? (?P<y>\d{{4}}))?", re.I),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(rf"\b(?P<m>{MONTH})\b\.?(?: of)?,? (?P<y>\d{{4}})", re.I),
    re.compile(rf"\b(?P<m>{MONTH})\b", re.I),
)
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)(s?)\b")
SEASON = re.compile(rf"\b({'|'.join(SEASONS)})(?: of)? ?(\d{{4}})?\b", re.I)
WEEKDAY = re.compile(rf"\b(?P<which>last|next|this)? ?(?P<day>{'|'.join(sorted(DAYS, key=len, reverse=True))})\b", re.I)
RELATIVE = {
    "today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "this afternoon": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
}  # fmt: skip
AGO = re.compile(
    r"\b(?P<n>\d+|one|two|three|four|five|six|seven|a|an) (?P<unit>day|week|month|year)s? (?P<way>ago|earlier|later|before)\b",
    re.I,
)
WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
LATELY = 60  # days: a plan for a date that has just passed is not a plan for next year
OPEN_START = re.compile(r"\b(as early as|since|from|starting|beginning|after)\b", re.I)
OPEN_END = re.compile(r"\b(by|until|till|before|no later than)\b", re.I)


def read_time(text: str, published: str | None, *, future: bool = False, before: str = "") -> Time | None:
    """The time that words give, or None where they give none. `before` are the words in front of them."""
    day = _day(published)
    found = _dated(text, day, future) or _relative(text, day, future) or _wide(text, day)
    if found is None:
        return None
    edtf, basis = found
    if OPEN_START.search(before[-20:]) and re.search(r"as early as|since", before[-20:], re.I):
        edtf = f"{edtf}/.."
    elif OPEN_END.search(before[-15:]) and re.search(r"until|no later", before[-15:], re.I):
        edtf = f"../{edtf}"
    return Time(text, edtf, basis)


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _dated(text: str, day: dt.date | None, future: bool) -> tuple[str, str] | None:
    """A month with or without day and year."""
    for pattern in PATTERNS:
        m = pattern.search(text)
        if not m:
            continue
        groups = m.groupdict()
        month = MONTHS.get((groups["m"] or "").casefold(), 0) or int(groups["m"] if groups["m"].isdigit() else 0)
        number = int(groups["d"]) if groups.get("d") else None
        if not 1 <= month <= 12 or (number is not None and not 1 <= number <= 31):
            continue
        if groups["m"].casefold() == "may" and not number and not groups.get("y"):
            continue
        rest = f"{month:02}" + (f"-{number:02}" if number else "")
        if groups.get("y"):
            return f"{groups['y']}-{rest}", "explicit"
        if day is None:
            return f"XXXX-{rest}", "explicit"
        return f"{_year(day, month, number, future)}-{rest}", "relative"
    return None


def _year(day: dt.date, month: int, number: int | None, future: bool) -> int:
    """The year that puts month and day nearest to publication on the right side of it."""
    mine, theirs = (month, number or (28 if future else 1)), (day.month, day.day)
    if future:
        past = (dt.date(day.year, *theirs) - dt.date(day.year, month, min(number or 28, 28))).days
        return day.year if past <= LATELY else day.year + 1
    return day.year if mine <= theirs else day.year - 1


def _relative(text: str, day: dt.date | None, future: bool) -> tuple[str, str] | None:
    low = text.casefold()
    for words, shift in RELATIVE.items():
        if re.search(rf"\b{words}\b", low):
            return (str(day + dt.timedelta(shift)), "relative") if day else None
    ago = AGO.search(low)
    if ago and day:
        return _ago(day, ago)
    weekday = WEEKDAY.search(low)
    if weekday and day:
        target = DAYS[weekday["day"].casefold()]
        ahead = future or weekday["which"] == "next"
        shift = (target - day.weekday()) % 7 if ahead else -((day.weekday() - target) % 7)
        if weekday["which"] == "last" and shift == 0:
            shift = -7
        return str(day + dt.timedelta(shift)), "relative"
    for words, years in (("last year", -1), ("this year", 0), ("next year", 1)):
        if words in low and day:
            return str(day.year + years), "relative"
    for words, months in (("last month", -1), ("this month", 0), ("next month", 1)):
        if words in low and day:
            index = day.year * 12 + day.month - 1 + months
            return f"{index // 12}-{index % 12 + 1:02}", "relative"
    return None


def _ago(day: dt.date, m: re.Match[str]) -> tuple[str, str] | None:
    number = WORDS.get(m["n"]) or int(m["n"])
    sign = 1 if m["way"] == "later" else -1
    if m["way"] != "ago":
        return None  # earlier and later count from a day the sentence does not name
    if m["unit"] == "day":
        return str(day + dt.timedelta(sign * number)), "relative"
    if m["unit"] == "year":
        return str(day.year + sign * number), "relative"
    if m["unit"] == "month":
        index = day.year * 12 + day.month - 1 + sign * number
        return f"{index // 12}-{index % 12 + 1:02}", "relative"
    return None


def _wide(text: str, day: dt.date | None) -> tuple[str, str] | None:
    """A year, a decade, a season."""
    season = SEASON.search(text)
    if season and season[2]:
        return f"{season[2]}-{SEASONS[season[1].casefold()]}", "explicit"
    year = YEAR.search(text)
    if year:
        return (f"{year[1][:3]}X" if year[2] else year[1]), "explicit"
    return None
