"""Cypher without a server: a graph projected into kglite, an embedded engine, and asked there.

The text of a query is the one that Neo4j takes, and the rows come out in the same shapes (`plain.py`). The projection
is disposable: it is made from the graph, and a copy on disk is used only while the store is byte for byte the one it
was made from. Queries read; nothing a query does reaches the store. Where the engine differs: docs/cypher.md.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import kglite

from kg.errors import SinkError, nearest
from kg.sinks import plain
from kg.sinks.dialect import READS, VIRTUAL, code, hint, made_up
from kg.sinks.layout import EDGE_PROPERTIES, LABELS, LINKS, edge_types, storable, type_labels

if TYPE_CHECKING:
    from kg.graph import Graph

log = logging.getLogger(__name__)

ROWS = 10_000
OUTSIDE = re.compile(r"\b(LOAD|FORMAT)\s+CSV\b", re.IGNORECASE)
UNKNOWN = re.compile(r"Unknown property '(.*?)' on (\w+)\.")
QUOTED = re.compile(r"'(\w+)'")
KNOWN = frozenset([*LABELS, *LINKS, *EDGE_PROPERTIES, *(name for names in LABELS.values() for name in names)])


@dataclass(frozen=True, slots=True)
class Projection:
    """A graph in the embedded engine. Not for several threads at a time."""

    engine: Any


def project(graph: Graph, *, mentions: bool = False) -> Projection:
    """The property graph of `graph.py` in memory; mentions are the bulk and left out unless asked for."""
    labels = [*LABELS, *type_labels(graph.schema)]
    edge_types(graph.schema)  # refuses names that may not stand in a query
    engine = kglite.KnowledgeGraph()
    known = {label: {"optional": [*LABELS.get(label, ()), "id", "store"], "types": {}} for label in labels}
    engine.define_schema({"nodes": known})  # so that a property no node has yet is null, not an error
    for names, nodes in itertools.groupby(graph.nodes(mentions=mentions), key=lambda n: n.labels):
        more = f" SET n:{':'.join(names[1:])}" if names[1:] else ""
        rows = ({"id": n.id, "p": {**n.properties, "store": graph.store}} for n in nodes)
        _send(engine, f"UNWIND $rows AS row CREATE (n:{names[0]} {{id: row.id}}) SET n += row.p{more}", rows)
    links = graph.relationships(mentions=mentions)
    for type_, group in itertools.groupby(links, key=lambda r: r.type):
        start, end = (LINKS[type_].start, LINKS[type_].end) if type_ in LINKS else ("Entity", "Entity")
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) CREATE (a)-[k:{type_}]->(b) SET k += row.p"
        )
        _send(engine, text, ({"a": r.start[1], "b": r.end[1], "p": {**r.properties, "store": graph.store}} for r in group))
    engine.read_only(True)
    return Projection(engine)


def _send(engine: Any, text: str, rows: Iterable[plain.Row]) -> None:
    rows = (storable(row) for row in rows)
    while chunk := list(itertools.islice(rows, ROWS)):
        engine.cypher(text, params={"rows": chunk})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: the names of its columns in the order of RETURN, and rows that have each of them."""

    columns: tuple[str, ...]
    rows: list[plain.Row]


def query(projection: Projection, text: str, parameters: Mapping[str, Any] | None = None) -> list[plain.Row]:
    """The rows of `ask`."""
    return ask(projection, text, parameters).rows


def ask(projection: Projection, text: str, parameters: Mapping[str, Any] | None = None) -> Answer:
    """The answer to a query that only reads, in the shapes of `plain.py`.

    Raises SinkError, in one line, for a query that writes, reads files, is no Cypher or takes over three minutes.
    """
    if found := OUTSIDE.search(code(text)):
        raise SinkError(f"{found[0].upper()} is not for queries here: they read the graph and nothing else")
    engine = projection.engine
    with _silent():
        try:
            answer = engine.cypher(storable(text), params=storable(dict(parameters or {})), hide_structural_keys=True)
            rows = answer.to_list()
        except kglite.KgError as e:
            raise SinkError(_reason(e, text)) from e
        ids = _ids(engine, rows)
    for warning in made_up(text):
        log.warning("%s", warning)
    for warning in answer.warnings:
        if not KNOWN.intersection(QUOTED.findall(warning)[:1]):  # a name of ours that this graph happens not to use
            log.warning("%s", warning)
    return Answer(tuple(answer.columns), [{key: _plain(value, ids) for key, value in row.items()} for row in rows])


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """The engine prints its warnings on stderr; we take them from the answer."""
    before = kglite.get_query_warning_policy()
    kglite.set_query_warning_policy("silent")
    try:
        yield
    finally:
        kglite.set_query_warning_policy(before)


def _reason(error: kglite.KgError, text: str) -> str:
    words = str(error)
    if isinstance(error, kglite.ReadOnlyError):
        return READS
    if found := UNKNOWN.search(words):
        name, label = found.groups()
        known = [*LABELS.get(label, LABELS["Entity"]), "id", "store"]
        return f"{label} has no property '{name}'.{nearest(name, known)} It has: {', '.join(known)}"
    advice = hint(text)
    if advice.startswith(READS[:1].upper() + READS[1:]):
        return READS
    return f"{words.splitlines()[0].rstrip('.')}. {advice}" if advice else words.splitlines()[0]


# ---------------------------------------------------------------------- shapes


def _plain(value: Any, ids: Mapping[int, Any]) -> Any:
    if isinstance(value, list):
        return [_plain(one, ids) for one in value]
    if not isinstance(value, dict):
        return plain.scalar(value)
    keys = set(value)
    if keys == {"id", "labels", "properties"}:
        return plain.node(value["labels"], _own(value["labels"], value["properties"]))
    if keys == {"id", "start", "end", "type", "properties"}:
        start, end = ids.get(value["start"]), ids.get(value["end"])
        return plain.relationship(value["type"], start, end, value["properties"])
    return {key: _plain(one, ids) for key, one in value.items()}


def _own(labels: list[str], properties: Mapping[str, Any]) -> plain.Row:
    """Properties without those that the engine made up."""
    known = LABELS.get(labels[0], ())
    return {key: value for key, value in properties.items() if key not in VIRTUAL or key in known}


def _ids(engine: Any, rows: Iterable[Any]) -> dict[int, Any]:
    """{internal id: our id} of the ends of all relationships in an answer."""
    if not any(_has_relationship(value) for row in rows for value in row.values()):
        return {}
    found = engine.cypher("MATCH (n) RETURN elementId(n) AS element, n.id AS id").to_list()
    return {int(row["element"]): row["id"] for row in found}


def _has_relationship(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_relationship(one) for one in value)
    if isinstance(value, dict):
        return {"start", "end", "type"} <= value.keys() or any(_has_relationship(one) for one in value.values())
    return False
