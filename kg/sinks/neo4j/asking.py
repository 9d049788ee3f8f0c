"""What a query answers, in the shapes of `plain.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import neo4j
from neo4j.graph import Node, Path, Relationship

from kg.sinks import plain


def ask(tx: neo4j.ManagedTransaction, text: str, parameters: dict[str, Any]) -> list[plain.Row]:
    records = list(tx.run(text, parameters))
    ids = _ids(tx, records)
    return [{key: _plain(value, ids) for key, value in zip(record.keys(), record.values(), strict=True)} for record in records]


def _ids(tx: neo4j.ManagedTransaction, records: Iterable[neo4j.Record]) -> dict[str, Any]:
    """{internal id: our id} of the ends of all relationships in an answer; the wire carries only the former."""
    ends = {n.element_id for record in records for value in record.values() for n in _ends(value)}
    if not ends:
        return {}
    text = "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS element, n.id AS id"
    return {row["element"]: row["id"] for row in tx.run(text, ids=sorted(ends))}


def _ends(value: Any) -> Iterator[Node]:
    if isinstance(value, Relationship):
        yield from (n for n in value.nodes if n is not None)
    elif isinstance(value, Path):
        yield from value.nodes
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _ends(one)


def _plain(value: Any, ids: Mapping[str, Any]) -> Any:
    if isinstance(value, Node):
        return plain.node(value.labels, dict(value))
    if isinstance(value, Relationship):
        start, end = (None if n is None else ids.get(n.element_id) for n in value.nodes)
        return plain.relationship(value.type, start, end, dict(value))
    if isinstance(value, Path):
        return plain.path((_plain(n, ids) for n in value.nodes), (_plain(r, ids) for r in value.relationships))
    if isinstance(value, list):
        return [_plain(one, ids) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one, ids) for key, one in value.items()}
    return plain.scalar(value)
