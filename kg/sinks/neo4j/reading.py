"""What a database has of a store, read in batches beside what the graph has; nothing is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import neo4j

from kg.graph import Graph
from kg.sinks.layout import EDGE_OWNER, LABELS, LINKS, edge_types, storable, type_labels
from kg.sinks.neo4j import batches, statements
from kg.sinks.neo4j.batches import Beside, Edges, Row
from kg.sinks.neo4j.server import Server, open_session

BATCH = 1000


class Reader:
    """One reading of a graph's store. Records come as the server sends them, so memory stays flat."""

    def __init__(self, session: neo4j.Session, graph: Graph) -> None:
        self._session, self._graph = session, graph
        self._types = type_labels(graph.schema)

    def _rows(self, text: str, **parameters: Any) -> Iterator[Row]:
        with self._session.begin_transaction() as tx:
            for record in tx.run(text, parameters, store=self._graph.store):
                yield record.data()

    def labels(self) -> dict[str, int]:
        """{label of ours: how many nodes of the store have it}."""
        return {r["name"]: r["count"] for r in self._rows(statements.COUNT_LABELS, labels=[*LABELS, *self._types])}

    def types(self) -> dict[str, int]:
        """{relationship type: how many of the store's there are}, whoever's type it is."""
        return {r["name"]: r["count"] for r in self._rows(statements.COUNT_TYPES)}

    def nodes(self, *, mentions: bool) -> Iterator[tuple[Beside, int]]:
        """Each node of the graph beside what is there of it, and how many times it is there."""
        for parcel in batches.parcels(self._graph, BATCH, mentions=mentions):
            if parcel.label == EDGE_OWNER:
                return
            found: dict[str, list[Any]] = {}
            copies: dict[str, int] = {}
            for row in self._rows(statements.read_nodes(parcel.label), ids=[storable(n.id) for n in parcel.nodes]):
                found[row["id"]] = [row["labels(n)"], row["properties(n)"], row["links"]]
                copies[row["id"]] = copies.get(row["id"], 0) + 1
            for one in batches.beside(parcel, found, self._graph.store, self._types):
                yield one, copies.get(one.wanted["id"], 0)

    def edges(self, edges: Edges) -> Iterator[tuple[str, Row]]:
        """(verdict, record) of each typed relationship between entities that is there."""
        yield from ((edges.verdict(row), row) for row in self._rows(statements.FIND_EDGES))

    def ids(self, label: str) -> Iterator[str]:
        """The ids of the store's nodes under a first label."""
        yield from (row["id"] for row in self._rows(statements.find_nodes(label)))

    def strangers(self) -> Iterator[Row]:
        """{id, labels} of nodes with the store's id that no load of kg's can have made."""
        yield from self._rows(statements.FIND_STRANGERS, labels=list(LABELS))

    def astray(self) -> Iterator[Row]:
        """{type, proposition, ends, a, b} of relationships between ends that their type doesn't have; an end is [label, id],
        `ends` are the labels there should be, None for a type that isn't kg's."""
        ends = {type_: [link.start, link.end] for type_, link in LINKS.items()}
        ends |= {type_: ["Entity", "Entity"] for type_ in edge_types(self._graph.schema)}
        yield from self._rows(statements.FIND_ASTRAY, ends=ends)


@contextlib.contextmanager
def open_reader(server: Server, graph: Graph) -> Iterator[Reader]:
    """Reads what a server has of a graph's store. Raises SinkError, in one line, where it can't be read."""
    with open_session(server, neo4j.READ_ACCESS) as session:
        yield Reader(session, graph)
