"""One shape for what a query answers, whichever engine ran it: plain dicts, lists, strings, numbers, booleans, None.

    node            {"id": …, "labels": [sorted], "properties": {sorted by name}}
    relationship    {"type": …, "start": id, "end": id, "properties": {…}}
    path            {"nodes": [node, …], "relationships": [relationship, …]}
    date, time …    ISO 8601 text; a duration too

Ids are the ones of kg (the property `id`), never a database's internal ones, which change with every load. A row is a
dict of column to value, in the order of RETURN.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]


def node(labels: Iterable[str], properties: Mapping[str, Any]) -> Row:
    """A node; a node of somebody else's may have no `id`, and then it is None."""
    return {"id": properties.get("id"), "labels": sorted(labels), "properties": _mapping(properties)}


def relationship(type_: str, start: Any, end: Any, properties: Mapping[str, Any]) -> Row:
    """A relationship between the nodes of these ids."""
    return {"type": type_, "start": start, "end": end, "properties": _mapping(properties)}


def path(nodes: Iterable[Row], relationships: Iterable[Row]) -> Row:
    """A path: its nodes and relationships in the order in which it goes."""
    return {"nodes": list(nodes), "relationships": list(relationships)}


def scalar(value: Any) -> Any:
    """Anything that is no node, relationship, path, list or map."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if hasattr(value, "to_native"):  # the driver's own dates and times
        value = value.to_native()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _mapping(properties: Mapping[str, Any]) -> Row:
    return {key: [scalar(one) for one in value] if isinstance(value, list) else scalar(value) for key, value in sorted(properties.items())}
