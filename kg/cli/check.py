"""kg check: the store held to itself, and Neo4j and RDF held to the store. As with diff: 0 equal, 1 not, 2 can't tell."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from kg.cli.common import accepted_option, format_option, read_config, store_options
from kg.cli.load import server_of, server_options
from kg.cli.parser import Usage, count
from kg.cli.terminal import clean, paint, plural, safe_json, table
from kg.errors import KGError
from kg.graph import Graph
from kg.loading import load_graph
from kg.people.reviewing import accepted_only
from kg.schema import load_schema
from kg.sinks.layout import LABELS, LINKS
from kg.store import open_store
from kg.verify.difference import BREAKING, Difference, remedy
from kg.verify.server import Counts, compare_server, count_graph, count_server
from kg.verify.stored import check_store

LIMIT = 100


def check_options(parser: ArgumentParser) -> None:
    store_options(parser)
    server_options(parser, nargs="?")
    accepted_option(parser)
    parser.add_argument("--rdf", metavar="FILE", type=Path, help="also compare a file that kg export wrote as RDF")
    parser.add_argument("--limit", metavar="N", type=count, default=LIMIT, help=f"differences that are told ({LIMIT})")
    format_option(parser)


def check(args: Namespace) -> int:
    try:
        counts, found, skipped = _compare(args)
    except KGError as e:
        raise Usage(f"kg: {e}") from e
    if args.format == "json":
        differences = [{**asdict(d), "do": remedy(d)} for d in found]
        print(safe_json({"counts": {name: asdict(c) for name, c in counts.items()}, "differences": differences, "skipped": skipped}))
    else:
        print("\n".join([*_counted(counts), *_told(found, args.limit), *_end(found, counts, skipped)]))
    return 1 if found else 0


def _compare(args: Namespace) -> tuple[dict[str, Counts], list[Difference], list[str]]:
    """The counts by place, all differences, and the places that couldn't be compared because the store is too damaged."""
    config = read_config(args)
    places = ["Neo4j"] * bool(args.uri) + ["RDF"] * bool(args.rdf)
    with open_store(args.store) as store:
        found = list(check_store(store, load_schema()))
        if BREAKING.intersection(d.what for d in found):
            return {}, found, places
        graph = load_graph(store, config)
    if args.accepted_only:
        graph = accepted_only(graph)
    counts = {}
    if args.uri:
        server = server_of(args)
        counts["Neo4j"] = count_server(graph, server)
        found += compare_server(graph, server)
    if args.rdf:
        found += _rdf(graph, args.rdf)
    mentions = "Neo4j" not in counts or "Mention" in counts["Neo4j"].labels
    return {"store": count_graph(graph, mentions=mentions), **counts}, found, []


def _rdf(graph: Graph, path: Path) -> Iterator[Difference]:
    """Loaded when it is asked for: what reads and validates RDF is slow to load."""
    exported = importlib.import_module("kg.verify.exported")
    differences: Iterator[Difference] = exported.compare_rdf(graph, path)
    return differences


def _counted(counts: dict[str, Counts]) -> list[str]:
    """A table of what there is, a column a place: kg's own labels and types one by one, those of the schema where they differ."""
    if not counts:
        return []
    edges = [{name: n for name, n in c.types.items() if name not in LINKS} for c in counts.values()]
    rows = [
        ["", *counts, ""],
        *_rows(LABELS, [c.labels for c in counts.values()]),
        *_rows(LINKS, [c.types for c in counts.values()]),
        _row("typed edges", [sum(of.values()) for of in edges]),
    ]
    head, *lines = table(rows, right=frozenset(range(1, len(counts) + 1)))
    return [paint(head, "bold"), *lines, ""]


def _rows(own: Iterable[str], places: list[Mapping[str, int]]) -> Iterator[list[str]]:
    """Of `own` what is anywhere; of others what isn't everywhere the same."""
    own = list(own)
    for name in [*own, *sorted({name for of in places for name in of} - {*own})]:
        numbers = [of.get(name, 0) for of in places]
        if any(numbers) if name in own else len({*numbers}) > 1:
            yield _row(name, numbers)


def _row(name: str, numbers: list[int]) -> list[str]:
    return [clean(name), *(f"{n:,}" for n in numbers), "differs" if len({*numbers}) > 1 else ""]


def _told(found: list[Difference], limit: int) -> Iterator[str]:
    for d in found[:limit]:
        what = paint(clean(f"{d.where}: {d.what}"), "bold")
        yield f"{what} · {clean(d.id)} · expected {clean(d.expected)}, found {clean(d.found)} · {remedy(d)}"
    if len(found) > limit:
        yield f"and {len(found) - limit:,} more. All of them: --limit {len(found)}"


def _end(found: list[Difference], counts: dict[str, Counts], skipped: list[str]) -> Iterator[str]:
    for place in skipped:
        yield f"{place} was not compared: the store is damaged."
    if not found:
        yield f"no difference: {' and '.join(counts)}" if len(counts) > 1 else "no difference"
        return
    kinds = Counter(f"{d.where}: {d.what}" for d in found)
    yield f"{plural(len(found), 'difference')}: {', '.join(f'{clean(kind)} {n:,}' for kind, n in kinds.most_common())}"
