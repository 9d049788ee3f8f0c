"""GEXF: the whole property graph, typed, readable by networkx whatever the text, and the same bytes on another day."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.graph import Graph
from kg.sinks import gexf
from tests.sinks.hostile import STRINGS, Strings, hostile_graph
from tests.worlds import small_graph


def export(graph: Graph, folder: Path) -> Any:
    gexf.write(graph, folder / "out.gexf")
    return nx.read_gexf(folder / "out.gexf")


def test_networkx_reads_back_what_was_written(tmp_path: Path) -> None:
    wanted, read = gexf.for_gephi(small_graph()), export(small_graph(), tmp_path)
    assert dict(read.nodes(data=True)) == dict(wanted.nodes(data=True))
    edges = [sorted(((a, b, d["id"], d) for a, b, d in one.edges(data=True)), key=lambda e: e[:3]) for one in (wanted, read)]
    assert edges[0] == edges[1]


def test_every_node_and_relationship_is_there(tmp_path: Path) -> None:
    graph, read = small_graph(), export(small_graph(), tmp_path)
    assert set(read.nodes) == {f"{node.labels[0]}:{node.id}" for node in graph.nodes()}
    assert read.number_of_edges() == len(list(graph.relationships()))


def test_an_attribute_has_one_kind_and_one_column_in_gephi(tmp_path: Path) -> None:
    export(small_graph(), tmp_path)
    text = (tmp_path / "out.gexf").read_text()
    for block in re.findall(r"<attributes .*?</attributes>", text, re.DOTALL):
        titles = re.findall(r'title="(\w+)"', block)
        assert len(titles) == len(set(titles)) and "start" not in titles and 'mode="dynamic"' not in block
    assert re.search(r'title="confidence" type="(double|float)"', text) and re.search(r'title="claims" type="(long|integer)"', text)


def test_the_day_of_writing_is_not_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gexf.write(small_graph(), tmp_path / "a")
    monkeypatch.setattr(time, "strftime", lambda *_: "1999-01-01")
    gexf.write(small_graph(), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@settings(max_examples=60, deadline=None)
@given(STRINGS)
def test_hostile_text_can_be_written_and_read(strings: Strings) -> None:
    graph = hostile_graph(strings)
    with tempfile.TemporaryDirectory() as folder:
        read = export(graph, Path(folder))
    assert read.number_of_nodes() == len(list(graph.nodes()))
    assert read.number_of_edges() == len(list(graph.relationships()))
