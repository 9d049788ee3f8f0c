"""Text for a terminal: it fits, and nothing in it can move the cursor, turn the reading direction or hide."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any, TextIO

WIDEST = 100
LABEL = 11  # columns before the text of a labelled line
COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "underline": "4"}
OF_STATUS = {"disputed": "yellow", "asserted": "green", "denied": "red", "planned": "cyan", "hypothetical": "cyan"}
OF_REVIEW = {"accepted": "green", "rejected": "red", "contested": "yellow"}
HIDING = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])


def clean(text: str) -> str:
    """A text on one line, without control, bidi, zero-width and surrogate characters."""
    if text.isascii() and text.isprintable():
        return text
    words = " ".join(re.sub(r"[\s\x1c-\x1f\x85\u2028\u2029]+", " ", text).split())
    return "".join(c for c in words if unicodedata.category(c) not in HIDING)


def escaped(text: str) -> str:
    """A text whose lines stay and in which what `clean` would take away is written as `\\u202e`."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in HIDING else _escape(c) for c in text)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def safe_json(value: Any) -> str:
    """JSON in which nothing is lost, and nothing reaches a terminal raw."""
    return escaped(json.dumps(value, ensure_ascii=False, default=str))


def print_json(rows: Iterable[Any]) -> None:
    """A JSON array, a row a line."""
    lines = [safe_json(row) for row in rows]
    print("[" + "".join(f"{',' if n else ''}\n{line}" for n, line in enumerate(lines)) + ("\n]" if lines else "]"))


def width() -> int:
    """Columns to write in: those of the terminal, 100 at most and where there is none."""
    return max(40, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def text_width() -> int:
    """Columns that `labelled` leaves for the text."""
    return width() - LABEL - 2


def coloured(stream: TextIO) -> bool:
    """Colour only where a person sees it and hasn't asked for none (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, *styles: str) -> str:
    """A text in colours of COLOURS, where stdout has them."""
    codes = ";".join(COLOURS[style] for style in styles if style)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and coloured(sys.stdout) else text


def columns(text: str) -> int:
    """How many columns a clean text takes: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(1 for c in text if unicodedata.combining(c))


def marked(text: str, start: int, end: int, room: int | None = None) -> str:
    """A text with [start, end) between » and «; of a long one so many characters before and behind, None for all."""
    low = 0 if room is None else max(0, start - room)
    high = len(text) if room is None else min(len(text), end + room)
    words = f"{text[low:start]}»{text[start:end]}«{text[end:high]}"
    return clean(f"{'…' if low else ''}{words}{'…' if high < len(text) else ''}")


def fit(text: str, room: int) -> str:
    """A clean text in exactly so many columns, cut with an ellipsis or filled with blanks."""
    if columns(text) > room:
        while text and columns(text) > room - 1:
            text = text[:-1]
        text = f"{text}…"
    return text + " " * (room - columns(text))


def labelled(label: str, text: str, style: str = "") -> str:
    """Lines of a text behind a label, wrapped, the label before the first."""
    lines = wrap(text, text_width()) or [""]
    head = paint(fit(label, LABEL), style or "dim")
    return "\n".join(f"  {head if n == 0 else ' ' * LABEL}{line}" for n, line in enumerate(lines))


def wrap(text: str, room: int) -> list[str]:
    """The lines of a clean text in so many columns."""
    return textwrap.wrap(text, room, break_on_hyphens=False)


def listed(items: Iterable[str], room: int, separator: str = ", ") -> str:
    """As many items as find room, and how many more there are."""
    items = list(items)
    shown: list[str] = []
    for item in items:
        if shown and columns(separator.join([*shown, item])) > room:
            return f"{separator.join(shown)} and {len(items) - len(shown)} more"
        shown.append(item)
    return separator.join(shown)


def plural(count: int, noun: str) -> str:
    """`1 claim`, `2 claims`, `1,200 denials`, `2 entities`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def table(rows: Iterable[Iterable[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Aligned lines of clean cells; columns whose index is in `right` end flush."""
    cells = [list(row) for row in rows]
    sizes = [max((columns(row[n]) for row in cells), default=0) for n in range(len(cells[0]) if cells else 0)]
    lines = []
    for row in cells:
        parts = [" " * (s - columns(c)) + c if n in right else fit(c, s) for n, (c, s) in enumerate(zip(row, sizes, strict=True))]
        lines.append("  ".join(parts).rstrip())
    return lines


class Progress:
    """One line on stderr that is written over, where stderr is a terminal and nobody asked for quiet."""

    def __init__(self, quiet: bool = False) -> None:
        self.shown = sys.stderr.isatty() and not quiet

    def tell(self, text: str) -> None:
        if self.shown:
            room = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r{fit(clean(text), room)}")
            sys.stderr.flush()

    def done(self) -> None:
        """Takes the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
