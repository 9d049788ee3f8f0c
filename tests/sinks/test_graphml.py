"""GraphML: the whole property graph, readable by networkx whatever the text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import networkx as nx
from hypothesis import given, settings

from kg.graph import Graph
from kg.sinks import graphml
from tests.sinks.hostile import STRINGS, Strings, hostile_graph
from tests.worlds import small_graph


def export(graph: Graph, folder: Path) -> nx.MultiDiGraph:
    graphml.write(graph, folder / "out.graphml")
    return nx.read_graphml(folder / "out.graphml", force_multigraph=True)


def test_every_node_and_relationship_is_there(tmp_path: Path) -> None:
    graph, read = small_graph(), export(small_graph(), tmp_path)
    assert set(read.nodes) == {f"{node.labels[0]}:{node.id}" for node in graph.nodes()}
    expected = sorted((r.type, ":".join(r.start), ":".join(r.end)) for r in graph.relationships())
    assert sorted((data["label"], a, b) for a, b, data in read.edges(data=True)) == expected


def test_nodes_are_captioned_and_lists_are_joined(tmp_path: Path) -> None:
    read = export(small_graph(), tmp_path)
    (edge,) = (data for _, _, data in read.edges(data=True) if data["label"] == "SENT_TROOPS_TO")
    assert (edge["status"], edge["claimed_by"]) == ("disputed", "Ilka Dorn; Northern Pact; Teo Brandt")
    assert read.nodes["Entity:Q900001"]["label"] == "Marovia"
    assert read.nodes["Entity:Q900001"]["labels"].startswith("Entity; ")


def test_a_denied_or_planned_proposition_is_no_edge(tmp_path: Path) -> None:
    labels = {data["label"] for _, _, data in export(small_graph(), tmp_path).edges(data=True)}
    assert not labels & {"DEPLOYS_FORCES_IN", "ATTACKED"}
    assert "DENIES" in labels


def test_two_writes_are_byte_identical(tmp_path: Path) -> None:
    for name in ("a", "b"):
        graphml.write(small_graph(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@settings(max_examples=60, deadline=None)
@given(STRINGS)
def test_hostile_text_can_be_written_and_read(strings: Strings) -> None:
    graph = hostile_graph(strings)
    with tempfile.TemporaryDirectory() as folder:
        read = export(graph, Path(folder))
    assert read.number_of_nodes() == len(list(graph.nodes()))
    assert read.number_of_edges() == len(list(graph.relationships()))
    names = {data["name"] for _, data in read.nodes(data=True) if data["labels"].startswith("Entity")}
    assert names == {graphml._legal(strings.name + end) for end in ("", "2")}
