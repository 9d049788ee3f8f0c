"""The stock queries: one suite, both engines. Each answers something on the small world, Neo4j and the embedded engine
answer alike, and when an article is withdrawn the answer changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SchemaError
from kg.graph import Graph
from kg.sinks import cypher, neo4j
from kg.sinks.neo4j import Server
from kg.sinks.plain import Row
from kg.sinks.queries import find_query, load_queries
from tests.view.synthetic import synthetic_graph
from tests.worlds import small_graph

QUERIES = load_queries()
ASKED: dict[str, dict[str, Any]] = {"path": {"from": "Marovia", "to": "Dorn"}}
WITHDRAWN: list[list[str]] = [[], ["a-kesh"], ["a-lake"], ["a-harbour"]]
Answers = dict[tuple[str, int], list[Row]]


def parameters(name: str) -> dict[str, Any]:
    return QUERIES[name].defaults | ASKED.get(name, {})


@pytest.fixture(scope="module")
def embedded() -> Answers:
    """{(query, number of the world): rows} of the embedded engine."""
    worlds = [cypher.project(small_graph(without=without)) for without in WITHDRAWN]
    return {
        (name, number): cypher.query(world, query.text, parameters(name))
        for name, query in QUERIES.items()
        for number, world in enumerate(worlds)
    }


@pytest.fixture(scope="module")
def served(neo4j_server: Server) -> Answers:
    """The same of Neo4j."""
    answers = {}
    for number, without in enumerate(WITHDRAWN):
        neo4j.load(small_graph(without=["a-harbour", "a-kesh", "a-lake"]), neo4j_server, adopt=True)
        neo4j.load(small_graph(without=without), neo4j_server, adopt=True)
        for name, query in QUERIES.items():
            answers[name, number] = neo4j.query(neo4j_server, query.text, parameters(name))
    return answers


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_answers_and_has_an_answer(name: str, embedded: Answers) -> None:
    assert len(QUERIES[name].answers.split()) > 4
    assert embedded[name, 0]


@pytest.mark.parametrize("name", QUERIES)
def test_a_changed_graph_changes_the_answer(name: str, embedded: Answers) -> None:
    assert any(embedded[name, number] != embedded[name, 0] for number in range(1, len(WITHDRAWN)))


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_answer_alike(name: str, embedded: Answers, served: Answers) -> None:
    for number in range(len(WITHDRAWN)):
        assert served[name, number] == embedded[name, number]


@pytest.fixture(scope="module")
def large() -> Graph:
    """An invented world; KG_WORLD says of how many claims. CONTRIBUTING.md: run it with 50000 before a release."""
    return synthetic_graph(entities=300, articles=int(os.environ.get("KG_WORLD", "2000")) // 10, claims=10)


@pytest.mark.neo4j
def test_both_engines_answer_alike_in_a_large_world(large: Graph, empty_neo4j: Server) -> None:
    neo4j.load(large, empty_neo4j)
    world = cypher.project(large)
    first = next(r for r in large.relationships() if r.type == "MET_WITH" and r.properties["status"] != "disputed")
    ends = [large.entities[id_].name for _, id_ in (first.start, first.end)]
    asked = {"path": {"from": ends[0], "to": ends[1]}}
    different, answered = [], 0
    for name, query in QUERIES.items():
        wanted = query.defaults | asked.get(name, {})
        rows = cypher.query(world, query.text, wanted)
        answered += bool(rows)
        if neo4j.query(empty_neo4j, query.text, wanted) != rows:
            different.append(name)
    assert different == [] and answered >= 12


def test_who_disputes_what_is_told_with_both_sides(embedded: Answers) -> None:
    (row,) = embedded["disputed", 0]
    assert row["proposition"] == "Marovia sent troops to Port Kesh"
    assert row["claimed_by"] == ["Ilka Dorn", "Northern Pact", "Teo Brandt"] and row["denied_by"] == ["Ilka Dorn"]


def test_copies_of_one_text_do_not_corroborate_each_other(embedded: Answers) -> None:
    corroborated = {row["proposition"] for row in embedded["corroborated", 0]}
    assert "Teo Brandt met with Ilka Dorn" not in corroborated
    assert [row["proposition"] for row in embedded["copied", 0]] == ["Teo Brandt met with Ilka Dorn"]


def test_a_path_goes_over_undisputed_relations_alone(embedded: Answers) -> None:
    assert embedded["path", 0][0]["via"] == ["Marovia", "Teo Brandt", "Ilka Dorn"]


def test_a_chain_of_sources_is_told_from_the_outside_in(embedded: Answers) -> None:
    assert [row["chain"] for row in embedded["hearsay", 0]] == [["A witness said", "Dorn told"]]


def test_a_parameter_narrows_an_answer() -> None:
    world = cypher.project(small_graph())
    denials = cypher.query(world, QUERIES["who-denies"].text, {"name": "Dorn"})
    assert len(denials) == 2
    assert cypher.query(world, QUERIES["who-denies"].text, {"name": "Brandt"}) == []


def test_a_wrong_name_gets_the_nearest_right_one() -> None:
    with pytest.raises(SchemaError, match="Did you mean 'disputed'"):
        find_query("dispute")


@pytest.mark.parametrize("text", ["MATCH (n) RETURN n", "// what\n// $x = nothing\nRETURN $x", "// what\n// $x\nRETURN $x"])
def test_a_file_that_does_not_explain_itself_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "bad.cypher").write_text(text)
    with pytest.raises(SchemaError, match="bad.cypher"):
        load_queries(tmp_path)
