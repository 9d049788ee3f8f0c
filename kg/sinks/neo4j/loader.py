"""Makes what a store has in a database equal to its graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import neo4j

from kg.errors import SinkError
from kg.graph import Graph
from kg.sinks.layout import EDGE_OWNER, LABELS, storable
from kg.sinks.neo4j import batches, statements
from kg.sinks.neo4j.batches import Change, Parcel
from kg.sinks.neo4j.server import run

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed: nodes and relationships created or corrected, and how many of either were deleted."""

    nodes: int = 0
    relationships: int = 0
    deleted: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(self.nodes + other.nodes, self.relationships + other.relationships, self.deleted + other.deleted)


class Loader:
    """One load: what goes where, and what it changed so far. `fresh`: the database has nothing of this store yet."""

    def __init__(self, session: neo4j.Session, graph: Graph, types: tuple[str, ...], fresh: bool) -> None:
        self._session, self._graph, self._types, self._fresh = session, graph, types, fresh
        self._loaded = Loaded()
        self._agreed: set[tuple[str, str]] = set()  # (type, key) of typed relationships that need no writing

    def load(self, batch: int, mentions: bool, progress: Progress) -> Loaded:
        """Arrows that nothing supports any more go first, then everything is written from the ground up, and what is
        left over goes last: at no point is an arrow or a claim without what it rests on, wherever this is stopped."""
        kept = batches.ids_by_label(self._graph, mentions=mentions)
        if not self._fresh:
            self._drop_edges(batch)
        done, total = 0, sum(len(ids) for ids in kept.values())
        for parcel in batches.parcels(self._graph, batch, mentions=mentions):
            self._loaded += self._session.execute_write(self._write, parcel)
            done += len(parcel.nodes)
            progress(done, total)
        if not self._fresh:
            for label in reversed(LABELS):
                self._drop_nodes(label, kept[label], batch)
        return self._loaded

    def _write(self, tx: neo4j.ManagedTransaction, parcel: Parcel) -> Loaded:
        """One parcel in one transaction, which the driver may run again."""
        store, change = self._graph.store, self._change(tx, parcel)
        for labels, nodes in batches.by_labels(change.nodes):
            rows = [batches.node_row(node, store) for node in nodes]
            self._send(tx, statements.write_nodes(labels, self._types), rows)
        deleted = self._delete(tx, statements.drop_links(parcel.label), rows=change.untidy) if change.untidy else 0
        for type_, links in batches.by_type(change.links):
            rows = [batches.link_row(link, store) for link in links]
            self._send(tx, statements.write_links(type_), rows)
        return Loaded(len(change.nodes), change.new, deleted)

    def _change(self, tx: neo4j.ManagedTransaction, parcel: Parcel) -> Change:
        """What of a parcel isn't in the database as it should be."""
        if self._fresh:
            return batches.everything(parcel)
        if parcel.label == EDGE_OWNER:
            edges = [edge for edge in parcel.links if (edge.type, edge.key) not in self._agreed]
            return Change([], edges, [], len(edges))
        ids = [storable(node.id) for node in parcel.nodes]
        found = tx.run(statements.read_nodes(parcel.label), ids=ids, store=self._graph.store)
        return batches.difference(parcel, {id_: there for id_, *there in found}, self._graph.store, self._types)

    def _send(self, tx: neo4j.ManagedTransaction, text: str, rows: list[batches.Row]) -> None:
        found = tx.run(text, rows=rows, store=self._graph.store).single(strict=True)["found"]
        if found < len(rows):
            raise SinkError(f"{len(rows) - found} relationships lost their ends meanwhile: run the same command again")

    def _delete(self, tx: neo4j.ManagedTransaction, /, text: str, **parameters: Any) -> int:
        counters = tx.run(text, parameters, store=self._graph.store).consume().counters
        return counters.nodes_deleted + counters.relationships_deleted

    def _drop_edges(self, batch: int) -> None:
        """Deletes typed relationships of this store that the graph hasn't, and all but one where there are several."""
        edges, wrong = batches.Edges(self._graph), []
        for edge in run(self._session, statements.FIND_EDGES, store=self._graph.store):
            verdict = edges.verdict(edge)
            if verdict == "agrees":
                self._agreed.add(edges.key(edge))
            elif verdict != "differs":
                wrong.append(edge["element"])
        self._drop(statements.DROP_EDGES, wrong, batch)

    def _drop_nodes(self, label: str, kept: Mapping[str, object], batch: int) -> None:
        found = run(self._session, statements.find_nodes(label), store=self._graph.store)
        known = {storable(id_) for id_ in kept}
        self._drop(statements.drop_nodes(label), [r["id"] for r in found if r["id"] not in known], batch)

    def _drop(self, text: str, ids: list[str], batch: int) -> None:
        for start in range(0, len(ids), batch):
            deleted = self._session.execute_write(self._delete, text, ids=ids[start : start + batch])
            self._loaded += Loaded(deleted=deleted)
