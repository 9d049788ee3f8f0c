"""kg merges: why names are one, told to a person who may decide otherwise."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from kg import ask
from kg.ask import Merge, Reason
from kg.cli.common import entity_line, format_option, store_options
from kg.cli.opening import opened
from kg.cli.parser import count
from kg.cli.terminal import clean, labelled, listed, plural, print_json, text_width


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
