"""kg query: Cypher without a server, the same text as for Neo4j; or one of the questions that come with kg, by name."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from kg.cli.answers import answer_option, write_answer
from kg.cli.common import STDOUT, accepted_option, read_config, store_options
from kg.cli.parser import Usage
from kg.cli.terminal import clean, labelled, paint
from kg.errors import nearest
from kg.graph import Graph
from kg.loading import load_graph, salt
from kg.people.reviewing import accepted_only
from kg.sinks.cypher import ask, cached
from kg.sinks.queries import find_query, load_queries
from kg.store import open_store

NAME = re.compile(r"[a-z][a-z0-9-]*")


def query_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    parser.add_argument("query", metavar="QUERY", nargs="?", help="Cypher, or the name of a stock query; - reads stdin")
    parser.add_argument("--param", metavar="K=V", action="append", default=[], help="a parameter; V is JSON, or text")
    answer_option(parser)
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
        answer = ask(projection, text, parameters)
    write_answer(answer.columns, answer.rows, args.format, sys.stdout)
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
