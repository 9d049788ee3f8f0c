"""kg export: the graph as files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from kg.cli.common import STDOUT, accepted_option, read_config, store_options, write_out
from kg.cli.opening import opened
from kg.cli.parser import Usage
from kg.cli.terminal import plural
from kg.graph import Graph
from kg.sinks import FOLDERS, formats
from kg.sinks import export as write_export
from kg.sinks.manifest import write_manifest

RDF = ("trig", "ttl", "nt", "nq", "jsonld")


def export_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    parser.add_argument("--format", choices=tuple(formats()), required=True, help=", ".join(formats()))
    parser.add_argument("-o", "--out", metavar="OUT", required=True, help="a file, or - for stdout; jsonl, csv, parquet: a folder")
    parser.add_argument("--base", metavar="IRI", help="start of the IRIs in RDF (default: https://kg.example/)")
    full = "in RDF also texts, sentences, mentions and judgements, so that the records can be read back"
    parser.add_argument("--full", action="store_true", help=full)


def export(args: Namespace) -> int:
    if args.out == STDOUT and args.format in FOLDERS:
        raise Usage(f"kg export: {args.format} writes a folder of files, which can't go to stdout. Give -o FOLDER")
    if args.full and args.format not in RDF:
        raise Usage(f"kg export: --full is for RDF ({', '.join(RDF)}); {args.format} has all that it can carry")
    config = read_config(args, base=args.base)
    options = {"base": config.base, "full": args.full} if args.format in RDF else {}
    with opened(args) as (_, graph):
        write_out(args.out, lambda path: write_export(graph, args.format, path, **options), args.format)
        if args.out != STDOUT:
            _tell(args, graph, {**options, "accepted_only": args.accepted_only, "duplicate": config.duplicate})
    return 0


def _tell(args: Namespace, graph: Graph, options: dict[str, Any]) -> None:
    """Says what was written, and writes the manifest; a pipe or device gets none."""
    claims, articles = plural(len(graph.statements), "claim"), plural(len(graph.articles), "article")
    print(f"{args.out}: {claims} of {articles} as {args.format}")
    out = Path(args.out)
    if out.is_file() or out.is_dir():
        write_manifest(graph, args.format, out, options)
