"""kg export, view, load, schema check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.sinks import EXPORTS, FOLDERS
from kg.sinks.neo4j import Server
from tests.cli.conftest import Run, spawn


@pytest.mark.parametrize("format", sorted(EXPORTS))
def test_every_format_is_written(kg: Run, small: Path, format: str) -> None:
    said = kg("export", small, "--format", format, "-o", "out")
    assert said.code == 0 and said.out == f"out: 15 claims of 3 articles as {format}\n"
    assert Path("out").is_dir() == (format in FOLDERS)


def test_an_export_to_stdout_is_the_same_bytes(kg: Run, small: Path) -> None:
    kg("export", small, "--format", "trig", "-o", "out.trig")
    with spawn("export", small, "--format", "trig", "-o", "-", text=False) as process:
        assert process.stdout is not None and process.stdout.read() == Path("out.trig").read_bytes()


def test_a_folder_cannot_go_to_stdout(kg: Run, small: Path) -> None:
    said = kg("export", small, "--format", "csv", "-o", "-")
    assert said.code == 2 and said.err.count("\n") == 1


def test_the_base_of_iris_is_the_users(kg: Run, small: Path) -> None:
    kg("export", small, "--format", "nt", "-o", "out.nt", "--base", "https://example.org/mine/")
    assert "<https://example.org/mine/" in Path("out.nt").read_text()


def test_an_export_where_none_can_be_is_one_line(kg: Run, small: Path) -> None:
    said = kg("export", small, "--format", "trig", "-o", "/nowhere/at/all.trig")
    assert said.code == 1 and said.err.startswith("kg: /nowhere/at/all.trig: ") and said.err.count("\n") == 1


def test_the_page_is_written(kg: Run, small: Path) -> None:
    said = kg("view", small, "-o", "page.html", "--focus", "Marovia", "--max-nodes", "5")
    assert said.code == 0 and said.out.startswith("page.html: ") and "15 claims" in said.out
    assert Path("page.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_a_schema_is_checked(kg: Run) -> None:
    said = kg("schema", "check")
    assert said.code == 0 and "is sound" in said.out and "relations" in said.out


def test_a_wrong_schema_is_told_with_its_place(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("a: [b]\n")
    (tmp_path / "types.yaml").write_text("Entity: {label: entity}\nPerson: {label: person, parents: [Entitty]}\n")
    said = kg("schema", "check", tmp_path)
    assert said.code == 1 and "parent 'Entitty' is unknown. Did you mean 'Entity'?" in said.err


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, empty_neo4j: Server) -> Server:
    monkeypatch.setenv("NEO4J_USERNAME", empty_neo4j.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", empty_neo4j.password or "")
    return empty_neo4j


@pytest.mark.neo4j
def test_a_load_fills_the_database_and_the_second_changes_nothing(kg: Run, small: Path, login: Server) -> None:
    first, second = (kg("load", small, login.uri) for _ in range(2))
    assert first.code == 0 and "nodes and" in first.out and "relationships written, 0 deleted" in first.out
    assert second.out == f"{login.uri}: nothing to change, the database has it all\n"


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line(kg: Run, small: Path, login: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "certainly-not")
    said = kg("load", small, login.uri)
    assert said.code == 1 and "password is wrong" in said.err and said.err.count("\n") == 1


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_one_line(kg: Run, small: Path, login: Server) -> None:
    said = kg("load", small, login.uri, "--database", "nowhere")
    assert said.code == 1 and "there is no database 'nowhere'" in said.err and said.err.count("\n") == 1


def test_a_server_that_is_away_is_one_line(kg: Run, small: Path) -> None:
    said = kg("load", small, "bolt://127.0.0.1:1")
    assert said.code == 1 and "no Neo4j answers there" in said.err and said.err.count("\n") == 1


def test_an_export_has_a_manifest_inside_its_folder_or_beside_its_file(kg: Run, small: Path) -> None:
    kg("export", small, "--format", "csv", "-o", "tables")
    kg("export", small, "--format", "trig", "-o", "story.trig", "--base", "urn:x:")
    assert Path("tables/manifest.json").is_file()
    found = json.loads(Path("story.trig.manifest.json").read_text())
    assert (
        found["options"] == {"accepted_only": False, "base": "urn:x:", "duplicate": 0.6, "full": False} and found["counts"]["claims"] == 15
    )
    kg("export", small, "--format", "trig", "-o", "-")
    assert not list(Path().glob("-*"))
