"""kg/sinks/neo4j on a real server: what a load writes, leaves alone, takes back and refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import neo4j
import pytest

from kg.errors import SinkError
from kg.graph import Graph
from kg.sinks import plain
from kg.sinks.neo4j import Loaded, Server, load, query
from kg.sinks.neo4j.errors import reason
from tests.worlds import STORE, entity_id, small_graph

pytestmark = pytest.mark.neo4j
OTHER = "07he2570re00"


def contents(server: Server, store: str | None = None) -> list[str]:
    """Everything in a database, or what a store has there, in an order of its own."""
    where = "$store IS NULL OR {}.store = $store"
    nodes = query(server, f"MATCH (n) WHERE {where.format('n')} RETURN n AS x", {"store": store})
    links = query(server, f"MATCH ()-[r]->() WHERE {where.format('r')} RETURN r AS x", {"store": store})
    return sorted(str(row["x"]) for row in nodes + links)


def expected(graph: Graph, *, mentions: bool = False) -> list[str]:
    """What a database must hold of a graph."""
    own = {"store": graph.store}
    nodes = [plain.node(n.labels, n.properties | own | {"id": n.id}) for n in graph.nodes(mentions=mentions)]
    links = [plain.relationship(r.type, r.start[1], r.end[1], r.properties | own) for r in graph.relationships(mentions=mentions)]
    return sorted(str(x) for x in nodes + links)


def write(server: Server, text: str, **parameters: object) -> None:
    """Does something to a database behind kg's back."""
    auth = (server.user or "", server.password or "")
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver:
        driver.execute_query(text, parameters)  # type: ignore[arg-type]


def last_transaction(server: Server) -> frozenset[str]:
    """The server's mark of the last transaction that changed anything; it stays while nothing is committed."""
    auth = (server.user or "", server.password or "")
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values


def test_a_load_writes_the_graph_and_nothing_else(empty_neo4j: Server) -> None:
    graph = small_graph()
    assert load(graph, empty_neo4j) == Loaded(nodes=64, relationships=115)
    assert contents(empty_neo4j) == expected(graph)


def test_a_second_load_changes_nothing(empty_neo4j: Server) -> None:
    load(small_graph(), empty_neo4j, mentions=True)
    before = contents(empty_neo4j), last_transaction(empty_neo4j)
    assert load(small_graph(), empty_neo4j, mentions=True) == Loaded()
    assert (contents(empty_neo4j), last_transaction(empty_neo4j)) == before


def test_the_size_of_a_batch_makes_no_difference(empty_neo4j: Server) -> None:
    graph = small_graph()
    assert load(graph, empty_neo4j, batch=7) == Loaded(nodes=64, relationships=115)
    assert contents(empty_neo4j) == expected(graph)
    assert load(graph, empty_neo4j, batch=3) == Loaded()


@pytest.mark.parametrize("article", ["a-harbour", "a-kesh"])
def test_a_withdrawn_article_takes_what_it_alone_supported(empty_neo4j: Server, article: str) -> None:
    load(small_graph(), empty_neo4j)
    less = small_graph(without=[article])
    assert load(less, empty_neo4j).deleted > 0
    assert contents(empty_neo4j) == expected(less)
    load(small_graph(), empty_neo4j)
    assert contents(empty_neo4j) == expected(small_graph())


def test_an_empty_store_leaves_an_empty_database(empty_neo4j: Server) -> None:
    load(small_graph(), empty_neo4j)
    nothing = small_graph(without=["a-harbour", "a-kesh", "a-lake"])
    assert load(nothing, empty_neo4j) == Loaded(deleted=64 + 115)
    assert contents(empty_neo4j) == []


def test_mentions_come_when_asked_for_and_go_when_not(empty_neo4j: Server) -> None:
    graph = small_graph()
    load(graph, empty_neo4j, mentions=True)
    assert contents(empty_neo4j) == expected(graph, mentions=True)
    load(graph, empty_neo4j)
    assert contents(empty_neo4j) == expected(graph)


