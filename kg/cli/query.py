"""kg query: Cypher without a server, the same text as for Neo4j; or one of the questions that come with kg, by name."""

from __future__ import annotations

import importlib
import json
import re
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from kg.cli.answers import answer_option, write_answer
from kg.cli.common import STDOUT, accepted_option, read_config, store_options
from kg.cli.parser import Usage
from kg.cli.terminal import clean, labelled, paint
from kg.config import Config
from kg.errors import nearest
from kg.knowledge import find_knowledge
from kg.sinks.cypher import ask
from kg.sinks.kept import cached
from kg.sinks.queries import find_query, load_queries

if TYPE_CHECKING:
    from kg.graph import Graph

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
    projection = cached(args.store, lambda: _graph(args), mentions=args.mentions, salt=_salt(config, args.accepted_only))
    answer = ask(projection, text, parameters)
    write_answer(answer.columns, answer.rows, args.format, sys.stdout)
    return 0


def _graph(args: Namespace) -> Graph:
    """The graph of the store. What computes it takes a second to load, and is needed only where no copy is kept."""
    opening = importlib.import_module("kg.cli.opening")
    with opening.opened(args) as (_, graph):
        found: Graph = graph
        return found


def _salt(config: Config, accepted_only: bool) -> str:
    """What, beside the store, decides a graph: a knowledge file is replaced whole, so which file it is says what it has."""
    path = find_knowledge(config.knowledge)
    state = path.stat() if path else None
    file = (str(path), state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns) if state else None
    return f"{config} {accepted_only} {file}"


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
