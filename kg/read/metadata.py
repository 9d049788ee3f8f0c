"""What is known of an article besides its text, and how an Article is made of both."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import py3langid  # type: ignore[import-untyped,unused-ignore]

from kg.errors import SourceError
from kg.model import Article, make_id, text_hash
from kg.names import letters

KEYS = ("id", "url", "title", "publisher", "author", "published", "language", "retrieved", "archived")
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?")  # BCP 47: the language, then script and region
SURROGATE = re.compile("[\ud800-\udfff]")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
MAX_CELL = 131_072  # characters; the limit of Python's csv
MAX_CHARACTERS = 1_000_000  # spaCy's parser takes about 1 GB of memory for 100,000 words


@dataclass(frozen=True)
class Metadata:
    """Rows of `--meta FILE.csv` by file name or stem."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, path: Path) -> dict[str, Any]:
        """What is known of a file: the row of its name in the CSV, else `NAME.json` beside it."""
        row = self.rows.get(path.name) or self.rows.get(path.stem)
        if row is not None:
            return dict(row)
        beside = path.with_suffix(".json")
        if not beside.is_file():
            return {}
        try:
            found = read_json(beside.read_text(encoding="utf-8-sig"))
        except (SourceError, UnicodeDecodeError) as e:
            raise SourceError(f"{beside.name} beside it is not JSON: {e}") from e
        if not isinstance(found, dict):
            raise SourceError(f"{beside.name} beside it is not an object with keys such as title and published")
        return found


def read_json(text: str) -> Any:
    """What a JSON text says. Raises SourceError also where it nests too deep or has a number of thousands of digits."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise SourceError(f"{e.msg} at column {e.colno}" + (f" of line {e.lineno}" if e.lineno > 1 else "")) from e
    except (ValueError, RecursionError) as e:
        raise SourceError(str(e).split(";")[0]) from e


def read_meta(path: Path) -> Metadata:
    """Reads a CSV with a column `file` and any of KEYS. Raises SourceError that names what is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "file" not in (reader.fieldnames or ()):
                raise SourceError(f"{path}: needs a column 'file'; it has {', '.join(reader.fieldnames or ()) or 'none'}")
            named = [(row["file"], row) for row in map(_bounded, reader) if row["file"]]
            return Metadata({Path(file).name: {k: v for k, v in row.items() if k in KEYS and v} for file, row in named})
    except OSError as e:
        raise SourceError(f"{path}: {e.strerror}") from e
    except (UnicodeDecodeError, csv.Error) as e:
        raise SourceError(f"{path}: not a CSV file in UTF-8: {e}") from e


def _bounded(row: dict[str, Any]) -> dict[str, Any]:
    """The row. Raises csv.Error for a cell that is too long: csv's own limit is one for the whole process, and packages that
    kg is used beside, such as followthemoney, lift it."""
    if any(len(cell) > MAX_CELL for cell in row.values() if isinstance(cell, str)):
        raise csv.Error(f"field larger than field limit ({MAX_CELL})")
    return row


def make_article(text: str, known: Mapping[str, Any], reader: str, raw_sha256: str | None, *, title_first: bool) -> Article:
    """An article of a text and what is known of it.

    With `title_first` the title becomes the first line where the text does not have it already.
    Raises SourceError where there is no text, too much of it, or a value of the wrong kind.
    """
    values = {key: clean_value(key, known.get(key)) for key in KEYS}
    title = values["title"]
    if title_first and title and not _has_line(text, title):
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise SourceError("no text")
    if len(text) > MAX_CHARACTERS:
        raise SourceError(f"{len(text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it")
    _check_unicode("text", text)
    values["published"] = _date(values["published"])
    values["language"] = _language(values["language"]) or detect_language(text)
    key = values["url"] or [values["publisher"], title]
    values["id"] = values["id"] or make_id("a", key, text)
    return Article(text=text, sha256=text_hash(text), raw_sha256=raw_sha256, reader=reader, **values)  # type: ignore[arg-type]


def clean_value(key: str, value: Any) -> str | None:
    """A value of an article's metadata as text; None where it is empty. Raises SourceError where it is no text."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise SourceError(f"{key} must be text, not {type(value).__name__}")
    _check_unicode(key, str(value))
    return str(value).strip() or None


def _check_unicode(key: str, text: str) -> None:
    """Half a surrogate pair is no character: UTF-8 can't carry it, nor can a database. JSON can, where a writer cut
    an emoji in two."""
    found = SURROGATE.search(text)
    if found:
        raise SourceError(f"{key} has half a surrogate pair (U+{ord(found[0]):04X}) at character {found.start():,}")


def _date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        if not DATE.fullmatch(value):
            raise ValueError
        dt.datetime.fromisoformat(value if len(value) > 10 else (value + "-01-01")[:10])
    except ValueError as e:  # also for a day that the calendar has not, such as 30 February
        raise SourceError(f"published must be an ISO 8601 date such as 2024-10-24, not '{value[:40]}'") from e
    return value


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    found = LANGUAGE.fullmatch(value)
    if not found:
        raise SourceError(f"language must be a code such as en, not '{value[:40]}'")
    return found[1].lower()


def _has_line(text: str, title: str) -> bool:
    """Is the title a line of the text already, spacing, marks, accents and case aside?"""
    wanted = letters(title)
    return not wanted or any(letters(line) == wanted for line in text.splitlines())


@functools.cache
def _identifier() -> Any:
    return py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language, or None where the text is too short or mixed to tell (p < 0.8)."""
    language, probability = _identifier().classify(text[:5000])
    return str(language) if probability >= 0.8 else None
