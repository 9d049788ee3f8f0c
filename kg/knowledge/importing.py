"""Puts a file of knowledge into the knowledge file, whole or not at all.

What is read goes to a stage beside it, then, sorted, into a copy, which at the end takes the place of the old file. Ctrl-C,
kill -9 and a damaged input leave the old file as it was; the order of lines leaves no trace in the new one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ConfigError, SourceError, StoreError, nearest
from kg.knowledge.file import COLUMNS, check, create, from_row, to_row
from kg.knowledge.items import Item, keys_of
from kg.knowledge.reading import Lines
from kg.knowledge.table import Dropped, read_csv, read_json_row
from kg.knowledge.wikidata import NO_CLASS, Reader, load_classes, read_entity
from kg.schema import Schema, default_folder, load_schema

PART, STAGE = ".part", ".stage"  # endings of what is not finished
AT_ONCE = 2_000  # rows of one insert
EVERY = 5_000  # lines between two calls of `progress`
TOLD = 20  # bad lines that are named
ENDINGS = (".csv", ".json", ".jsonl", ".ndjson", ".tsv")
PACKED = (".gz", ".bz2")
TOO_LONG = Dropped("longer than 32 MiB: write one entity a line", bad=True)

Progress = Callable[["Report"], None]


@dataclass(frozen=True)
class Options:
    """What is wanted: `types` (with what is of them) or, empty, all; `languages` of a dump, the first being that of the
    names that are shown; `replace`: forget what was there."""

    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    replace: bool = False


@dataclass
class Report:
    """What an import did, by name. `bad` are the first TOLD lines that are not what they should be, `wrong` all of them by
    reason; `dropped` are those that are merely none of ours. `position` and `size`: bytes of the file, read and all."""

    lines: int = 0
    items: int = 0
    added: int = 0
    changed: int = 0
    position: int = 0
    size: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, why: Dropped) -> None:
        if not why.bad:
            self.dropped[why.reason] += 1
            return
        self.wrong[why.reason.split(":")[0]] += 1
        if len(self.bad) < TOLD:
            self.bad.append((line, why.reason))


def import_file(path: Path, into: Path, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Adds what a dump or table has to a knowledge file, made where there is none; an item that is there is replaced.

    A bad line is counted and the run goes on. Raises SourceError where the file can't be read to its end or its header is
    wrong, ConfigError for a type that is none, StoreError where the knowledge file can't be read or written; then, and
    after KeyboardInterrupt, nothing has changed.
    """
    options, report, schema = options or Options(), Report(), load_schema()
    into = into.resolve()  # a link stays one, and what it leads to is replaced
    for type_ in options.types:
        if type_ not in schema.types:
            raise ConfigError(f"--types: '{type_}' is no type.{nearest(type_, schema.types)}")
    with Lines(path) as lines, _place(into) as part:
        report.size = lines.size
        if not into.exists() or options.replace:
            part.unlink(missing_ok=True)
        else:
            shutil.copyfile(into, part)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as db:
            try:
                _prepare(db, into, new=not into.exists() or options.replace)
                _stage(db, _told(_items(lines, schema, options), lines, report, progress))
                _merge(db, report)
            except sqlite3.Error as e:
                raise StoreError(f"{into}: can't write: {e}. Nothing was changed") from e
        if report.added or report.changed or not into.exists() or options.replace:
            _swap(part, into)
    return report


