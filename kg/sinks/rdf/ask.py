"""SPARQL without a server: the RDF of a graph in memory, asked there. A query reads; nothing it does reaches the store,
a file or the network.

Parameters go into the text as terms that pyoxigraph escapes, never as text: `VALUES ?name { $name }`. A list gives several
terms, None gives UNDEF, which in VALUES means "any". Rows come out in the shapes of `plain.py`: numbers and truth
values as such, all other literals and IRIs as text, what is unbound as None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import SinkError, nearest
from kg.graph import Graph
from kg.sinks.plain import Row
from kg.sinks.rdf.records import quads
from kg.sinks.rdf.terms import DEFAULT_BASE, NAMESPACES, Names, names_under, number, text
from kg.sinks.rdf.things import value_of
from kg.sinks.rdf.turtle import serialize_turtle

# what is no code in a query: long and short strings, IRIs, comments (SPARQL 1.1, section 19.8)
ASIDE = r'"""(?:\\.|[^\\])*?"""|' + r"'''(?:\\.|[^\\])*?'''|" + r'"(?:\\.|[^"\\\n\r])*"|' + r"'(?:\\.|[^'\\\n\r])*'|"
ASIDE += r'<[^<>"{}|^`\\\x00-\x20]*>|#[^\n\r]*'
PARAMETER = re.compile(rf"{ASIDE}|\$(?P<name>\w+)", re.DOTALL)
CODE = re.compile(rf"(?:{ASIDE})|(?P<word>(?<![\w?$:])[A-Za-z]+\b(?!:))", re.DOTALL)
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
PROLOGUE = re.compile(r"\s*(?:(?:BASE\s*<[^>]*>|PREFIX\s*[^\s:]*:\s*<[^>]*>|#[^\n\r]*)\s*)*", re.IGNORECASE)
PLACE = re.compile(r"(?:error )?at (\d+):(\d+): ")
PREFIX = re.compile(rf"(?:{ASIDE})|(?<![\w?$:.-])(?P<prefix>[A-Za-z][\w-]*):", re.DOTALL)
DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
SENTENCE = re.compile(r"[A-Z]\w*(?: \w+){2,}")
FORMS = "SELECT, ASK, CONSTRUCT or DESCRIBE"


@dataclass(frozen=True, slots=True)
class Data:
    """The RDF of a graph in memory, the names of its records, and the prefixes that queries need not declare."""

    store: Store
    names: Names
    prefixes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of SELECT: rows under columns."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of CONSTRUCT and DESCRIBE: without doubles, subject by subject, in one order."""

    quads: tuple[Quad, ...]
    prefixes: dict[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The three parts of a triple."""
        return ("subject", "predicate", "object")

    def rows(self) -> list[Row]:
        """The triples as rows, in the shapes of `plain.py`."""
        parts = ((quad.subject, quad.predicate, quad.object) for quad in self.quads)
        return [dict(zip(self.columns, map(_value, triple), strict=True)) for triple in parts]

    def turtle(self) -> str:
        """The triples as Turtle."""
        out = BytesIO()
        serialize_turtle(self.quads, out, self.prefixes)
        return out.getvalue().decode()


Answer = Table | Triples | bool


def load(graph: Graph, *, base: str = DEFAULT_BASE, full: bool = False) -> Data:
    """The RDF of a graph, ready to be asked; `full` as in `kg.sinks.rdf.write`. ConfigError for a bad base."""
    names, store = names_under(base), Store()
    store.bulk_extend(quads(graph, names, full=full))
    known = {prefix: NAMESPACES[prefix] for prefix in NAMESPACES if prefix not in ("shape", "sh")}
    return Data(store, names, names.prefixes() | known)


def ask(data: Data, query: str, parameters: Mapping[str, Any] | None = None) -> Answer:
    """What a query answers: a Table (SELECT), Triples (CONSTRUCT, DESCRIBE) or a bool (ASK).

    Raises SinkError, in one line and with line and column of the query, for what is no query, for an update and for
    SERVICE, which would ask other machines.
    """
    _check(query)
    try:
        found = data.store.query(_filled(query, parameters or {}), prefixes=data.prefixes)
        if isinstance(found, QueryBoolean):
            return bool(found)
        if isinstance(found, QueryTriples):
            triples = sorted(set(found), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
            return Triples(tuple(Quad(*triple) for triple in triples), data.prefixes)
        return _table(found)
    except SyntaxError as e:
        raise SinkError(_reason(data, query, str(e.msg))) from e
    except (RuntimeError, ValueError, OSError) as e:
        raise SinkError(f"the query can't be answered: {' '.join(str(e).split())}") from e


def _check(query: str) -> None:
    """Refuses what is not for reading here; the engine would refuse most of it too, but not say why."""
    first = PROLOGUE.match(query)
    start = first.end() if first else 0
    for match in CODE.finditer(query):
        word = (match["word"] or "").upper()
        if word == "SERVICE":
            raise SinkError(f"{_place(query, match.start())}: SERVICE would ask another machine; a query reads this store alone")
        if match.start() == start and word in UPDATES:
            place = _place(query, match.start())
            raise SinkError(f"{place}: {word} changes data, and a query only reads. What changes a graph are kg build, judge and retract")


def _place(query: str, at: int) -> str:
    line = query.count("\n", 0, at) + 1
    return f"SPARQL:{line}:{at - query.rfind(chr(10), 0, at)}"


def _filled(query: str, parameters: Mapping[str, Any]) -> str:
    """The query with `$name` replaced wherever that is a parameter that is given; other `$name` are variables."""
    terms = {name: _term(name, value) for name, value in parameters.items()}
    return PARAMETER.sub(lambda match: terms.get(match["name"] or "", match[0]), query)


def _term(name: str, value: Any) -> str:
    """A parameter as SPARQL writes it."""
    if value is None:
        return "UNDEF"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(number(value))
    if isinstance(value, str):
        return str(text(value))
    if isinstance(value, (list, tuple)):
        return " ".join(_term(name, one) for one in value)
    raise SinkError(f"parameter '{name}': must be a text, a number, true, false, null or a list of these, not {value!r}")


def _reason(data: Data, query: str, message: str) -> str:
    """What is wrong, after the place in the query (parameters may shift the column). Of what it would take at that place
    the engine names some, seldom what helps: that is left out."""
    declared = {*data.prefixes, *(match[1] for match in DECLARED.finditer(query))}
    for match in PREFIX.finditer(query):
        if match["prefix"] is not None and match["prefix"] not in declared:
            hint = nearest(match["prefix"], declared)
            return f"{_place(query, match.start())}: the prefix '{match['prefix']}:' is not declared.{hint}"
    found, words = PLACE.search(message), PLACE.sub("", " ".join(message.split()), count=1)
    start = f"SPARQL:{found[1]}:{found[2]}" if found else "SPARQL"
    if words.startswith("expected"):
        told = SENTENCE.search(words)
        words = told[0] if told else "something else should stand here, or something is missing before"
    return f"{start}: no SPARQL query: {words}. A query is {FORMS}"


def _table(found: QuerySolutions) -> Table:
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, list(_rows(columns, found)))


def _rows(columns: tuple[str, ...], found: QuerySolutions) -> Iterator[Row]:
    for solution in found:
        yield {column: _value(value) for column, value in zip(columns, solution, strict=True)}


def _value(term: Any) -> Any:
    if isinstance(term, Literal):
        try:
            return value_of(term)
        except ValueError:
            return term.value
    return term.value if isinstance(term, NamedNode) else None if term is None else str(term)
