"""kg view: the graph as a page for a browser."""

from __future__ import annotations

import webbrowser
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kg.cli.common import STDOUT, accepted_option, store_options, write_out
from kg.cli.opening import opened
from kg.cli.parser import Usage, count
from kg.cli.terminal import plural
from kg.view import PageReport, write_page

NODES = 60


def view_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    parser.add_argument("-o", "--out", metavar="FILE", required=True, help="the page, such as story.html; - for stdout")
    parser.add_argument("--focus", metavar="NAME", help="begin with what is around NAME")
    parser.add_argument("--max-nodes", metavar="N", type=count, default=NODES, help=f"drawn at first (default: {NODES})")
    parser.add_argument("--open", action="store_true", help="open the page in your browser")


def view(args: Namespace) -> int:
    if args.open and args.out == STDOUT:
        raise Usage("kg view: --open needs a file. Give -o FILE")
    with opened(args) as (_, graph):
        write_out(
            args.out,
            lambda path: _tell(args, write_page(graph, path, focus=args.focus, max_nodes=args.max_nodes)),
            "html",
        )
    if args.open:
        webbrowser.open(Path(args.out).resolve().as_uri())
    return 0


def _tell(args: Namespace, page: PageReport) -> None:
    if args.out != STDOUT:
        drawn = f"{plural(page.entities_shown, 'entity')} and {plural(page.edges_shown, 'edge')} drawn of {page.entities:,}"
        print(f"{args.out}: {drawn} entities and {plural(page.claims, 'claim')}; {page.bytes / 1e6:.1f} MB, opens offline")
