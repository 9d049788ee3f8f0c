"""People's judgements as a file that is edited by hand and kept under version control."""

from __future__ import annotations

from typing import Any

from kg.ask import citation
from kg.config import Config
from kg.errors import KGError
from kg.graph import Graph
from kg.knowledge import is_wikidata
from kg.loading import load_graph
from kg.model import VERDICTS, Judgement, is_mention_id, is_person, make_judgement, make_link
from kg.people.files import Outcome, person_of, render, waiting_rows
from kg.people.judging import Decision, decided, make_judgements, sides_of
from kg.rows import Row, Wrong, choice_of, rows, text_of
from kg.store import Store

SIDES = ("left", "right")
Pair = tuple[str, str, str]


def write_judgements(store: Store, graph: Graph, old: bytes, place: str) -> tuple[bytes, int, int]:
    """(the file, how many judgements it has, how many lines of before it keeps because they wait for their articles).

    `old` is what the file of that name has now. Raises SourceError where a line of it can't be read, for it would be lost.
    """
    found = [_row(graph, j) for j in store.records(Judgement) if is_person(j.by)]
    outside = {j.right for j in graph.judgements.values()} - graph.mentions.keys()
    kept = waiting_rows(old, place, lambda row: any(_unknown(graph, row.get(side), outside) for side in _sides(row)))
    return render([*found, *kept], _order), len(found), len(kept)


def _row(graph: Graph, judgement: Judgement) -> Row:
    """What people read first stands first; the articles' words and titles are there for them alone."""
    left, right = (_context(graph, mention) for mention in (judgement.left, judgement.right))
    return {
        "verdict": judgement.verdict,
        "left_text": left[0],
        "right_text": right[0],
        "by": judgement.by,
        "reason": judgement.reason,
        "left_article": left[1],
        "right_article": right[1],
        "left": judgement.left,
        "right": judgement.right,
        "score": judgement.score,
        "id": judgement.id,
    }


def _context(graph: Graph, mention: str) -> tuple[str | None, str | None]:
    """(words, article) of a mention; None where it is no mention but a thing outside."""
    found = graph.mentions.get(mention)
    if not found:
        return None, None
    article = graph.articles[found.article]
    return found.text, citation(article)


def _order(row: Row) -> tuple[str, ...]:
    keys = ("left_text", "right_text", "left_article", "right_article", "left", "right", "by")
    return tuple(str(row.get(key) or "") for key in keys)


def _sides(row: Row) -> tuple[str, ...]:
    """The sides of a line that must be here: of one that we wrote about a thing outside, the left alone."""
    return ("left",) if "right_text" in row and row["right_text"] is None else SIDES


def _unknown(graph: Graph, side: Any, outside: set[str]) -> bool:
    here = isinstance(side, str) and (side in graph.mentions or side in outside or is_wikidata(side) or bool(graph.find(side)))
    return not here


def read_judgements(store: Store, content: bytes, *, by: str | None = None, replace: bool = False, config: Config | None = None) -> Outcome:
    """Takes the judgements of a file over into a store, all in one transaction.

    `by` stands for a line that doesn't say who. A side may be a mention id, an entity id or a name, the right one
    also the id of a thing outside; names mean what
    they mean where nobody has decided anything, so that a file says the same however often it is read. With `replace`
    what people decided and the file doesn't say is taken back, unless a line is wrong: a slip is no change of mind.
    """
    outcome, reader = Outcome(), _Reader(store, by, config or Config())
    wanted: dict[Pair, Judgement] = {}
    said_in: dict[Pair, int] = {}
    for number, row in rows(content, outcome.wrong):
        try:
            made = {(j.left, j.right, j.by): j for j in reader.judgements(row)}
            for pair in made.keys() & wanted.keys():
                if wanted[pair].verdict != made[pair].verdict:
                    raise Wrong(f"line {said_in[pair]} says '{wanted[pair].verdict}' of the same pair")
            wanted |= made
            said_in |= dict.fromkeys(made, number)
        except LookupError:
            outcome.waiting += 1
        except (Wrong, KGError) as e:
            outcome.wrong.append((number, str(e)))
    gone = outcome.compare(reader.known, wanted, replace=replace, over=reader.replaced)
    store.judge(wanted.values(), taken_back=[j.id for j in gone])
    return outcome


class _Reader:
    """What lines mean in a store. `known`: what people decided there until now; `replaced`: what of it lines that give
    names decide anew, whichever mentions stood for the names before."""

    def __init__(self, store: Store, by: str | None, config: Config) -> None:
        self._by, self._config = by, config
        people = [j for j in store.records(Judgement) if is_person(j.by)]
        self.known: dict[Pair, Judgement] = {(j.left, j.right, j.by): j for j in people}
        self.replaced: set[Pair] = set()
        self._undecided = load_graph(store, config, without=frozenset(j.id for j in people))
        self._decided = load_graph(store, config) if people else self._undecided

    def judgements(self, row: Row) -> list[Judgement]:
        """The judgements a line stands for. Raises Wrong or KGError for a wrong one, LookupError for one that waits."""
        left, right = (text_of(row, side) for side in SIDES)
        verdict, by = choice_of(row, "verdict", VERDICTS), person_of(row, self._by)
        reason, score = text_of(row, "reason", "no reason given"), _score(row)
        mentions = self._undecided.mentions
        for side in (left, right):
            if is_mention_id(side) and side not in mentions:
                raise LookupError(side)
        if left == right:
            raise Wrong("both sides are the same")
        if left in mentions and (right in mentions or len(_sides(row)) == 1 or is_wikidata(right)):
            make = make_judgement if right in mentions else make_link
            return [make(left, right, verdict, score, by, reason)]
        try:
            sides = sides_of(self._undecided, left, right, self._config)
        except KGError:  # an id that is there only since people decided
            sides = sides_of(self._decided, left, right, self._config)
        self.replaced.update((j.left, j.right, by) for j in decided(self._decided, *sides) if j.by == by)
        return make_judgements(self._undecided, sides, Decision(verdict, by, reason))


def _score(row: Row) -> float:
    value = row.get("score", 1.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise Wrong("'score' must be a number from 0 to 1")
    return float(value)
