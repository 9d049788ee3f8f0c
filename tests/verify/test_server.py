"""kg/verify/server.py on a real Neo4j: nothing to tell after a load, and whatever is done to the database is named."""

from __future__ import annotations

import pytest

from kg.sinks.neo4j import Loaded, Server, load
from kg.verify.server import Counts, compare_server, count_graph, count_server
from tests.verify.kit import named, write
from tests.worlds import STORE, entity_id, small_graph

pytestmark = pytest.mark.neo4j
GRAPH = small_graph()
OTHER = "07he2570re00"


def proposition(relation: str, status: str | None = None) -> str:
    return next(p.id for p in GRAPH.propositions.values() if p.relation == relation and status in (None, p.status))


SENT = proposition("sent_troops_to")
CLAIM = GRAPH.statements_of[SENT][0].claim
DENIED = next(s.claim for s in GRAPH.statements.values() if s.claim.certainty == "denied")
CHAINED = next(s.claim for s in GRAPH.statements.values() if len(s.claim.attributions) == 2)
DORN = entity_id("Ilka Dorn")
MEET = "MATCH (a:Entity {id: $id, store: $store}),"
EDGE = "MATCH (a)-[r:SENT_TROOPS_TO]->(b) "
# {what is done: (the change in Cypher, its parameter $id, [(kind, id) of every difference but those of counts])}
DAMAGE = {
    "a claim lost": ("MATCH (c:Claim {id: $id, store: $store}) DETACH DELETE c", CLAIM.id, [("claim lost", CLAIM.id)]),
    "an article lost, with what hangs on it": (
        "MATCH (a:Article {id: $id, store: $store}) DETACH DELETE a",
        "a-lake",
        [("article lost", "a-lake"), *(("relationship lost", s.id) for s in GRAPH.sentences_in("a-lake"))],
    ),
    "a denial made positive": (
        "MATCH (c:Claim {id: $id, store: $store}) SET c.polarity = 'positive'",
        DENIED.id,
        [("polarity", DENIED.id)],
    ),
    "a wrong status": ("MATCH (p:Proposition {id: $id, store: $store}) SET p.status = 'asserted'", SENT, [("status", SENT)]),
    "a wrong count of claims": ("MATCH (p:Proposition {id: $id, store: $store}) SET p.claims = 70", SENT, [("claims", SENT)]),
    "a property taken away": ("MATCH (c:Claim {id: $id, store: $store}) REMOVE c.quote", CLAIM.id, [("quote", CLAIM.id)]),
    "a property put there": ("MATCH (c:Claim {id: $id, store: $store}) SET c.verdict = 'true'", CLAIM.id, [("verdict", CLAIM.id)]),
    "a label of another type": ("MATCH (e:Entity {id: $id, store: $store}) REMOVE e:Person SET e:Country", DORN, [("labels", DORN)]),
    "a link lost": ("MATCH (:Claim {id: $id, store: $store})-[r:OF]->() DELETE r", CLAIM.id, [("relationship lost", CLAIM.id)]),
    "a link doubled": (
        "MATCH (c:Claim {id: $id, store: $store})-[r:OF]->(p) CREATE (c)-[s:OF]->(p) SET s = properties(r)",
        CLAIM.id,
        [("doubled relationship", CLAIM.id)],
    ),
    "a link to another proposition": (
        "MATCH (c:Claim {id: $id, store: $store}), (p:Proposition {status: 'denied', store: $store}) CREATE (c)-[:OF {store: $store}]->(p)",
        CLAIM.id,
        [("foreign relationship", CLAIM.id)],
    ),
    "a link turned round": (
        "MATCH (c:Claim {id: $id, store: $store})-[r:OF]->(p) CREATE (p)-[s:OF]->(c) SET s = properties(r) DELETE r",
        CLAIM.id,
        [("relationship between wrong ends", SENT)],
    ),
    "the order of two sources": (
        "MATCH (:Claim {id: $id, store: $store})-[r:BY {order: 0}]->() SET r.order = 2",
        CHAINED.id,
        [("BY order", CHAINED.id)],
    ),
    "a wrong status on an edge": (
        f"{EDGE} WHERE r.proposition = $id AND r.store = $store SET r.status = 'asserted'",
        SENT,
        [("edge status", SENT)],
    ),
    "an edge doubled": (
        f"{EDGE} WHERE r.proposition = $id AND r.store = $store CREATE (a)-[s:SENT_TROOPS_TO]->(b) SET s = properties(r)",
        SENT,
        [("doubled edge", SENT)],
    ),
    "an edge lost": (f"{EDGE} WHERE r.proposition = $id AND r.store = $store DELETE r", SENT, [("edge lost", SENT)]),
    "an edge turned round": (
        f"{EDGE} WHERE r.proposition = $id AND r.store = $store CREATE (b)-[s:SENT_TROOPS_TO]->(a) SET s = properties(r) DELETE r",
        SENT,
        [("edge between wrong ends", SENT)],
    ),
    "an edge of no proposition": (
        f"{MEET} (b:City {{store: $store}}) CREATE (a)-[:ATTACKED {{store: $store, proposition: 'p-1'}}]->(b)",
        DORN,
        [("foreign edge", "p-1")],
    ),
    "an edge into the claims": (
        f"{MEET} (c:Claim {{store: $store, certainty: 'planned'}}) CREATE (a)-[:ATTACKED {{store: $store, proposition: 'p-1'}}]->(c)",
        DORN,
        [("relationship between wrong ends", "p-1")],
    ),
    "a relationship of a type that kg hasn't": (
        f"{MEET} (b:City {{store: $store}}) CREATE (a)-[:LOVES {{store: $store}}]->(b)",
        DORN,
        [("relationship between wrong ends", DORN)],
    ),
    "a foreign claim": ("CREATE (:Claim {store: $store, id: $id})", "c-1", [("foreign claim", "c-1")]),
    "a foreign node of no label of ours": ("CREATE (:Shop {store: $store, id: $id})", "x-1", [("foreign node", "x-1")]),
}


