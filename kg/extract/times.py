"""Dates in words to EDTF (ISO 8601-2), against the date of publication, without invented precision.

The year of "23 October" is the one that puts it nearest to and not after publication; with a future tense nearest after.
Without a date of publication it stays open: `XXXX-10-23`. Of a time that only bounds another ("since May", "until
Friday", "from 3 to 5 May") the form is an interval; of one that is about so, it ends in `~`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from kg.model import Time


class Found(NamedTuple):
    """A time in a text: where it begins, its EDTF, how it was found."""

    start: int
    edtf: str
    basis: str


class Day(NamedTuple):
    """A date as it is written; None for what is not said."""

    start: int
    year: int | None
    month: int
    day: int | None


MONTHS = {name: i for i, names in enumerate(
    ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
     "october oct", "november nov", "december dec"], 1) for name in names.split()}  # fmt: skip
DAYS = {name: i for i, names in enumerate(
    ["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat", "sunday sun"]
) for name in names.split()}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NUMBER = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
PATTERNS = (
    re.compile(rf"\b{NUMBER}(?: of)? (?P<m>{MONTH})\b\.?,?(?: (?P<y>\d{{4}}))?", re.I),
    re.compile(rf"\b(?P<m>{MONTH})\b\.? (?:the )?{NUMBER}\b(?!\d|,\d)(?:,? (?P<y>\d{{4}}))?", re.I),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<m>{MONTH})\b\.?(?: of)?,? (?P<y>\d{{4}})", re.I),
    re.compile(rf"\b(?P<m>{MONTH})\b", re.I),
)
RANGE = re.compile(r"(?:(?P<lead>from|between) )?(?P<left>.*?\S)\s*(?P<by>-|–|—|\bto\b|\buntil\b|\band\b)\s*(?P<right>\S.*)", re.I)
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)(s?)\b")
SEASON = re.compile(rf"\b({'|'.join(SEASONS)})(?: of)? (\d{{4}})\b", re.I)
WEEKDAY = re.compile(rf"\b(?:(?P<which>last|next) )?(?P<day>{'|'.join(sorted(DAYS, key=len, reverse=True))})\b", re.I)
SPAN = re.compile(r"\b(?:(?P<which>last|this|next|past|coming) )?(?P<unit>weekend|week|month|year)\b", re.I)
STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
RELATIVE = {
    "day before yesterday": -2, "day after tomorrow": 2, "today": 0, "tonight": 0, "this morning": 0, "this evening": 0,
    "this afternoon": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
}  # fmt: skip
WORDS = {w: n for n, w in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}
AGO = re.compile(rf"(?<![\d,.])\b(?P<n>\d{{1,6}}|{'|'.join(WORDS)}) (?P<unit>day|week|month|year)s? ago\b", re.I)
LATELY = 60  # days: a plan for a date that has just passed is not a plan for next year
OPEN_START = re.compile(r"\b(not until|not before|as early as|since|starting|beginning|as of|after)\s+$", re.I)
OPEN_END = re.compile(r"\b(until|till|no later than|by|before|prior to)\s+$", re.I)
ABOUT = re.compile(r"\b(about|around|circa|c\.|approximately|roughly)\s+$", re.I)


def read_time(text: str, published: str | None, *, future: bool = False, before: str = "") -> Time | None:
    """The time that words give, or None where they give none. `before` are the words in front of them."""
    today = _day(published)
    found = _range(text, today, future) or _point(text, today, future)
    if found is None:
        return None
    edtf, lead = found.edtf, before + text[: found.start]
    if "/" not in edtf:
        if OPEN_START.search(lead):
            edtf = f"{edtf}/.."
        elif OPEN_END.search(lead):
            edtf = f"../{edtf}"
        elif ABOUT.search(lead):
            edtf = f"{edtf}~"
    return Time(text, edtf, found.basis)


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _shifted(day: dt.date, days: int) -> dt.date | None:
    """So many days later; None before the year 1 and after 9999."""
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return None


def _point(text: str, today: dt.date | None, future: bool) -> Found | None:
    written = _written(text)
    if written:
        return _dated(written, text, today, future)
    return (_relative(text, today, future) if today else None) or _wide(text)


# ---------------------------------------------------------------------- a month, with or without day and year


def _written(text: str) -> Day | None:
    """The first date with a month; a day that the month has not is left out."""
    for pattern in PATTERNS:
        for m in pattern.finditer(text):
            groups = m.groupdict()
            word, day = groups["m"], int(groups.get("d") or 0)
            month = int(word) if word.isdigit() else MONTHS[word.casefold()]
            if _is_name(word) and 1 <= month <= 12:
                year = int(groups["y"]) if groups.get("y") else None
                if not groups.get("d") or 1 <= day <= _last_day(year, month):
                    return Day(m.start(), year, month, day or None)
    return None


def _is_name(word: str) -> bool:
    """Is this a month's or day's name? Short ones in small letters are other words: `may`, `march`, `sat`, `wed`."""
    return not word.islower() or len(word) > 5


def _last_day(year: int | None, month: int) -> int:
    return calendar.monthrange(year or 2000, month)[1]


def _dated(written: Day, text: str, today: dt.date | None, future: bool) -> Found | None:
    rest = f"{written.month:02}" + (f"-{written.day:02}" if written.day else "")
    if written.year:
        return Found(written.start, f"{written.year:04}-{rest}", "explicit")
    if today is None:
        return Found(written.start, f"XXXX-{rest}", "explicit")
    which = re.search(r"\b(last|next) $", text[: written.start], re.I)
    year = _year(today, written, future, which[1].casefold() if which else None)
    return Found(written.start, f"{year:04}-{rest}", "relative") if dt.MINYEAR <= year <= dt.MAXYEAR else None


def _year(today: dt.date, written: Day, future: bool, which: str | None) -> int:
    """The year that puts month and day nearest to publication on the right side of it."""
    year, this_month = today.year, written.month == today.month
    if future or which == "next":
        past = (today - today.replace(month=written.month, day=min(written.day or 28, 28))).days
        if past > LATELY or (which == "next" and (past > 0 or this_month)):
            year += 1
    elif (written.month, written.day or 1) > (today.month, today.day) or (which == "last" and this_month):
        year -= 1
    while (written.day or 1) > _last_day(year, written.month):  # 29 February
        year += 1 if future else -1
    return year


# ---------------------------------------------------------------------- from one time to another


def _range(text: str, today: dt.date | None, future: bool) -> Found | None:
    """`from 3 to 5 May 2024`, `October 23-25`, `between 2019 and 2021`: an interval."""
    m = RANGE.search(text)
    if not m or PATTERNS[2].search(text) or (m["by"].casefold() == "and" and (m["lead"] or "").casefold() != "between"):
        return None
    sides = _years(m["left"], m["right"]) or _days(m["left"], m["right"])
    if sides is None:
        return None
    left, right = (_point(side, today, future) for side in sides)
    if left is None or right is None or left.basis != right.basis or left.edtf >= right.edtf:
        return None
    return Found(m.start(), f"{left.edtf}/{right.edtf}", right.basis)


def _years(left: str, right: str) -> tuple[str, str] | None:
    """Two years, the second perhaps short: 2019–21."""
    if not YEAR.fullmatch(left) or not re.fullmatch(r"(\d\d)?\d\d", right):
        return None
    return left, right if len(right) == 4 else left[:2] + right


def _days(left: str, right: str) -> tuple[str, str] | None:
    """Two days; what only one side says of month and year holds for both."""
    day = re.compile(rf"{NUMBER}(?:,? (?P<y>\d{{4}}))?")
    first, second = _written(left), _written(right)
    if second and (alone := day.fullmatch(left)):
        first = second._replace(day=int(alone["d"]))
    elif first and first.day and (alone := day.fullmatch(right)):
        second = first._replace(day=int(alone["d"]), year=int(alone["y"]) if alone["y"] else first.year)
    if not first or not second:
        return None
    first, second = first._replace(year=first.year or second.year), second._replace(year=second.year or first.year)
    return _spelled(first), _spelled(second)


def _spelled(written: Day) -> str:
    words = [str(written.day or ""), calendar.month_name[written.month], str(written.year or "")]
    return " ".join(word for word in words if word)


# ---------------------------------------------------------------------- times that count from publication


def _relative(text: str, today: dt.date, future: bool) -> Found | None:
    low = text.casefold()
    for words, days in RELATIVE.items():
        m = re.search(rf"\b{words}\b", low)
        if m:
            return _exactly(m.start(), _shifted(today, days))
    ago = AGO.search(low)
    if ago:
        return _ago(today, ago)
    for m in WEEKDAY.finditer(text):
        if _is_name(m["day"]):
            return _weekday(today, m, low, future)
    span = SPAN.search(low)
    return _span(today, span, future) if span else None


def _exactly(start: int, day: dt.date | None, mark: str = "") -> Found | None:
    return Found(start, f"{day}{mark}", "relative") if day else None


def _weekday(today: dt.date, m: re.Match[str], low: str, future: bool) -> Found | None:
    target = DAYS[m["day"].casefold()]
    week = re.search(r"\b(last|this|next) week\b", low)
    if week:
        return _exactly(m.start(), _shifted(today, 7 * STEPS[week[1]] + target - today.weekday()))
    which = (m["which"] or "").casefold()
    days = (target - today.weekday()) % 7
    if which == "next":
        days = days or 7
    elif which == "last" or not future:
        days = days - 7 if days or which == "last" else 0
    return _exactly(m.start(), _shifted(today, days))


def _ago(today: dt.date, m: re.Match[str]) -> Found | None:
    number = WORDS.get(m["n"]) or int(m["n"])
    if m["unit"] == "day":
        return _exactly(m.start(), _shifted(today, -number))
    if m["unit"] == "week":
        return _exactly(m.start(), _shifted(today, -7 * number), "~")
    return _months(m.start(), today, -number * (12 if m["unit"] == "year" else 1), m["unit"])


def _months(start: int, today: dt.date, months: int, unit: str) -> Found | None:
    """The month or year so many months from publication."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not 1000 <= year <= 9999:
        return None
    return Found(start, str(year) if unit == "year" else f"{year}-{month + 1:02}", "relative")


def _span(today: dt.date, m: re.Match[str], future: bool) -> Found | None:
    """A week or weekend as an interval, a month, a year: `last week`, `at the weekend`, `next year`."""
    which, unit = m["which"], m["unit"]
    if which is None and unit != "weekend":
        return None
    if unit in ("month", "year"):
        return _months(m.start(), today, STEPS[which] * (12 if unit == "year" else 1), unit)
    if unit == "week":
        first = _shifted(today, 7 * STEPS[which] - today.weekday())
        last = first and _shifted(first, 6)
    else:
        ahead = future or which in ("next", "coming")
        first = _shifted(today, 5 - today.weekday() - (0 if ahead or today.weekday() >= 5 else 7))
        last = first and _shifted(first, 1)
    return Found(m.start(), f"{first}/{last}", "relative") if first and last else None


# ---------------------------------------------------------------------- a year, a decade, a season


def _wide(text: str) -> Found | None:
    season = SEASON.search(text)
    if season:
        return Found(season.start(), f"{season[2]}-{SEASONS[season[1].casefold()]}", "explicit")
    year = YEAR.search(text)
    if year:
        return Found(year.start(), f"{year[1][:3]}X" if year[2] else year[1], "explicit")
    return None