@contextlib.contextmanager
def _place(into: Path) -> Iterator[Path]:
    """Where the new file grows; nobody else may write in that folder meanwhile, and nothing unfinished is left in it."""
    folder = into.absolute().parent
    part, stage = into.with_name(into.name + PART), into.with_name(into.name + STAGE)
    if into.is_dir():
        raise StoreError(f"{into}: is a folder; a knowledge file is one file")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    except OSError as e:
        raise StoreError(f"{folder}: can't write: {e.strerror}") from e
    with contextlib.ExitStack() as undo:
        undo.callback(os.close, lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # goes with the process, even after kill -9
        except BlockingIOError as e:
            raise StoreError(f"{folder}: another kg kb import is writing there. Wait for it") from e
        undo.callback(_clear, part, stage)
        _clear(part, stage)
        yield part


def _clear(*leftovers: Path) -> None:
    """Takes away what is not finished; where that is forbidden, so is writing, and that tells."""
    for path in leftovers:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _prepare(db: sqlite3.Connection, into: Path, *, new: bool) -> None:
    """The copy needs no journal: it is thrown away unless it is finished."""
    if not new:
        check(db, into)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -65536")  # 64 MiB
    if new:
        create(db)
    db.execute("ATTACH ? AS stage", (str(into.absolute()) + STAGE,))
    db.execute("PRAGMA stage.journal_mode = OFF")
    db.execute("PRAGMA stage.synchronous = OFF")
    db.execute(f"CREATE TABLE stage.items ({', '.join(COLUMNS)}, line INTEGER PRIMARY KEY)")
    db.execute("CREATE TABLE stage.names (key, item, kind, line)")


def _items(lines: Lines, schema: Schema, options: Options) -> Iterator[tuple[int, Item | Dropped]]:
    """(line, item or why not) of a file of any form that we know."""
    suffixes = [s.casefold() for s in lines.path.suffixes if s.casefold() not in PACKED]
    ending = suffixes[-1] if suffixes else ""
    if ending not in ENDINGS:
        raise SourceError(f"{lines.path}: of no form that kg kb import knows by its ending: {', '.join(ENDINGS)}, each also .gz, .bz2")
    if ending in (".csv", ".tsv"):
        yield from _of_types(schema, options, read_csv(lines.path, schema, lines))
    elif _is_dump(lines.peek()):
        wanted = frozenset(options.types) or None
        yield from _entities(Reader(schema, load_classes(schema, default_folder()), options.languages, wanted), lines)
    else:
        yield from _of_types(schema, options, _json_rows(schema, lines))


def _is_dump(start: bytes) -> bool:
    """A dump is an array with an entity a line, or begins with an entity; a table has flat objects."""
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return first.startswith(b"[") or b'"labels"' in first or b'"mainsnak"' in first


def _json_rows(schema: Schema, lines: Lines) -> Iterator[tuple[int, Item | Dropped]]:
    for number, line in lines:
        if line is None:
            yield number, TOO_LONG
        elif line.strip():
            yield number, read_json_row(schema, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _entities(reader: Reader, lines: Lines) -> Iterator[tuple[int, Item | Dropped]]:
    ours, none = reader.pattern(), Dropped(NO_CLASS)
    for number, line in lines:
        if line is None:
            yield number, TOO_LONG
            continue
        line = line.strip().rstrip(b",")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line in (b"", b"[", b"]"):
            continue
        whole = line.startswith(b"{") and line.endswith(b"}")
        yield number, read_entity(reader, line) if not whole or ours.search(line) else none


def _of_types(schema: Schema, options: Options, rows: Iterator[tuple[int, Item | Dropped]]) -> Iterator[tuple[int, Item | Dropped]]:
    wanted = set(options.types)
    for number, row in rows:
        other = isinstance(row, Item) and wanted and not wanted & set(schema.types[row.type].ancestors)
        yield number, Dropped("a type not asked for") if other else row


def _told(
    rows: Iterator[tuple[int, Item | Dropped]], lines: Lines, report: Report, progress: Progress | None
) -> Iterator[tuple[int, Item]]:
    """The items; everything else is counted."""
    for number, row in rows:
        report.lines += 1
        if isinstance(row, Dropped):
            report.refuse(number, row)
        else:
            report.items += 1
            yield number, row
        if progress and report.lines % EVERY == 0:
            report.position = lines.position
            progress(report)


def _stage(db: sqlite3.Connection, items: Iterator[tuple[int, Item]]) -> None:
    """Items as they come, which costs no look-up: they are sorted once, at the end, by SQLite and on the disk."""
    db.execute("BEGIN")
    rows: list[list[object]] = []
    names: list[tuple[str, str, int, int]] = []
    marks = ", ".join("?" * (len(COLUMNS) + 1))

    def write() -> None:
        db.executemany(f"INSERT INTO stage.items VALUES ({marks})", rows)
        db.executemany("INSERT INTO stage.names VALUES (?, ?, ?, ?)", names)
        rows.clear()
        names.clear()

    for number, item in items:
        rows.append([*to_row(item), number])
        names += [(key, item.id, kind, number) for key, kind in keys_of(item)]
        if len(rows) >= AT_ONCE:
            write()
    write()
    db.execute("COMMIT")


def _merge(db: sqlite3.Connection, report: Report) -> None:
    """What is staged into the copy, as far as it differs."""
    db.execute("BEGIN")
    db.execute("CREATE INDEX stage.by_id ON items (id, line)")
    _refuse_doubles(db, report)
    differs = " OR ".join(f"o.{c} IS NOT s.{c}" for c in COLUMNS[1:])
    db.execute("CREATE TABLE stage.fresh (line INTEGER PRIMARY KEY, old)")
    db.execute(
        "INSERT INTO stage.fresh SELECT s.line, o.id FROM stage.items s "
        f"LEFT JOIN main.items o ON o.id = s.id WHERE o.id IS NULL OR {differs}"
    )
    report.added, report.changed = db.execute("SELECT count(*) - count(old), count(old) FROM stage.fresh").fetchone()
    columns = ", ".join(f"i.{c}" for c in COLUMNS)
    for row in db.execute(f"SELECT {columns} FROM stage.fresh f JOIN main.items i ON i.id = f.old"):
        old = from_row(row)
        db.executemany("DELETE FROM main.names WHERE key = ? AND item = ?", [(key, old.id) for key, _ in keys_of(old)])
    picked = ", ".join(f"s.{c}" for c in COLUMNS)
    fresh = "WHERE line IN (SELECT line FROM stage.fresh)"
    db.execute(f"INSERT OR REPLACE INTO main.items SELECT {picked} FROM stage.items s {fresh} ORDER BY id")
    db.execute(f"INSERT INTO main.names SELECT key, item, kind FROM stage.names {fresh} ORDER BY key, item")
    db.execute("COMMIT")
    db.execute("DETACH stage")


def _refuse_doubles(db: sqlite3.Connection, report: Report) -> None:
    """Of lines with one id the first counts; the later ones are told and go."""
    later = "FROM stage.items AS s WHERE line > (SELECT min(line) FROM stage.items WHERE id = s.id)"
    for line, id_ in db.execute(f"SELECT line, id {later} ORDER BY line"):
        report.items -= 1
        report.refuse(line, Dropped(f"an id that stands twice: {id_[:40]}", bad=True))
    db.execute(f"DELETE {later}")


def _swap(part: Path, into: Path) -> None:
    """The finished file to its place, safe against the machine's stopping too."""
    try:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, into)
    except OSError as e:
        raise StoreError(f"{into}: can't write: {e.strerror}. Nothing was changed") from e