@pytest.fixture
def loaded(empty_neo4j: Server) -> Server:
    """The small world in Neo4j, and beside it another store with the same articles, and somebody's own graph."""
    load(small_graph(), empty_neo4j)
    load(small_graph(store=OTHER), empty_neo4j)
    write(empty_neo4j, "CREATE (:Person {name: 'Ann'})-[:OWNS]->(:Shop {id: 1})")
    return empty_neo4j


@pytest.mark.parametrize("mentions", [False, True])
def test_after_a_load_there_is_no_difference(empty_neo4j: Server, mentions: bool) -> None:
    load(GRAPH, empty_neo4j, mentions=mentions)
    assert list(compare_server(GRAPH, empty_neo4j)) == []
    assert count_server(GRAPH, empty_neo4j) == count_graph(GRAPH, mentions=mentions)


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_done_to_a_database_is_named_by_its_kind_and_id(loaded: Server, damage: str) -> None:
    text, id_, expected = DAMAGE[damage]
    write(loaded, text, id=id_, store=STORE)
    found = list(compare_server(GRAPH, loaded))
    assert sorted((d.what, d.id) for d in found if d.what != "count") == sorted(expected)
    assert all(d.where == "Neo4j" and d.expected != d.found for d in found)
    assert list(compare_server(small_graph(store=OTHER), loaded)) == []


def test_what_changed_is_told_with_what_it_should_be(loaded: Server) -> None:
    write(loaded, f"MATCH (p:Proposition {{id: $id, store: '{STORE}'}}) SET p.status = 'asserted'", id=SENT)
    (found,) = compare_server(GRAPH, loaded)
    assert (found.what, found.id, found.expected, found.found) == ("status", SENT, "disputed", "asserted")


def test_counts_that_differ_are_told_by_label_and_type(loaded: Server) -> None:
    write(loaded, f"MATCH (c:Claim {{id: $id, store: '{STORE}'}})-[r:OF]->() DELETE r", id=CLAIM.id)
    told = [(d.id, d.expected, d.found) for d in compare_server(GRAPH, loaded) if d.what == "count"]
    assert told == [("OF", "15 relationships", "14")]


def test_a_database_without_the_store_has_lost_everything(empty_neo4j: Server) -> None:
    assert count_server(GRAPH, empty_neo4j) == Counts({}, {})
    found = named(compare_server(GRAPH, empty_neo4j))
    wanted = {(f"{n.labels[0].lower()} lost", n.id) for n in GRAPH.nodes()} | {("edge lost", r.key) for r in GRAPH.relationships() if r.key}
    assert {(what, id_) for what, id_ in found if what != "count"} == wanted


def test_more_than_a_batch_is_compared_to_the_last(empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.sinks.neo4j.reading.BATCH", 4)
    load(GRAPH, empty_neo4j)
    assert list(compare_server(GRAPH, empty_neo4j)) == []
    last = max(GRAPH.statements)
    write(empty_neo4j, "MATCH (c:Claim {id: $id}) SET c.cue = 'whispered'", id=last)
    assert named(compare_server(GRAPH, empty_neo4j)) == {("cue", last)}


ASTRAY = [
    "MATCH (c:Claim {id: $id, store: $store})-[r:OF]->(p) CREATE (p)-[s:OF]->(c) SET s = properties(r) DELETE r",
    "MATCH (c:Claim {id: $id, store: $store})-[r:OF]->(p), (q:Proposition {id: p.id}) WHERE q.store <> $store"
    " CREATE (c)-[s:OF]->(q) SET s = properties(r) DELETE r",
]


@pytest.mark.parametrize("damage", ASTRAY)
def test_a_load_mends_a_link_that_runs_the_wrong_way_or_into_another_store(loaded: Server, damage: str) -> None:
    write(loaded, damage, id=CLAIM.id, store=STORE)
    assert "relationship between wrong ends" in {d.what for d in compare_server(GRAPH, loaded)}
    assert load(GRAPH, loaded) == Loaded(relationships=1, deleted=1)
    assert list(compare_server(GRAPH, loaded)) == []
    assert load(GRAPH, loaded) == Loaded()
