"""kg sparql, and --full of kg export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import rdflib

from kg.sinks.rdf.back import read_rdf
from tests.cli.conftest import Run

LABEL = "SELECT ?name { ?p kg:status kg:Disputed ; rdf:subject/rdfs:label ?name }"


def test_rows_come_as_table_csv_and_json(kg: Run, small: Path) -> None:
    assert kg("sparql", small, LABEL).out.splitlines() == ["name", "───────", "Marovia", "1 row"]
    assert list(csv.reader(io.StringIO(kg("sparql", small, LABEL, "--format", "csv").out))) == [["name"], ["Marovia"]]
    assert json.loads(kg("sparql", small, LABEL, "--format", "json").out) == [{"name": "Marovia"}]
    assert kg("sparql", small, "SELECT ?x { ?x a kg:Nothing }").out == "no rows\n"


def test_ask_answers_in_a_word_and_triples_come_as_turtle(kg: Run, small: Path) -> None:
    assert kg("sparql", small, "ASK { ?p kg:status kg:Disputed }").out == "true\n"
    assert json.loads(kg("sparql", small, "ASK { ?p kg:status kg:Foo }", "--format", "json").out) == [{"answer": False}]
    made = "CONSTRUCT { ?s rdfs:label ?n } { ?p kg:status kg:Disputed ; rdf:subject ?s . ?s rdfs:label ?n }"
    turtle = rdflib.Graph().parse(data=kg("sparql", small, made).out, format="turtle")
    ((_, _, name),) = turtle
    assert str(name) == "Marovia"
    (row,) = json.loads(kg("sparql", small, made, "--format", "json").out)
    assert list(row) == ["subject", "predicate", "object"] and row["object"] == "Marovia"


def test_stock_questions_and_their_parameters(kg: Run, small: Path) -> None:
    assert "Marovia sent troops to Port Kesh" in kg("sparql", small, "disputed").out
    assert "who-denies" in kg("sparql", small, "--list").out
    assert kg("sparql", small, "said-about", "--param", "name=Ilka Dorn").out.endswith("rows\n")
    wrong = kg("sparql", small, "who-denies", "--param", "nam=x")
    assert wrong.code == 2 and "has no parameter 'nam'. Did you mean 'name'?" in wrong.err
    assert "Did you mean 'disputed'?" in kg("sparql", small, "disputd").err
    assert kg("sparql", small).code == 2


def test_what_is_wrong_is_one_line(kg: Run, small: Path) -> None:
    before = small.read_bytes()
    for query, message in (
        ("DELETE WHERE { ?s ?p ?o }", "SPARQL:1:1: DELETE changes data, and a query only reads"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE would ask another machine"),
        ("SELECT * { ?s pro:agent ?o }", "the prefix 'pro:' is not declared"),
    ):
        said = kg("sparql", small, query)
        assert said.code == 1 and message in said.err and said.err.count("\n") == 1 and said.out == ""
    assert small.read_bytes() == before


def test_base_is_an_option_and_a_setting(kg: Run, small: Path) -> None:
    query = "SELECT ?s { ?p kg:status kg:Disputed ; rdf:subject ?s }"
    assert "urn:desk:entity/" in kg("sparql", small, query, "--base", "urn:desk:").out
    Path("kg.toml").write_text('base = "https://desk.example/"\n')
    assert "https://desk.example/entity/" in kg("sparql", small, query).out
    assert kg("sparql", small, query, "--base", "x").code == 1


def test_export_in_full_comes_back_and_is_for_rdf_alone(kg: Run, small: Path, tmp_path: Path) -> None:
    assert kg("export", small, "--format", "jsonld", "--full", "-o", tmp_path / "all.jsonld").code == 0
    found = read_rdf(tmp_path / "all.jsonld")
    assert len(found.statements) == 15 and found.mentions and found.judgements
    refused = kg("export", small, "--format", "csv", "--full", "-o", tmp_path / "all")
    assert refused.code == 2 and "--full is for RDF" in refused.err
