"""kg judge, merges: who is who, decided by a person and explained to one."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from kg import ask
from kg.ask import Merge, Reason
from kg.cli.common import entity_line, format_option, read_config, store_options
from kg.cli.opening import opened
from kg.cli.parser import Usage, count
from kg.cli.terminal import clean, labelled, listed, plural, print_json, text_width, width
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import VERDICTS, Judgement
from kg.pipeline import Decision, decide
from kg.resolve.entities import PROGRAM
from kg.store import open_store

REASON = "decided on the command line"


def judge_options(parser: ArgumentParser) -> None:
    store_options(parser)
    for side in ("A", "B"):
        parser.add_argument(side.lower(), metavar=side, help="a name, an entity id or a mention id; one of them may be Q…")
    parser.add_argument("verdict", choices=VERDICTS, metavar="|".join(VERDICTS), help="what you decide")
    parser.add_argument("--reason", metavar="TEXT", default=REASON, help="why; kept with the judgement")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: your user name)")


def judge(args: Namespace) -> int:
    by = args.by or _user()
    if by.startswith(PROGRAM):
        raise Usage(f"kg judge: --by: a name that begins with '{PROGRAM}' is a program's. Give a person's")
    config = read_config(args)
    with open_store(args.store) as store:
        made = decide(store, args.a, args.b, Decision(args.verdict, by, args.reason), config)
        graph = load_graph(store, config)
    names = f"{clean(args.a)} and {clean(args.b)}"
    print(f"{plural(len(made), 'judgement')} kept: {names} are {args.verdict}, says {clean(by)}")
    outside = made[0].right not in graph.mentions
    print(_linked(graph, made) if outside else _outcome(graph, made, args.verdict))
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def _linked(graph: Graph, made: list[Judgement]) -> str:
    """Whom the mentions stand for now, and with what Wikidata id."""
    ends = dict.fromkeys(graph.entity_of[j.left] for j in made)
    names = [f"{clean(graph.entities[e].name)} ({e}, Wikidata: {graph.entities[e].wikidata or 'none'})" for e in ends]
    return f"{'It is' if len(ends) == 1 else 'They are'} now {listed(names, width())}."


def _outcome(graph: Graph, made: list[Judgement], verdict: str) -> str:
    """What is so now; a chain of other judgements may still stand against the new one."""
    ends = {graph.entity_of[m]: None for j in made for m in (j.left, j.right) if m in graph.entity_of}
    names = [f"{clean(graph.entities[e].name)} ({e})" for e in ends]
    line = f"They are {'one entity' if len(ends) == 1 else plural(len(ends), 'entity')}: {listed(names, width())}."
    expected = {"same": len(ends) == 1, "different": len(ends) != 1}
    return line if expected.get(verdict, True) else f"{line} Another judgement stands against yours; see kg merges"


# ---------------------------------------------------------------------- merges


def merges_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("name", metavar="NAME", nargs="*", default=[], help="one entity; without it, those with most names")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="entities or reasons (default: 10)")
    format_option(parser)


def merges(args: Namespace) -> int:
    with opened(args) as (_, graph):
        found = ask.merges(graph)
        if args.name:
            wanted = ask.find_entity(graph, " ".join(args.name)).id
            found = [m for m in found if m.entity.id == wanted]
        if args.format == "json":
            print_json(asdict(merge) for merge in (found if args.name else found[: args.limit]))
            return 0
        reasons = args.limit if args.name else 2
        for merge in found[: args.limit]:
            print("\n".join(_merge(merge, reasons)) + "\n")
        print(_end(args, len(found)))
    return 0


def _merge(merge: Merge, limit: int) -> Iterator[str]:
    yield entity_line(merge.entity)
    yield labelled("names", listed((f"{clean(name)} ({n})" for name, n in merge.names), 2 * text_width() - 20))
    for reason in merge.reasons[:limit]:
        yield labelled(reason.verdict, _reason(reason), "red" if reason.verdict == "different" else "")
    if len(merge.reasons) > limit:
        yield labelled("", f"and {plural(len(merge.reasons) - limit, 'more reason')}")


def _reason(reason: Reason) -> str:
    times = f", {reason.count} times" if reason.count > 1 else ""
    words = f"“{clean(reason.left)}” and “{clean(reason.right)}”: {clean(reason.reason)}"
    return f"{words} ({clean(reason.by)}, {reason.score:.2f}{times})"


def _end(args: Namespace, total: int) -> str:
    if not total:
        return "Nothing was judged: every mention stands for itself."
    shown = f"{min(args.limit, total)} of {plural(total, 'entity')}. " if not args.name and args.limit < total else ""
    return f"{shown}Wrong? kg judge {args.store} 'ONE NAME' 'OTHER NAME' different --reason '…'"
