"""GEXF, for Gephi: the same nodes and relationships as GraphML has, every attribute of one kind, and no date of writing.

What Gephi would take for a time on its timeline (`start`, `end`) or for its own (`id`) is called otherwise; dates are ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.graph import Graph
from kg.sinks.files import writing
from kg.sinks.graphml import to_networkx

OTHERWISE = {"id": "kg_id", "start": "span_start", "end": "span_end", "type": "kind"}


def write(graph: Graph, out: Path) -> None:
    """Writes one GEXF 1.2 file; characters that XML has no way to write become U+FFFD. Raises SinkError."""
    writer = GEXFWriter(version="1.2draft", prettyprint=False)
    writer.add_graph(for_gephi(graph))
    for about in writer.xml.iter("meta"):
        about.attrib.pop("lastmodifieddate", None)  # the same graph is the same bytes tomorrow
    with writing(out) as file:
        writer.write(file)


def for_gephi(graph: Graph) -> nx.MultiDiGraph:
    """The property graph as networkx reads it back from GEXF: an attribute is of one kind everywhere, numbers are floats
    where one of them is."""
    whole = to_networkx(graph)
    _settle([data for _, data in whole.nodes(data=True)])
    _settle([data for _, _, data in whole.edges(data=True)])
    for _, _, key, data in whole.edges(keys=True, data=True):
        data["id"] = key
    return whole


def _settle(rows: Iterable[dict[str, Any]]) -> None:
    """Renames attributes and makes each of one kind, in place."""
    rows = list(rows)
    mixed = {key for row in rows for key, value in row.items() if isinstance(value, float)}
    for row in rows:
        items = [(OTHERWISE.get(k, k), float(v) if k in mixed and isinstance(v, int) else v) for k, v in row.items()]
        row.clear()
        row.update(items)
