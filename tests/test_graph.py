"""The property graph, defined once: what claims amount to, which of them people see as an edge, who counts as a voice."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.model import CERTAINTIES, POLARITIES, Claim
from kg.propositions import holds, make_propositions, proposition_key, stance, status_of
from tests.worlds import entity_id, small_graph, small_schema

KINDS = [(p, c) for p in POLARITIES for c in CERTAINTIES if not (p == "positive" and c == "denied")]


def claim(polarity: str, certainty: str, attributions: tuple[str, ...] = ()) -> Claim:
    plain = Claim("c", "a", "s", 0, 1, "m", "met_with", "n", None, None, None)
    return replace(plain, polarity=polarity, certainty=certainty, attributions=attributions)


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        (["positive asserted"], "asserted"),
        (["positive reported"], "reported"),
        (["positive planned"], "planned"),
        (["positive hypothetical"], "hypothetical"),
        (["positive reported", "positive asserted", "positive planned"], "asserted"),
        (["positive planned", "positive hypothetical"], "planned"),
        (["negative denied"], "denied"),
        (["negative asserted"], "denied"),
        (["negative hypothetical"], "denied"),
        (["positive reported", "negative denied"], "disputed"),
        (["positive asserted", "negative asserted"], "disputed"),
        (["positive reported", "negative reported"], "disputed"),
        (["positive reported", "negative hypothetical"], "reported"),
        (["positive reported", "negative planned"], "reported"),
        (["positive hypothetical", "negative denied"], "hypothetical"),
        (["positive planned", "negative denied"], "planned"),
    ],
)
def test_the_status_of_a_proposition_is_by_the_rule_in_records_md(kinds: list[str], status: str) -> None:
    claims = [claim(*kind.split()) for kind in kinds]
    for order in itertools.permutations(claims):
        assert status_of(order) == status


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6))
def test_a_proposition_is_disputed_only_where_somebody_holds_it_and_somebody_does_not(kinds: list[tuple[str, str]]) -> None:
    claims = [claim(*kind) for kind in kinds]
    held = any(holds(c) for c in claims)
    against = any(c.polarity == "negative" and c.certainty in ("asserted", "reported", "denied") for c in claims)
    assert (status_of(claims) == "disputed") == (held and against)
    assert (status_of(claims) == "denied") == all(c.polarity == "negative" for c in claims)


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_ends_of_a_symmetric_relation_have_one_order_and_others_keep_theirs(left: str, right: str) -> None:
    schema = small_schema()
    assert proposition_key(schema, "met_with", left, right, None) == proposition_key(schema, "met_with", right, left, None)
    assert proposition_key(schema, "attacked", left, right, None) == (left, right)


def edges(graph: Graph) -> set[tuple[str, str, str]]:
    names = {e.id: e.name for e in graph.entities.values()}
    return {(names[r.start[1]], r.type, names[r.end[1]]) for r in graph.relationships() if r.start[0] == r.end[0] == "Entity"}


def test_a_planned_a_hypothetical_and_a_denied_claim_are_no_edges() -> None:
    found = edges(small_graph())
    assert ("Marovia", "SENT_TROOPS_TO", "Port Kesh") in found
    assert not [edge for edge in found if edge[1] in ("DEPLOYS_FORCES_IN", "ATTACKED")]


def test_an_edge_says_who_claims_and_who_denies_it() -> None:
    (edge,) = [r for r in small_graph().relationships() if r.type == "SENT_TROOPS_TO"]
    assert edge.properties["status"] == "disputed"
    assert edge.properties["denied_by"] == ["Ilka Dorn"]
    assert {"Teo Brandt", "Northern Pact"} <= set(edge.properties["claimed_by"])  # type: ignore[arg-type]
    assert (edge.properties["quantity_min"], edge.properties["quantity_max"]) == (400, 3000)


@pytest.mark.parametrize(
    ("polarity", "certainty", "type_"),
    [
        ("positive", "reported", "CLAIMS"),
        ("negative", "reported", "DENIES"),
        ("negative", "denied", "DENIES"),
        ("negative", "planned", "DENIES"),
        ("positive", "planned", "PLANS"),
        ("positive", "hypothetical", "EXPECTS"),
    ],
)
def test_who_says_that_something_is_not_so_denies_it_whatever_the_verb(polarity: str, certainty: str, type_: str) -> None:
    assert stance(claim(polarity, certainty)).upper() == type_


def test_copies_are_one_origin_and_one_voice() -> None:
    graph = small_graph()
    (met,) = [p for p in graph.propositions.values() if p.relation == "met_with"]
    assert (met.claims, met.origins, met.support, len(met.publishers)) == (2, ("a-harbour",), 1, 2)


def test_ten_outlets_that_quote_one_official_are_one_voice() -> None:
    graph = small_graph()
    statement = next(s for s in graph.statements.values() if s.source and holds(s.claim))
    many = [replace(statement, claim=replace(statement.claim, id=f"c-{n}")) for n in range(10)]
    (p,) = make_propositions(graph.schema, many, graph.articles, graph.origins).values()
    assert (p.claims, p.support, p.sources) == (10, 1, (statement.source,))


def test_the_order_of_statements_changes_no_proposition() -> None:
    graph = small_graph()
    statements = list(graph.statements.values())
    random.Random(5).shuffle(statements)
    assert make_propositions(graph.schema, statements, graph.articles, graph.origins) == graph.propositions


def test_superseded_articles_count_no_longer_and_are_still_there() -> None:
    graph = replace(small_graph(), replaces={"a-kesh": "a-harbour"})
    counted = {s.claim.article for found in graph.statements_of.values() for s in found}
    assert counted == {"a-kesh", "a-lake"} and "a-harbour" in graph.articles
    assert [n.properties["superseded"] for n in graph.nodes() if n.labels == ("Article",)] == [True, False, False]


def test_every_relationship_leads_from_a_node_to_a_node_and_is_the_only_one_of_its_key() -> None:
    graph = small_graph()
    nodes = [(n.labels[0], n.id) for n in graph.nodes(mentions=True)]
    keys = [(r.type, r.start, r.end, r.key) for r in graph.relationships(mentions=True)]
    assert len(set(nodes)) == len(nodes) and len(set(keys)) == len(keys)
    assert all(r.start in nodes and r.end in nodes for r in graph.relationships(mentions=True))


def test_an_entity_is_found_by_name_alias_and_id_whatever_the_case() -> None:
    graph = small_graph()
    for words in ("ilka dorn", "Dorn", entity_id("Ilka Dorn")):
        assert [e.name for e in graph.find(words)] == ["Ilka Dorn"]
    assert [e.name for e in graph.find("the northern pact")] == ["Northern Pact"]
    assert graph.find("nobody") == []


def test_networkx_has_the_same_edges() -> None:
    graph = small_graph()
    found = {(graph.entities[a].name, data["type"], graph.entities[b].name) for a, b, data in graph.to_networkx().edges(data=True)}
    assert found == edges(graph)
