"""kg judge: who is who, decided by a person on the command line or in a file, and taken back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from kg.cli.common import input_bytes, read_config, store_options
from kg.cli.deciding import by_option, decider, from_options, tell_outcome
from kg.cli.parser import Usage
from kg.cli.terminal import clean, listed, plural, width
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import VERDICTS, Judgement
from kg.people.judgement_file import read_judgements
from kg.people.judging import Decision, decide, take_back
from kg.store import open_store

REASON = "decided on the command line"


def judge_options(parser: ArgumentParser) -> None:
    store_options(parser)
    for side in ("A", "B"):
        parser.add_argument(side.lower(), nargs="?", metavar=side, help="a name, an entity id or a mention id; one of them may be Q…")
    verdicts = "|".join(VERDICTS)
    parser.add_argument("verdict", nargs="?", choices=VERDICTS, metavar=verdicts, help="what you decide")
    parser.add_argument("--undo", action="store_true", help="take back what you decided on A and B")
    parser.add_argument("--reason", metavar="TEXT", default=REASON, help="why; kept with the judgement")
    by_option(parser)
    from_options(parser)


def judge(args: Namespace) -> int:
    _check(args)
    if args.source:
        with open_store(args.store) as store:
            by = decider(args) if args.by else None
            outcome = read_judgements(store, input_bytes(args.source), by=by, replace=args.replace, config=read_config(args))
        return tell_outcome(args, "judgement", outcome)
    by, names = decider(args), f"{clean(args.a)} and {clean(args.b)}"
    config = read_config(args)
    with open_store(args.store) as store:
        if args.undo:
            found = take_back(store, args.a, args.b, by=by, config=config)
        else:
            found = decide(store, args.a, args.b, Decision(args.verdict, by, args.reason), config)
        graph = load_graph(store, config)
    if args.undo:
        said = listed(sorted({f"{j.verdict} (“{clean(j.reason)}”)" for j in found}), 2 * width())
        print(f"{plural(len(found), 'judgement')} taken back: {clean(by)} said of {names}: {said}")
    else:
        print(f"{plural(len(found), 'judgement')} kept: {names} are {args.verdict}, says {clean(by)}")
    outside = found[0].right not in graph.mentions
    print(_linked(graph, found) if outside else _outcome(graph, found, args.verdict))
    return 0


def _check(args: Namespace) -> None:
    """Raises Usage where the words don't say one thing."""
    if args.source:
        if args.a or args.undo:
            raise Usage("kg judge: --from takes decisions from a file and no others. Leave out A, B and --undo")
        return
    if args.replace:
        raise Usage("kg judge: --replace needs a file to go by. Give --from FILE")
    if not args.b:
        raise Usage("kg judge: A and B are missing. Usage: kg judge STORE A B same|different|unsure, or --from FILE")
    if bool(args.verdict) == args.undo:
        raise Usage(f"kg judge: give one of {', '.join(VERDICTS)}, or --undo. More: kg judge --help")


def _linked(graph: Graph, found: list[Judgement]) -> str:
    """Whom the mentions stand for now, and with what Wikidata id."""
    ends = dict.fromkeys(graph.entity_of[j.left] for j in found)
    names = [f"{clean(graph.entities[e].name)} ({e}, Wikidata: {graph.entities[e].wikidata or 'none'})" for e in ends]
    return f"{'It is' if len(ends) == 1 else 'They are'} now {listed(names, width())}."


def _outcome(graph: Graph, found: list[Judgement], verdict: str | None) -> str:
    """What is so now; a chain of other judgements may still stand against the new one. `verdict` None: taken back."""
    ends = {graph.entity_of[m]: None for j in found for m in (j.left, j.right) if m in graph.entity_of}
    names = [f"{clean(graph.entities[e].name)} ({e})" for e in ends]
    line = f"They are {'one entity' if len(ends) == 1 else plural(len(ends), 'entity')}: {listed(names, width())}."
    expected = {"same": len(ends) == 1, "different": len(ends) != 1}
    return line if expected.get(verdict or "", True) else f"{line} Another judgement stands against yours; see kg merges"
