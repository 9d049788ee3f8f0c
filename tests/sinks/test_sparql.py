"""SPARQL: the stock questions answer as they do in Cypher; whatever a query or a parameter holds, it only reads."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings

from kg.errors import ConfigError, SinkError
from kg.propositions import make_propositions
from kg.sinks import cypher
from kg.sinks.files import without_surrogates
from kg.sinks.plain import Row
from kg.sinks.queries import load_queries
from kg.sinks.rdf.ask import Data, Table, Triples, ask, load
from tests.sinks.hostile import FIXED, TEXTS, Strings, hostile_graph
from tests.worlds import small_graph

CYPHER, SPARQL = load_queries(), load_queries(language="rq")
WITHDRAWN: list[list[str]] = [[], ["a-kesh"], ["a-lake"], ["a-harbour"]]
NARROWED = {"name": "Dorn", "since": "2031-03-06", "support": 2, "limit": 2, "relation": "sent_troops_to", "subject": "Marovia"}
NOBODY = {"name": "Brand", "since": "2031-03-07", "support": 3, "limit": 1, "relation": "sent", "subject": "Dorn"}


@functools.cache
def data(number: int = 0) -> Data:
    return load(small_graph(without=WITHDRAWN[number]))


@functools.cache
def engine(number: int = 0) -> cypher.Projection:
    return cypher.project(small_graph(without=WITHDRAWN[number]))


def rows(query: str, parameters: dict[str, Any] | None = None, number: int = 0) -> list[Row]:
    found = ask(data(number), query, parameters)
    assert isinstance(found, Table)
    return found.rows


def joined(answer: list[Row]) -> list[Row]:
    """Rows of Cypher with lists as SPARQL has them."""
    return [{key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()} for row in answer]


def test_most_stock_questions_can_be_asked_in_both() -> None:
    assert set(SPARQL) < set(CYPHER) and len(SPARQL) >= 10
    for name, query in SPARQL.items():
        assert (query.answers, query.defaults) == (CYPHER[name].answers, CYPHER[name].defaults)


@pytest.mark.parametrize("name", SPARQL)
def test_a_question_has_the_answer_that_it_has_in_cypher(name: str) -> None:
    for number in range(len(WITHDRAWN)):
        expected = cypher.query(engine(number), CYPHER[name].text, CYPHER[name].defaults)
        assert rows(SPARQL[name].text, SPARQL[name].defaults, number) == joined(expected)
        assert expected or number


@pytest.mark.parametrize("name", [name for name, query in SPARQL.items() if query.defaults])
def test_a_parameter_narrows_it_alike(name: str) -> None:
    asked = {key: NARROWED.get(key, value) for key, value in SPARQL[name].defaults.items()}
    nobody = {key: NOBODY.get(key, value) for key, value in SPARQL[name].defaults.items()}
    found, fewer = (rows(SPARQL[name].text, one) for one in (asked, nobody))
    assert found == joined(cypher.query(engine(), CYPHER[name].text, asked)) != []
    assert fewer == joined(cypher.query(engine(), CYPHER[name].text, nobody))
    assert len(fewer) < len(found)


@pytest.mark.parametrize("name", SPARQL)
def test_a_changed_graph_changes_the_answer(name: str) -> None:
    assert any(
        rows(SPARQL[name].text, SPARQL[name].defaults) != rows(SPARQL[name].text, SPARQL[name].defaults, n)
        for n in range(1, len(WITHDRAWN))
    )


@pytest.mark.parametrize("name", SPARQL)
def test_a_replaced_article_counts_no_longer(name: str) -> None:
    graph = replace(small_graph(), replaces={"a-lake": "a-kesh"})
    counted = [s for s in graph.statements.values() if s.claim.article != "a-kesh"]
    graph = replace(graph, propositions=make_propositions(graph.schema, counted, graph.articles, graph.origins))
    expected = cypher.query(cypher.project(graph), CYPHER[name].text, CYPHER[name].defaults)
    found = ask(load(graph), SPARQL[name].text, SPARQL[name].defaults)
    assert isinstance(found, Table) and found.rows == joined(expected)


def test_what_an_article_says_itself_is_asked_by_graph() -> None:
    found = rows("SELECT ?s ?o { GRAPH ?g { ?a rel:visited ?b } ?g prov:wasDerivedFrom art:a-kesh . ?a rdfs:label ?s . ?b rdfs:label ?o }")
    assert found == [{"s": "Ilka Dorn", "o": "Port Kesh"}]
    assert rows("SELECT ?a { ?a rel:visited ?b }") == []


def test_values_come_as_python_has_them() -> None:
    query = 'SELECT (1 AS ?i) (1.5 AS ?d) (true AS ?t) ("x"@en AS ?l) (kg:Claim AS ?n) ?unbound ("x"^^xsd:integer AS ?odd) {}'
    assert rows(query) == [{"i": 1, "d": 1.5, "t": True, "l": "x", "n": "https://kg.example/ns/Claim", "unbound": None, "odd": "x"}]


def test_ask_is_true_or_false() -> None:
    assert ask(data(), "ASK { ?p kg:status kg:Disputed }") is True
    assert ask(data(), "ASK { ?p kg:status kg:Nonsense }") is False


def test_triples_come_as_turtle_in_one_order() -> None:
    found = ask(data(), "CONSTRUCT { ?p kg:status ?s } WHERE { ?p kg:status ?s ; kg:status kg:Disputed . ?c kg:proposition ?p }")
    assert isinstance(found, Triples) and len(found.quads) == 1
    assert "kg:status kg:Disputed ." in found.turtle()
    described = ask(data(), "DESCRIBE ent:Q900001")
    assert isinstance(described, Triples) and 'rdfs:label "Marovia"' in described.turtle()


def test_mentions_are_there_only_where_all_is_asked_for() -> None:
    query = "SELECT (COUNT(?m) AS ?n) { ?m a kg:Mention }"
    found = ask(load(small_graph(), full=True), query)
    assert rows(query) == [{"n": 0}] and isinstance(found, Table) and found.rows == [{"n": len(small_graph().mentions)}]


def test_the_base_is_the_users() -> None:
    found = ask(load(small_graph(), base="urn:newsroom:"), "SELECT ?n { ent:Q900001 rdfs:label ?n ; a ?t . FILTER(?t = type:Country) }")
    assert isinstance(found, Table) and found.rows == [{"n": "Marovia"}]
    with pytest.raises(ConfigError, match="base 'kg/'"):
        load(small_graph(), base="kg/")


UPDATES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "PREFIX x: <a:b> # a remark\n DELETE WHERE { ?s ?p ?o }",
    "drop all",
    "LOAD <file:///etc/hostname>",
    "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", UPDATES)
def test_an_update_is_refused_and_changes_nothing(query: str) -> None:
    before = len(data().store)
    with pytest.raises(SinkError, match=r"^SPARQL:\d+:\d+: [A-Z]+ changes data, and a query only reads"):
        ask(data(), query)
    assert len(data().store) == before


@pytest.fixture
def listener() -> Iterator[tuple[str, list[int]]]:
    """A server that counts who calls."""
    import http.server
    import threading

    calls: list[int] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(1)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", calls
    server.shutdown()
    server.server_close()


SERVICES = (
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o{service silent <%s>{?s ?p ?o}} }",
    "SELECT * { # '\n SERVICE <%s> { ?s ?p ?o } # '\n}",
    "SELECT * { FILTER('''it's''' = \"x\")SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE <%s> { ?s ?p ?o } FILTER(2>1) }",
    "SELECT * { BIND(<%s> AS ?g) ?s a kg:Claim.SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { BIND(<%s> AS ?g) BIND(1AS?x)SERVICE?g{ ?s ?p ?o } }",
    "SELECT * FROM <%s> { ?s ?p ?o }",
)


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_calls_another_machine(query: str, listener: tuple[str, list[int]]) -> None:
    address, calls = listener
    try:
        assert ask(data(), query % address) == Table(("o", "p", "s"), [])
    except SinkError as e:
        assert "SERVICE" in str(e)
    assert calls == []


WRONG = {
    "SELECT ?s WHERE {\n ?s ?p ": r"^SPARQL:2:\d+: no SPARQL query: ",
    "": r"^SPARQL:1:1: no SPARQL query: .*A query is SELECT, ASK, CONSTRUCT or DESCRIBE$",
    "SELECT * {\n ?s pov:agent ?o }": r"^SPARQL:2:5: the prefix 'pov:' is not declared\. Did you mean 'prov'\?$",
    "MATCH (n) RETURN n": r"^SPARQL:1:10: no SPARQL query: ",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s a ?o }": r"^SPARQL:1:40: .*The SELECT contains a variable that is unbound",
}


@pytest.mark.parametrize("query", WRONG)
def test_what_is_no_query_is_told_in_one_line_with_its_place(query: str) -> None:
    with pytest.raises(SinkError, match=WRONG[query]) as error:
        ask(data(), query)
    assert "\n" not in str(error.value) and len(str(error.value)) < 250


def test_a_parameter_stands_only_where_it_is_code() -> None:
    query = "SELECT (\"$x\" AS ?a) ('''$x''' AS ?b) ($x AS ?c) (STR(<a:$x>) AS ?d) ?y { } # $x"
    assert rows(query, {"x": "1"}) == [{"a": "$x", "b": "$x", "c": "1", "d": "a:$x", "y": None}]


def test_parameters_are_texts_numbers_truth_values_lists_or_nothing() -> None:
    query = "SELECT ?x { VALUES ?x { $x } }"
    for given_, expected in ((2, [2]), (-1.5, [-1.5]), (True, [True]), (["a", 1], ["a", 1]), (None, [None]), ([], [])):
        assert [row["x"] for row in rows(query, {"x": given_})] == expected
    with pytest.raises(SinkError, match="parameter 'x': must be a text"):
        rows(query, {"x": {"a": 1}})


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example('x" } UNION { ?s ?p ?o } #')
@example("\\u0022 } \\")
@example("\\")
@example("$x ?x $y")
@example(FIXED[8])
def test_no_text_of_a_parameter_becomes_sparql(text: str) -> None:
    for query in ("SELECT ($x AS ?x) {}", "SELECT ?x { VALUES ?x { $x } }", "SELECT ?x { BIND($x AS ?x) FILTER(?x = $x) }"):
        assert rows(query, {"x": text, "y": "other"}) == [{"x": without_surrogates(text)}]


@pytest.mark.parametrize("text", FIXED)
def test_hostile_names_are_found_by_themselves_and_are_nothing_but_names(text: str) -> None:
    world = load(hostile_graph(Strings(*(text,) * 5, published=text)))
    found = ask(world, SPARQL["said-about"].text, {"name": text})
    assert isinstance(found, Table) and {row["about"] for row in found.rows} == {text, f"{text}2"}
    assert ask(world, SPARQL["said-about"].text, {"name": f"{text}3"}) == replace(found, rows=[])
