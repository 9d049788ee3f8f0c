"""kg review: which claims a person accepts or rejects; the claims stay as they are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from kg import ask
from kg.cli.common import format_option, input_bytes, store_options
from kg.cli.deciding import by_option, decider, from_options, old_bytes, tell_outcome, write_decisions
from kg.cli.opening import opened
from kg.cli.parser import Usage
from kg.cli.terminal import OF_REVIEW, clean, labelled, paint, plural, print_json
from kg.graph import Graph
from kg.model import REVIEWS, Review, review_state
from kg.people.review_file import read_reviews, write_reviews
from kg.people.reviewing import review as keep
from kg.people.reviewing import withdraw
from kg.store import Store


def review_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("claim", nargs="?", metavar="CLAIM", help="the id of a claim, or the start of one")
    verdicts = "|".join(REVIEWS)
    parser.add_argument("verdict", nargs="?", choices=REVIEWS, metavar=verdicts, help="what you think of it")
    parser.add_argument("--undo", action="store_true", help="take back what you said of CLAIM")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why; kept with the verdict")
    by_option(parser)
    parser.add_argument("--list", action="store_true", help="all verdicts, by claim")
    parser.add_argument("--to", metavar="FILE", help="write all verdicts to a file, to edit and keep; - is stdout")
    from_options(parser)
    format_option(parser)


def review(args: Namespace) -> int:
    _check(args)
    with opened(args) as (store, graph):
        if args.to:
            return write_decisions(args.to, "review", write_reviews(graph, old_bytes(args.to), args.to))
        if args.source:
            by = decider(args) if args.by else None
            return tell_outcome(args, "review", read_reviews(store, graph, input_bytes(args.source), by=by, replace=args.replace))
        if args.list:
            return _list(args, graph)
        return _decide(args, store, graph)


def _check(args: Namespace) -> None:
    """Raises Usage where the words don't say one thing."""
    ways = [bool(args.claim), args.list, bool(args.to), bool(args.source)]
    if sum(ways) != 1:
        raise Usage("kg review: give a CLAIM with accept, reject or note, or one of --list, --to FILE, --from FILE")
    if args.replace and not args.source:
        raise Usage("kg review: --replace needs a file to go by. Give --from FILE")
    if args.claim and bool(args.verdict) == args.undo:
        raise Usage(f"kg review: give one of {', '.join(REVIEWS)}, or --undo. More: kg review --help")


def _decide(args: Namespace, store: Store, graph: Graph) -> int:
    claim, by = ask.find_claim(graph, args.claim).claim.id, decider(args)
    text = clean(ask.claim_text(graph, graph.statements[claim]))
    others = [r for r in graph.reviews_of.get(claim, ()) if r.by != by]
    if args.undo:
        gone = withdraw(store, claim, by=by)
        print(f"Taken back: {clean(by)} said {gone.verdict} of {claim} ({text})")
        now = others
    else:
        now = [*others, keep(store, claim, args.verdict, by=by, reason=args.reason)]
        print(f"Kept: {clean(by)} says {args.verdict} of {claim} ({text})")
    told = f", for there is also what {', '.join(clean(r.by) for r in others)} said" if others and now else ""
    print(f"The claim stays; it is {review_state(now) or 'not reviewed'} now{told}.")
    return 0


def _list(args: Namespace, graph: Graph) -> int:
    if args.format == "json":
        print_json(_rows(graph))
        return 0
    for claim, found in graph.reviews_of.items():
        print("\n".join(_told(graph, claim, found)) + "\n")
    reviewed = plural(len(graph.reviews_of), "claim")
    print(f"{reviewed} of {len(graph.statements):,} reviewed. One more: kg review {args.store} CLAIM {'|'.join(REVIEWS)} --reason '…'")
    return 0


def _rows(graph: Graph) -> Iterator[dict[str, object]]:
    for claim, found in graph.reviews_of.items():
        reviews = [{"verdict": r.verdict, "by": r.by, "reason": r.reason} for r in found]
        text = ask.claim_text(graph, graph.statements[claim])
        yield {"claim": claim, "review": review_state(found), "text": text, "reviews": reviews}


def _told(graph: Graph, claim: str, found: tuple[Review, ...]) -> Iterator[str]:
    state = review_state(found) or ""
    text = clean(ask.claim_text(graph, graph.statements[claim]))
    yield f"{paint(state, 'bold', OF_REVIEW.get(state, ''))} · {paint(text, 'bold')} · {claim}"
    for one in found:
        yield labelled(one.verdict, f"{clean(one.by)}{f': {clean(one.reason)}' if one.reason else ''}")
    evidence = ask.evidence(graph, graph.statements[claim].claim)
    where = ", ".join(clean(part) for part in (evidence.publisher or evidence.title, (evidence.published or "")[:10]) if part)
    yield labelled("evidence", f"“{clean(evidence.text)}” {where}")
