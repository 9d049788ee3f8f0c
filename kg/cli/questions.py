"""A question on the command line: its text, or the name of a stock query, and its parameters."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from kg.cli.common import STDOUT
from kg.cli.parser import Usage
from kg.cli.terminal import clean, labelled, paint
from kg.errors import nearest
from kg.sinks.queries import find_query, load_queries

NAME = re.compile(r"[a-z][a-z0-9-]*")


def question_options(parser: ArgumentParser, what: str) -> None:
    """QUERY, --param and --list; `what` is the language's name."""
    parser.add_argument("query", metavar="QUERY", nargs="?", help=f"{what}, or the name of a stock query; - reads stdin")
    parser.add_argument("--param", metavar="K=V", action="append", default=[], help="a parameter; V is JSON, or text")
    parser.add_argument("--list", action="store_true", help="list the stock queries and their parameters")


def list_questions(language: str) -> None:
    """Prints the stock queries of a language (`cypher`, `rq`), what they answer and their parameters."""
    for name, query in load_queries(language=language).items():
        print(paint(name, "bold"))
        print(labelled("", clean(query.answers)))
        if query.defaults:
            print(labelled("", " ".join(f"--param {k}={json.dumps(v)}" for k, v in query.defaults.items())))


def question(args: Namespace, language: str) -> tuple[str, dict[str, Any]]:
    """The text to run and its parameters, those of a stock query filled up with its defaults.

    Raises Usage for a parameter that is none, SchemaError for a stock query that is not there.
    """
    given = dict(_parameter(args.command, text) for text in args.param)
    if args.query == STDOUT:
        return sys.stdin.read(), given
    if not NAME.fullmatch(args.query):
        return args.query, given
    stock = find_query(args.query, language=language)
    for name in given:
        if name not in stock.defaults:
            raise Usage(f"kg {args.command}: {stock.name} has no parameter '{name}'.{nearest(name, stock.defaults)}")
    return stock.text, stock.defaults | given


def _parameter(command: str, text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise Usage(f"kg {command}: --param: must be NAME=VALUE, not '{text}'")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
