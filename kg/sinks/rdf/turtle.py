"""Turtle and TriG to read: prefixes in one order, a paragraph a subject, streamed.

pyoxigraph escapes every term; only the layout is ours, for its own has the prefixes in another order each time.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.sinks.rdf.compact import Compacter
from kg.sinks.rdf.terms import term

BARE = {
    term("xsd:integer"): re.compile("-?[0-9]+"),
    term("xsd:decimal"): re.compile(r"-?[0-9]+\.[0-9]+"),
    term("xsd:boolean"): re.compile("true|false"),
}
TYPE = term("rdf:type")
PLAIN = (term("xsd:string"), term("rdf:langString"))


def serialize_turtle(quads: Iterable[Quad], out: BinaryIO, prefixes: dict[str, str]) -> None:
    """Writes quads, which must come graph by graph and subject by subject; without named graphs it is Turtle."""
    compact = Compacter(prefixes)
    for prefix, namespace in prefixes.items():
        out.write(f"@prefix {prefix}: {NamedNode(namespace)} .\n".encode())
    for graph, inside in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        named = not isinstance(graph, DefaultGraph)
        if named:
            out.write(f"\n{_spell(graph, compact)} {{".encode())
        for subject, about in itertools.groupby(inside, key=lambda quad: quad.subject):
            out.write(f"\n{_spell(subject, compact)} {_predicates(about, compact)} .\n".encode())
        if named:
            out.write(b"}\n")


def _predicates(quads: Iterable[Quad], compact: Compacter) -> str:
    lines = []
    for predicate, same in itertools.groupby(quads, key=lambda quad: quad.predicate):
        verb = "a" if predicate == TYPE else _spell(predicate, compact)
        lines.append(f"{verb} {', '.join(_objects(same, compact))}")
    return " ;\n    ".join(lines)


def _objects(quads: Iterable[Quad], compact: Compacter) -> Iterator[str]:
    return (_spell(quad.object, compact) for quad in quads)


def _spell(node: Any, compact: Compacter) -> str:
    if isinstance(node, NamedNode):
        return compact(node.value) or str(node)
    assert isinstance(node, Literal)
    if node.datatype in PLAIN:
        return str(node)
    if node.datatype in BARE and BARE[node.datatype].fullmatch(node.value):
        return node.value
    return f"{Literal(node.value)}^^{_spell(node.datatype, compact)}"
