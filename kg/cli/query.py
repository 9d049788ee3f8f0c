"""kg query: Cypher without a server, the same text as for Neo4j; or one of the questions that come with kg, by name."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from kg.cli.common import STDOUT, accepted_option, read_config, store_options
from kg.cli.parser import Usage
from kg.cli.terminal import clean, columns, fit, labelled, paint, plural, print_json, table, width
from kg.errors import nearest
from kg.graph import Graph
from kg.loading import load_graph, salt
from kg.people.reviewing import accepted_only
from kg.sinks.cypher import cached
from kg.sinks.cypher import query as run_query
from kg.sinks.plain import Row
from kg.sinks.queries import find_query, load_queries
from kg.store import open_store

NAME = re.compile(r"[a-z][a-z0-9-]*")


def query_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    parser.add_argument("query", metavar="QUERY", nargs="?", help="Cypher, or the name of a stock query; - reads stdin")
    parser.add_argument("--param", metavar="K=V", action="append", default=[], help="a parameter; V is JSON, or text")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs")
    parser.add_argument("--mentions", action="store_true", help="also (:Mention) nodes, the bulk of a graph")
    parser.add_argument("--list", action="store_true", help="list the stock queries and their parameters")


def query(args: Namespace) -> int:
    if args.list:
        return _list()
    if args.query is None:
        raise Usage("kg query: QUERY is missing. Give Cypher, or the name of a stock query (see kg query STORE --list)")
    text, parameters = _text(args)
    config = read_config(args)
    with open_store(args.store) as store:

        def make() -> Graph:
            graph = load_graph(store, config)
            return accepted_only(graph) if args.accepted_only else graph

        state = f"{salt(config)} {args.accepted_only}"
        projection = cached(args.store, make, mentions=args.mentions, salt=state)
        rows = run_query(projection, text, parameters)
    if args.format == "json":
        print_json(rows)
    else:
        print("\n".join(_table(rows)))
    return 0


def _list() -> int:
    for name, query in load_queries().items():
        print(paint(name, "bold"))
        print(labelled("", clean(query.answers)))
        if query.defaults:
            print(labelled("", " ".join(f"--param {k}={json.dumps(v)}" for k, v in query.defaults.items())))
    return 0


def _text(args: Namespace) -> tuple[str, dict[str, Any]]:
    """The Cypher to run and its parameters, those of a stock query filled up with its defaults."""
    given = dict(_parameter(text) for text in args.param)
    if args.query == STDOUT:
        return sys.stdin.read(), given
    if not NAME.fullmatch(args.query):
        return args.query, given
    stock = find_query(args.query)
    for name in given:
        if name not in stock.defaults:
            raise Usage(f"kg query: {stock.name} has no parameter '{name}'.{nearest(name, stock.defaults)}")
    return stock.text, stock.defaults | given


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise Usage(f"kg query: --param: must be NAME=VALUE, not '{text}'")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _table(rows: list[Row]) -> list[str]:
    """Aligned columns; on a terminal long cells are cut so that a row is a line."""
    if not rows:
        return ["no rows"]
    cells = [[clean(name) for name in rows[0]], *([_cell(value) for value in row.values()] for row in rows)]
    numbers = frozenset(n for n, value in enumerate(rows[0].values()) if isinstance(value, (int, float)))
    if sys.stdout.isatty():
        rooms = _rooms([max(columns(row[n]) for row in cells) for n in range(len(cells[0]))])
        cells = [[fit(cell, room).rstrip() for cell, room in zip(row, rooms, strict=True)] for row in cells]
    lines = table(cells, right=numbers)
    rule = "─" * max(columns(line) for line in lines)
    return [paint(lines[0], "bold"), paint(rule, "dim"), *lines[1:], plural(len(rows), "row")]


def _rooms(sizes: list[int]) -> list[int]:
    """Columns for each cell of a row: the widest give way until all fit."""
    sizes = list(sizes)
    while sum(sizes) + 2 * (len(sizes) - 1) > width() and max(sizes) > 8:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return _thing(value)
    return clean(str(value))


def _thing(value: Row) -> str:
    """A node as `(Country Russia)`, a relationship as `[SENT_TROOPS_TO]`, a path as both in turn, a map as JSON."""
    if value.keys() == {"id", "labels", "properties"}:
        shown = value["properties"]
        name = next((shown[key] for key in ("name", "title", "text", "quote", "cue") if shown.get(key)), value["id"])
        label = str(shown.get("entity_type") or value["labels"][0])
        return clean(f"({label} {str(name)[:60]})")
    if value.keys() == {"type", "start", "end", "properties"}:
        return f"[{value['type']}]"
    if value.keys() == {"nodes", "relationships"}:
        links = [*(f" {_thing(r)} " for r in value["relationships"]), ""]
        return "".join(_thing(n) + link for n, link in zip(value["nodes"], links, strict=False))
    return clean(json.dumps(value, ensure_ascii=False))
