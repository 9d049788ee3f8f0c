"""GraphML, for Gephi, yEd, Cytoscape and networkx: the nodes and relationships of the property graph, all of them
(mentions aside), as Neo4j has them. `label` is what to show; lists are joined by semicolons, for GraphML has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx

from kg.graph import Graph, Node, Value
from kg.model import make_id
from kg.sinks.files import writing

# https://www.w3.org/TR/xml/#charsets: what XML 1.0 can't carry in any spelling
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CAPTIONS = ("name", "title", "text", "quote", "cue", "version")
CAPTION_LENGTH = 80  # code points
LONG = 2**63


def write(graph: Graph, out: Path) -> None:
    """Writes one GraphML file; characters that XML has no way to write become U+FFFD. Raises SinkError."""
    with writing(out) as file:
        nx.write_graphml_lxml(to_networkx(graph), file, infer_numeric_types=True)


def to_networkx(graph: Graph) -> nx.MultiDiGraph:
    """The whole property graph, each node named `Label:id` (ids are unique among nodes of one label only)."""
    whole = nx.MultiDiGraph()
    for node in graph.nodes():
        labels = "; ".join(node.labels)
        whole.add_node(
            _name(node.labels[0], node.id),
            id=_legal(node.id),
            label=_caption(node),
            labels=labels,
            **_plain(node.properties),
        )
    for edge in graph.relationships():
        key = make_id("edge", edge.type, edge.start, edge.end, edge.key)
        whole.add_edge(_name(*edge.start), _name(*edge.end), key, label=edge.type, **_plain(edge.properties))
    return whole


def _name(label: str, id_: str) -> str:
    """The name of a node. An id that XML can't carry is hashed, or two such could become one."""
    return f"{label}:{make_id('x', id_) if ILLEGAL.search(id_) else id_}"


def _caption(node: Node) -> str:
    words = next((str(node.properties[key]) for key in CAPTIONS if node.properties.get(key)), node.id)
    return _legal(words if len(words) <= CAPTION_LENGTH else words[: CAPTION_LENGTH - 1] + "…")


def _plain(properties: Mapping[str, Value]) -> dict[str, str | int | float | bool]:
    return dict(_pairs(properties))


def _pairs(properties: Mapping[str, Value]) -> Iterator[tuple[str, str | int | float | bool]]:
    for key, value in properties.items():
        if isinstance(value, list):
            yield key, _legal("; ".join(value))
        elif isinstance(value, str):
            yield key, _legal(value)
        elif isinstance(value, int) and abs(value) >= LONG:
            yield key, float(value)
        else:
            yield key, value


def _legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)
