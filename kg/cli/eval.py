"""kg eval: how much of what a store has is right, by claims that a person put down."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import ask
from kg.cli.common import STORE, config_option, format_option, input_bytes, kb_option, place_of, tell_wrong
from kg.cli.opening import opened
from kg.cli.parser import count
from kg.cli.terminal import clean, labelled, paint, plural, safe_json, table
from kg.errors import SourceError
from kg.evaluation.gold import Gold, read_gold
from kg.evaluation.matching import Found, Match, Matcher
from kg.evaluation.reliability import reliability
from kg.evaluation.scores import Comparison, Score, aspects, compare, scores
from kg.gazetteer import load_gazetteer
from kg.graph import Graph

EPILOG = """a line of GOLD is a claim, with the keys of claims.jsonl (see docs/records.md) and names for ids:
  {"article": "id, URL, title or any name", "sentence": "as it stands in the article",
   "subject": "Ada Lunn", "relation": "met_with", "object": "Teo Brandt", "source": null,
   "polarity": "positive", "certainty": "asserted", "event_time": "2024-10-23", "quantity": null}
`value` stands for `object` where that is a date or an amount. A gold is complete: every claim of an
article that no line has counts as an invention, but those of headings, which say things twice.
"""


def eval_options(parser: ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("gold", metavar="GOLD", help="a file of JSON Lines: what is in the articles; - reads stdin")
    parser.add_argument("--store", metavar="STORE", type=Path, required=True, help=STORE)
    parser.add_argument("--errors", metavar="N", type=count, default=10, help="how many of each kind to list (default: 10)")
    parser.add_argument("--calibration", action="store_true", help="is the confidence what it says?")
    config_option(parser)
    kb_option(parser, "link names by this knowledge file; none: link nothing")
    format_option(parser)
    parser.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json; all errors")


def eval(args: Namespace) -> int:
    """0, or 1 where a line was wrong; raises SourceError where no line is left."""
    content, place = input_bytes(args.gold), place_of(args.gold)
    with opened(args) as (_, graph):
        golds, wrong = read_gold(content, graph)
        tell_wrong(place, wrong)
        if not golds:
            raise SourceError(f"{place}: no line of gold can be used. What a line has: kg eval --help")
        found = compare(golds, graph, Matcher(graph, load_gazetteer()))
        if args.format == "json":
            print(safe_json(_row(graph, found, len(wrong), args.calibration)))
        else:
            print("\n".join(_report(args, graph, found, len(golds))))
    return 1 if wrong else 0


# ---------------------------------------------------------------------- for people


def _report(args: Namespace, graph: Graph, found: Comparison, lines: int) -> Iterator[str]:
    yield from _scores(found)
    left_out = f"; {plural(len(found.unjudged), 'claim')} of headings left out" if found.unjudged else ""
    yield f"\n{plural(lines, 'line')} of gold in {plural(len(found.articles), 'article')}{left_out}. Nothing else counts, and what"
    yield "no line has is an invention: the gold must have all claims of its articles."
    if args.calibration:
        yield from _calibration(found)
    wrong = [m for m in found.matches if not m.strict]
    yield from _list(args, "found, but not as the gold has it", [_told_wrong(graph, m) for m in wrong])
    yield from _list(args, "missed", [_told_missed(graph, g, found) for g in found.missed])
    yield from _list(args, "invented", [_told_found(graph, f) for f in _surest_first(found.invented)])


def _scores(found: Comparison) -> Iterator[str]:
    rows = [["", "precision", "recall", "F1", "right", "found", "gold"]]
    for name, score in scores(found).items():
        figures = [f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)]
        rows.append([name, *figures, *(f"{n:,}" for n in (score.right, score.found, score.gold))])
    yield from table(rows, right=frozenset(range(1, 7)))
    yield "\nof the propositions found:"
    parts = [
        [name, f"{right / asked:.3f}" if asked else "-", f"{right:,} of {asked:,}"]
        for name, (right, asked) in aspects(found.matches).items()
    ]
    yield from table(parts, right=frozenset([1, 2]))


def _calibration(found: Comparison) -> Iterator[str]:
    bins, error = reliability((f.statement.claim.confidence, right) for f, right in found.judged)
    yield "\nconfidence, and the share of claims that are right (as in strict):"
    rows = [["from", "to", "claims", "mean confidence", "right"]]
    rows += [[f"{b.low:.1f}", f"{b.high:.1f}", f"{b.claims:,}", f"{b.confidence:.3f}", f"{b.right:.3f}"] for b in bins]
    yield from table(rows, right=frozenset(range(5)))
    yield f"expected calibration error {error:.3f}"


def _list(args: Namespace, title: str, told: Sequence[str]) -> Iterator[str]:
    if told:
        more = f", {args.errors} shown: --errors {len(told)} has all" if len(told) > args.errors else ""
        yield f"\n{paint(f'{title} ({len(told):,}{more})', 'bold')}"
        yield from told[: args.errors]


def _told_wrong(graph: Graph, match: Match) -> str:
    wrong = [name for name, right in match.right.items() if right is False]
    lines = [f"  {clean(_gold_text(graph, match.gold))} · {', '.join(wrong)} wrong"]
    lines.append(labelled("gold", clean(f"line {match.gold.line}: {_gold_how(match.gold)}")))
    lines.append(labelled("found", clean(_found_how(graph, match.found))))
    return "\n".join([*lines, labelled("sentence", clean(graph.sentence_text(match.found.statement.claim.sentence)))])


def _told_missed(graph: Graph, gold: Gold, found: Comparison) -> str:
    start, end = gold.places[0]
    article = graph.articles[gold.article]
    lines = [f"  {clean(_gold_text(graph, gold))} · {clean(_gold_how(gold))}"]
    lines += [labelled("found", clean(_found_text(graph, f))) for g, f in found.related if g.line == gold.line]
    return "\n".join([*lines, labelled("line", f"{gold.line}: “{clean(article.text[start:end])}” {clean(ask.title_of(article))}")])


def _told_found(graph: Graph, found: Found) -> str:
    claim = found.statement.claim
    lines = [f"  {clean(_found_text(graph, found))} · {clean(_found_how(graph, found))}"]
    where = f"“{clean(graph.sentence_text(claim.sentence))}” {clean(ask.title_of(graph.articles[claim.article]))}"
    return "\n".join([*lines, labelled("sentence", where), labelled("claim", f"{claim.id}, {clean(claim.rule)}, {claim.confidence:.2f}")])


def _surest_first(claims: Sequence[Found]) -> list[Found]:
    return sorted(claims, key=lambda f: -f.statement.claim.confidence)


def _gold_text(graph: Graph, gold: Gold) -> str:
    return f"{_called(graph, gold.subject)} {graph.schema.relations[gold.relation].label} {_called(graph, gold.object)}"


def _called(graph: Graph, end: str) -> str:
    """A line's end: the name of the entity where it is an id."""
    return graph.entities[end].name if end in graph.entities else end


