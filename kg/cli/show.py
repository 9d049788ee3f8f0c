"""kg show, search, why: what is said and by whom, and where exactly it stands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kg import ask
from kg.ask import Evidence, Hit, Link, Origin, Saying, Voice
from kg.cli.common import STORE, format_option, opened, store_options
from kg.cli.parser import count
from kg.cli.terminal import OF_STATUS, clean, labelled, listed, paint, plural, print_json, safe_json, width, wrap
from kg.graph import Graph
from kg.model import Article, Claim, Entity, Time
from kg.store import open_store

ROOM = 10 + 2  # columns that labels take

# ---------------------------------------------------------------------- show


def show_options(parser: ArgumentParser) -> None:
    store_options(parser)
    parser.add_argument("name", metavar="NAME", nargs="+", help="a name, an alias, an entity id or a Wikidata id")
    parser.add_argument("--says", action="store_true", help="what NAME itself says, not what is said about it")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="how many propositions (default: 10)")
    format_option(parser)


def show(args: Namespace) -> int:
    with opened(args) as (_, graph):
        name = " ".join(args.name)
        entity = ask.find_entity(graph, name)
        sayings = ask.said_by(graph, entity.id) if args.says else ask.said_about(graph, entity.id)
        if args.format == "json":
            print(safe_json({"entity": asdict(entity), "propositions": [asdict(s) for s in sayings]}))
            return 0
        print("\n".join(_entity(entity, graph.find(name)[1:])))
        for saying in sayings[: args.limit]:
            print("\n" + "\n".join(_saying(saying)))
        print("\n" + _end(args, entity, graph, len(sayings)))
    return 0


def _entity(entity: Entity, others: list[Entity]) -> Iterator[str]:
    facts = [entity.type, entity.id, plural(entity.mentions, "mention"), f"in {plural(entity.articles, 'article')}"]
    yield f"{paint(clean(entity.name), 'bold')} · {' · '.join(facts[:2])} · {' '.join(facts[2:])}"
    if entity.aliases:
        yield paint(f"also {listed(map(clean, entity.aliases), width() - 20)}", "dim")
    if others:
        named = [f"{clean(e.name)}, {e.type} ({e.id})" for e in others]
        yield paint(f"others of that name: {listed(named, width() - 30, '; ')}. Give the id", "yellow")


def _saying(saying: Saying) -> Iterator[str]:
    p = saying.proposition
    counts = [plural(p.claims, "claim"), *([plural(p.denials, "denial")] if p.denials else [])]
    status = paint(p.status, "bold", OF_STATUS.get(p.status, ""))
    yield f"{status} · {paint(clean(saying.text), 'bold')} · {', '.join(counts)}"
    for stance, voices in saying.voices.items():
        yield labelled(
            stance, listed(map(_voice, voices), 2 * (width() - ROOM) - 12), "red" if stance == "denied" else ""
        )
    if saying.quantities:
        yield labelled("numbers", listed(map(clean, saying.quantities), width() - ROOM - 12, " · "))
    if saying.dates:
        yield labelled("when", listed(saying.dates, width() - ROOM - 12))
    yield labelled("evidence", f"“{_shortened(saying.evidence)}” {_where(saying.evidence)}, {saying.evidence.claim}")


def _voice(voice: Voice) -> str:
    """`BBC*` is the paper in its own voice."""
    return f"{clean(voice.name)}{'*' if voice.own else ''}{f' ({voice.claims})' if voice.claims > 1 else ''}"


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
    return ", ".join(clean(part) for part in (evidence.publisher or evidence.title, evidence.published) if part)


def _end(args: Namespace, entity: Entity, graph: Graph, total: int) -> str:
    shown = min(args.limit, total)
    about = f"said by {clean(entity.name)}" if args.says else f"about {clean(entity.name)}"
    if not total:
        line = f"Nothing is {about}." if args.says else f"Nothing is said {about}."
    elif shown < total:
        line = f"{shown} of {plural(total, 'proposition')} {about}; all with --limit {total}."
    else:
        line = f"{plural(total, 'proposition')} {about}."
    says = 0 if args.says else len(ask.said_by(graph, entity.id))
    more = f" It takes a stance itself on {plural(says, 'proposition')}: --says." if says else ""
    return f"{line}{more} A paper marked * speaks in its own voice. One claim in full: kg why {args.store} c-…"


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
    yield labelled("said by", " › ".join(map(_link, origin.chain)) or f"{clean(_outlet(origin))}, in its own voice")
    yield from _article(origin.article)
    yield labelled("sentence", _marked(origin.evidence))
    if claim.implicit:
        yield labelled("context", f"not in these words but before them: {', '.join(claim.implicit)}")
    yield from _times(claim)
    if claim.quantity:
        q = claim.quantity
        bounds = [
            f"{name} {value:,}" for name, value in (("", q.value), ("from", q.min), ("to", q.max)) if value is not None
        ]
        yield labelled("number", f"“{clean(q.text)}”: {', '.join(bounds).strip()}{', about' if q.approximate else ''}")
    spans = [
        f"{name} “{clean(text)}” {start}–{end}" for name, (text, start, end) in origin.quotes.items() if name != "claim"
    ]
    yield labelled(
        "offsets", f"claim {claim.start}–{claim.end} · {' · '.join(spans)} (code points of the article's text)"
    )
    yield labelled("rule", f"{clean(claim.rule)} · {claim.run}")


def _outlet(origin: Origin) -> str:
    return origin.evidence.publisher or origin.evidence.title


def _link(link: Link) -> str:
    cue = f"“{clean(link.cue)}” ({link.cue_class})" if link.cue else link.cue_class
    return f"{clean(link.source)}, {cue}{', in quotation marks' if link.direct else ''}"


def _article(article: Article) -> Iterator[str]:
    facts = [article.publisher, article.published, article.author]
    known = ", ".join(clean(fact) for fact in facts if fact)
    title = clean(article.title or article.text.strip().split("\n")[0][:80])
    yield labelled("article", f"{title}{f' ({known})' if known else ''} · {clean(article.id)}")
    if article.url:
        yield labelled("", clean(article.url))


def _marked(evidence: Evidence) -> str:
    """The sentence with its claim between » and «."""
    before, words, after = (clean(part) for part in _split(evidence))
    return f"{before}{' ' if before and evidence.text[evidence.start - 1].isspace() else ''}»{words}«{_gap(evidence)}{after}"


def _split(evidence: Evidence) -> tuple[str, str, str]:
    text = evidence.text
    return text[: evidence.start], text[evidence.start : evidence.end], text[evidence.end :]


def _gap(evidence: Evidence) -> str:
    return " " if evidence.text[evidence.end : evidence.end + 1].isspace() else ""


def _times(claim: Claim) -> Iterator[str]:
    for label, time in (("when", claim.event_time), ("said on", claim.utterance_time)):
        if time:
            yield labelled(label, _time(time))


def _time(time: Time) -> str:
    return f"{time.edtf or 'no date'} (“{clean(time.text)}”, {time.basis})"


# ---------------------------------------------------------------------- search


def search_options(parser: ArgumentParser) -> None:
    parser.add_argument("store", metavar="STORE", type=Path, help=STORE)
    parser.add_argument(
        "text", metavar="TEXT", nargs="+", help="words, all of which must be there"
    )
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="how many of each kind (default: 10)")
    format_option(parser)


def search(args: Namespace) -> int:
    """0 even where nothing is found: that is an answer."""
    words = " ".join(args.text)
    with open_store(args.store) as store:
        names, passages = ask.search(store, words)
    if args.format == "json":
        print_json(_hit_row(hit) for hit in [*names[: args.limit], *passages[: args.limit]])
        return 0
    if names:
        print(labelled("names", listed((f"{clean(h.text)} ({h.count})" for h in names), 3 * width())))
    for hit in passages[: args.limit]:
        print("\n" + "\n".join(_passage(hit)))
    found = f"{plural(len(names), 'name')} and {plural(len(passages), 'passage')} have '{clean(words)}'."
    more = f" {args.limit} shown; more with --limit." if len(passages) > args.limit else ""
    print(("\n" if names or passages else "") + found + more)
    return 0


def _passage(hit: Hit) -> Iterator[str]:
    yield "\n".join(f"  {line}" for line in wrap(clean(hit.text), width() - 2))
    facts = (hit.article.publisher, hit.article.published, hit.article.title, hit.article.id)
    yield paint(f"  — {listed((clean(f) for f in facts if f), width() - 4)}", "dim")


def _hit_row(hit: Hit) -> dict[str, object]:
    article = {key: getattr(hit.article, key) for key in ("id", "title", "publisher", "published", "url")}
    return {"kind": hit.kind, "text": hit.text, "count": hit.count, "article": article}
