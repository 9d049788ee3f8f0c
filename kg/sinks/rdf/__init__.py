"""RDF 1.1: TriG, N-Quads and JSON-LD with one named graph an article, Turtle and N-Triples of the default graph.

Quads are made one record after the other and written as they come, so memory does not grow with the output: 51,000
claims are 2.2 million quads, 10 s of CPU time as N-Quads, 19 s as TriG (docs/decisions/0011). Two writes give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.errors import ConfigError, nearest
from kg.graph import Graph
from kg.sinks.files import writing
from kg.sinks.rdf.jsonld import serialize_jsonld
from kg.sinks.rdf.records import default_graph, quads
from kg.sinks.rdf.terms import DEFAULT_BASE, names_under
from kg.sinks.rdf.turtle import serialize_turtle

FORMATS = ("trig", "nq", "jsonld", "ttl", "nt")


def write(graph: Graph, out: Path, format: str, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes a graph as `trig`, `nq`, `jsonld`, `ttl` or `nt`; records get IRIs under `base`.

    `ttl` and `nt` can't name graphs and hold the default graph alone: every claim is in them, described, but of the
    plain triples that articles assert in their own voice none is kept, for without its graph nobody could tell whose
    they are. `full` adds the text of articles, all sentences, mentions and judgements: then `read_rdf` (back.py) makes the
    records of it again. Raises ConfigError for an unknown format or a bad base, SinkError where the file can't be written.
    """
    if format not in FORMATS:
        raise ConfigError(f"RDF format '{format}' is unknown.{nearest(format, FORMATS)} There are: {', '.join(FORMATS)}")
    names = names_under(base)
    found = default_graph(graph, names, full=full) if format in ("ttl", "nt") else quads(graph, names, full=full)
    with writing(out) as file:
        if format in ("trig", "ttl"):
            serialize_turtle(found, file, names.prefixes())
        elif format == "jsonld":
            serialize_jsonld(found, file, names.prefixes())
        else:
            serialize(found, file, RdfFormat.N_QUADS)  # of the default graph alone, it is N-Triples


def write_trig(graph: Graph, out: Path, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes TriG: the default graph, and a named graph for what each article says in its own voice."""
    write(graph, out, "trig", base=base, full=full)


def write_nq(graph: Graph, out: Path, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes N-Quads: the same as TriG, a line a quad."""
    write(graph, out, "nq", base=base, full=full)


def write_jsonld(graph: Graph, out: Path, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes JSON-LD: the same as TriG."""
    write(graph, out, "jsonld", base=base, full=full)


def write_ttl(graph: Graph, out: Path, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes Turtle: the default graph alone, see `write`."""
    write(graph, out, "ttl", base=base, full=full)


def write_nt(graph: Graph, out: Path, *, base: str = DEFAULT_BASE, full: bool = False) -> None:
    """Writes N-Triples: the default graph alone, see `write`."""
    write(graph, out, "nt", base=base, full=full)
