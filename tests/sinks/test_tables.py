"""CSV: rows a person can read, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from kg.graph import Graph
from kg.sinks import tables
from kg.sinks.files import without_surrogates
from tests.sinks.hostile import STRINGS, Strings, hostile_graph
from tests.worlds import small_graph


def export(graph: Graph, folder: Path) -> dict[str, list[dict[str, str]]]:
    tables.write(graph, folder)
    texts = {path.stem: path.read_bytes().decode() for path in folder.glob("*.csv")}
    return {noun: list(csv.DictReader(io.StringIO(text, newline=""))) for noun, text in texts.items()}


def test_there_is_a_row_a_record(tmp_path: Path) -> None:
    graph, rows = small_graph(), export(small_graph(), tmp_path)
    assert {noun: len(found) for noun, found in rows.items()} == {
        "claims": len(graph.statements),
        "propositions": len(graph.propositions),
        "entities": len(graph.entities),
        "articles": len(graph.articles),
    }


def test_a_denial_can_be_read_by_itself(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)["claims"]
    (row,) = (r for r in rows if r["relation"] == "sent_troops_to" and r["certainty"] == "denied")
    assert row["claim"] == "NOT: Marovia sent troops to Port Kesh"
    assert (row["source"], row["cue"], row["polarity"], row["status"]) == ("Ilka Dorn", "told", "negative", "disputed")
    assert (row["publisher"], row["published"]) == ("Harbour Times", "2031-03-04")
    assert row["quote"] in row["sentence"] and row["url"] == "https://news.example/a-harbour"


def test_a_chain_of_sources_reads_from_the_outermost(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)["claims"]
    (row,) = (r for r in rows if r["quantity_value"] == "400")
    assert (row["chain"], row["source"], row["quantity"]) == ("A witness > Ilka Dorn", "Ilka Dorn", "400 soldiers")


def test_own_voice_has_no_source_and_a_literal_no_object(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)["claims"]
    (row,) = (r for r in rows if r["relation"] == "born_on")
    assert (row["source"], row["chain"], row["object"], row["value"]) == ("", "", "", "1971-05-02")


def test_a_proposition_shows_both_sides(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)["propositions"]
    (row,) = (r for r in rows if r["status"] == "disputed")
    assert (row["claimed_by"], row["denied_by"]) == ("Ilka Dorn; Northern Pact; Teo Brandt", "Ilka Dorn")


def test_a_claim_of_a_replaced_article_is_kept_and_marked(tmp_path: Path) -> None:
    graph = replace(small_graph(), replaces={"a-lake": "a-harbour"}, propositions={})
    rows = export(graph, tmp_path)["claims"]
    assert {r["article_id"] for r in rows if r["superseded"] == "true"} == {"a-harbour"}


def test_a_name_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    for name in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"):
        (row,) = (r for r in export(hostile_graph(Strings(name=name)), tmp_path)["entities"] if r["entity_id"] == "x")
        assert row["name"] == f"'{name}"


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    assert {r["confidence"] for r in export(small_graph(), tmp_path)["claims"]} == {"0.9"}


def test_lines_end_as_rfc_4180_has_it(tmp_path: Path) -> None:
    tables.write(small_graph(), tmp_path)
    content = (tmp_path / "entities.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == len(small_graph().entities) + 1


@settings(max_examples=60, deadline=None)
@given(STRINGS)
def test_hostile_text_comes_back_and_is_never_a_formula(strings: Strings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = export(hostile_graph(strings), Path(folder))
    for found in rows.values():
        assert all(not re.match("[=+@\t\r\n-]", cell) or re.fullmatch("[0-9.-]+", cell) for row in found for cell in row.values())
    assert rows["articles"][0]["title"].removeprefix("'") == without_surrogates(strings.name).removeprefix("'")
    assert len(rows["claims"]) == 3
