"""The one file on disk (SQLite) that holds the truth: one article, one transaction; one writer, readers at any time.

Everything else (entities, propositions, exports) is computed from it and can be thrown away.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
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
    Review,
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
    "reviews": Review,
    "runs": Run,
}
OF_ARTICLE = ("sentences", "mentions", "attributions", "claims")


def _columns(noun: type[Any]) -> list[str]:
    return [f.name for f in fields(noun)]


def _table_of(noun: type[Any]) -> tuple[str, str]:
    """The table that holds a noun and its columns, as SQL has them."""
    table = next(name for name, kind in TABLES.items() if kind is noun)
    return table, ", ".join(f'"{c}"' for c in _columns(noun))


def _create_records() -> str:
    """The first migration: a table a noun (reviews came later), a column a field; what is not a plain value is kept as
    JSON."""
    lines = []
    for table, noun in TABLES.items():
        if noun is Review:
            continue
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
    # Which run read an article, so that a run goes with the last article it read.
    """
    ALTER TABLE articles ADD COLUMN run TEXT;
    UPDATE articles SET run = (SELECT max(run) FROM claims WHERE claims.article = articles.id);
    """,
    # What people think of claims.
    """
    CREATE TABLE reviews (id TEXT PRIMARY KEY, claim TEXT, verdict TEXT, by TEXT, reason TEXT) WITHOUT ROWID;
    CREATE INDEX reviews_claim ON reviews (claim);
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


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that is no record, and why: somebody else wrote it, or the disk did."""

    id: str
    reason: str


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
        row = next(self._rows("SELECT value FROM meta WHERE key = ?", (key,)), None)
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a note with the store."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _writing(self) -> _Transaction:
        return _Transaction(self._db, self.path)

    # ------------------------------------------------------------------ reading

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(sql, values)
        except (sqlite3.Error, UnicodeError) as e:
            raise StoreError(f"{self.path}: can't read: {e}") from e

    def records(self, noun: type[T], article: str | None = None) -> Iterator[T]:
        """All records of a noun, by id; of one article where it is given."""
        table, columns = _table_of(noun)
        where, values = ("", ()) if article is None else ("WHERE article = ?", (article,))
        for row in self._rows(f"SELECT {columns} FROM {table} {where} ORDER BY id", values):
            yield _from_row(noun, row)

    def attempts(self, noun: type[T], article: str | None = None) -> Iterator[T | Unread]:
        """As `records`, but a row that can't be read is told, and those after it still come."""
        table, columns = _table_of(noun)
        where, values = ("", ()) if article is None else ("WHERE article = ?", (article,))
        for row in self._rows(f"SELECT {columns} FROM {table} {where} ORDER BY id", values):
            try:
                yield _from_row(noun, row)
            except (ValueError, TypeError) as e:
                yield Unread(str(row[0]), str(e))

    def damage(self) -> Iterator[tuple[str, str]]:
        """(table, fault) of what SQLite finds wrong with the file, such as a torn page; the table is empty where it is none's."""
        if not (faults := self._faults("")):
            return
        tables = [row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        of_tables = [(table, fault) for table in tables for fault in self._faults(f"({table})")]
        yield from of_tables or (("", fault) for fault in faults)

    def _faults(self, of: str) -> list[str]:
        try:
            lines = [str(line) for (line,) in self._db.execute(f"PRAGMA integrity_check{of}")]
        except sqlite3.DatabaseError as e:
            return [str(e)]
        return [line for text in lines for line in text.splitlines() if line != "ok"]

    def search_is_whole(self) -> bool:
        """Does the search index find just the words it was given? True, too, where it can't be asked: in a file that is
        read-only or being written."""
        try:
            self._db.execute("BEGIN")
            self._db.execute("INSERT INTO search(search) VALUES ('integrity-check')")  # writes nothing, but asks for the right to
            return True
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def strays(self) -> Iterator[tuple[str, str, str]]:
        """(table, id, article) of the rows that belong to an article which the store doesn't have."""
        for table in (*OF_ARTICLE, "judgements"):
            sql = f"SELECT id, article FROM {table} WHERE article NOT IN (SELECT id FROM articles) ORDER BY id"
            yield from ((table, str(id_), str(article)) for id_, article in self._rows(sql))

    def searchable(self) -> Iterator[tuple[str, str, str, str]]:
        """(article, kind, id, text) of all that can be searched, by article."""
        yield from self._rows("SELECT article, kind, id, text FROM search ORDER BY article, rowid")

    def article_of(self, noun: type[Sentence | Mention | Attribution | Claim], id_: str) -> str | None:
        """The id of the article that a record was read out of; None where there is no such record."""
        row = next(self._rows(f"SELECT article FROM {_table_of(noun)[0]} WHERE id = ?", (id_,)), None)
        return str(row[0]) if row else None

    def record(self, noun: type[T], id_: str) -> T | None:
        """One record, or None where there is none with that id."""
        table, columns = _table_of(noun)
        row = next(self._rows(f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)), None)
        return _from_row(noun, row) if row else None

    def count(self, table: str) -> int:
        """How many rows a table has."""
        if table not in TABLES:
            raise StoreError(f"{self.path}: there is no table {table}")
        return int(next(self._rows(f"SELECT count(*) FROM {table}"))[0])

    def article_hashes(self) -> dict[str, str]:
        """{article id: SHA-256 of its text} of all articles."""
        return {str(id_): str(sha256) for id_, sha256 in self._rows("SELECT id, sha256 FROM articles")}

    def refused(self) -> dict[str, int]:
        """How many claims were refused, by reason."""
        rows = self._rows("SELECT reason, sum(count) FROM refused GROUP BY reason ORDER BY 2 DESC, 1")
        return {str(reason): int(count) for reason, count in rows}

    def unmatched(self, limit: int) -> list[tuple[str, int, list[str]]]:
        """(pattern, how often, up to three example sentences) of predicates of two entities that no frame knows."""
        rows = self._rows(
            "SELECT predicate || ' ' || pattern, count(*) AS n FROM unmatched GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
            (limit,),
        )
        return [(str(pattern), int(count), self._examples(pattern)) for pattern, count in list(rows)]

    def _examples(self, pattern: str) -> list[str]:
        """Sliced here, because SQLite's own substr() ends at the first NUL of a text."""
        places = self._rows(
            'SELECT a.text, u.start, u."end" FROM unmatched u JOIN articles a ON a.id = u.article '
            "WHERE u.predicate || ' ' || u.pattern = ? ORDER BY u.article, u.start LIMIT 3",
            (pattern,),
        )
        return [text[start:end] for text, start, end in places]

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str, str, str]]:
        """(kind, id, article, text) of the sentences and names that contain all the words, best first."""
        quoted = ('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split())
        terms = " ".join(quoted)
        if not terms:
            return []
        rows = self._rows("SELECT kind, id, article, text FROM search WHERE search MATCH ? ORDER BY rank, id LIMIT ?", (terms, limit))
        return [(str(k), str(i), str(a), str(t)) for k, i, a, t in rows]

    # ------------------------------------------------------------------ writing

    def add(self, found: Extraction, run: Run | None) -> bool:
        """Writes all that was read out of one article, or, where anything fails, nothing of it.

        False, and nothing is written, where the store has the article. Raises StoreError where it has another text
        under that id.
        """
        article = found.article
        with self._writing():
            known = self.record(Article, article.id)
            if known is not None:
                if known.sha256 != article.sha256:
                    raise StoreError(f"{self.path}: has another text under the id '{article.id}'")
                return False
            self._insert("articles", [article])
            self._db.execute("UPDATE articles SET run = ? WHERE id = ?", (run and run.id, article.id))
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
        return True

    def _insert(self, table: str, records: Iterable[Any]) -> None:
        columns = _columns(TABLES[table])
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        sql = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
        self._db.executemany(sql, [_to_row(r) for r in records])

    def _insert_judgements(self, judgements: Iterable[Judgement], article: str | None) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [[*_to_row(j), article] for j in judgements],
        )

    def _index(self, found: Extraction) -> None:
        rows = index_rows(found.article, found.sentences, found.mentions)
        self._db.executemany("INSERT INTO search (article, kind, id, text) VALUES (?, ?, ?, ?)", rows)

    def judge(self, judgements: Iterable[Judgement], *, taken_back: Iterable[str] = ()) -> None:
        """Adds judgements of people and takes others, given by id, back; all or nothing.

        The same judge's earlier verdict on the same pair is replaced.
        """
        with self._writing():
            self._db.executemany("DELETE FROM judgements WHERE id = ?", [(id_,) for id_ in taken_back])
            for judgement in judgements:
                self._db.execute(
                    "DELETE FROM judgements WHERE left = ? AND right = ? AND by = ?",
                    (judgement.left, judgement.right, judgement.by),
                )
                self._insert_judgements([judgement], None)

    def review(self, reviews: Iterable[Review], *, taken_back: Iterable[str] = ()) -> None:
        """Adds reviews, each in place of the same person's earlier one, and takes others, given by id, back; all or nothing."""
        with self._writing():
            self._db.executemany("DELETE FROM reviews WHERE id = ?", [(id_,) for id_ in taken_back])
            self._db.executemany("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?)", [_to_row(r) for r in reviews])

    def remove(self, article: str) -> bool:
        """Takes away an article and all that it alone supports: what was read out of it, judgements on its mentions,
        reviews of its claims, a run that read no other. False where there is no such article."""
        mine = "(SELECT id FROM mentions WHERE article = ?)"
        with self._writing():
            self._db.execute(f"DELETE FROM judgements WHERE left IN {mine} OR right IN {mine}", (article, article))
            self._db.execute("DELETE FROM reviews WHERE claim IN (SELECT id FROM claims WHERE article = ?)", (article,))
            for table in (*OF_ARTICLE, "judgements", "refused", "unmatched", "search"):
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
            gone = self._db.execute("DELETE FROM articles WHERE id = ?", (article,)).rowcount > 0
            self._db.execute("DELETE FROM runs WHERE id NOT IN (SELECT run FROM articles WHERE run IS NOT NULL)")
            return gone


