"""What commands share: their arguments, settings, an output that may be `-`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.cli.parser import Usage
from kg.cli.terminal import clean, escaped, paint, plural
from kg.config import Config, load_config
from kg.errors import ConfigError
from kg.model import Entity

STDOUT = "-"
STORE = "the store: a file that kg build made"
SHOWN = 20  # wrong lines that are named one by one


def store_options(parser: ArgumentParser) -> None:
    """STORE, --config and --kb."""
    parser.add_argument("store", metavar="STORE", type=Path, help=STORE)
    config_option(parser)
    kb_option(parser, "link names by this knowledge file; none: link nothing")


def config_option(parser: ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", type=Path, help="settings (default: kg.toml, where there is one)")


def accepted_option(parser: ArgumentParser) -> None:
    about = "only claims that a person accepts and nobody rejects, and what hangs on them (see kg review)"
    parser.add_argument("--accepted-only", action="store_true", help=about)


def kb_option(parser: ArgumentParser, about: str) -> None:
    parser.add_argument("--kb", metavar="PATH", dest="knowledge", help=f"{about} (default: ~/.local/share/kg/knowledge.kb)")


def format_option(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")


def read_config(args: Namespace, **options: Any) -> Config:
    """The settings in force; a file that was asked for must be there."""
    if args.config is not None and not args.config.is_file():
        raise ConfigError(f"{args.config}: there is no such file")
    return load_config(args.config, knowledge=getattr(args, "knowledge", None), **options)


def entity_line(entity: Entity) -> str:
    """Who this is, in one line."""
    counts = f"{plural(entity.mentions, 'mention')} in {plural(entity.articles, 'article')}"
    return f"{paint(clean(entity.name), 'bold')} · {entity.type} · {entity.id} · {counts}"


def input_bytes(name: str) -> bytes:
    """What a file has, or stdin where the name is `-`."""
    return sys.stdin.buffer.read() if name == STDOUT else Path(name).read_bytes()


def place_of(name: str) -> str:
    """How messages call a file that may be stdin."""
    return "stdin" if name == STDOUT else clean(name)


def tell_wrong(place: str, wrong: Sequence[tuple[int, str]]) -> None:
    """Names the wrong lines of a file on stderr."""
    for number, reason in wrong[:SHOWN]:
        print(f"kg: {place}: line {number}: {clean(reason)}", file=sys.stderr)
    if len(wrong) > SHOWN:
        print(f"kg: {place}: and {plural(len(wrong) - SHOWN, 'wrong line')} more", file=sys.stderr)


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
