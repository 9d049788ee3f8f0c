"""Plain text: one article a file, what is known of it in `NAME.json` beside it or in `--meta`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.read.metadata import Metadata, make_article


def read_text(path: Path, metadata: Metadata) -> Iterator[Article | SourceError]:
    """The one article of a `.txt` file; line ends stay as they are."""
    raw = path.read_bytes()
    yield make_article(decode(raw), metadata.of(path), "text", hashlib.sha256(raw).hexdigest(), title_first=True)


def decode(raw: bytes) -> str:
    """UTF-8 (with or without a byte order mark) or UTF-16 with one. Raises SourceError that says where it isn't."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as e:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        advice = "Convert it, e.g. with: iconv -f WINDOWS-1252 -t UTF-8"
        raise SourceError(f"not {name} at byte {e.start}. {advice}") from e
