"""What commands share: their arguments, an open store, its graph, an output that may be `-`."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.cli.parser import Usage
from kg.cli.terminal import escaped
from kg.config import Config, load_config
from kg.errors import ConfigError
from kg.graph import Graph
from kg.loading import load_graph
from kg.store import Store, open_store

STDOUT = "-"
STORE = "the store: a file that kg build made"


def store_options(parser: ArgumentParser) -> None:
    """STORE and --config."""
    parser.add_argument("store", metavar="STORE", type=Path, help=STORE)
    config_option(parser)


def config_option(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help="settings; by default kg.toml here, where there is one"
    )


def format_option(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")


def read_config(args: Namespace, **options: Any) -> Config:
    """The settings in force; a file that was asked for must be there."""
    if args.config is not None and not args.config.is_file():
        raise ConfigError(f"{args.config}: there is no such file")
    return load_config(args.config, **options)


@contextlib.contextmanager
def opened(args: Namespace) -> Iterator[tuple[Store, Graph]]:
    """The store of a command line and its graph."""
    config = read_config(args)
    with open_store(args.store) as store:
        yield store, load_graph(store, config)


def write_out(out: str, write: Callable[[Path], None], suffix: str) -> None:
    """Writes a file, or its bytes to stdout where it is `-`; a terminal gets no raw control characters."""
    if out != STDOUT:
        write(Path(out))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out.{suffix}"
        write(path)
        if path.is_dir():
            raise Usage(f"kg: {suffix} writes a folder of files, which can't go to stdout. Give -o FOLDER")
        sys.stdout.flush()
        with path.open("rb") as file:
            if sys.stdout.isatty():
                for line in file:
                    print(escaped(line.decode("utf-8", "replace")), end="")
            else:
                shutil.copyfileobj(file, sys.stdout.buffer)