DAMAGE = [
    "MATCH (c:Claim {polarity: 'negative'}) SET c.polarity = 'positive'",
    "MATCH (p:Proposition {status: 'disputed'}) SET p.status = 'asserted', p.foreign = 1",
    "MATCH (c:Claim)-[r:OF]->() WITH c, r LIMIT 3 DELETE r",
    "MATCH (c:Claim) WITH c LIMIT 2 DETACH DELETE c",
    "MATCH (a)-[r:SENT_TROOPS_TO]->(b) CREATE (a)-[s:SENT_TROOPS_TO]->(b) SET s = properties(r)",
    "MATCH (a)-[r:SENT_TROOPS_TO]->(b) CREATE (b)-[s:SENT_TROOPS_TO]->(a) SET s = properties(r) DELETE r",
    "MATCH (c:Claim)-[r:OF]->(p) WITH c, r, p LIMIT 3 CREATE (c)-[s:OF]->(p) SET s = properties(r)",
    "MATCH (c:Claim)-[:OF]->(), (p:Proposition) WITH c, p LIMIT 2 CREATE (c)-[:OF {store: $store}]->(p)",
    "MATCH ()-[r:BY]->() SET r.order = 7",
    "MATCH ()-[r:SENT_TROOPS_TO]->() SET r.status = 'asserted'",
    "MATCH (e:Person) REMOVE e:Person SET e:Country",
    "CREATE (:Claim {store: $store, id: 'c-1'})-[:OF {store: $store}]->(:Proposition {store: $store, id: 'p-1'})",
    "MATCH (a:Country), (b:City) WITH a, b LIMIT 1 CREATE (a)-[:ATTACKED {store: $store, proposition: 'p-1'}]->(b)",
    "MATCH (a:Article) DETACH DELETE a",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_load_mends_what_was_changed_in_the_database(empty_neo4j: Server, damage: str) -> None:
    graph = small_graph()
    load(graph, empty_neo4j)
    write(empty_neo4j, damage, store=STORE)
    assert contents(empty_neo4j) != expected(graph)
    assert load(graph, empty_neo4j) != Loaded()
    assert contents(empty_neo4j) == expected(graph)


def test_a_label_that_a_user_gave_stays(empty_neo4j: Server) -> None:
    load(small_graph(), empty_neo4j)
    write(empty_neo4j, "MATCH (n:Person) SET n:Watched")
    assert load(small_graph(), empty_neo4j) == Loaded()
    assert query(empty_neo4j, "MATCH (n:Watched) RETURN count(n) AS n") == [{"n": 2}]


def test_two_stores_live_side_by_side(empty_neo4j: Server) -> None:
    one, other = small_graph(), small_graph(store=OTHER)
    load(one, empty_neo4j)
    assert load(other, empty_neo4j) == Loaded(nodes=64, relationships=115)
    assert load(one, empty_neo4j) == Loaded() == load(other, empty_neo4j)
    load(small_graph(store=OTHER, without=["a-harbour", "a-kesh"]), empty_neo4j)
    assert contents(empty_neo4j, STORE) == expected(one)
    found = query(empty_neo4j, "MATCH (c:Claim {id: $id}) RETURN c.store AS store", {"id": next(iter(one.statements))})
    assert found == [{"store": STORE}]


FOREIGN = "CREATE (p:Person {name: 'Ann'})-[:OWNS]->(:Shop {id: 1}), (:Claim {id: 7}), (p)-[:MET_WITH]->(:Person)"


def test_a_database_with_nodes_of_somebody_else_under_our_labels_is_refused(empty_neo4j: Server) -> None:
    write(empty_neo4j, FOREIGN)
    before = contents(empty_neo4j)
    with pytest.raises(SinkError, match=r"3 nodes that are not kg's .*\(Claim, Person\).*--adopt$"):
        load(small_graph(), empty_neo4j)
    assert contents(empty_neo4j) == before


def test_with_adopt_ours_stand_beside_theirs_and_theirs_stay_as_they_are(empty_neo4j: Server) -> None:
    write(empty_neo4j, FOREIGN)
    before = contents(empty_neo4j)
    load(small_graph(), empty_neo4j, adopt=True)
    assert load(small_graph(), empty_neo4j) == Loaded()  # who has said so once need not say it again
    load(small_graph(without=["a-harbour", "a-kesh", "a-lake"]), empty_neo4j)
    assert contents(empty_neo4j) == before


def test_nodes_of_somebody_else_under_other_labels_are_no_hindrance(empty_neo4j: Server) -> None:
    write(empty_neo4j, "CREATE (:Shop {store: 'Paris', id: 'a-kesh'})")
    load(small_graph(), empty_neo4j)
    assert query(empty_neo4j, "MATCH (s:Shop) RETURN s.store AS store") == [{"store": "Paris"}]


HOSTILE = [
    'O\'Neil "Nell" `x`',
    "'}) DETACH DELETE n //",
    "$store {name} \\u0027 \\",
    "line\nbreak\ttab\rreturn",
    "\u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
    "\U0001f469\u200d\U0001f680 e\u0301 \u0130",
    "<script>alert(1)</script>",
    "",
]


def renamed(graph: Graph, name: str) -> Graph:
    """The graph with Ilka Dorn under another name."""
    dorn = replace(graph.entities[entity_id("Ilka Dorn")], name=name, aliases=(name, "Dorn"))
    return replace(graph, entities={**graph.entities, dorn.id: dorn})


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(empty_neo4j: Server, name: str) -> None:
    graph = renamed(small_graph(), name)
    load(graph, empty_neo4j)
    assert contents(empty_neo4j) == expected(graph)
    assert query(empty_neo4j, "MATCH (e:Entity {name: $name}) RETURN e.name AS name", {"name": name}) == [{"name": name}]


def test_what_the_wire_cannot_carry_is_marked_and_still_loads_the_same_twice(empty_neo4j: Server) -> None:
    graph = renamed(small_graph(), "half \ud83d a pair")
    load(graph, empty_neo4j)
    assert query(empty_neo4j, "MATCH (e:Entity {name: $name}) RETURN e.id AS id", {"name": "half \ufffd a pair"})
    assert load(graph, empty_neo4j) == Loaded()


def test_a_name_too_long_for_an_index_is_cut_and_does_not_stop_the_load(empty_neo4j: Server) -> None:
    graph = renamed(small_graph(), "\U0001f469" * 40_000)
    load(graph, empty_neo4j)
    (found,) = query(empty_neo4j, "MATCH (e:Entity) WHERE size(e.name) > 100 RETURN e.name AS name, e.aliases[0] AS alias")
    assert found["name"].endswith("…") and len(found["alias"]) == 40_000
    assert load(graph, empty_neo4j) == Loaded()


def test_names_and_aliases_can_be_searched(empty_neo4j: Server) -> None:
    load(renamed(small_graph(), "Iron Ilka"), empty_neo4j)
    text = "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node RETURN node.name AS name"
    assert query(empty_neo4j, text, {"words": "dorn"}) == [{"name": "Iron Ilka"}]


class Stopped(Exception):
    """What stops a load in these tests."""


@pytest.mark.parametrize("parcels", [1, 4, 7, 10, 13])
def test_a_load_that_is_stopped_leaves_no_claim_without_its_ground_and_is_finished_by_the_next(empty_neo4j: Server, parcels: int) -> None:
    left = iter(range(parcels))

    def stop(done: int, of: int) -> None:
        if next(left, None) is None:
            raise Stopped

    with pytest.raises(Stopped):
        load(small_graph(), empty_neo4j, batch=4, progress=stop)
    loose = "MATCH (c:Claim) WHERE NOT EXISTS { (c)-[:OF]->() } OR NOT EXISTS { (c)-[:IN_SENTENCE]->() } RETURN c"
    edges = "MATCH ()-[r]->() WHERE r.proposition IS NOT NULL RETURN r"
    assert query(empty_neo4j, loose) == [] == query(empty_neo4j, edges)
    load(small_graph(), empty_neo4j)
    assert contents(empty_neo4j) == expected(small_graph())


def test_progress_counts_nodes_up_to_all_of_them(empty_neo4j: Server) -> None:
    seen: list[tuple[int, int]] = []
    load(small_graph(), empty_neo4j, batch=10, progress=lambda done, of: seen.append((done, of)))
    assert seen == sorted(seen) and seen[-1] == (64, 64)


def one_line(error: SinkError, server: Server) -> str:
    text = str(error)
    assert "\n" not in text and len(text) < 200 and (server.password or "-") not in text
    return text


def test_errors_are_one_line_with_the_address_and_the_way_out(neo4j_server: Server) -> None:
    for server, words in _wrong_servers(neo4j_server):
        for ask in (lambda s: load(small_graph(), s), lambda s: query(s, "RETURN 1")):
            with pytest.raises(SinkError) as caught:
                ask(server)
            assert one_line(caught.value, server).startswith(server.uri + ": ") and words in str(caught.value)


def _wrong_servers(server: Server) -> Iterable[tuple[Server, str]]:
    yield replace(server, password="wrong" * 3), "NEO4J_PASSWORD"
    yield replace(server, user=None), "NEO4J_PASSWORD"
    yield replace(server, database="nowhere"), "no database 'nowhere'"
    yield replace(server, uri="bolt://127.0.0.1:9"), "scripts/neo4j start"
    yield replace(server, uri="neo4j://127.0.0.1:9"), "scripts/neo4j start"
    yield replace(server, uri="bolt://127.0.0.1:port"), "scripts/neo4j start"
    yield replace(server, uri=server.uri.replace("bolt", "bolt+s")), "scripts/neo4j start"
    yield replace(server, uri=server.uri.replace("bolt", "http")), "bolt://HOST:PORT"
    yield replace(server, uri="somewhere"), "bolt://HOST:PORT"


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SinkError, match="NEO4J_PASSWORD") as caught:
        load(small_graph(), Server("bolt://neo4j:secret@127.0.0.1:7687"))
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Server("bolt://127.0.0.1", "neo4j", "secret"))


def test_a_query_cannot_write(empty_neo4j: Server) -> None:
    with pytest.raises(SinkError, match="only reads"):
        query(empty_neo4j, "CREATE (:Claim)")
    assert contents(empty_neo4j) == []


class Refused(Exception):
    """An error with a code, as the driver raises them."""

    def __init__(self, code: str) -> None:
        super().__init__("first line\nsecond")
        self.code = code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "read-only"),
        ("Neo.ClientError.Security.Forbidden", "read-only"),
        ("Neo.ClientError.Security.CredentialsExpired", "change it"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "--batch"),
        ("Neo.DatabaseError.Unheard.Of", "first line"),
    ],
)
def test_refusals_that_can_not_be_brought_about_here_are_explained(code: str, words: str) -> None:
    found = reason(Refused(code), None, connected=True)
    assert words in found and "\n" not in found
