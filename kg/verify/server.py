"""Neo4j held to the store: every node and relationship of the graph is there once and as it should be, and no other is.

What a node or relationship should be has one definition, the loader's (kg/sinks/neo4j/batches.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph import Graph
from kg.sinks.layout import edge_types, storable
from kg.sinks.neo4j.batches import Beside, Edges, ids_by_label
from kg.sinks.neo4j.reading import Reader, open_reader
from kg.sinks.neo4j.server import Server
from kg.verify.difference import Difference

SHOWN = 200  # characters of a value that are told


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes a label has and how many relationships a type, by name."""

    labels: Mapping[str, int]
    types: Mapping[str, int]


def count_graph(graph: Graph, *, mentions: bool = False) -> Counts:
    """What a database must have of a graph."""
    labels = Counter(label for node in graph.nodes(mentions=mentions) for label in node.labels)
    types = Counter(link.type for link in graph.relationships(mentions=mentions))
    return Counts(dict(labels), dict(types))


def count_server(graph: Graph, server: Server) -> Counts:
    """What a database has of a graph's store. Raises SinkError."""
    with open_reader(server, graph) as reader:
        return Counts(reader.labels(), reader.types())


def compare_server(graph: Graph, server: Server) -> Iterator[Difference]:
    """Every difference between a graph and what a database has of its store; mentions count where any was loaded.

    Nodes and relationships without the store's id are nobody's of ours and aren't looked at. Raises SinkError.
    """
    with open_reader(server, graph) as reader:
        there = Counts(reader.labels(), reader.types())
        mentions = there.labels.get("Mention", 0) > 0
        for one, copies in reader.nodes(mentions=mentions):
            yield from _node(one, copies)
        yield from _edges(reader, Edges(graph), frozenset(edge_types(graph.schema)))
        yield from _foreign(reader, graph, mentions)
        for row in reader.astray():
            yield _astray(row)
        yield from _counts(count_graph(graph, mentions=mentions), there)


def _differs(what: str, id_: str, expected: object, found: object) -> Difference:
    return Difference("Neo4j", what, id_, _shown(expected), _shown(found))


def _shown(value: object) -> str:
    text = "nothing" if value is None else value if isinstance(value, str) else repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _node(one: Beside, copies: int) -> Iterator[Difference]:
    label = one.node.labels[0].lower()
    if one.found is None:
        yield _differs(f"{label} lost", one.node.id, f"({':'.join(one.node.labels)})", None)
        return
    if copies > 1:
        yield _differs(f"doubled {label}", one.node.id, "one node", f"{copies} nodes")
    if one.labels != {*one.node.labels}:
        yield _differs("labels", one.node.id, ", ".join(sorted(one.node.labels)), ", ".join(sorted(one.labels)))
    yield from _properties(one.node.id, one.wanted, one.found)
    yield from _links(one)


def _properties(id_: str, wanted: Mapping[str, Any], found: Mapping[str, Any], of: str = "") -> Iterator[Difference]:
    """A difference a property, called by its name."""
    for key in sorted({*wanted, *found}):
        if wanted.get(key) != found.get(key):
            yield _differs(f"{of}{key}", id_, wanted.get(key), found.get(key))


def _links(one: Beside) -> Iterator[Difference]:
    """The relationships that belong to a node; those between wrong ends are told by `_astray`."""
    wanted = {(type_, other): properties for type_, other, properties in one.wanted_links}
    found: dict[tuple[str, str], list[Any]] = {}
    for type_, other, properties in one.found_links:
        found.setdefault((type_.removesuffix(" astray"), str(other)), []).append(properties)
    for key, properties in wanted.items():
        named, there = f"{key[0]} {key[1]}", found.pop(key, [])
        if not there:
            yield _differs("relationship lost", one.node.id, named, None)
        elif len(there) > 1:
            yield _differs("doubled relationship", one.node.id, f"one {named}", f"{len(there)} of them")
        else:
            yield from _properties(one.node.id, properties or {}, there[0] or {}, f"{key[0]} ")
    for type_, other in found:
        yield _differs("foreign relationship", one.node.id, None, f"{type_} {other}")


def _edges(reader: Reader, edges: Edges, known: frozenset[str]) -> Iterator[Difference]:
    """The typed relationships between entities, each named by its proposition."""
    astray = set()
    for verdict, row in reader.edges(edges):
        (type_, proposition), named = edges.key(row), f"({row['a']})-[:{row['type']}]->({row['b']})"
        wanted = edges.wanted.get((type_, proposition))
        if wanted is None:
            if type_ in known:  # one of a type that isn't kg's is told by `_astray`
                yield _differs("foreign edge", str(row["p"].get("proposition") or row["a"]), None, named)
        elif verdict == "doubled":
            yield _differs("doubled edge", proposition, "one edge", f"another {named}")
        elif verdict == "astray":
            astray.add((type_, proposition))
            yield _differs("edge between wrong ends", proposition, f"({wanted['a']})-[:{type_}]->({wanted['b']})", named)
        else:
            yield from _properties(proposition, wanted["p"], row["p"], "edge ")
    for (type_, proposition), row in edges.unseen():
        if (type_, proposition) not in astray:
            yield _differs("edge lost", proposition, f"({row['a']})-[:{type_}]->({row['b']})", None)


def _foreign(reader: Reader, graph: Graph, mentions: bool) -> Iterator[Difference]:
    """Nodes that carry the store's id and that the store doesn't know."""
    for label, known in ids_by_label(graph, mentions=mentions).items():
        ids = {storable(id_) for id_ in known}
        for id_ in reader.ids(label):
            if id_ not in ids:
                yield _differs(f"foreign {label.lower()}", str(id_), None, f"({label})")
    for row in reader.strangers():
        yield _differs("foreign node", str(row["id"]), "no such label in kg", f"({':'.join(row['labels'])})")


def _astray(row: Mapping[str, Any]) -> Difference:
    (start, a), (end, b), ends = row["a"], row["b"], row["ends"]
    wanted = f"({ends[0]})-[:{row['type']}]->({ends[1]}), both of this store" if ends else "no such type in kg"
    return _differs("relationship between wrong ends", row["proposition"] or a, wanted, f"({start} {a})-[:{row['type']}]->({end} {b})")


def _counts(wanted: Counts, found: Counts) -> Iterator[Difference]:
    for kind, expected, there in (("nodes", wanted.labels, found.labels), ("relationships", wanted.types, found.types)):
        for name in sorted({*expected, *there}):
            if expected.get(name, 0) != there.get(name, 0):
                yield _differs("count", name, f"{expected.get(name, 0):,} {kind}", f"{there.get(name, 0):,}")
