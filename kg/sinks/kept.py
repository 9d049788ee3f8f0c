"""The projection of a store for the embedded engine, kept as a file beside the store, so that a question about an
unchanged store waits for nothing: neither the graph is computed, nor what computes it is imported."""

from __future__ import annotations

import glob
import hashlib
import logging
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import kglite

from kg import __version__
from kg.schema import default_folder
from kg.sinks.cypher import Projection, project

if TYPE_CHECKING:
    from kg.graph import Graph

log = logging.getLogger(__name__)

COPIES = 4  # of one state of a store: with and without mentions, of all claims and of the accepted
LEFT = 3600  # seconds after which a file under a temporary name is of nobody who still writes


def cached(store: Path, make: Callable[[], Graph], *, mentions: bool = False, salt: str = "") -> Projection:
    """The projection of a store's graph, from the copy beside the store where that is still true, else made anew.

    True means: the bytes of the store, this program and its schema are the same, and `salt` (whatever else decides
    what `make` returns, such as the settings). A copy that can't be written or read is done without.
    """
    state = _state(store)
    copy = _copy(store, state, f"{mentions}|{salt}")
    if copy.exists():
        try:
            engine = kglite.load(str(copy))
            engine.read_only(True)
            return Projection(engine)
        except kglite.KgError as e:
            log.info("%s: made anew: %s", copy, e)
    projection = project(make(), mentions=mentions)
    if _state(store) == state:  # else somebody has written to the store meanwhile, and which state this is nobody knows
        _keep(projection, store, copy)
    return projection


def _copy(store: Path, state: str, variant: str) -> Path:
    """Where the copy of a state is kept; the name begins alike for all variants of it."""
    return store.with_name(f".{store.name}.{state}.{_digest(variant.encode())}.kgl")


def _keep(projection: Projection, store: Path, copy: Path) -> None:
    """Writes the copy under another name first, so that it is whole or not there, and deletes those of before."""
    temporary = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}.tmp")
    try:
        projection.engine.save(str(temporary))
        os.replace(temporary, copy)
        _tidy(store, copy)
    except (OSError, kglite.KgError) as e:
        log.info("%s: not kept: %s", copy, e)
    finally:
        temporary.unlink(missing_ok=True)


def _tidy(store: Path, copy: Path) -> None:
    """Deletes copies of other states, all but the newest of this one, and what a killed process left unfinished."""
    state = copy.name.rsplit(".", 2)[0]
    name = glob.escape(f".{store.name}.")
    by_age = sorted(store.parent.glob(f"{name}*.kgl"), key=_written, reverse=True)
    same = [c for c in by_age if c.name.rsplit(".", 2)[0] == state]
    for old in {*by_age} - {*same[:COPIES]} - {copy}:
        old.unlink(missing_ok=True)
    for half in store.parent.glob(f"{name}*.kgl.*.tmp"):
        if time.time() - _written(half) > LEFT:
            half.unlink(missing_ok=True)


def _written(path: Path) -> float:
    """When a file was written; 0 where another process has just deleted it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0


def _state(store: Path) -> str:
    """16 hexadecimal digits of the bytes of a store, of this program and its schema; 0.2 s for a store of 200 MB."""
    total = hashlib.sha256(f"{__version__}|{kglite.__version__}".encode())
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        about = file.stat()
        total.update(f"{file}|{about.st_mtime_ns}|{about.st_size}".encode())
    schema = default_folder()
    for file in sorted(path for path in schema.rglob("*") if path.is_file()):
        total.update(f"{file.relative_to(schema)}|{_digest(file.read_bytes())}".encode())
    for part in (store, store.with_name(f"{store.name}-wal")):
        if part.exists():
            with part.open("rb") as content:
                total.update(hashlib.file_digest(content, "sha256").digest())
    return total.hexdigest()[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
