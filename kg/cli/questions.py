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
LANGUAGES = {"cypher": "Cypher", "rq": "SPARQL"}


def question_options(parser: ArgumentParser, language: str) -> None:
    """QUERY, --param and --list; `language` is one of LANGUAGES."""
    parser.add_argument("query", metavar="QUERY", nargs="?", help=f"{LANGUAGES[language]}, or the name of a stock query; - reads stdin")
    parser.add_argument("--param", metavar="K=V", action="append", default=[], help="a parameter; V is JSON, or text")
    parser.add_argument("--list", action="store_true", help="list the stock queries and their parameters")


def _list(language: str) -> None:
    """Prints the stock queries of a language, what they answer and their parameters."""
    for name, query in load_queries(language=language).items():
        print(paint(name, "bold"))
        print(labelled("", clean(query.answers)))
        if query.defaults:
            print(labelled("", " ".join(f"--param {k}={json.dumps(v)}" for k, v in query.defaults.items())))


def question(args: Namespace, language: str) -> tuple[str, dict[str, Any]] | None:
    """The text to run and its parameters, those of a stock query filled up with its defaults; None where the stock queries
    of the language were to be listed, and are.

    Raises Usage where there is no question or a parameter is none, SchemaError for a stock query that is not there.
    """
    if args.list:
        _list(language)
        return None
    if args.query is None:
        what = f"Give {LANGUAGES[language]}, or the name of a stock query (see kg {args.command} STORE --list)"
        raise Usage(f"kg {args.command}: QUERY is missing. {what}")
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
