"""An RDF file against the graph of a store: what is lost, foreign or changed, record by record, and what breaks a shape.

Every triple that the graph would be written as is looked up in the file and struck out there; what is left on either
side is told by the record that it is about. So nothing is too small to be found, in any of the five formats, with
`--full` or without, also where another program wrote the triples anew in another order.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph import Graph
from kg.sinks.rdf.records import default_graph, quads
from kg.sinks.rdf.terms import NAMESPACES, RECORDS, names_under, term
from kg.sinks.rdf.things import Things, id_of, open_rdf
from kg.sinks.shapes import shapes
from kg.verify.difference import Difference

log = logging.getLogger(__name__)

# {type: the noun and folder of its records}
NOUNS = {
    term(type_).value: noun
    for type_, noun in {
        "type:Entity": "entity",
        "schema:NewsArticle": "article",
        "kg:Sentence": "sentence",
        "kg:Mention": "mention",
        "kg:Attribution": "attribution",
        "kg:Claim": "claim",
        "kg:Proposition": "proposition",
        "kg:Judgement": "judgement",
        "kg:Review": "review",
        "kg:Run": "run",
    }.items()
}
TYPE = term("rdf:type")
SPAN = re.compile(r"\.(?:span|content-\d+)(?:\.|$)")
GRAPHS = (".trig", ".nq", ".jsonld", ".json")  # ends of the names of files that can have named graphs
LONGEST = 200
Key = tuple[str, str]


def compare_rdf(graph: Graph, path: Path, *, validate: bool = True) -> Iterator[Difference]:
    """The differences between a graph and an RDF file of it, by kind and id; none where the file is of this graph.

    With `validate`, what breaks a SHACL shape of ours comes last (it needs pyshacl, and minutes for thousands of claims).
    Raises SourceError for a file that can't be read, is no RDF or has no record of kg's.
    """
    store = open_rdf(path)
    base = Things(path, store).base()
    counted = _counts(store.quads_for_pattern(None, TYPE, None, DefaultGraph()))
    expected: Counter[str] = Counter()
    lost = list(_strike_out(_written(graph, path, store, base), store, expected))
    for noun in NOUNS.values():
        if counted[noun] != expected[noun]:
            yield Difference("RDF", "count", noun, str(expected[noun]), str(counted[noun]))
    yield from _told(_by_record(lost), _by_record(store))
    if validate:
        yield from _broken_shapes(graph, path)


def _written(graph: Graph, path: Path, store: Store, base: str) -> Iterator[Quad]:
    """What the graph would be written as, in the manner of the file."""
    names = names_under(base)
    body = store.quads_for_pattern(None, term("schema:articleBody"), None, DefaultGraph())
    mentions = store.quads_for_pattern(None, TYPE, term("kg:Mention"), DefaultGraph())
    full = next(body, None) is not None or next(mentions, None) is not None
    return quads(graph, names, full=full) if path.suffix.lower() in GRAPHS else default_graph(graph, names, full=full)


def _strike_out(written: Iterable[Quad], store: Store, expected: Counter[str]) -> Iterator[Quad]:
    """Takes what is written out of the store and yields what isn't there, counting records on the way."""
    for quad in written:
        if quad in store:
            store.remove(quad)
        else:
            yield quad
        expected.update(_counts([quad]))


def _counts(found: Iterable[Quad]) -> Counter[str]:
    """{noun: how many records} of triples that give a type."""
    nouns = (NOUNS.get(str(q.object.value)) for q in found if q.predicate == TYPE and isinstance(q.object, NamedNode))
    return Counter(noun for noun in nouns if noun)


def _by_record(found: Iterable[Quad]) -> dict[Key, list[Quad]]:
    """{(kind, id of the record): what is said of it or in it}; the kind is empty for what is no record's."""
    groups: defaultdict[Key, list[Quad]] = defaultdict(list)
    for quad in found:
        about = quad.subject if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        iri = about.value if isinstance(about, NamedNode) else str(about)
        _, kind, id_ = id_of(iri)
        groups[(kind, id_) if kind in RECORDS.values() else ("", iri)].append(quad)
    return groups


