"""The command line: argv in, exit code out. One module a family of commands, imported only when one of it is chosen.

Exit codes: 0 done, 1 an error, told in one line on stderr, 2 wrong use, 130 Ctrl-C, 141 the reader of a pipe has left.
"""

from __future__ import annotations

import importlib
import io
import logging
import os
import sqlite3
import sys
import warnings
from argparse import SUPPRESS, Namespace
from collections.abc import Sequence

from kg import __version__
from kg.cli.parser import Parser, Usage, surplus
from kg.cli.terminal import clean
from kg.errors import KGError

__all__ = ["COMMANDS", "main"]

INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 and the number of the signal, as shells have it
DEBUG = "tell each step, and tracebacks of errors"

# {command: (module of kg.cli, help)}; the module has `COMMAND_options(parser)` and `COMMAND(args) -> exit code`
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "read articles into a store; what is there already is skipped"),
    "show": ("show", "what is said about somebody or something, and by whom"),
    "why": ("show", "where a claim comes from: article, sentence, sources, rule"),
    "search": ("search", "sentences and names that contain some words"),
    "stats": ("stats", "how much of everything a store has"),
    "query": ("query", "ask in Cypher, without a server"),
    "sparql": ("sparql", "ask in SPARQL, without a server"),
    "export": ("export", "write JSON Lines, CSV, GraphML or RDF"),
    "view": ("view", "write a page that shows the graph, for a browser, offline"),
    "load": ("load", "load the graph into Neo4j"),
    "check": ("check", "is all still so? the store, Neo4j and RDF, every difference by name"),
    "judge": ("judge", "decide that two names are the same or are not, or take that back"),
    "merges": ("merges", "why are these names one?"),
    "review": ("review", "accept or reject a claim, or put a note to it; the claim stays"),
    "retract": ("retract", "take an article out again"),
    "eval": ("eval", "how much is right, by claims that you put down yourself"),
    "unmatched": ("schema", "verbs between two names that no relation knows"),
    "kb": ("kb", "what the world knows: import a Wikidata dump or a table, to link names by"),
    "schema": ("schema", "check the schema"),
}
ABOUT = "News articles to a graph in which every edge knows who says so and who denies it."
EXAMPLES = """examples:
  kg build articles --store story.kg     read a folder of articles
  kg show story.kg 'North Korea'         what is said of it, who says so, who denies it
  kg view story.kg -o story.html         a page with the graph
  kg COMMAND --help                      what a command takes
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; nothing is raised but with --debug."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _make_writable()
        args = _read(words)
        _configure(args.debug)
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except Usage as e:
        return _complain(str(e), 2)
    except SystemExit as e:  # argparse, after --help and --version
        return int(e.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        return BROKEN_PIPE
    except Exception as e:  # the border: whatever goes wrong inside becomes one line
        if "--debug" in words:
            raise
        return _complain(f"kg: {_reason(e)}", 1)


def _read(words: list[str]) -> Namespace:
    """The arguments of a command line; only the chosen command's module is imported."""
    top = Parser(prog="kg", description=ABOUT, epilog=EXAMPLES)
    top.add_argument("--version", action="version", version=f"kg {__version__}")
    top.add_argument("--debug", action="store_true", help=DEBUG)
    found = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    parsers: dict[str, Parser] = {}
    for name, (module, about) in COMMANDS.items():
        parser = parsers[name] = found.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        if name == chosen:
            home = importlib.import_module(f"kg.cli.{module}")
            getattr(home, f"{name}_options")(parser)
            parser.add_argument("--debug", action="store_true", default=SUPPRESS, help=DEBUG)
            parser.set_defaults(run=getattr(home, name))
            parser.refuse_unknown(words)
    args: Namespace
    args, extra = top.parse_known_args(words)
    if extra:
        raise Usage(surplus(parsers[args.command], extra))
    return args


def _make_writable() -> None:
    """Output that can't be encoded where it goes is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _configure(debug: bool) -> None:
    """Warnings of ours go to stderr as one line; those of libraries, and tracebacks, only with --debug."""
    if debug:
        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
        logging.getLogger("kg").setLevel(logging.DEBUG)
        return
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    ours = logging.getLogger("kg")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("kg: %(message)s"))
    handler.addFilter(lambda record: not record.exc_info)
    ours.handlers[:] = [handler]
    logging.getLogger().handlers[:] = [logging.NullHandler()]
    ours.propagate = False


def _reason(error: Exception) -> str:
    if isinstance(error, KGError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, sqlite3.Error):
        return f"the store can't be read or written: {error}"
    return f"an error of kg's own: {type(error).__name__}: {error}. Please report it, with what --debug tells"


def _complain(message: str, code: int) -> int:
    print(clean(message), file=sys.stderr)
    return code
