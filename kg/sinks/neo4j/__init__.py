"""Neo4j, where people work: loads a graph, and asks it. The only home of the driver.

A load makes the database equal to the graph, as far as this store's part of it goes: what is missing is written, what
differs is corrected, what the store no longer has is deleted, and what agrees is left alone. It can be stopped at any
point and run again. Nodes and relationships of another store, or of no store, are never touched; see
docs/decisions/0020-two-stores-in-one-database.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import neo4j

from kg.errors import SinkError
from kg.graph import Graph
from kg.sinks import plain
from kg.sinks.layout import LABELS, edge_types, storable, type_labels
from kg.sinks.neo4j import statements
from kg.sinks.neo4j.asking import ask
from kg.sinks.neo4j.loader import Loaded, Loader, Progress
from kg.sinks.neo4j.server import Server, open_session, run

__all__ = ["Loaded", "Server", "load", "query"]


def load(
    graph: Graph,
    server: Server,
    *,
    batch: int = 1000,
    mentions: bool = False,
    adopt: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Makes the store's part of a database equal to the graph, and tells what that changed: nothing the second time.

    `batch` is nodes a transaction; `mentions` loads them too (the bulk of a graph); `adopt` goes on where nodes of
    somebody else's stand under labels of ours; `progress(done, all)` counts nodes. Raises SinkError, in one line, where
    the server is away, refuses the user, has no such database, is read-only or too old, or where there are such nodes.
    """
    types = type_labels(graph.schema)
    edge_types(graph.schema)  # refuses names that may not stand in a query
    with open_session(server, neo4j.WRITE_ACCESS) as session:
        fresh = _is_fresh(session, graph.store)
        if fresh and not adopt:
            _refuse_foreign(session, server, types)
        for text in statements.constraints():
            run(session, text)
        loader = Loader(session, graph, types, fresh)
        return loader.load(batch, mentions, progress or (lambda done, of: None))


def query(server: Server, text: str, parameters: Mapping[str, Any] | None = None) -> list[plain.Row]:
    """The rows of a query that only reads, in the shapes of `plain.py`. Raises SinkError."""
    with open_session(server, neo4j.READ_ACCESS) as session:
        return session.execute_read(ask, text, storable(dict(parameters or {})))


def _is_fresh(session: neo4j.Session, store: str) -> bool:
    """Has the database nothing of this store? Entities, runs and articles are what a load writes first."""
    text = "MATCH (n:Entity|Run|Article) WHERE n.store = $store AND n.id IS NOT NULL RETURN n.id LIMIT 1"
    return not run(session, text, store=store)


def _refuse_foreign(session: neo4j.Session, server: Server, types: tuple[str, ...]) -> None:
    (found,) = run(session, statements.find_foreign(types), labels=[*LABELS, *types])
    if found["nodes"]:
        raise SinkError(
            f"{server.uri}: the database has {found['nodes']} nodes that are not kg's under labels that kg uses"
            f" ({', '.join(sorted(found['labels']))}). Load into another database, or beside them, untouched: --adopt"
        )
