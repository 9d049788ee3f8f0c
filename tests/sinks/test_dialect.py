"""kg/sinks/dialect: what Neo4j takes and the embedded engine refuses, each with a way out that the engine does take."""

from __future__ import annotations

import logging

import pytest

from kg.errors import SinkError
from kg.sinks.cypher import Projection, project, query
from kg.sinks.dialect import HINTS, hint
from tests.worlds import small_graph

# (what is refused, words of the hint, a query of the same sense that answers; None where there is none here)
REFUSED = [
    ("/* all */ MATCH (n) RETURN count(n) AS n", "//", "// all\nMATCH (n) RETURN count(n) AS n"),
    ("RETURN apoc.text.join(['a', 'b'], '') AS x", "APOC", None),
    ("CALL gds.list() YIELD name RETURN name", "GDS", None),
    (
        "CALL db.index.fulltext.queryNodes('entity_names', 'dorn') YIELD node RETURN node",
        "kg search",
        "MATCH (n:Entity) WHERE toLower(n.name) CONTAINS 'dorn' RETURN n",
    ),
    ("MATCH (n:$($label)) RETURN n", "WHERE $label IN labels(n)", "MATCH (n) WHERE $label IN labels(n) RETURN n"),
    ("MATCH (a)((x)-[:MET_WITH]->(y)){1,2}(b) RETURN b", "*1..3", "MATCH (a)-[:MET_WITH*1..2]->(b) RETURN b"),
    ("MATCH ((x)-[:MET_WITH]->(y)){1,2} RETURN x", "*1..3", "MATCH (a)-[:MET_WITH*1..2]->(b) RETURN b"),
    ("MATCH (a)-[:MET_WITH]->{1,2}(b) RETURN b", "*1..3", "MATCH (a)-[:MET_WITH*1..2]->(b) RETURN b"),
    ("MATCH (a)-[:MET_WITH]->+(b) RETURN b", "*1..3", "MATCH (a)-[:MET_WITH*1..]->(b) RETURN b"),
    (
        "MATCH p = SHORTEST 1 (a:Person)-[]-+(b:Person) RETURN p",
        "shortestPath",
        "MATCH p = shortestPath((a:Person)-[*..6]-(b:Person)) RETURN p",
    ),
    ("RETURN timestamp() AS now", "datetime()", "RETURN datetime() AS now, date() AS today"),
    ("MATCH (n:Agent&Country) RETURN n", ":A:B", "MATCH (n:Agent:Country) RETURN n"),
    ("MATCH (n:!Claim) RETURN n", "NOT n:Label", "MATCH (n) WHERE NOT n:Claim RETURN n"),
    ("MATCH (n) WHERE n:Person|Country RETURN n", "n:A OR n:B", "MATCH (n) WHERE n:Person OR n:Country RETURN n"),
    ("USE neo4j MATCH (n) RETURN n", "leave USE out", "MATCH (n) RETURN n"),
]
WRITES = [
    "MATCH (a:Claim) MERGE (a)-[:LIKES]-(b:Claim) RETURN b",
    "CALL { CREATE (:Claim) } RETURN 1",
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN 1",
    "CREATE (n $map)",
    "CREATE (n:Claim $map)",
]


@pytest.fixture(scope="module")
def world() -> Projection:
    return project(small_graph())


@pytest.mark.parametrize(("refused", "words", "instead"), REFUSED)
def test_what_is_refused_is_told_with_a_way_that_works(world: Projection, refused: str, words: str, instead: str | None) -> None:
    with pytest.raises(SinkError) as caught:
        query(world, refused, {"label": "Country"})
    assert words in str(caught.value) and "\n" not in str(caught.value)
    assert instead is None or query(world, instead, {"label": "Country"})


@pytest.mark.parametrize("text", WRITES)
def test_a_write_is_refused_as_one_even_where_the_engine_trips_earlier(world: Projection, text: str) -> None:
    with pytest.raises(SinkError, match="^a query only reads here"):
        query(world, text, {"map": {"x": 1}})


def test_writing_in_transactions_is_refused_as_a_write(world: Projection) -> None:
    with pytest.raises(SinkError, match="a query only reads here"):
        query(world, "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS OF 10 ROWS")


def test_every_hint_is_needed() -> None:
    told = {hint(text) for text, *_ in REFUSED} | {hint(text) for text in WRITES} | {hint("CALL { RETURN 1 } IN TRANSACTIONS")}
    assert {words for _, words in HINTS} == told


def test_words_in_quotes_and_comments_give_no_hint(world: Projection) -> None:
    with pytest.raises(SinkError) as caught:
        query(world, "// timestamp() apoc.x\nMATCH (n {name: '/* CREATE */'}) RETRN n")
    assert hint("// timestamp()\nRETURN '/*' + \"MERGE\"") == ""
    assert "timestamp" not in str(caught.value) and "comment" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a {id: $x})-[:OF|BY*1..3]->(b) WHERE (a)-[:OF|BY]->() RETRN a",
        "MATCH (a:Claim) WHERE a.start * (2 + 1) > 3 AND a.set = 1 RETRN a",
        "WITH {a: 1} AS m RETRN m",
        "MATCH (a)-->(b), (c) RETRN a",
    ],
)
def test_what_both_take_gives_no_hint(text: str) -> None:
    assert hint(text) == ""


def test_a_property_that_the_engine_makes_up_is_warned_of(world: Projection, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "kg"):
        query(world, "MATCH (c:Claim) RETURN c.name AS name LIMIT 1")
    assert "Claim has no 'name'" in caplog.text and "c.quote" in caplog.text
    caplog.clear()
    query(world, "MATCH (e:Entity)--(a:Article) RETURN e.name AS name, a.title AS title, 'c.name' AS x LIMIT 1")
    assert caplog.text == ""
