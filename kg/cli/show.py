"""kg show, why: what is said and by whom, and where exactly it stands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from kg import ask
from kg.ask import Evidence, Link, Origin, Saying, Voice
from kg.cli.common import accepted_option, entity_line, format_option, store_options
from kg.cli.opening import opened
from kg.cli.parser import Usage, count
from kg.cli.terminal import (
    OF_REVIEW,
    OF_STATUS,
    clean,
    labelled,
    listed,
    marked,
    paint,
    plural,
    print_json,
    safe_json,
    text_width,
    width,
)
from kg.graph import Graph, review_text
from kg.model import Article, Entity, Quantity

# ---------------------------------------------------------------------- show


def show_options(parser: ArgumentParser) -> None:
    store_options(parser)
    accepted_option(parser)
    about = "a name, an alias, an entity id or a Wikidata id; without it, all that is disputed"
    parser.add_argument("name", metavar="NAME", nargs="*", default=[], help=about)
    parser.add_argument("--says", action="store_true", help="what NAME itself says, not what is said about it")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="how many propositions (default: 10)")
    format_option(parser)


def show(args: Namespace) -> int:
    with opened(args) as (_, graph):
        if not args.name:
            if args.says:
                raise Usage("kg show: --says needs a NAME: who says it?")
            return _show(args, graph, None, ask.disputed(graph))
        name = " ".join(args.name)
        entity = ask.find_entity(graph, name)
        if args.format == "text":
            print("\n".join(_entity(entity, graph.find(name)[1:])) + "\n")
        return _show(args, graph, entity, ask.said_by(graph, entity.id) if args.says else ask.said_about(graph, entity.id))


def _show(args: Namespace, graph: Graph, entity: Entity | None, sayings: list[Saying]) -> int:
    if args.format == "json":
        print(safe_json({"entity": asdict(entity) if entity else None, "propositions": [asdict(s) for s in sayings]}))
        return 0
    for saying in sayings[: args.limit]:
        print("\n".join(_saying(saying)) + "\n")
    print("\n".join(_end(args, graph, entity, len(sayings))))
    return 0


def _entity(entity: Entity, others: list[Entity]) -> Iterator[str]:
    yield entity_line(entity)
    if entity.aliases:
        yield paint(f"also {listed(map(clean, entity.aliases), width() - 20)}", "dim")
    if others:
        named = [f"{clean(e.name)}, {e.type} ({e.id})" for e in others]
        yield paint(f"others of that name: {listed(named, width() - 30, '; ')}. Give the id", "yellow")


def _saying(saying: Saying) -> Iterator[str]:
    p = saying.proposition
    numbers = ((p.claims - p.denials, "claim"), (p.denials, "denial"), (p.support, "independent voice"))
    counts = [plural(number, noun) for number, noun in numbers if number]
    status = paint(p.status, "bold", OF_STATUS.get(p.status, ""))
    yield f"{status} · {paint(clean(saying.text), 'bold')} · {', '.join(counts)}"
    for stance, voices in saying.voices.items():
        yield labelled(stance, listed(map(_voice, voices), 2 * (text_width()) - 12), "red" if stance == "denied" else "")
    if saying.quantities:
        yield labelled("numbers", listed(map(clean, saying.quantities), text_width() - 12, " · "))
    if saying.dates:
        yield labelled("when", listed(saying.dates, text_width() - 12))
    if saying.reviews:
        yield labelled("reviewed", ", ".join(map(clean, saying.reviews)))
    yield labelled("evidence", f"“{_shortened(saying.evidence)}” {_where(saying.evidence)}, {saying.evidence.claim}")


def _voice(voice: Voice) -> str:
    """`BBC*` is the paper in its own voice."""
    once = f": one statement, {voice.outlets} outlets" if voice.outlets > 1 else ""
    return f"{clean(voice.name)}{'*' if voice.own else ''}{f' ({voice.claims}{once})' if voice.claims > 1 else ''}"


def _shortened(evidence: Evidence, room: int = 240) -> str:
    """The sentence, or of a very long one the part around the claim."""
    text = evidence.text
    if len(text) > room:
        middle = (evidence.start + min(evidence.end, evidence.start + room)) // 2
        start = max(0, min(middle - room // 2, len(text) - room))
        end = start + room
        text = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return clean(text)


def _where(evidence: Evidence) -> str:
    return ", ".join(clean(part) for part in (evidence.publisher or evidence.title, (evidence.published or "")[:10]) if part)


def _end(args: Namespace, graph: Graph, entity: Entity | None, total: int) -> Iterator[str]:
    name = clean(entity.name) if entity else ""
    about = f"{'by' if args.says else 'about'} {name}" if name else "disputed"
    if not total:
        yield f"Nothing is {'said ' if name else ''}{about}."
        return
    shown = f"{args.limit} of " if args.limit < total else ""
    yield f"{shown}{plural(total, 'proposition')} {about}. A paper marked * speaks in its own voice."
    if shown:
        yield f"All of them: --limit {total}"
    says = len(ask.said_by(graph, entity.id)) if entity and not args.says else 0
    if says:
        yield f"What {name} says ({plural(says, 'proposition')}): --says"
    yield f"One claim in full: kg why {args.store} CLAIM"


# ---------------------------------------------------------------------- why


def why_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the id of a claim or of a proposition, or the start of one")
    format_option(parser)


def why(args: Namespace) -> int:
    with opened(args) as (_, graph):
        origins = [ask.why(graph, statement) for statement in ask.find_claims(graph, args.claim)]
        if args.format == "json":
            print_json(_origin_row(origin) for origin in origins)
        else:
            print("\n\n".join("\n".join(_origin(graph, origin)) for origin in origins))
    return 0


def _origin_row(origin: Origin) -> dict[str, object]:
    return {key: value for key, value in asdict(origin).items() if key != "article"}


def _origin(graph: Graph, origin: Origin) -> Iterator[str]:
    claim = origin.claim
    yield f"{paint(clean(origin.text), 'bold')} · {origin.status} · {graph.statements[claim.id].proposition}"
    yield labelled("claim", f"{claim.id}: {claim.certainty}, {claim.polarity}, confidence {claim.confidence:.2f}")
    own = f"{clean(origin.evidence.publisher or origin.evidence.title)}, in its own voice"
    yield labelled("said by", " › ".join(map(_link, origin.chain)) or own)
    for review in origin.reviews:
        yield labelled("review", clean(review_text(review)), OF_REVIEW.get(graph.review(claim.id) or "", ""))
    yield from _article(origin.article)
    yield labelled("sentence", marked(origin.evidence.text, origin.evidence.start, origin.evidence.end))
    if claim.implicit:
        yield labelled("context", f"not in these words but before them: {', '.join(claim.implicit)}")
    for label, time in (("when", claim.event_time), ("said on", claim.utterance_time)):
        if time:
            yield labelled(label, f"{time.edtf or 'no date'} (“{clean(time.text)}”, {time.basis})")
    if claim.quantity:
        yield labelled("number", _quantity(claim.quantity))
    yield labelled("offsets", " · ".join(_spans(origin)) + " (code points of the article's text)")
    yield labelled("rule", f"{clean(claim.rule)} · {claim.run}")


def _link(link: Link) -> str:
    cue = f"“{clean(link.cue)}” ({link.cue_class})" if link.cue else link.cue_class
    return f"{clean(link.source)}, {cue}{', in quotation marks' if link.direct else ''}"


def _article(article: Article) -> Iterator[str]:
    known = ", ".join(clean(fact) for fact in (article.publisher, article.published, article.author) if fact)
    title = clean(ask.title_of(article))
    yield labelled("article", f"{title}{f' ({known})' if known else ''} · {clean(article.id)}")
    if article.url:
        yield labelled("", clean(article.url))


def _quantity(quantity: Quantity) -> str:
    named = (("", quantity.value), ("at least ", quantity.min), ("at most ", quantity.max))
    bounds = ", ".join(f"{name}{value:,}" for name, value in named if value is not None)
    return f"“{clean(quantity.text)}”: {'about ' if quantity.approximate else ''}{bounds}"


def _spans(origin: Origin) -> Iterator[str]:
    for name, (text, start, end) in origin.quotes.items():
        words = "" if name == "claim" else f" “{clean(text)}”"
        yield f"{name}{words} {start}–{end}"
