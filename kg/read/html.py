"""Web pages: main text and metadata by trafilatura, the only home of that library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.settings import Document

from kg.errors import SourceError
from kg.model import Article
from kg.read.metadata import LANGUAGE, Metadata, make_article

# Dates that the page states, none guessed from its text against today's clock: the same page is the same article on
# any day. (Without `max_date` a date later than today is dropped.)
DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}


def read_html(path: Path, metadata: Metadata) -> Iterator[Article | SourceError]:
    """The one article of a `.html` file; what stands in `NAME.json` or `--meta` outranks the page's own metadata."""
    raw = path.read_bytes()
    found = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=DATES)
    if not isinstance(found, Document) or not found.text:
        raise SourceError("no article text found in this page")
    known = {**_page_metadata(found, raw), **{k: v for k, v in metadata.of(path).items() if v}}
    yield make_article(found.text, known, "html", hashlib.sha256(raw).hexdigest(), title_first=True)


def _page_metadata(found: Any, raw: bytes) -> dict[str, str | None]:
    return {
        "url": found.url,
        "title": found.title,
        "author": found.author,
        "published": found.date,
        "publisher": found.sitename,
        "language": _page_language(raw),
    }


def _page_language(raw: bytes) -> str | None:
    """The language of `<html lang>`, or None."""
    tree = trafilatura.load_html(raw)
    lang = (tree.get("lang") or "").strip() if tree is not None else ""
    found = LANGUAGE.fullmatch(lang)
    return found[1].lower() if found and len(found[1]) == 2 else None
