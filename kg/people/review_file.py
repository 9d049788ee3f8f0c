"""People's reviews of claims as a file that is edited by hand and kept under version control."""

from __future__ import annotations

from kg.ask import citation, claim_text
from kg.errors import KGError
from kg.graph import Graph
from kg.model import REVIEWS, Review, make_review
from kg.people.files import Outcome, person_of, render, waiting_rows
from kg.rows import Row, Wrong, choice_of, rows, text_of
from kg.store import Store

Key = tuple[str, str]


def write_reviews(graph: Graph, old: bytes, place: str) -> tuple[bytes, int, int]:
    """(the file, how many reviews it has, how many lines of before it keeps because they wait for their articles).

    `old` is what the file of that name has now. Raises SourceError where a line of it can't be read, for it would be lost.
    """
    found = [_row(graph, review) for review in graph.reviews.values()]
    kept = waiting_rows(old, place, lambda row: row.get("claim") not in graph.statements)
    return render([*found, *kept], _order), len(found), len(kept)


def _row(graph: Graph, review: Review) -> Row:
    """What people read first stands first; the words of claim and article are there for them alone."""
    statement = graph.statements[review.claim]
    article = graph.articles[statement.claim.article]
    return {
        "verdict": review.verdict,
        "text": claim_text(graph, statement),
        "source": graph.source_name(statement),
        "quote": graph.quote(statement.claim),
        "article": citation(article),
        "by": review.by,
        "reason": review.reason,
        "claim": review.claim,
        "id": review.id,
    }


def _order(row: Row) -> tuple[str, ...]:
    return tuple(str(row.get(key) or "") for key in ("text", "article", "claim", "by"))


def read_reviews(store: Store, graph: Graph, content: bytes, *, by: str | None = None, replace: bool = False) -> Outcome:
    """Takes the reviews of a file over into a store, all in one transaction; `graph` is the store's.

    `by` stands for a line that doesn't say who. With `replace` what the file doesn't say is taken back, unless a line
    is wrong.
    """
    outcome = Outcome()
    known = {(r.claim, r.by): r for r in graph.reviews.values()}
    wanted: dict[Key, Review] = {}
    said_in: dict[Key, int] = {}
    for number, row in rows(content, outcome.wrong):
        try:
            made = make_review(text_of(row, "claim"), choice_of(row, "verdict", REVIEWS), person_of(row, by), text_of(row, "reason", ""))
            if made.claim not in graph.statements:
                outcome.waiting += 1
                continue
            key = made.claim, made.by
            if key in wanted and wanted[key].verdict != made.verdict:
                raise Wrong(f"line {said_in[key]} says '{wanted[key].verdict}' of the same claim")
            wanted[key], said_in[key] = made, number
        except (Wrong, KGError) as e:
            outcome.wrong.append((number, str(e)))
    gone = outcome.compare(known, wanted, replace=replace)
    store.review(wanted.values(), taken_back=[r.id for r in gone])
    return outcome
