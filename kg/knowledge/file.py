"""The knowledge file (SQLite): items by id, and an index from folded names to them. Written by importing.py alone, which
puts a finished file in the place of the old one; whoever reads sees one or the other, and needs no lock."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import ConfigError, StoreError
from kg.knowledge.items import Item, person_key
from kg.names import fold, sound_key

APPLICATION_ID = 0x6B67_0002  # beside the store's 0x6B67_0001
COLUMNS = ("id", "name", "type", "aliases", "description", "popularity", "country", "related", "began", "ended")
LISTS = ("aliases", "related")
MANY = 50  # candidates of one name that are looked at, the best known first: no newspaper means the 51st John Smith
OFF = "none"
MIGRATIONS = (
    f"""
    CREATE TABLE items (id TEXT PRIMARY KEY, {", ".join(COLUMNS[1:])}) WITHOUT ROWID;
    CREATE TABLE names (key TEXT, item TEXT, kind INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    """,
)
PROBE = "Zełenskyy, Khadija Ould-Tschaikowsky & O’Neill’s U.N. Æther-Þór: the ﬁrst of ’em"


def folding() -> str:
    """A digest of how names are folded today: keys that another version of kg made would silently find nothing."""
    return hashlib.sha256(f"{fold(PROBE)}|{sound_key(PROBE)}".encode()).hexdigest()[:16]


def to_row(item: Item) -> list[Any]:
    """An item as SQLite values, in the order of COLUMNS; lists as JSON."""
    values = ((name, getattr(item, name)) for name in COLUMNS)
    return [json.dumps(value, ensure_ascii=False) if name in LISTS else value for name, value in values]


def from_row(row: Iterable[Any]) -> Item:
    """The item a row stands for."""
    values = dict(zip(COLUMNS, row, strict=True))
    return Item(**(values | {name: tuple(json.loads(values[name])) for name in LISTS}))


class Knowledge:
    """A knowledge file, opened to be read. Use `open_knowledge`; close it or use it in a `with` block."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def __enter__(self) -> Knowledge:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeError) as e:
            raise StoreError(f"{self.path}: can't read: {e}. Make it anew: kg kb import FILE --replace") from e

    def item(self, id_: str) -> Item | None:
        """The item of an id, or None."""
        rows = self._rows(f"SELECT {', '.join(COLUMNS)} FROM items WHERE id = ?", (id_,))
        return from_row(rows[0]) if rows else None

    def candidates(self, key: str) -> list[tuple[Item, int]]:
        """(item, LABEL | ALIAS | SOUND) of all that a key (`fold` or `person_key` of a name) leads to, at most MANY, the
        surest way first, then the best known."""
        columns = ", ".join(f"i.{c}" for c in COLUMNS)
        order = "ORDER BY n.kind, i.popularity DESC, i.id LIMIT ?"
        rows = self._rows(f"SELECT n.kind, {columns} FROM names n JOIN items i ON i.id = n.item WHERE n.key = ? {order}", (key, MANY))
        return [(from_row(row), int(kind)) for kind, *row in rows]

    def named(self, name: str) -> list[tuple[Item, int]]:
        """(item, LABEL | ALIAS | SOUND) of all that a name leads to, also by its sound as a person's."""
        keys = [key for key in (fold(name), person_key(name)) if key]
        return [found for key in keys for found in self.candidates(key)]

    def counts(self) -> dict[str, int]:
        """{type: how many items}, the most first."""
        rows = self._rows("SELECT type, count(*) FROM items GROUP BY type ORDER BY 2 DESC, 1")
        return {str(type_): int(n) for type_, n in rows}

    def size(self) -> tuple[int, int]:
        """How many items, and how many keys lead to them."""
        ((items, names),) = self._rows("SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM names)")
        return int(items), int(names)


def default_path(environment: Mapping[str, str] | None = None) -> Path:
    """Where a user's knowledge lives unless said otherwise: $XDG_DATA_HOME/kg/knowledge.kb, as the XDG base directory
    specification has it (an unset or relative folder means ~/.local/share)."""
    given = (os.environ if environment is None else environment).get("XDG_DATA_HOME", "")
    folder = Path(given) if given.startswith("/") else Path.home() / ".local" / "share"
    return folder / "kg" / "knowledge.kb"


def find_knowledge(setting: str) -> Path | None:
    """The file of the setting `knowledge`: that file; none for `none`; for the empty setting the default where it is.

    Raises ConfigError where a file that was asked for is not there.
    """
    if setting == OFF:
        return None
    if not setting:
        path = default_path()
        return path if path.is_file() else None
    path = Path(setting).expanduser()
    if not path.is_file():
        raise ConfigError(f"{path}: there is no such knowledge file. Make it: kg kb import FILE --kb {path}; or link nothing: --kb none")
    return path


def open_knowledge(path: Path) -> Knowledge:
    """Opens a knowledge file to read it. Raises StoreError where it is none of ours, damaged or of another version."""
    try:
        # A file is only ever replaced whole, so what is open never changes: no lock, and no files beside it.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            check(db, path)
        except BaseException:
            db.close()
            raise
    except sqlite3.OperationalError as e:
        raise StoreError(f"{path}: can't open: {e}") from e
    except sqlite3.DatabaseError as e:
        raise StoreError(f"{path}: not a knowledge file of kg, or damaged ({e}). Make it anew: kg kb import FILE --replace") from e
    return Knowledge(path, db)


def check(db: sqlite3.Connection, path: Path) -> None:
    """Refuses what is no knowledge file of this version of kg."""
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise StoreError(f"{path}: not a knowledge file of kg. Make one: kg kb import FILE --kb PATH")
    version = _pragma(db, "user_version")
    if version != len(MIGRATIONS):
        raise StoreError(f"{path}: format {version}, and this kg reads {len(MIGRATIONS)}. Make it anew: kg kb import FILE --replace")
    stored = db.execute("SELECT value FROM meta WHERE key = 'folding'").fetchone()
    if stored is None or stored[0] != folding():
        raise StoreError(f"{path}: another version of kg made its index of names. Make it anew: kg kb import FILE --replace")


def create(db: sqlite3.Connection) -> None:
    """Makes the tables of an empty file."""
    for script in MIGRATIONS:
        for statement in script.split(";"):
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('folding', ?)", (folding(),))
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
