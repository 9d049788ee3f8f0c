"""Stores and databases to do damage to, behind kg's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import neo4j

from kg.schema import load_schema
from kg.sinks.neo4j import Server
from kg.store import Store, open_store
from kg.verify import Difference
from kg.verify.stored import check_store


def copied(store: Store, folder: Path) -> Path:
    """A copy of a store that somebody has open, in one file."""
    path = folder / "copy.kg"
    with closing(sqlite3.connect(store.path)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
    return path


def change(path: Path, sql: str, *values: object) -> None:
    """Writes to a store past kg."""
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute(sql, values).rowcount != 0


def one(path: Path, sql: str) -> str:
    """The first value of the first row."""
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute(sql).fetchone()[0])


def differences(path: Path) -> list[Difference]:
    """What a check of a store says."""
    with open_store(path) as store:
        return list(check_store(store, load_schema()))


def named(found: Iterable[Difference]) -> set[tuple[str, str]]:
    """{(what, id)}."""
    return {(d.what, d.id) for d in found}


def write(server: Server, text: str, **parameters: object) -> None:
    """Does something to a database past kg; it must change something."""
    auth = (server.user or "", server.password or "")
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver:
        summary = driver.execute_query(text, parameters).summary  # type: ignore[arg-type]
    assert summary.counters.contains_updates
