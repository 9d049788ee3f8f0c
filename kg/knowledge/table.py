"""A table of the user's own -> Items: CSV with a header, or JSON Lines with the same keys.

    id,name,type,aliases,description,popularity
    p-17,Ada Lunn,Person,A. Lunn|Lunn of Port Kesh,minister of Marovia,12

Only name and type must be there. Lists are written with `|` or `;` between, or as JSON arrays in JSON Lines.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError, nearest
from kg.knowledge.file import COLUMNS
from kg.knowledge.items import Item
from kg.model import make_id
from kg.names import fold
from kg.schema import Schema, Type

NEEDED = ("name", "type")
LONGEST_ID, LONGEST_NAME = 100, 500  # characters
BETWEEN = re.compile(r"[|;]")
DELIMITERS = ",;\t"  # spreadsheets of many countries write the second
OURS = re.compile(r"[a-z]-[0-9a-f]{16}")  # ids of kg's own records
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
HIDDEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a line gave no item. `bad`: it is not what it should be, so the user is told its number."""

    reason: str
    bad: bool = False


class _Wrong(ValueError):
    """A cell that can't be taken, with its column."""


def read_csv(path: Path, schema: Schema, lines: Iterable[tuple[int, bytes | None]]) -> Iterator[tuple[int, Item | Dropped]]:
    """(line, item or why not) of each row. Raises SourceError where the header has no column it needs, or an unknown one."""
    numbered = iter(lines)
    first = next((line for _, line in numbered), None) or b""
    header_text = _decoded(first).removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=lambda c: (header_text.count(c), -DELIMITERS.index(c)))
    header = [cell.strip().casefold() for cell in next(csv.reader([header_text], delimiter=delimiter), [])]
    _check_header(path, header)
    rows = csv.reader((_decoded(line or b"\0") for _, line in numbered), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as e:
            yield rows.line_num + 1, Dropped(f"not CSV: {e}. Is a quotation mark not closed?", bad=True)
            continue
        if any(cell.strip() for cell in cells):
            yield rows.line_num + 1, _row(schema, header, cells)


def _decoded(line: bytes) -> str:
    """Bytes that are no UTF-8 stay, as surrogates, until their cell is refused."""
    return line.decode("utf-8", "surrogateescape")


def _check_header(path: Path, header: list[str]) -> None:
    for name in header:
        if name not in COLUMNS:
            raise SourceError(f"{path}: line 1: '{name}' is no column.{nearest(name, COLUMNS)} There are: {', '.join(COLUMNS)}")
        if header.count(name) > 1:
            raise SourceError(f"{path}: line 1: the column '{name}' stands twice")
    for name in NEEDED:
        if name not in header:
            raise SourceError(f"{path}: line 1: there is no column '{name}'. The first line must name the columns: {', '.join(COLUMNS)}")


def _row(schema: Schema, header: list[str], cells: list[str]) -> Item | Dropped:
    if len(cells) > len(header):
        return Dropped(f"cells: {len(cells)}, and the header has {len(header)}. Put what has the delimiter in it in quotes", bad=True)
    return make_item(schema, {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()})


def read_json_row(schema: Schema, line: bytes) -> Item | Dropped:
    """The item of a line of JSON, or why it gives none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as e:
        return Dropped(f"not JSON: {getattr(e, 'msg', None) or 'not UTF-8, or nested too deep'}", bad=True)
    if not isinstance(found, dict):
        return Dropped("not an object with the keys name and type", bad=True)
    unknown = next((key for key in found if key not in COLUMNS), None)
    if unknown is not None:
        return Dropped(f"key: '{unknown[:40]}' is unknown.{nearest(unknown, COLUMNS)}", bad=True)
    return make_item(schema, {key: value for key, value in found.items() if value is not None})


def make_item(schema: Schema, values: Mapping[str, Any]) -> Item | Dropped:
    """An item of the cells of a row; the first wrong cell is told with its column."""
    try:
        name, type_ = _name(values), _type(schema, values)
        aliases, description = _list(values, "aliases"), _text(values, "description")
        return Item(
            id=_id(values) or make_id("k", type_, fold(name), description),
            name=name,
            type=type_,
            aliases=tuple(sorted({a for a in aliases if fold(a)} - {name})),
            description=description,
            popularity=_count(values),
            country=_text(values, "country"),
            related=_list(values, "related"),
            began=_date(values, "began"),
            ended=_date(values, "ended"),
        )
    except _Wrong as e:
        return Dropped(str(e), bad=True)


def _text(values: Mapping[str, Any], column: str) -> str | None:
    value = values.get(column)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise _Wrong(f"{column}: must be text, not {type(value).__name__}")
    text = str(value).strip()
    if found := HIDDEN.search(re.sub(r"\s", " ", text)):
        raise _Wrong(f"{column}: has a character that is no text (U+{ord(found[0]):04X}), or is not UTF-8")
    return text or None


def _name(values: Mapping[str, Any]) -> str:
    name = _text(values, "name")
    if not name or not fold(name):
        raise _Wrong("name: is empty" if not name else "name: has no letter or digit")
    if len(name) > LONGEST_NAME:
        raise _Wrong(f"name: has {len(name):,} characters; {LONGEST_NAME} are the most")
    return " ".join(name.split())


def _type(schema: Schema, values: Mapping[str, Any]) -> str:
    type_ = _text(values, "type") or ""
    found = schema.types.get(type_)
    if found is None or not _is_of_things(found):
        known = [t.name for t in schema.types.values() if _is_of_things(t)]
        raise _Wrong(f"type: {repr(type_[:40]) + ' is no type of a thing' if type_ else 'is empty'}.{nearest(type_, known)}")
    return type_


def _is_of_things(type_: Type) -> bool:
    return bool(type_.parents) and not type_.literal and not type_.abstract


def _id(values: Mapping[str, Any]) -> str | None:
    id_ = _text(values, "id")
    if id_ and (len(id_) > LONGEST_ID or OURS.fullmatch(id_)):
        why = "looks like an id of kg's own records" if len(id_) <= LONGEST_ID else f"has more than {LONGEST_ID} characters"
        raise _Wrong(f"id: {why}")
    return id_


def _list(values: Mapping[str, Any], column: str) -> tuple[str, ...]:
    value = values.get(column)
    parts = value if isinstance(value, list) else BETWEEN.split(_text(values, column) or "")
    found = (_text({column: part}, column) for part in parts)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in found if part))


def _count(values: Mapping[str, Any]) -> int:
    text = _text(values, "popularity") or "0"
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise _Wrong(f"popularity: must be a whole number from 0, not '{text[:40]}'")
    return int(text)


def _date(values: Mapping[str, Any], column: str) -> str | None:
    text = _text(values, column)
    if text and not DATE.fullmatch(text):
        raise _Wrong(f"{column}: must be a date such as 1950, 1950-01 or 1950-01-02, not '{text[:40]}'")
    return text
