"""How an answer is shown: rows under columns, as a table for people, as CSV for a spreadsheet, as JSON for programs."""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, TextIO

from kg.cli.terminal import clean, coloured, columns, escaped, fit, paint, plural, safe_json, table, width
from kg.sinks.plain import Row
from kg.sinks.spreadsheet import write_csv

FORMATS = ("table", "csv", "json")


def answer_option(parser: ArgumentParser) -> None:
    """--format, one of FORMATS."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="for people, for a spreadsheet or for programs")


def write_answer(names: Sequence[str], rows: Sequence[Row], format: str, out: TextIO) -> None:
    """Writes rows, each a mapping with every name of `names`, in a format of FORMATS; values are those of `plain.py`.

    A table says `no rows` where there are none; CSV then has its header alone. A terminal gets no raw control characters.
    """
    if format == "json":
        out.write(_json(rows))
    elif format == "csv":
        text = io.StringIO(newline="")
        write_csv(names, rows, text)
        out.write(escaped(text.getvalue().replace("\r\n", "\n")) if out.isatty() else text.getvalue())
    else:
        out.write("\n".join(_table(names, rows, out)) + "\n")


def _json(rows: Sequence[Row]) -> str:
    """A JSON array, a row a line."""
    lines = ",".join(f"\n{safe_json(row)}" for row in rows)
    return f"[{lines}\n]\n" if rows else "[]\n"


def _table(names: Sequence[str], rows: Sequence[Row], out: TextIO) -> list[str]:
    """Aligned columns; on a terminal long cells are cut so that a row is a line."""
    if not rows:
        return ["no rows"]
    cells = [[clean(name) for name in names], *([_cell(row[name]) for name in names] for row in rows)]
    numbers = frozenset(n for n, name in enumerate(names) if isinstance(rows[0][name], (int, float)))
    if out.isatty():
        rooms = _rooms([max(columns(row[n]) for row in cells) for n in range(len(names))])
        cells = [[fit(cell, room).rstrip() for cell, room in zip(row, rooms, strict=True)] for row in cells]
    head, *lines = table(cells, right=numbers)
    rule = "─" * max(columns(line) for line in (head, *lines))
    if out is sys.stdout and coloured(out):
        head, rule = paint(head, "bold"), paint(rule, "dim")
    return [head, rule, *lines, plural(len(rows), "row")]


def _rooms(sizes: list[int]) -> list[int]:
    """Columns for each cell of a row: the widest give way until all fit."""
    sizes = list(sizes)
    while sum(sizes) + 2 * (len(sizes) - 1) > width() and max(sizes) > 8:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return _thing(value)
    return clean(str(value))


def _thing(value: Row) -> str:
    """A node as `(Country Russia)`, a relationship as `[SENT_TROOPS_TO]`, a path as both in turn, a map as JSON."""
    if value.keys() == {"id", "labels", "properties"}:
        shown = value["properties"]
        name = next((shown[key] for key in ("name", "title", "text", "quote", "cue") if shown.get(key)), value["id"])
        label = str(shown.get("entity_type") or value["labels"][0])
        return clean(f"({label} {str(name)[:60]})")
    if value.keys() == {"type", "start", "end", "properties"}:
        return f"[{value['type']}]"
    if value.keys() == {"nodes", "relationships"}:
        links = [*(f" {_thing(r)} " for r in value["relationships"]), ""]
        return "".join(_thing(n) + link for n, link in zip(value["nodes"], links, strict=False))
    return clean(json.dumps(value, ensure_ascii=False))
