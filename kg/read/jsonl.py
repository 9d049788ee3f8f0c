"""JSON Lines: one article a line, with `text` and any of the keys of articles.jsonl.

The text of such a line is taken as it is, title or not: whoever wrote it may hold offsets into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.read.metadata import Metadata, make_article


def read_jsonl(path: Path, metadata: Metadata) -> Iterator[Article | SourceError]:
    """The articles of a file, one by one; for a bad line an error that says its number, and on with the next."""
    with path.open(encoding="utf-8-sig", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _article(line)
                except SourceError as e:
                    yield SourceError(f"line {number}: {e}")


def _article(line: str) -> Article:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as e:
        raise SourceError(f"not JSON: {e.msg} at column {e.colno}") from e
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise SourceError("needs an object with the key 'text'")
    return make_article(found["text"], found, "jsonl", found.get("raw_sha256"), title_first=False)
