"""What a byline says: who wrote the article."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import Arguments
from kg.extract.proposals import Proposal
from kg.parse import Parsed, Sent


def page_claims(parsed: Parsed, sent: Sent, arguments: Arguments) -> Iterator[Proposal]:
    """(author, author_of, the article's headline) of a line such as `by NAME, October 24`."""
    headline = next((s for s in parsed.sents if s.record.kind == "heading"), None)
    if headline is None or headline.record.end > sent.record.start + 5000:
        return
    people = [r for r in arguments.mentions if r.kind == "name" and r.type == "Person" and sent.span.start <= r.start < sent.span.end]
    if not people:
        return
    title = arguments.mentions.add(headline.span.start, headline.span.end, headline.span.root.i, "nominal", "Work")
    if title.type != "Work":
        return
    for ref in people:
        yield Proposal("author_of", sent.span[0], (sent.span.start, sent.span.start + 1), ref, title, "byline", 0.95, standing=True)
