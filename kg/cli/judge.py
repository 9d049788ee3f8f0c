"""kg judge: who is who, decided by a person, and taken back."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser, Namespace

import kg
from kg.cli.common import read_config, store_options
from kg.cli.parser import Usage
from kg.cli.terminal import clean, listed, plural, width
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import VERDICTS, Judgement, is_person
from kg.store import open_store

REASON = "decided on the command line"


def judge_options(parser: ArgumentParser) -> None:
    store_options(parser)
    for side in ("A", "B"):
        parser.add_argument(side.lower(), metavar=side, help="a name, an entity id or a mention id")
    verdicts = "|".join(VERDICTS)
    parser.add_argument("verdict", nargs="?", choices=VERDICTS, metavar=verdicts, help="what you decide")
    parser.add_argument("--undo", action="store_true", help="take back what you decided on A and B")
    parser.add_argument("--reason", metavar="TEXT", default=REASON, help="why; kept with the judgement")
    by_option(parser)


def by_option(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="who decides (default: your user name)")


def judge(args: Namespace) -> int:
    if bool(args.verdict) == args.undo:
        raise Usage(f"kg judge: give one of {', '.join(VERDICTS)}, or --undo. More: kg judge --help")
    by = decider(args)
    config = read_config(args)
    with open_store(args.store) as store:
        if args.undo:
            found = kg.take_back(store, args.a, args.b, by=by)
        else:
            found = kg.judge(store, args.a, args.b, args.verdict, by=by, reason=args.reason)
        graph = load_graph(store, config)
    names = f"{clean(args.a)} and {clean(args.b)}"
    if args.undo:
        said = listed(sorted({f"{j.verdict} (“{clean(j.reason)}”)" for j in found}), 2 * width())
        print(f"{plural(len(found), 'judgement')} taken back: {clean(by)} said of {names}: {said}")
    else:
        print(f"{plural(len(found), 'judgement')} kept: {names} are {args.verdict}, says {clean(by)}")
    print(_outcome(graph, found, args.verdict))
    return 0


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


def _outcome(graph: Graph, found: list[Judgement], verdict: str | None) -> str:
    """What is so now; a chain of other judgements may still stand against the new one. `verdict` None: taken back."""
    ends = {graph.entity_of[m]: None for j in found for m in (j.left, j.right) if m in graph.entity_of}
    names = [f"{clean(graph.entities[e].name)} ({e})" for e in ends]
    line = f"They are {'one entity' if len(ends) == 1 else plural(len(ends), 'entity')}: {listed(names, width())}."
    expected = {"same": len(ends) == 1, "different": len(ends) != 1}
    return line if expected.get(verdict or "", True) else f"{line} Another judgement stands against yours; see kg merges"
