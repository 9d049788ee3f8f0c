"""The one file on disk (SQLite) that holds the truth: one article, one transaction; one writer, readers at any time.

Everything else (entities, propositions, exports) is computed from it and can be thrown away.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.model import (
    Article,
    Attribution,
    Claim,
    Extraction,
    Judgement,
    Mention,
    Quantity,
    Run,
    Sentence,
    Time,
)

T = TypeVar("T")
APPLICATION_ID = 0x6B67_0001  # "kg", so that `file` and we can tell our stores from other SQLite files
TABLES: dict[str, type[Any]] = {
    "articles": Article,
    "sentences": Sentence,
    "mentions": Mention,
    "attributions": Attribution,
    "claims": Claim,
    "judgements": Judgement,
    "runs": Run,
}
OF_ARTICLE = ("sentences", "mentions", "attributions", "claims")


def _columns(noun: type[Any]) -> list[str]:
    return [f.name for f in fields(noun)]


def _create_records() -> str:
    """The first migration: a table a noun, a column a field; what is not a plain value is kept as JSON."""
    lines = []
    for table, noun in TABLES.items():
        columns = ", ".join(f'"{c}"' + (" TEXT PRIMARY KEY" if c == "id" else "") for c in _columns(noun))
        lines.append(f"CREATE TABLE {table} ({columns}) WITHOUT ROWID;")
        if table in OF_ARTICLE:
            lines.append(f"CREATE INDEX {table}_article ON {table} (article);")
    return "\n".join(lines)


MIGRATIONS = (
    _create_records()
    + """
    ALTER TABLE judgements ADD COLUMN article TEXT;
    CREATE INDEX judgements_article ON judgements (article);
    CREATE INDEX articles_url ON articles (url);
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE refused (article TEXT, reason TEXT, count INTEGER, PRIMARY KEY (article, reason)) WITHOUT ROWID;
    CREATE TABLE unmatched (article TEXT, predicate TEXT, pattern TEXT, start INTEGER, "end" INTEGER);
    CREATE INDEX unmatched_article ON unmatched (article);
    CREATE VIRTUAL TABLE search USING fts5 (text, kind UNINDEXED, id UNINDEXED, article UNINDEXED,
                                            tokenize = "unicode61 remove_diacritics 2");
    """,
)


def _to_row(record: Any) -> list[Any]:
    """A record as SQLite values, in the order of its fields."""
    return [_to_cell(getattr(record, f.name)) for f in fields(record)]


def _to_cell(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return json.dumps(asdict(value), ensure_ascii=False)
    if isinstance(value, (tuple, list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _from_row(noun: type[T], row: Iterable[Any]) -> T:
    """The record a row stands for."""
    values = dict(zip(_columns(noun), row, strict=True))
    if noun is Claim:
        values["attributions"] = tuple(json.loads(values["attributions"]))
        values["implicit"] = tuple(json.loads(values["implicit"]))
        for name, kind in (("event_time", Time), ("utterance_time", Time), ("quantity", Quantity)):
            values[name] = kind(**json.loads(values[name])) if values[name] else None
    elif noun is Attribution:
        values["content"] = tuple((s, e) for s, e in json.loads(values["content"]))
        values["direct"] = bool(values["direct"])
    return noun(**values)


class Store:
    """A `.kg` file. Use `open_store`; close it or use it in a `with` block."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; a store that was closed can't be used again."""
        self._db.close()

    @property
    def id(self) -> str:
        """An id made with the store, by which its nodes are told from others in a shared database."""
        return self.meta("id") or ""

    def meta(self, key: str) -> str | None:
        """A note kept with the store, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a note with the store."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _writing(self) -> _Transaction:
        return _Transaction(self._db, self.path)

    # ------------------------------------------------------------------ reading

    def records(self, noun: type[T], article: str | None = None) -> Iterator[T]:
        """All records of a noun, by id; of one article where it is given."""
        table = next(name for name, kind in TABLES.items() if kind is noun)
        columns = ", ".join(f'"{c}"' for c in _columns(noun))
        where, values = ("WHERE article = ?", (article,)) if article else ("", ())
        for row in self._db.execute(f"SELECT {columns} FROM {table} {where} ORDER BY id", values):
            yield _from_row(noun, row)

    def record(self, noun: type[T], id_: str) -> T | None:
        """One record, or None where there is none with that id."""
        table = next(name for name, kind in TABLES.items() if kind is noun)
        columns = ", ".join(f'"{c}"' for c in _columns(noun))
        row = self._db.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)).fetchone()
        return _from_row(noun, row) if row else None

    def count(self, table: str) -> int:
        """How many rows a table has."""
        if table not in TABLES:
            raise StoreError(f"{self.path}: there is no table {table}")
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def article_hashes(self) -> dict[str, str]:
        """{article id: SHA-256 of its text} of all articles."""
        return dict(self._db.execute("SELECT id, sha256 FROM articles"))

    def refused(self) -> dict[str, int]:
        """How many claims were refused, by reason."""
        rows = self._db.execute("SELECT reason, sum(count) FROM refused GROUP BY reason ORDER BY 2 DESC, 1")
        return {str(reason): int(count) for reason, count in rows}

    def unmatched(self, limit: int) -> list[tuple[str, int, list[str]]]:
        """(pattern, how often, up to three example sentences) of predicates between two entities that no frame knows."""
        rows = self._db.execute(
            "SELECT predicate || ' ' || pattern, count(*) AS n FROM unmatched GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
            (limit,),
        ).fetchall()
        found = []
        for pattern, count in rows:
            places = self._db.execute(
                'SELECT substr(a.text, u.start + 1, u."end" - u.start) FROM unmatched u JOIN articles a ON a.id = u.article '
                "WHERE u.predicate || ' ' || u.pattern = ? ORDER BY u.article, u.start LIMIT 3",
                (pattern,),
            )
            found.append((str(pattern), int(count), [str(text) for (text,) in places]))
        return found

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str, str, str]]:
        """(kind, id, article, text) of the sentences and names that contain all the words, best first."""
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not terms:
            return []
        rows = self._db.execute(
            "SELECT kind, id, article, text FROM search WHERE search MATCH ? ORDER BY rank, id LIMIT ?", (terms, limit)
        )
        return [(str(k), str(i), str(a), str(t)) for k, i, a, t in rows]

    # ------------------------------------------------------------------ writing

    def add(self, found: Extraction, run: Run | None) -> None:
        """Writes all that was read out of one article, or, where anything fails, nothing of it."""
        article = found.article
        with self._writing():
            self._insert("articles", [article])
            if run:
                self._insert("runs", [run])
            for table, records in (
                ("sentences", found.sentences),
                ("mentions", found.mentions),
                ("attributions", found.attributions),
                ("claims", found.claims),
            ):
                self._insert(table, records)
            self._insert_judgements(found.judgements, article.id)
            self._db.executemany(
                "INSERT OR REPLACE INTO refused VALUES (?, ?, ?)",
                [(article.id, reason, count) for reason, count in sorted(found.refused.items())],
            )
            self._db.executemany("INSERT INTO unmatched VALUES (?, ?, ?, ?, ?)", [(article.id, *u) for u in found.unmatched])
            self._index(found)

    def _insert(self, table: str, records: Iterable[Any]) -> None:
        columns = _columns(TABLES[table])
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        sql = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
        self._db.executemany(sql, [_to_row(r) for r in records])

    def _insert_judgements(self, judgements: Iterable[Judgement], article: str | None) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [[*_to_row(j), article] for j in judgements]
        )

    def _index(self, found: Extraction) -> None:
        article = found.article
        rows = [(article.text[s.start : s.end], "sentence", s.id, article.id) for s in found.sentences]
        rows += [(m.text, "name", m.id, article.id) for m in found.mentions if m.kind == "name"]
        if article.title:
            rows.append((article.title, "title", article.id, article.id))
        self._db.executemany("INSERT INTO search VALUES (?, ?, ?, ?)", rows)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Adds judgements of people; the same judge's opposite verdict on the same pair is replaced."""
        with self._writing():
            for judgement in judgements:
                self._db.execute(
                    "DELETE FROM judgements WHERE left = ? AND right = ? AND by = ?",
                    (judgement.left, judgement.right, judgement.by),
                )
                self._insert_judgements([judgement], None)

    def remove(self, article: str) -> bool:
        """Takes an article and all that was read out of it away; False where there is no such article."""
        with self._writing():
            mentions = [m for (m,) in self._db.execute("SELECT id FROM mentions WHERE article = ?", (article,))]
            for mention in mentions:
                self._db.execute("DELETE FROM judgements WHERE left = ? OR right = ?", (mention, mention))
            for table in (*OF_ARTICLE, "judgements", "refused", "unmatched", "search"):
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
            return self._db.execute("DELETE FROM articles WHERE id = ?", (article,)).rowcount > 0