def _told(lost: dict[Key, list[Quad]], extra: dict[Key, list[Quad]]) -> Iterator[Difference]:
    """Differences by kind and id: a record that is lost or foreign is told once, of others each property that differs."""
    for key in sorted({*lost, *extra}):
        kind, id_ = key
        missing, more = lost.get(key, []), extra.get(key, [])
        if not kind:
            yield Difference("RDF", "foreign triple", id_, "nothing of the kind", _shown(quad.object for quad in more))
        elif kind in _counts(missing):
            yield Difference("RDF", f"{kind} lost", id_, "one in the store", "none, or not of that type")
        elif kind in _counts(more):
            yield Difference("RDF", f"{kind} foreign", id_, "none in the store", "one")
        else:
            yield from _changed(id_, missing, more)


def _changed(id_: str, missing: Iterable[Quad], more: Iterable[Quad]) -> Iterator[Difference]:
    """Differences within a record, by what they are about."""
    pairs: defaultdict[str, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((missing, more)):
        for quad in found:
            pairs[_about(quad)][side].append(quad)
    for what, (expected, found) in sorted(pairs.items()):
        show = _triples if what == "own voice" else _objects
        yield Difference("RDF", what, id_, show(expected), show(found))


def _about(quad: Quad) -> str:
    """What a triple is about, in plain words: `status`, `attributed to`; all of a span and its quotation is `span`."""
    if not isinstance(quad.graph_name, DefaultGraph):
        return "own voice"
    if isinstance(quad.subject, NamedNode) and SPAN.search(quad.subject.value):
        return "span"
    local = re.split(r"[/#]", quad.predicate.value)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _objects(found: Iterable[Quad]) -> str:
    return _shown(quad.object for quad in found)


def _triples(found: Iterable[Quad]) -> str:
    lines = [" ".join(_short(part) for part in (quad.subject, quad.predicate, quad.object)) for quad in found]
    return "; ".join(sorted(lines))[:LONGEST] or "nothing"


def _shown(values: Iterable[Any]) -> str:
    return "; ".join(sorted(_short(value) for value in values))[:LONGEST] or "nothing"


def _short(value: Any) -> str:
    """A value for people: the text of a literal, the end of an IRI."""
    if isinstance(value, Literal):
        return value.value
    if not isinstance(value, NamedNode):
        return str(value)
    _, kind, id_ = id_of(value.value)
    return id_ if kind in RECORDS.values() else re.split(r"[/#]", value.value)[-1]


def _broken_shapes(graph: Graph, path: Path) -> Iterator[Difference]:
    """What SHACL refuses. pyshacl is loaded here and not before: it is an extra, and slow to load."""
    if importlib.util.find_spec("pyshacl") is None:
        log.warning("%s: its shapes are not checked: pyshacl is not installed (pip install pyshacl)", path)
        return
    pyshacl, rdflib = importlib.import_module("pyshacl"), importlib.import_module("rdflib")
    kinds = {".nq": "nquads", ".jsonld": "json-ld", ".json": "json-ld", ".ttl": "turtle"}
    data = rdflib.Dataset()
    data.parse(str(path), format=kinds.get(path.suffix.lower(), path.suffix.lower()[1:]))
    rules = rdflib.Graph().parse(data=shapes(graph.schema), format="turtle")
    _, report, _ = pyshacl.validate(data.default_graph, shacl_graph=rules)
    sh = rdflib.Namespace(NAMESPACES["sh"])
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, value = report.value(result, sh.focusNode), report.value(result, sh.value)
        found.add((_place(str(focus)), str(report.value(result, sh.resultMessage)), "" if value is None else str(value)))
    for id_, message, value in sorted(found):
        yield Difference("RDF", "shape", id_, message, value or "not so")


def _place(iri: str) -> str:
    """The id of the record that an IRI is of or a part of; the IRI where it is of none."""
    _, kind, id_ = id_of(iri)
    return id_ if kind in RECORDS.values() else iri
