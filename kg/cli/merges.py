"""kg merges: why names are one, told to a person who may decide otherwise; and the pairs that are worth a look."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from kg import ask
from kg.ask import Merge
from kg.cli.common import entity_line, format_option, store_options
from kg.cli.deciding import old_bytes, write_decisions
from kg.cli.opening import opened
from kg.cli.parser import count
from kg.cli.terminal import clean, labelled, listed, marked, paint, plural, print_json, text_width
from kg.people.doubts import Doubt, Side, doubtful
from kg.people.judgement_file import write_judgements
from kg.reasons import Reason

ROOM = 160  # characters of a sentence before and behind the mention


def merges_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("name", metavar="NAME", nargs="*", default=[], help="one entity; without it, those with most names")
    parser.add_argument("--doubtful", action="store_true", help="pairs worth a look, the worst first, with both contexts")
    parser.add_argument("--pronouns", action="store_true", help="with --doubtful: also what pronouns take up")
    parser.add_argument("--to", metavar="FILE", help="write what people decided to a file, to edit and keep; - is stdout")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="entities, reasons or pairs (default: 10)")
    format_option(parser)


def merges(args: Namespace) -> int:
    with opened(args) as (store, graph):
        if args.to:
            return write_decisions(args.to, "judgement", write_judgements(store, graph, old_bytes(args.to), args.to))
        wanted = ask.find_entity(graph, " ".join(args.name)).id if args.name else None
        if args.doubtful:
            return _doubtful(args, [d for d in doubtful(graph, pronouns=args.pronouns) if wanted in (None, d.left.entity, d.right.entity)])
        return _explain(args, [m for m in ask.merges(graph) if wanted in (None, m.entity.id)])


def _explain(args: Namespace, found: list[Merge]) -> int:
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
    doubtful = ", doubtful" if reason.standing == "doubtful" else ""
    return f"{words} ({clean(reason.by)}, {reason.score:.2f}{times}{doubtful})"


def _end(args: Namespace, total: int) -> str:
    if not total:
        return "Nothing was judged: every mention stands for itself."
    shown = f"{min(args.limit, total)} of {plural(total, 'entity')}. " if not args.name and args.limit < total else ""
    return f"{shown}Wrong? kg judge {args.store} 'ONE NAME' 'OTHER NAME' different --reason '…'"


# ---------------------------------------------------------------------- doubtful pairs


def _doubtful(args: Namespace, found: list[Doubt]) -> int:
    if args.format == "json":
        print_json({**asdict(doubt), "command": _command(args, doubt)} for doubt in found[: args.limit])
        return 0
    for number, doubt in enumerate(found[: args.limit], 1):
        print("\n".join(_doubt(args, number, doubt)) + "\n")
    if not found:
        print("No doubtful pair is left that nobody has decided.")
        return 0
    shown = f"{args.limit} of " if args.limit < len(found) else ""
    more = f" All of them: --limit {len(found)}" if shown else ""
    print(f"{shown}{plural(len(found), 'doubtful pair')} that nobody has decided yet.{more}")
    return 0


def _doubt(args: Namespace, number: int, doubt: Doubt) -> Iterator[str]:
    names = [paint(f"“{clean(s.text[s.start : s.end])}”", "bold") for s in (doubt.left, doubt.right)]
    held = "joined, but doubtful" if doubt.joined else "left apart, but near"
    hang = "one mention hangs" if doubt.hanging == 1 else f"{doubt.hanging:,} mentions and claims hang"
    times = f", {doubt.count} times" if doubt.count > 1 else ""
    yield f"{number}. {names[0]} and {names[1]}: {held}; {hang} on it"
    yield labelled("why", f"{clean(doubt.reason)} ({clean(doubt.by)}, {doubt.score:.2f}{times})")
    for side in (doubt.left, doubt.right):
        yield labelled(clean(side.type)[:10].lower(), " · ".join(_side(side)))
        yield labelled("", f"“{marked(side.text, side.start, side.end, ROOM)}”")
    yield labelled("decide", _command(args, doubt))


def _side(side: Side) -> Iterator[str]:
    yield f"{clean(side.name)} ({side.entity})"
    if side.roles:
        yield clean(", ".join(side.roles))
    yield ", ".join(clean(part) for part in (side.title, side.publisher, (side.published or "")[:10]) if part)


def _command(args: Namespace, doubt: Doubt) -> str:
    return f"kg judge {args.store} {doubt.left.mention} {doubt.right.mention} same|different|unsure --reason '…'"
