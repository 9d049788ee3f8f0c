"""Files in, articles out. One module a format; a reader takes a path and yields articles.

`read_paths` never stops at a bad file: it yields a `Failure` that names the place and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.read.html import read_html
from kg.read.jsonl import read_jsonl
from kg.read.metadata import Metadata
from kg.read.text import read_text


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where, and why."""

    place: str
    reason: str


Reader = Callable[[Path, Metadata], Iterator[Article | SourceError]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
}


def read_paths(paths: Iterable[Path], metadata: Metadata | None = None) -> Iterator[Article | Failure]:
    """Articles of files and folders (searched in depth, by name); failures in their place."""
    metadata = metadata or Metadata()
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and not p.is_dir())
            if not files:
                yield Failure(str(path), f"no {', '.join(READERS)} file in this folder")
            for file in files:
                yield from _read_file(file, metadata)
        else:
            yield from _read_file(path, metadata)


def _read_file(path: Path, metadata: Metadata) -> Iterator[Article | Failure]:
    reader = READERS.get(path.suffix.lower())
    if not path.is_file():
        yield Failure(str(path), "is no file" if os.path.lexists(path) else "there is no such file")
    elif reader is None:
        yield Failure(str(path), f"can't read {path.suffix or 'files without an ending'}; known are {', '.join(READERS)}")
    else:
        items = reader(path, metadata)
        while True:
            try:
                found = next(items)
                yield Failure(str(path), str(found)) if isinstance(found, SourceError) else found
            except StopIteration:
                return
            except SourceError as e:
                yield Failure(str(path), str(e))
                return
            except OSError as e:
                yield Failure(str(path), e.strerror or str(e))
                return
