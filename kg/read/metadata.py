"""What is known of an article besides its text, and how an Article is made of both."""

from __future__ import annotations

import csv
import functools
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import py3langid  # type: ignore[import-untyped,unused-ignore]

from kg.errors import SourceError
from kg.model import Article, make_id, text_hash

KEYS = ("id", "url", "title", "publisher", "author", "published", "language", "retrieved", "archived")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
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
            found = json.loads(beside.read_text(encoding="utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as e:
            raise SourceError(f"{beside.name} beside it is not JSON: {e}") from e
        if not isinstance(found, dict):
            raise SourceError(f"{beside.name} beside it is not an object with keys such as title and published")
        return found


def read_meta(path: Path) -> Metadata:
    """Reads a CSV with a column `file` and any of KEYS. Raises SourceError that names what is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "file" not in (reader.fieldnames or ()):
                raise SourceError(f"{path}: needs a column 'file'; it has {', '.join(reader.fieldnames or ()) or 'none'}")
            return Metadata({Path(row["file"]).name: {k: v for k, v in row.items() if k in KEYS and v} for row in reader})
    except OSError as e:
        raise SourceError(f"{path}: {e.strerror}") from e
    except (UnicodeDecodeError, csv.Error) as e:
        raise SourceError(f"{path}: not a CSV file in UTF-8: {e}") from e


def make_article(text: str, known: Mapping[str, Any], reader: str, raw_sha256: str | None, *, title_first: bool) -> Article:
    """An article of a text and what is known of it.

    With `title_first` the title becomes the first line where the text does not have it already.
    Raises SourceError where there is no text, too much of it, or a value of the wrong kind.
    """
    values = {key: _clean(key, known.get(key)) for key in KEYS}
    if title_first and values["title"] and not _contains(text, values["title"]):
        text = f"{values['title']}\n\n{text}"
    if not text.strip():
        raise SourceError("no text")
    if len(text) > MAX_CHARACTERS:
        raise SourceError(f"{len(text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it")
    values["published"] = _date(values["published"])
    values["language"] = values["language"] or detect_language(text)
    key = values["url"] or [values["publisher"], values["title"]]
    values["id"] = values["id"] or make_id("a", key, text)
    return Article(text=text, sha256=text_hash(text), raw_sha256=raw_sha256, reader=reader, **values)  # type: ignore[arg-type]


def _clean(key: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if not isinstance(value, (str, int)):
        raise SourceError(f"{key} must be text, not {type(value).__name__}")
    return str(value).strip() or None


def _date(value: str | None) -> str | None:
    if value is not None and not DATE.fullmatch(value):
        raise SourceError(f"published must be an ISO 8601 date such as 2024-10-24, not '{value[:40]}'")
    return value


def _contains(text: str, title: str) -> bool:
    """Does the text have the title already, spacing, marks, accents and case aside?"""
    return _letters(title) in _letters(text)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())


@functools.cache
def _identifier() -> Any:
    return py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language, or None where the text is too short or mixed to tell (p < 0.8)."""
    language, probability = _identifier().classify(text[:5000])
    return str(language) if probability >= 0.8 else None