def index_rows(article: Article, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Iterator[tuple[str, str, str, str]]:
    """(article, kind, id, text) of what can be searched of an article: its title, its sentences and its names."""
    yield from ((article.id, "sentence", s.id, article.text[s.start : s.end]) for s in sentences)
    yield from ((article.id, "name", m.id, m.text) for m in mentions if m.kind == "name")
    if article.title:
        yield article.id, "title", article.id, article.title


class _Transaction:
    """All or nothing: commits at the end of the block, rolls back on any error or signal."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as e:
            raise StoreError(f"{self._path}: can't write: {e}. Is another kg writing to it, or is it read-only?") from e

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        except sqlite3.Error as e:
            raise StoreError(f"{self._path}: can't write: {e}") from e
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        if isinstance(error, (sqlite3.Error, UnicodeError)):
            raise StoreError(f"{self._path}: can't write: {error}") from error


def open_store(path: str | Path, *, create: bool = False) -> Store:
    """Opens a store; with `create` makes it where there is none.

    Raises StoreError where the file is missing, is no store of ours, is damaged or comes from a later version; such a
    file is left as it is.
    """
    path = Path(path)
    try:
        _check_place(path, create)
        with contextlib.ExitStack() as undo:
            db = _connect(path)
            undo.callback(db.close)
            _check(db, path, create)
            if create:
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            _migrate(db, path)
            undo.pop_all()
    except OSError as e:
        raise StoreError(f"{path}: can't open: {e.strerror}") from e
    except sqlite3.OperationalError as e:
        raise StoreError(f"{path}: can't open: {e}") from e
    except sqlite3.DatabaseError as e:
        raise StoreError(f"{path}: not a store of kg, or damaged ({e})") from e
    return Store(path, db)


def _check_place(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; a store is one file")
    if not create and not path.exists():
        raise StoreError(f"{path}: there is no such store. Make one with: kg build FOLDER --store {path}")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}")


def _connect(path: Path) -> sqlite3.Connection:
    """A connection; where nothing may be written (a CD, someone else's folder), one that needs no files beside it."""
    wal = path.with_name(path.name + "-wal")
    effective = os.access in os.supports_effective_ids
    writable = os.access(path.absolute().parent, os.W_OK, effective_ids=effective)
    fixed = path.exists() and not writable and not wal.exists()
    uri = path.absolute().as_uri() + ("?mode=ro&immutable=1" if fixed else "")
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)


def _check(db: sqlite3.Connection, path: Path, create: bool) -> None:
    """Refuses what is no store of ours before anything is written to it."""
    empty = not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if _pragma(db, "application_id") != APPLICATION_ID and not (create and empty):
        raise StoreError(f"{path}: an {'empty' if empty else 'SQLite'} file, but not a store of kg")
    version = _pragma(db, "user_version")
    if version > len(MIGRATIONS):
        found = f"written by a later version of kg (format {version})"
        raise StoreError(f"{path}: {found}; this one reads up to {len(MIGRATIONS)}")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings a store up to date, all in one transaction; `PRAGMA user_version` counts the migrations that were made."""
    if _pragma(db, "user_version") == len(MIGRATIONS):
        return
    with _Transaction(db, path):
        for script in MIGRATIONS[_pragma(db, "user_version") :]:  # another kg may have made some while we waited
            for statement in script.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("INSERT OR IGNORE INTO meta VALUES ('id', ?)", (uuid.uuid4().hex[:12],))