def _found_text(graph: Graph, found: Found) -> str:
    return ask.claim_text(graph, found.statement)


def _gold_how(gold: Gold) -> str:
    source = gold.source or ("unnamed source" if gold.unnamed else None)
    return _how(source, gold.certainty, gold.polarity, gold.event_time)


def _found_how(graph: Graph, found: Found) -> str:
    claim = found.statement.claim
    return _how(graph.source_name(found.statement), claim.certainty, claim.polarity, claim.event_time.edtf if claim.event_time else None)


def _how(source: str | None, certainty: str, polarity: str, time: str | None) -> str:
    return ", ".join(part for part in (source or "in its own voice", certainty, polarity, time) if part)


# ---------------------------------------------------------------------- for programs


def _row(graph: Graph, found: Comparison, wrong_lines: int, calibration: bool) -> dict[str, object]:
    bins, error = reliability((f.statement.claim.confidence, right) for f, right in found.judged)
    table_ = [{"low": b.low, "high": b.high, "claims": b.claims, "confidence": b.confidence, "right": b.right} for b in bins]
    return {
        "articles": list(found.articles),
        "wrong_lines": wrong_lines,
        "scores": {name: _score_row(score) for name, score in scores(found).items()},
        "aspects": {name: {"right": right, "asked": asked} for name, (right, asked) in aspects(found.matches).items()},
        "unjudged": [f.statement.claim.id for f in found.unjudged],
        "differing": [
            {"line": m.gold.line, "claim": m.found.statement.claim.id, "wrong": [name for name, right in m.right.items() if right is False]}
            for m in found.matches
            if False in m.right.values()
        ],
        "missed": [{"line": g.line, "article": g.article, "text": _gold_text(graph, g)} for g in found.missed],
        "invented": [{"claim": f.statement.claim.id, "text": _found_text(graph, f)} for f in _surest_first(found.invented)],
        **({"calibration": {"error": error, "bins": table_}} if calibration else {}),
    }


def _score_row(score: Score) -> dict[str, float]:
    figures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {**figures, "right": score.right, "found": score.found, "gold": score.gold}
