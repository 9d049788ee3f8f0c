"""Parquet: the same tables as CSV, exact and typed: lists are lists, unknown is null. Needs pyarrow: pip install 'kg[parquet]'."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.graph import Graph
from kg.sinks.dictionary import DICTIONARY, TABLES, Column, write_dictionary
from kg.sinks.files import without_surrogates, writing_folder
from kg.sinks.tables import ROWS

BATCH = 10_000  # rows held in memory
TYPES = {"text": pa.string(), "list": pa.list_(pa.string()), "count": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}


def write(graph: Graph, folder: Path) -> None:
    """Writes claims.parquet and the other tables into a folder, and what their columns mean as tables.md and
    datapackage.json; SinkError where that fails. Lone surrogates become U+FFFD."""
    with writing_folder(folder, [*(f"{noun}.parquet" for noun in TABLES), *DICTIONARY]) as files:
        for noun, columns in TABLES.items():
            schema = pa.schema([pa.field(c.name, TYPES[c.kind], metadata={"about": c.about}) for c in columns])
            rows = ROWS[noun](graph)
            with pq.ParquetWriter(files[f"{noun}.parquet"], schema) as table:
                while batch := list(itertools.islice(rows, BATCH)):
                    found = {c.name: [_value(c, row[c.name]) for row in batch] for c in columns}
                    table.write_table(pa.table(found, schema=schema))
        write_dictionary("parquet", files)


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "text":
        return without_surrogates(str(value))
    if column.kind == "list":
        return [without_surrogates(one) for one in value]
    return float(value) if column.kind == "number" else value
