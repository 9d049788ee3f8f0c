"""Files that are whole or not there: each is written under a temporary name beside its own and renamed at the end,
so that neither a full disk nor Ctrl-C leaves half an export or spoils the one of yesterday."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import SinkError

SURROGATES = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """A text that UTF-8 can carry: lone surrogates become U+FFFD, one for one, so that offsets stay true."""
    return SURROGATES.sub("\ufffd", text)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file open for bytes that gets its name when the block ends well; on an error nothing is left of it.

    A pipe or device (`/dev/stdout`) is written as it stands. Raises SinkError where the system refuses.
    """
    try:
        with _device(path) if _is_special(path) else _replacing(path.resolve()) as file:
            yield file
    except OSError as e:
        raise SinkError(f"{path}: can't write: {e.strerror or e}") from e


@contextlib.contextmanager
def writing_folder(folder: Path, names: Iterable[str]) -> Iterator[dict[str, BinaryIO]]:
    """{name: file} in a folder that is made where it is missing; all get their names at the end, or none does."""
    if folder.exists() and not folder.is_dir():
        raise SinkError(f"{folder}: is a file, but this format writes a folder. Give the name of a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise SinkError(f"{folder}: can't make the folder: {e.strerror or e}") from e
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(writing(folder / name)) for name in names}


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


@contextlib.contextmanager
def _device(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as file:
        yield file


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise SinkError(f"{path}: is a folder, but this format writes one file. Give the name of a file")
    temporary = path.with_name(f".kg-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
