"""kg/sinks/layout against what kg/graph.py really yields: the closed list is complete, and nothing in it is dead."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.errors import SinkError
from kg.graph import Graph, Node, Relationship
from kg.model import Quantity
from kg.schema import default_folder, load_schema
from kg.sinks.layout import (
    EDGE_OWNER,
    EDGE_PROPERTIES,
    LABELS,
    LINKS,
    edge_types,
    owner_of,
    storable,
    type_labels,
)
from kg.sinks.neo4j.batches import parcels
from tests.worlds import small_graph


def full_graph() -> Graph:
    """The small world with every property that there can be: an author, an earlier version, an upper bound."""
    graph = small_graph()
    articles = {id_: replace(a, author="A. Writer") for id_, a in graph.articles.items()}
    statements = {
        id_: replace(s, claim=replace(s.claim, quantity=Quantity("2 to 3", value=2, min=2, max=3))) for id_, s in graph.statements.items()
    }
    return replace(graph, articles=articles, statements=statements, replaces={"a-kesh": "a-none"})


def test_the_list_has_every_property_of_every_label_and_no_other() -> None:
    found: dict[str, set[str]] = {}
    for node in full_graph().nodes(mentions=True):
        found.setdefault(node.labels[0], set()).update(node.properties)
    assert found == {label: set(properties) for label, properties in LABELS.items()}


def test_labels_come_in_the_order_in_which_they_are_written() -> None:
    assert list(dict.fromkeys(n.labels[0] for n in small_graph().nodes(mentions=True))) == list(LABELS)


def test_the_list_has_every_relationship_type_with_its_ends() -> None:
    graph = full_graph()
    known = edge_types(graph.schema)
    seen = set()
    for link in graph.relationships(mentions=True):
        if link.type in LINKS:
            assert (link.start[0], link.end[0]) == (LINKS[link.type].start, LINKS[link.type].end)
            seen.add(link.type)
        else:
            assert link.type in known and set(link.properties) <= set(EDGE_PROPERTIES)
    assert seen == set(LINKS)


def test_the_browser_style_has_a_rule_for_every_label_and_no_unknown_one() -> None:
    folder = default_folder()
    rules = re.findall(r"^(node|relationship)(?:\.(\w+))? \{ .*? \}$", (folder / "browser/style.grass").read_text(), re.M)
    types = set(load_schema(folder).types)
    literal = {name for name, type_ in load_schema(folder).types.items() if type_.literal}
    assert {name for kind, name in rules if kind == "node"} == {*LABELS, *types - literal, ""}
    assert {name for kind, name in rules if kind == "relationship"} <= {*LINKS, ""}
    assert len(rules) == len((folder / "browser/style.grass").read_text().splitlines())  # Browser knows no comments


def test_type_labels_are_types_of_the_schema_that_name_things() -> None:
    labels = type_labels(small_graph().schema)
    assert "Country" in labels and "Entity" not in labels and "Date" not in labels


@pytest.mark.parametrize("name", ["Claim", "Two Words", "x`) DETACH DELETE n //", ""])
def test_a_type_that_can_not_be_a_label_is_refused(name: str) -> None:
    schema = small_graph().schema
    with pytest.raises(SinkError, match="can't be a label"):
        type_labels(replace(schema, types={**schema.types, name: schema.types["Person"]}))


@pytest.mark.parametrize("name", ["claims", "of", "a-b", "x]->() DELETE r //"])
def test_a_relation_that_can_not_be_a_relationship_type_is_refused(name: str) -> None:
    schema = small_graph().schema
    with pytest.raises(SinkError, match="can't be a relationship type"):
        edge_types(replace(schema, relations={**schema.relations, name: schema.relations["visited"]}))


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_parcels_hold_everything_once_and_a_claim_with_its_own(size: int) -> None:
    graph = small_graph()
    nodes: list[Node] = []
    links: list[Relationship] = []
    for parcel in parcels(graph, size, mentions=True):
        owners = {(parcel.label, node.id) for node in parcel.nodes}
        assert all(owner_of(link) in owners or parcel.label == EDGE_OWNER for link in parcel.links)
        nodes += parcel.nodes
        links += parcel.links
    assert nodes == list(graph.nodes(mentions=True))
    assert links == list(graph.relationships(mentions=True))


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("a\ud800b", "a\ufffdb"),
        (["\udfff"], ["\ufffd"]),
        (2**63, 2.0**63),
        (-(2**63), -(2**63)),
        (True, True),
        ("é", "é"),
    ],
)
def test_what_a_database_can_not_hold_is_replaced(value: object, stored: object) -> None:
    assert storable(value) == stored and type(storable(value)) is type(stored)
