"""kg query: Cypher without a server, the same text as for Neo4j; or one of the questions that come with kg, by name."""

from __future__ import annotations

import importlib
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from kg.cli.answers import answer_option, write_answer
from kg.cli.common import accepted_option, read_config, store_options
from kg.cli.questions import question, question_options
from kg.config import Config
from kg.knowledge import find_knowledge
from kg.sinks.cypher import ask
from kg.sinks.kept import cached

if TYPE_CHECKING:
    from kg.graph import Graph


def query_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    question_options(parser, "cypher")
    answer_option(parser)
    parser.add_argument("--mentions", action="store_true", help="also (:Mention) nodes, the bulk of a graph")


def query(args: Namespace) -> int:
    asked = question(args, "cypher")
    if asked is None:
        return 0
    config = read_config(args)
    projection = cached(args.store, lambda: _graph(args), mentions=args.mentions, salt=_salt(config, args.accepted_only))
    answer = ask(projection, *asked)
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
