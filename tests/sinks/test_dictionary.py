"""The tables and what describes them come from one list: CSV, Parquet, tables.md, datapackage.json and the manifest."""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.errors import SinkError
from kg.sinks import export
from kg.sinks.dictionary import KEYS, TABLES, package
from kg.sinks.manifest import manifest_path, write_manifest
from tests.worlds import small_graph


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_dictionary_names_the_columns_that_are_there(format: str, tmp_path: Path) -> None:
    export(small_graph(), format, tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text())
    page = (tmp_path / "tables.md").read_text()
    for resource in described["resources"]:
        path = tmp_path / resource["path"]
        if format == "csv":
            with path.open(newline="") as file:
                names = next(csv.reader(file))
        else:
            names = pq.read_table(path).column_names
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert all(f"| {name} |" in page for name in names) and f"## {path.name}" in page


def test_parquet_has_what_the_tables_have_with_its_kind(tmp_path: Path) -> None:
    export(small_graph(), "parquet", tmp_path / "p")
    export(small_graph(), "csv", tmp_path / "c")
    for noun, columns in TABLES.items():
        rows = pq.read_table(tmp_path / "p" / f"{noun}.parquet").to_pylist()
        with (tmp_path / "c" / f"{noun}.csv").open(newline="") as file:
            cells = list(csv.DictReader(file))
        assert [row[KEYS[noun]] for row in rows] == [cell[KEYS[noun]] for cell in cells]
        for row, cell in zip(rows, cells, strict=True):
            for column in columns:
                value = row[column.name]
                if value is None:
                    assert cell[column.name] == "" and (column.empty or column.name in ("proposition_id",)), column
                elif column.kind == "list":
                    assert cell[column.name] == "; ".join(value)
                elif column.kind in ("count", "number"):
                    assert float(cell[column.name]) == value
                elif column.kind == "flag":
                    assert cell[column.name] == str(value).lower()


def test_what_is_required_is_never_empty_and_foreign_keys_lead_somewhere(tmp_path: Path) -> None:
    export(small_graph(), "csv", tmp_path)
    tables = {}
    for noun in TABLES:
        with (tmp_path / f"{noun}.csv").open(newline="") as file:
            tables[noun] = list(csv.DictReader(file))
    for resource in package("csv")["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("constraints"):
                assert all(row[field["name"]] for row in tables[resource["name"]]), field["name"]
        for key in resource["schema"].get("foreignKeys", ()):
            (mine,), (theirs,) = key["fields"], key["reference"]["fields"]
            known = {row[theirs] for row in tables[key["reference"]["resource"]]}
            assert {row[mine] for row in tables[resource["name"]] if row[mine]} <= known
        assert {resource["schema"]["primaryKey"][0]} == {KEYS[resource["name"]]}


def test_parquet_without_pyarrow_is_one_line_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kg.sinks.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SinkError, match=r"needs pyarrow.*pip install 'kg\[parquet\]'"):
        export(small_graph(), "parquet", tmp_path / "out")
    monkeypatch.undo()
    importlib.import_module("kg.sinks.parquet")


@pytest.mark.parametrize("format", ["csv", "trig"])
def test_a_manifest_lets_files_and_inputs_be_checked(format: str, tmp_path: Path) -> None:
    contents = []
    for place in ("a", "b"):
        graph = small_graph(store=place)
        (tmp_path / place).mkdir()
        out = tmp_path / place / "out"
        for _ in range(2):
            export(graph, format, out)
            path = write_manifest(graph, format, out, {"base": "urn:x:"})
        contents.append(path.read_bytes())
    assert contents[0] == contents[1] and path == manifest_path(out)
    found = json.loads(contents[0])
    folder = out if out.is_dir() else out.parent
    assert {f["name"] for f in found["files"]} == {p.name for p in folder.iterdir()} - {path.name}
    assert all(hashlib.sha256((folder / f["name"]).read_bytes()).hexdigest() == f["sha256"] for f in found["files"])
    assert found["inputs"] == [{"id": a.id, "sha256": a.sha256} for a in graph.articles.values()]
    assert found["counts"]["claims"] == len(graph.statements) and found["options"] == {"base": "urn:x:"}
