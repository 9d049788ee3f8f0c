"""A user's own table: CSV or JSON Lines, with errors that name line and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.knowledge import import_file
from kg.knowledge.wikidata import load_classes
from kg.schema import default_folder, load_schema
from tests.knowledge.kit import items

ALIASES = ["A. Lunn", "Lunn of Kesh"]
ROWS = [
    {"id": "p-17", "name": "Ada Lunn", "type": "Person", "aliases": ALIASES, "description": "minister, of Marovia", "popularity": 12},
    {"name": "Marovia", "type": "Country", "began": "1950-01"},
]


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def bad(tmp_path: Path, text: str, name: str = "t.csv") -> list[tuple[int, str]]:
    return import_file(table(tmp_path, text, name), tmp_path / "it.kb").bad


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    import_file(table(tmp_path, "\n".join(json.dumps(row) for row in ROWS), "t.jsonl"), tmp_path / "json.kb")
    comma = 'id,Name,type,aliases,description,popularity,began\np-17,Ada Lunn,Person,A. Lunn|Lunn of Kesh,"minister, of Marovia",12,\n'
    import_file(table(tmp_path, f"\ufeff{comma},Marovia,Country,,,,1950-01\n"), tmp_path / "comma.kb")
    semicolon = (
        "id;name;type;aliases;description;popularity;began\r\np-17;Ada Lunn;Person;A. Lunn|Lunn of Kesh;minister, of Marovia;12;\r\n"  # noqa: E501
    )
    import_file(table(tmp_path, f"{semicolon};Marovia;Country;;;;1950-01\r\n"), tmp_path / "semicolon.kb")
    wanted = items(tmp_path / "json.kb")
    assert {i.name for i in wanted.values()} == {"Ada Lunn", "Marovia"} and wanted["p-17"].aliases == ("A. Lunn", "Lunn of Kesh")
    assert items(tmp_path / "comma.kb") == wanted == items(tmp_path / "semicolon.kb")


def test_an_item_without_an_id_gets_one_of_what_it_says(tmp_path: Path) -> None:
    text = "name,type,description\nAda Lunn,Person,minister\nAda Lunn,Person,skater\nAda Lunn,Person,minister\n"
    report = import_file(table(tmp_path, text), tmp_path / "it.kb")
    assert report.items == 2 and report.bad[0][0] == 4 and "stands twice" in report.bad[0][1]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("p,Ada,Persn,", "type: 'Persn' is no type of a thing. Did you mean 'Person'?"),
        ("p,Ada,Date,", "type: 'Date' is no type of a thing."),
        ("p,Ada,Agent,", "type: 'Agent' is no type of a thing. Did you mean 'Event'?"),
        ("p,Ada,,", "type: is empty."),
        ("p,,Person,", "name: is empty"),
        ("p,?!,Person,", "name: has no letter or digit"),
        ("p,Ada,Person,many", "popularity: must be a whole number from 0, not 'many'"),
        ("p,Ada,Person,-1", "popularity: must be a whole number from 0, not '-1'"),
        ("m-0123456789abcdef,Ada,Person,", "id: looks like an id of kg's own records"),
        ("p,A\x07da,Person,", "name: has a character that is no text (U+0007), or is not UTF-8"),
        ("p,Ada,Person,1,2", "cells: 5, and the header has 4. Put what has the delimiter in it in quotes"),
    ],
)
def test_a_wrong_cell_is_told_with_line_and_column(tmp_path: Path, row: str, says: str) -> None:
    text = f"id,name,type,popularity\np-1,Teo Brandt,Person,3\n{row}\np-2,Ilka Dorn,Person,\n"
    assert bad(tmp_path, text) == [(3, says)]
    assert sorted(items(tmp_path / "it.kb")) == ["p-1", "p-2"]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("id,name,typ", "line 1: 'typ' is no column. Did you mean 'type'?"),
        ("id,name", "line 1: there is no column 'type'."),
        ("name,name,type", "line 1: the column 'name' stands twice"),
        ("", "line 1: there is no column 'name'"),
    ],
)
def test_a_wrong_header_is_told_before_anything_is_read(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(SourceError, match=f"t.csv: {says}".replace("?", r"\?")):
        import_file(table(tmp_path, f"{header}\n1,2,3\n"), tmp_path / "it.kb")
    assert not (tmp_path / "it.kb").exists()


def test_a_wrong_line_of_json_is_told(tmp_path: Path) -> None:
    lines = ['{"name": "Ada", "type": "Person"}', "[1]", "{", '{"name": "Ada", "tpye": "Person"}', '{"name": 1.5, "type": "Person"}']
    assert [line for line, _ in bad(tmp_path, "\n".join(lines), "t.jsonl")] == [2, 3, 4, 5]
    assert "key: 'tpye' is unknown. Did you mean 'type'?" in dict(bad(tmp_path, "\n".join(lines), "t.jsonl"))[4]


def test_a_text_of_many_lines_keeps_its_number_and_latin_1_is_refused_by_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('name,type,description\nAda Lunn,Person,"two\nlines"\nMüll,Person,\nTeo,Person,\n'.encode("latin-1"))
    report = import_file(path, tmp_path / "it.kb")
    assert report.items == 2 and [line for line, _ in report.bad] == [4] and "not UTF-8" in report.bad[0][1]


def test_a_quotation_mark_that_is_not_closed_swallows_nothing_in_silence(tmp_path: Path) -> None:
    text = 'id,name,type,description\np-1,Teo Brandt,Person,\np-2,Ada Lunn,Person,"minister\np-3,Ilka Dorn,Person,\n'
    ((line, reason),) = bad(tmp_path, text)
    assert line == 4 and "Is a quotation mark not closed?" in reason and sorted(items(tmp_path / "it.kb")) == ["p-1"]


def test_the_classes_of_the_schema_are_wikidata_ids_of_our_types() -> None:
    classes = load_classes(load_schema(), default_folder())
    assert classes["Q5"] == "Person" and classes["Q3624078"] == "Country" and classes["Q6256"] == "Country"
    assert len(classes) > 100 and "Q13442814" not in classes