class _Transaction:
    """All or nothing: commits at the end of the block, rolls back on any error or signal."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as e:
            raise StoreError(f"{self._path}: can't write: {e}. Is another kg writing to it, or is it read-only?") from e

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._db.execute("COMMIT")
            return
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{self._path}: {error}") from error


def open_store(path: str | Path, *, create: bool = False) -> Store:
    """Opens a store; with `create` makes it where there is none.

    Raises StoreError where the file is missing, is no store of ours, is damaged or comes from a later version.
    """
    path = Path(path)
    if not path.exists() and not create:
        raise StoreError(f"{path}: there is no such store. Make one with: kg build FOLDER --store {path}")
    fresh = not path.exists()
    try:
        db = sqlite3.connect(path, isolation_level=None, timeout=30)
        db.execute("PRAGMA journal_mode = WAL" if create else "PRAGMA query_only = 0")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        _migrate(db, path, fresh)
    except sqlite3.DatabaseError as e:
        raise StoreError(f"{path}: not a store of kg, or damaged ({e})") from e
    return Store(path, db)


def _migrate(db: sqlite3.Connection, path: Path, fresh: bool) -> None:
    """Brings a store up to date, each migration once; `PRAGMA user_version` counts them."""
    mine = int(db.execute("PRAGMA application_id").fetchone()[0])
    empty = not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if mine != APPLICATION_ID and not (fresh or empty):
        raise StoreError(f"{path}: an SQLite file, but not a store of kg")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise StoreError(f"{path}: written by a later version of kg (format {version}); this one reads up to {len(MIGRATIONS)}")
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        db.executescript(f"BEGIN;{script};PRAGMA user_version = {number};PRAGMA application_id = {APPLICATION_ID};COMMIT;")
    if not db.execute("SELECT 1 FROM meta WHERE key = 'id'").fetchone():
        db.execute("INSERT INTO meta VALUES ('id', ?)", (uuid.uuid4().hex[:12],))
