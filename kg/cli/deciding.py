"""What kg judge, merges and review share: who decides, and the files in which decisions are kept."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kg.cli.common import STDOUT, place_of, tell_wrong, write_out
from kg.cli.parser import Usage
from kg.cli.terminal import plural
from kg.model import is_person
from kg.people.files import Outcome
from kg.sinks.files import writing


def by_option(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="who decides (default: your user name)")


def from_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", metavar="FILE", dest="source", help="take over the decisions of a file; - reads stdin")
    parser.add_argument("--replace", action="store_true", help="with --from: take back what the file doesn't say")


def decider(args: Namespace) -> str:
    """The person who decides. Raises Usage for a name that would be a program's."""
    by: str = args.by or _user()
    if not is_person(by):
        raise Usage(f"kg {args.command}: --by: a name that begins with '{by[:5]}' is a program's. Give a person's")
    return by


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def old_bytes(out: str) -> bytes:
    """What the file of --to has now; nothing where there is none."""
    return Path(out).read_bytes() if out != STDOUT and Path(out).is_file() else b""


def write_decisions(out: str, noun: str, written: tuple[bytes, int, int]) -> int:
    """Writes a file of decisions; `written` is (bytes, how many, how many lines that wait were kept)."""
    content, total, waiting = written

    def write(path: Path) -> None:
        with writing(path) as file:
            file.write(content)

    write_out(out, write, "jsonl")
    if out != STDOUT:
        kept = f"; {plural(waiting, 'line')} of before kept, for their articles are not in the store" if waiting else ""
        print(f"{out}: {plural(total, noun)}{kept}")
    return 0


def tell_outcome(args: Namespace, noun: str, outcome: Outcome) -> int:
    """What became of a file's lines; exit code 1 where one was wrong."""
    place = place_of(args.source)
    tell_wrong(place, outcome.wrong)
    total = outcome.added + outcome.changed + outcome.known
    counts = [f"{outcome.added:,} new", f"{outcome.changed:,} changed", f"{outcome.known:,} known already"]
    if outcome.taken_back:
        counts.append(f"{outcome.taken_back:,} taken back")
    print(f"{place}: {plural(total, noun)}: {', '.join(counts)}")
    if outcome.waiting:
        waits = "line waits" if outcome.waiting == 1 else "lines wait"
        print(f"{outcome.waiting:,} {waits} for articles that are not in the store. Read the file again when they are")
    if outcome.wrong and args.replace:
        print("Nothing was taken back, for there are wrong lines.")
    return 1 if outcome.wrong else 0
