"""What a load sends: the graph cut into parcels that one transaction each writes, less what the database has already.

A parcel is some nodes of one label with the relationships that belong to them, so that a claim is never there without
its sentence, its proposition and its source. Parcels come in an order in which everything a parcel points to is
already written; the typed relationships between entities, which sum up all the rest, come last.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph import Graph, Node, Relationship
from kg.sinks.layout import EDGE_OWNER, owner_of, storable

Row = dict[str, Any]
NAME_LENGTH = 2000  # code points; an index takes 8,167 bytes and refuses the whole batch past that


@dataclass(frozen=True, slots=True)
class Parcel:
    """Nodes of one first label and the relationships that belong to them; or, with EDGE_OWNER, typed ones alone."""

    label: str
    nodes: list[Node]
    links: list[Relationship]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written of a parcel. `untidy`: {id, keep} of nodes that may have relationships they shouldn't, with
    those they have by right; `new` of the links are missing or differ, the others belong to an untidy node too."""

    nodes: list[Node]
    links: list[Relationship]
    untidy: list[Row]
    new: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A node as it should be, beside what the database has of it; `found` is None where it has no such node.

    Labels are those that are ours to set. Links are [type, id of the other end, properties or None], in order.
    """

    node: Node
    wanted: Row
    found: Row | None
    labels: frozenset[str]
    wanted_links: list[list[Any]]
    found_links: list[list[Any]]

    @property
    def same(self) -> bool:
        """Is the node itself as it should be?"""
        return self.found == self.wanted and self.labels == {*self.node.labels}


def parcels(graph: Graph, size: int, *, mentions: bool = False) -> Iterator[Parcel]:
    """The whole graph, `size` nodes (or typed relationships) a parcel, walked once: memory stays flat."""
    links = _Links(graph.relationships(mentions=mentions))
    for label, nodes in itertools.groupby(graph.nodes(mentions=mentions), key=lambda n: n.labels[0]):
        while chunk := list(itertools.islice(nodes, size)):
            yield Parcel(label, chunk, [link for node in chunk for link in links.of((label, node.id))])
    while edges := list(itertools.islice(links.rest(), size)):
        yield Parcel(EDGE_OWNER, [], edges)


def ids_by_label(graph: Graph, *, mentions: bool = False) -> dict[str, Mapping[str, object]]:
    """{first label: {id: anything}} of what the graph has."""
    return {
        "Entity": graph.entities,
        "Run": graph.runs,
        "Article": graph.articles,
        "Sentence": graph.sentences,
        "Proposition": graph.propositions,
        "Attribution": graph.attributions,
        "Claim": graph.statements,
        "Mention": graph.mentions if mentions else {},
    }


class _Links:
    """Relationships read one by one, in the order of the nodes they belong to."""

    def __init__(self, links: Iterator[Relationship]) -> None:
        self._links = links
        self._next = next(links, None)

    def of(self, owner: tuple[str, str]) -> Iterator[Relationship]:
        """Those of the next node."""
        while self._next is not None and owner_of(self._next) == owner:
            yield self._next
            self._next = next(self._links, None)

    def rest(self) -> Iterator[Relationship]:
        """The typed ones. Raises ValueError where another is left over: its owner is no node, or out of order."""
        while (link := self._next) is not None:
            if owner_of(link)[0] != EDGE_OWNER:
                raise ValueError(f"relationship {link.type} from {link.start} to {link.end} belongs to no node")
            self._next = next(self._links, None)
            yield link


def node_row(node: Node, store: str) -> Row:
    """{id, p: all properties}; `id` and `store` are properties too. A name too long for an index is cut, so marked."""
    properties = {key: storable(value) for key, value in node.properties.items()}
    if len(str(properties.get("name", ""))) > NAME_LENGTH:
        properties["name"] = f"{properties['name'][:NAME_LENGTH]}…"
    return {"id": storable(node.id), "p": {**properties, "id": storable(node.id), "store": store}}


def link_row(link: Relationship, store: str) -> Row:
    """{a, b: ids of the ends, key, p: all properties}."""
    properties = {key: storable(value) for key, value in link.properties.items()}
    return {
        "a": storable(link.start[1]),
        "b": storable(link.end[1]),
        "key": link.key,
        "p": {**properties, "store": store},
    }


def everything(parcel: Parcel) -> Change:
    """All of a parcel, for a database that has nothing of it."""
    return Change(parcel.nodes, parcel.links, [], len(parcel.links))


def difference(parcel: Parcel, found: Mapping[str, list[Any]], store: str, types: Iterable[str]) -> Change:
    """What of a parcel the database lacks or has otherwise.

    `found`: {id: [labels, all properties, [[type, id of the other end, properties]]]}, the properties of a link being
    None where it has `store` alone; `types` are the labels besides the first that are ours to set: a label that a user
    gave one of our nodes is no difference.
    """
    links = _links_by_owner(parcel)
    nodes: list[Node] = []
    changed: list[Relationship] = []
    untidy: list[Row] = []
    new = 0
    for one in beside(parcel, found, store, types):
        if not one.same:
            nodes.append(one.node)
        if one.wanted_links != one.found_links:
            untidy.append({"id": one.wanted["id"], "keep": [f"{type_} {other}" for type_, other, _ in one.wanted_links]})
            changed += links.get(one.node.id, ())
            new += sum(link not in one.found_links for link in one.wanted_links)
    return Change(nodes, changed, untidy, new)


def beside(parcel: Parcel, found: Mapping[str, list[Any]], store: str, types: Iterable[str]) -> Iterator[Beside]:
    """Each node of a parcel beside what was found of it, in the form that `difference` takes."""
    ours = {parcel.label, *types}
    links = _links_by_owner(parcel)
    for node in parcel.nodes:
        row = node_row(node, store)
        labels, properties, tied = found.get(row["id"], ((), None, []))
        wanted = [_tied(link, store) for link in links.get(node.id, ())]
        yield Beside(node, row["p"], properties, frozenset(ours.intersection(labels)), _in_order(wanted), _in_order(tied))


class Edges:
    """The typed relationships of a graph, to be held beside those that a database has."""

    def __init__(self, graph: Graph) -> None:
        self.wanted = {(e.type, e.key): link_row(e, graph.store) for e in graph.relationships() if e.key}
        self._seen: set[tuple[str, str]] = set()

    def verdict(self, edge: Mapping[str, Any]) -> str:
        """Of a record of `statements.FIND_EDGES`: `foreign`, `doubled`, `astray` (between other ends), `differs` or `agrees`."""
        key = self.key(edge)
        row = self.wanted.get(key)
        if row is None:
            return "foreign"
        if key in self._seen:
            return "doubled"
        if (edge["a"], edge["b"]) != (row["a"], row["b"]):
            return "astray"
        self._seen.add(key)
        return "agrees" if edge["p"] == row["p"] else "differs"

    def key(self, edge: Mapping[str, Any]) -> tuple[str, str]:
        """(type, proposition) of such a record."""
        return edge["type"], str(edge["p"].get("proposition"))

    def unseen(self) -> Iterator[tuple[tuple[str, str], Row]]:
        """What has not been met between its ends."""
        return ((key, row) for key, row in self.wanted.items() if key not in self._seen)


def _links_by_owner(parcel: Parcel) -> dict[str, list[Relationship]]:
    links: dict[str, list[Relationship]] = {}
    for link in parcel.links:
        links.setdefault(owner_of(link)[1], []).append(link)
    return links


def _tied(link: Relationship, store: str) -> list[Any]:
    """A link as its owner sees it, in the form of `difference`."""
    other = link.end if owner_of(link) == link.start else link.start
    return [link.type, storable(other[1]), link_row(link, store)["p"] if link.properties else None]


def _in_order(links: Iterable[list[Any]]) -> list[list[Any]]:
    return sorted(links, key=lambda link: (str(link[0]), str(link[1])))


def by_labels(nodes: Iterable[Node]) -> Iterator[tuple[tuple[str, ...], list[Node]]]:
    """Nodes grouped by all their labels."""
    groups: dict[tuple[str, ...], list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.labels, []).append(node)
    yield from groups.items()


def by_type(links: Iterable[Relationship]) -> Iterator[tuple[str, list[Relationship]]]:
    """Relationships grouped by type."""
    groups: dict[str, list[Relationship]] = {}
    for link in links:
        groups.setdefault(link.type, []).append(link)
    yield from groups.items()
