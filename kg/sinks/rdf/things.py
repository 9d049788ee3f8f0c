"""An RDF file as things that have properties, each answer checked: a value that is missing, twice or of the wrong kind
is an error that names the file, the thing and the property."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from kg.errors import SourceError
from kg.sinks.rdf.terms import NAMESPACES, VOCABULARY, term

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
}
READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text in ("true", "1"),
    "integer": int,
    "decimal": float,
    "double": float,
}


def open_rdf(path: Path) -> Store:
    """An RDF file in memory, in the format that its name ends in; SourceError with line and column where it is none."""
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise SourceError(f"{path}: unknown kind of RDF. The name must end in one of: {', '.join(FORMATS)}")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=format_)
    except SyntaxError as e:
        place = f":{e.lineno}:{e.offset}" if e.lineno else ""
        raise SourceError(f"{path}{place}: not {format_.name}: {' '.join(str(e.msg).split())}") from e
    except OSError as e:
        raise SourceError(f"{path}: can't read: {e.strerror or e}") from e
    return store


def value_of(literal: Literal) -> Any:
    """A literal as Python has it: int, float, bool, else its text."""
    kind = literal.datatype.value.removeprefix(NAMESPACES["xsd"])
    return READERS[kind](literal.value) if kind in READERS else literal.value


def id_of(iri: str) -> tuple[str, str, str]:
    """(base, kind, id) of a record's IRI, the id decoded; of a part of a record, the id of the record. All are empty
    where it is no record's."""
    head, slash, last = iri.rpartition("/")
    kind = re.split(r"[/#:]", head)[-1]
    return (head.removesuffix(kind), kind, unquote(last.partition(".")[0])) if slash else ("", "", "")


@dataclass(frozen=True)
class Thing:
    """What a file says of one IRI in its default graph: {IRI of a property: values}."""

    file: Path
    iri: str
    values: dict[str, list[Any]]

    def wrong(self, why: str) -> SourceError:
        """The error that this thing is not what kg writes."""
        return SourceError(f"{self.file}: <{self.iri}>: {why}")

    def all(self, name: str) -> list[Any]:
        """The values of a property (`kg:kind`), in no order."""
        return self.values.get(term(name).value, [])

    def get(self, name: str) -> Any:
        """The one value of a property, None where there is none."""
        found = self.all(name)
        if len(found) > 1:
            raise self.wrong(f"{name} has {len(found)} values, and may have one")
        return found[0] if found else None

    def need(self, name: str) -> Any:
        """The one value of a property that must be there."""
        found = self.get(name)
        if found is None:
            raise self.wrong(f"{name} is missing")
        return found

    def plain(self, name: str) -> Any:
        """A literal or address as Python has it, None where there is none."""
        found = self.get(name)
        if isinstance(found, Literal):
            try:
                return value_of(found)
            except ValueError as e:
                raise self.wrong(f"{name} is no {found.datatype.value}: {found.value!r}") from e
        return None if found is None else found.value

    def number(self, name: str) -> Any:
        """A number, None where there is none."""
        found = self.plain(name)
        if found is not None and (isinstance(found, bool) or not isinstance(found, (int, float))):
            raise self.wrong(f"{name} is no number: {found!r}")
        return found

    def whole(self, name: str) -> int:
        """A whole number that must be there."""
        self.need(name)
        found = self.number(name)
        if not isinstance(found, int):
            raise self.wrong(f"{name} is no whole number: {found!r}")
        return found

    def text(self, name: str) -> str | None:
        """A text, whatever its datatype; None where there is none."""
        found = self.get(name)
        return None if found is None else str(found.value)

    def word(self, name: str, namespace: str = "kg") -> str:
        """The last part of a term that must be there: `Reported` of `kg:Reported`."""
        found = self.need(name)
        start = NAMESPACES[namespace]
        if not isinstance(found, NamedNode) or not found.value.startswith(start):
            raise self.wrong(f"{name} is no term of <{start}>: {found}")
        return unquote(found.value.removeprefix(start))

    def id(self, kind: str, name: str | None = None) -> str | None:
        """The id of a record of a kind that a property points at (without one: of this thing); None where nothing does."""
        found = NamedNode(self.iri) if name is None else self.get(name)
        return None if found is None else self.record(kind, found)

    def must(self, kind: str, name: str | None = None) -> str:
        """The same where something must be there."""
        if name is not None:
            self.need(name)
        found = self.id(kind, name)
        assert found is not None
        return found

    def record(self, kind: str, node: Any) -> str:
        """The id of a record of a kind, from its IRI."""
        _, found, id_ = id_of(node.value) if isinstance(node, NamedNode) else ("", "", "")
        if found != kind:
            raise self.wrong(f"{node} is no {kind} of kg's")
        return id_


@dataclass(frozen=True)
class Things:
    """The default graph of a file."""

    file: Path
    store: Store

    def of(self, type_: str) -> Iterator[Thing]:
        """The things of a type (`kg:Claim`), by IRI."""
        found = self.store.quads_for_pattern(None, term("rdf:type"), term(type_), DefaultGraph())
        subjects = {quad.subject for quad in found}
        if nameless := [s for s in subjects if not isinstance(s, NamedNode)]:
            raise SourceError(f"{self.file}: {nameless[0]} is a {type_} without an IRI; kg gives one to each")
        for iri in sorted(str(s.value) for s in subjects if isinstance(s, NamedNode)):
            yield self.at(iri)

    def at(self, iri: str) -> Thing:
        """What the file says of an IRI."""
        values: dict[str, list[Any]] = {}
        for quad in self.store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()):
            values.setdefault(quad.predicate.value, []).append(quad.object)
        return Thing(self.file, iri, values)

    def follow(self, thing: Thing, name: str) -> Thing | None:
        """The thing that a property points at; None where there is none."""
        found = thing.get(name)
        return None if found is None else self.at(found.value)

    def base(self) -> str:
        """The base of the records' IRIs; SourceError where the file has no record of kg's."""
        for type_ in ("kg:Run", "schema:NewsArticle", "kg:Claim", "type:Entity"):
            for thing in self.of(type_):
                base, kind, _ = id_of(thing.iri)
                if kind in ("run", "article", "claim", "entity"):
                    return base
        raise SourceError(f"{self.file}: no record of kg's in it: nothing is described by the vocabulary <{VOCABULARY}>")

    def sequence(self, thing: Thing, name: str) -> list[Any] | None:
        """The members of an rdf:Seq in their order; None where the property has none."""
        found = self.follow(thing, name)
        if found is None:
            return None
        start = term("rdf:_1").value[:-1]
        members = {int(key.removeprefix(start)): value for key, value in found.values.items() if key.startswith(start)}
        return [value for n in sorted(members) for value in members[n]]
