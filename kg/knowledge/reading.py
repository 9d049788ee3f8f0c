"""A file of knowledge as numbered lines, whatever it is packed with and however long it is; memory stays bounded."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from kg.errors import SourceError

LONGEST = 32 * 2**20  # bytes of a line; the longest entity of Wikidata has some 5 MB
MAGIC = 4  # bytes that tell how a file is packed, whatever it is called
GZIP, BZIP2, ZSTD = b"\x1f\x8b", b"BZh", b"\x28\xb5\x2f\xfd"


class Lines:
    """The lines of a file, .gz and .bz2 unpacked on the way. Use it in a `with` block, and iterate once.

    `position` and `size` are bytes of the file as it lies on the disk. Raises SourceError where it can't be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        try:
            self._raw: BinaryIO = path.open("rb")
        except OSError as e:
            raise SourceError(f"{path}: can't read: {e.strerror}") from e
        self.size = path.stat().st_size
        try:
            self._file = self._unpacked()
        except BaseException:
            self._raw.close()
            raise

    def _unpacked(self) -> IO[bytes]:
        try:
            magic = self._raw.read(MAGIC)
            self._raw.seek(0)
        except OSError as e:
            raise SourceError(f"{self.path}: can't read: {e.strerror}. Give a file") from e
        if magic.startswith(GZIP):
            return cast(IO[bytes], gzip.open(self._raw))
        if magic.startswith(BZIP2):
            return bz2.open(self._raw)
        if magic == ZSTD:
            raise SourceError(f"{self.path}: kg can't unpack .zst. Do it first: zstd -d {self.path}")
        return self._raw

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._raw.close()

    @property
    def position(self) -> int:
        return self._raw.tell()

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        """(number, line) from 1; None for a line above LONGEST, which is passed over without being held."""
        try:
            while line := self._file.readline(LONGEST + 1):
                self.number += 1
                if len(line) <= LONGEST:
                    yield self.number, line
                    continue
                while line and not line.endswith(b"\n"):
                    line = self._file.readline(LONGEST)
                yield self.number, None
        except (EOFError, zlib.error, OSError) as e:
            raise self._damaged(e) from e

    def _damaged(self, error: Exception) -> SourceError:
        what = "ends in the middle" if isinstance(error, EOFError) else f"is damaged ({error})"
        return SourceError(f"{self.path}: {what}, after line {self.number:,}. Fetch it again; nothing was changed")

    def peek(self) -> bytes:
        """The first bytes, for telling a dump from a table; the lines still begin at the first."""
        try:
            start = self._file.read(2**15)
            self._file.seek(0)
        except (EOFError, zlib.error, OSError) as e:
            raise self._damaged(e) from e
        return start
