"""JSON Lines: one article a line, with `text` and any of the keys of articles.jsonl.

The text of such a line is taken as it is, title or not: whoever wrote it may hold offsets into it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.read.metadata import Metadata, clean_value, make_article, read_json


def read_jsonl(path: Path, metadata: Metadata) -> Iterator[Article | SourceError]:
    """The articles of a file, one by one; for a bad line an error that says its number, and on with the next."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _article(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
                except SourceError as e:
                    yield SourceError(f"line {number}: {e}")


def _article(line: bytes) -> Article:
    try:
        found = read_json(line.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise SourceError(f"not UTF-8 at byte {e.start}") from e
    except SourceError as e:
        raise SourceError(f"not JSON: {e}") from e
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise SourceError("needs an object with the key 'text'")
    raw = clean_value("raw_sha256", found.get("raw_sha256"))
    return make_article(found["text"], found, "jsonl", raw, title_first=False)
