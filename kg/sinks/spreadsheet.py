"""CSV as spreadsheets take it (RFC 4180): lines end in CR LF, lists are joined by `; `, unknown is empty. A cell that a
spreadsheet would run as a formula is made text by an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from kg.sinks.files import without_surrogates

# also the full-width forms, which Excel takes for the plain ones in East Asian settings
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Writable(Protocol):
    """Whatever takes text."""

    def write(self, text: str, /) -> object: ...


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: Writable) -> None:
    """Writes a line of column names and a line for each row; a row has every column."""
    table = csv.writer(out)
    table.writerow([cell(column) for column in columns])
    for row in rows:
        table.writerow([cell(row[column]) for column in columns])


def cell(value: Any) -> Any:
    """A value as it may stand in a spreadsheet: text that can't be taken for a formula, numbers as they are, maps as JSON."""
    if isinstance(value, (list, tuple)):
        value = "; ".join("" if one is None else str(_flat(one)) for one in value)
    value = _flat(value)
    if not isinstance(value, str):
        return value
    text = without_surrogates(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list, tuple)) else value
