"""kg load: the graph into Neo4j. User and password come from the environment alone: others see a command line."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import Any

from kg.cli.common import accepted_option, store_options
from kg.cli.opening import opened
from kg.cli.parser import count
from kg.cli.terminal import Progress, plural
from kg.sinks.neo4j import Server
from kg.sinks.neo4j import load as load_graph

BATCH = 1000


def server_options(parser: ArgumentParser, **options: Any) -> None:
    """URI and --database; `options` are argparse's, of URI."""
    parser.epilog = "NEO4J_USERNAME and NEO4J_PASSWORD in the environment say who you are."
    parser.add_argument("uri", metavar="URI", help="bolt://HOST:PORT or neo4j://HOST:PORT, with +s for TLS", **options)
    parser.add_argument("--database", metavar="NAME", help="by default the server's default one")


def server_of(args: Namespace) -> Server:
    """The server of a command line, and who asks it."""
    password = os.environ.get("NEO4J_PASSWORD")
    user = os.environ.get("NEO4J_USERNAME") or ("neo4j" if password else None)
    return Server(args.uri, user, password, args.database)


def load_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    server_options(parser)
    parser.add_argument("--batch", metavar="N", type=count, default=BATCH, help=f"nodes a transaction ({BATCH})")
    parser.add_argument("--mentions", action="store_true", help="also (:Mention) nodes, the bulk of a graph")
    parser.add_argument("--adopt", action="store_true", help="go on where others' nodes stand under labels of ours")


def load(args: Namespace) -> int:
    server = server_of(args)
    progress = Progress()
    with opened(args) as (_, graph):
        try:
            done = load_graph(
                graph,
                server,
                batch=args.batch,
                mentions=args.mentions,
                adopt=args.adopt,
                progress=lambda count, total: progress.tell(f"{count:,} of {total:,} nodes"),
            )
        finally:
            progress.done()
    if done.nodes or done.relationships or done.deleted:
        written = f"{plural(done.nodes, 'node')} and {plural(done.relationships, 'relationship')} written"
        print(f"{args.uri}: {written}, {done.deleted:,} deleted")
    else:
        print(f"{args.uri}: nothing to change, the database has it all")
    return 0
