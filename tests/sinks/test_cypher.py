"""kg/sinks/cypher: the embedded engine reads, answers in the shapes of Neo4j, and keeps a copy while it is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import SinkError
from kg.sinks import neo4j
from kg.sinks.cypher import Projection, project, query
from kg.sinks.neo4j import Server
from tests.worlds import entity_id, small_graph


@pytest.fixture(scope="module")
def world() -> Projection:
    return project(small_graph(), mentions=True)


SHAPES = [
    "MATCH (n) RETURN n AS x ORDER BY n.id",
    "MATCH (a)-[r]->(b) RETURN r AS x, a.id AS a, type(r) AS t, b.id AS b ORDER BY a, t, b",
    "MATCH p = (:Entity {name: 'Marovia'})-[:SENT_TROOPS_TO]->(:City) RETURN p AS x, length(p) AS n",
    "MATCH (a:Person)-[r:MET_WITH]->(b) RETURN [a, r] AS list, {of: b, by: r} AS map",
    "RETURN null AS a, 1 AS b, 1.5 AS c, true AS d, 'x' AS e, [1, [2, 'y']] AS f, {k: {l: []}} AS g",
    "RETURN date('2024-10-24') AS d, datetime('2024-10-24T10:00:00+02:00') AS t, localdatetime('2024-10-24T10') AS l",
    "MATCH (c:Claim) RETURN c.certainty AS certainty, count(*) AS n ORDER BY n DESC, certainty",
    "MATCH (c:Claim {quantity_max: 5}) RETURN c.id AS id",
    "MATCH (a:Article {author: 'nobody'}) RETURN a",
    "OPTIONAL MATCH (c:Claim {id: 'none'}) RETURN c, c.quote AS quote",
]


@pytest.mark.neo4j
def test_both_engines_answer_in_the_same_shapes(world: Projection, empty_neo4j: Server) -> None:
    neo4j.load(small_graph(), empty_neo4j, mentions=True)
    for text in SHAPES:
        assert query(world, text) == neo4j.query(empty_neo4j, text), text


HOSTILE = [
    'O\'Neil "Nell" `x`',
    "'}) DETACH DELETE n //",
    "$x {y} \\",
    "a\nb\tc\u0000",
    "\u202e\U0001f469\u200d",
    "",
    "x" * 40_000,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    graph = small_graph()
    dorn = replace(graph.entities[entity_id("Ilka Dorn")], name=name)
    hostile = project(replace(graph, entities={**graph.entities, dorn.id: dorn}))
    assert query(hostile, "MATCH (e:Entity {name: $n}) RETURN e.name AS n", {"n": name}) == [{"n": name}]
    assert query(hostile, "MATCH (n) RETURN count(n) AS n") == [{"n": 64}]


def test_lone_surrogates_neither_stop_a_projection_nor_a_query() -> None:
    graph = small_graph()
    dorn = replace(graph.entities[entity_id("Ilka Dorn")], name="half \ud83d")
    odd = project(replace(graph, entities={**graph.entities, dorn.id: dorn}))
    assert query(odd, "MATCH (e:Entity {name: $n}) RETURN e.name AS n", {"n": "half \ud83d"}) == [{"n": "half \ufffd"}]


WRITES = [
    "CREATE (:Claim)",
    "MERGE (n:Claim {id: 'x'}) RETURN n",
    "MATCH (n) SET n.x = 1",
    "MATCH (n:Person) SET n:Hero",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "FOREACH (i IN [1] | CREATE (:Z))",
    "CREATE INDEX FOR (n:Claim) ON (n.quote)",
    "DROP INDEX nothing",
]


@pytest.mark.parametrize("text", WRITES)
def test_a_query_cannot_write(world: Projection, text: str) -> None:
    with pytest.raises(SinkError, match="^a query only reads here"):
        query(world, text)


@pytest.mark.parametrize("text", ["LOAD CSV FROM '/etc/passwd' AS l RETURN l", "load\n csv FROM $f AS l RETURN l", "RETURN 1 FORMAT CSV"])
def test_a_query_reads_no_files(world: Projection, text: str) -> None:
    with pytest.raises(SinkError, match="not for queries"):
        query(world, text, {"f": "file:///etc/passwd"})


def test_words_in_quotes_are_no_commands(world: Projection) -> None:
    text = "// LOAD CSV\nRETURN 'LOAD CSV' AS a, \"it's FORMAT CSV\" AS `LOAD CSV`"
    assert query(world, text) == [{"a": "LOAD CSV", "LOAD CSV": "it's FORMAT CSV"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MATCH (n) RETRN n", "line 1"),
        ("MATCH (a:Article {publishr: 'x'}) RETURN a", "Article has no property 'publishr'. Did you mean 'publisher'?"),
        ("RETURN $nobody AS x", "nobody"),
        ("RETURN 1/0 AS x", "zero"),
        ("", "Empty query"),
    ],
)
def test_a_query_that_can_not_be_answered_is_explained_in_one_line(world: Projection, text: str, words: str) -> None:
    with pytest.raises(SinkError) as caught:
        query(world, text)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_a_label_that_is_not_there_is_hinted_at_and_nothing_is_printed(
    world: Projection, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert query(world, "MATCH (n:Persn) RETURN n") == []
    assert "unknown node label 'Persn'" in caplog.text
    assert capfd.readouterr() == ("", "")


def test_names_that_only_this_graph_does_without_are_not_hinted_at(world: Projection, caplog: pytest.LogCaptureFixture) -> None:
    assert query(world, "MATCH (a:Article) RETURN a.author AS author LIMIT 1") == [{"author": None}]
    assert caplog.text == ""
