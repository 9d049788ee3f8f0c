"""kg sparql: SPARQL without a server, over the RDF of a store; or one of the questions that come with kg, by name."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from kg.cli.answers import answer_option, write_answer
from kg.cli.common import accepted_option, read_config, store_options
from kg.cli.opening import opened
from kg.cli.questions import question, question_options
from kg.cli.terminal import escaped
from kg.sinks.plain import Row
from kg.sinks.rdf.ask import Answer, Table, Triples, ask, load


def sparql_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    question_options(parser, "rq")
    answer_option(parser)
    parser.add_argument("--base", metavar="IRI", help="start of the records' IRIs (default: https://kg.example/)")
    parser.add_argument("--full", action="store_true", help="also texts, all sentences, mentions and judgements")
    parser.epilog = "Declared: kg: rel: type: ent: art: clm: prop: att: rdf: rdfs: owl: xsd: skos: prov: oa: wd:\nand others."


def sparql(args: Namespace) -> int:
    asked = question(args, "rq")
    if asked is None:
        return 0
    base = read_config(args, base=args.base).base
    with opened(args) as (_, graph):
        answer = ask(load(graph, base=base, full=args.full), *asked)
    _print(answer, args.format)
    return 0


def _print(answer: Answer, format: str) -> None:
    """Rows in the format; triples as Turtle for people, as rows for programs; ASK as one word, or as one row."""
    if isinstance(answer, Triples) and format == "table":
        text = answer.turtle()
        print(escaped(text) if sys.stdout.isatty() else text, end="")
    elif isinstance(answer, bool) and format == "table":
        print("true" if answer else "false")
    else:
        columns, rows = _rows(answer)
        write_answer(columns, rows, format, sys.stdout)


def _rows(answer: Answer) -> tuple[tuple[str, ...], list[Row]]:
    if isinstance(answer, bool):
        return ("answer",), [{"answer": answer}]
    if isinstance(answer, Table):
        return answer.columns, answer.rows
    return answer.columns, answer.rows()
