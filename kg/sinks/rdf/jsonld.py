"""JSON-LD 1.1 with a context of prefixes, a node a line: small enough to read, streamed like the other formats."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.sinks.rdf.compact import Compacter
from kg.sinks.rdf.terms import term

_Compact = Callable[[Any], str]
EXACT = 2**53  # JSON numbers of other readers are doubles, exact below this
STRING, INTEGER, BOOLEAN = (term(f"xsd:{name}") for name in ("string", "integer", "boolean"))


def serialize_jsonld(quads: Iterable[Quad], out: BinaryIO, prefixes: dict[str, str]) -> None:
    """Writes quads, which must come graph by graph and subject by subject, the default graph first."""
    shorten = Compacter(prefixes)

    def compact(node: Any) -> str:
        return shorten(node.value) or str(node.value)

    out.write(b'{"@context": ' + _json(prefixes) + b',\n"@graph": [')
    separator = b"\n"
    for graph, inside in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        for node in _nodes(inside, compact) if isinstance(graph, DefaultGraph) else [_named(graph, inside, compact)]:
            out.write(separator + _json(node))
            separator = b",\n"
    out.write(b"\n]}\n")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _named(graph: Any, quads: Iterable[Quad], compact: _Compact) -> dict[str, Any]:
    return {"@id": compact(graph), "@graph": list(_nodes(quads, compact))}


def _nodes(quads: Iterable[Quad], compact: _Compact) -> Iterator[dict[str, Any]]:
    for subject, about in itertools.groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": compact(subject)}
        for quad in about:
            if quad.predicate == term("rdf:type"):
                node.setdefault("@type", []).append(compact(quad.object))
            else:
                node.setdefault(compact(quad.predicate), []).append(_value(quad.object, compact))
        yield node


def _value(value: Any, compact: _Compact) -> Any:
    """A literal or reference as JSON-LD has it; numbers and truth values as JSON's own where that is exact."""
    if isinstance(value, NamedNode):
        return {"@id": compact(value)}
    assert isinstance(value, Literal)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == STRING:
        return value.value
    if value.datatype == BOOLEAN:
        return value.value == "true"
    if value.datatype == INTEGER and abs(int(value.value)) < EXACT:
        return int(value.value)
    return {"@value": value.value, "@type": compact(value.datatype)}
