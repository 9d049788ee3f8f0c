"""A person decides that two are the same or are not, and may take that back: nothing is left of it then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.config import Config
from kg.errors import ConfigError, StoreError, nearest
from kg.graph import Graph
from kg.knowledge import is_wikidata
from kg.loading import known, load_graph
from kg.model import VERDICTS, Judgement, is_person, make_judgement, make_link
from kg.store import Store

Sides = tuple[list[str], list[str]]  # mentions, and mentions or one id of a thing outside


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: one of VERDICTS, who it was, and why."""

    verdict: str
    by: str
    reason: str


def judge(store: Store, left: str, right: str, verdict: str, *, by: str, reason: str) -> list[Judgement]:
    """A person's verdict on two entities or mentions, or on one and a Wikidata id; it survives every rebuild. See `decide`."""
    return decide(store, left, right, Decision(verdict, by, reason))


def decide(store: Store, left: str, right: str, decision: Decision, config: Config | None = None) -> list[Judgement]:
    """A person's verdict on two entities or mentions, given by id or name, or on one of them and the id of a thing outside:
    a Wikidata id, or one of the knowledge file. What it was made of is kept, and replaces what the same person decided on
    the two before.

    For `different` every pair of mention sets is told apart by one pair of representatives each article.
    Raises ConfigError for an unknown verdict, StoreError where a name is unknown or means several entities, where both mean
    the same mentions, or where the mentions are said to be another thing already.
    """
    graph = load_graph(store, config)
    sides = sides_of(graph, left, right, config)
    made = make_judgements(graph, sides, decision)
    store.judge(made, taken_back=[j.id for j in decided(graph, *sides) if j.by == decision.by])
    return made


def make_judgements(graph: Graph, sides: Sides, decision: Decision) -> list[Judgement]:
    """The judgements that say it of two sides. Raises ConfigError for an unknown verdict, StoreError as `decide` does."""
    if decision.verdict not in VERDICTS:
        raise ConfigError(f"'{decision.verdict}' is no verdict.{nearest(decision.verdict, VERDICTS)} There are: {', '.join(VERDICTS)}")
    if sides[1][0] not in graph.mentions:
        return _links(graph, sides[0], sides[1][0], decision)
    pairs = _pairs(graph, sides, decision.verdict)
    return [make_judgement(a, b, decision.verdict, 1.0, decision.by, decision.reason) for a, b in pairs]


def _links(graph: Graph, mentions: list[str], outside: str, decision: Decision) -> list[Judgement]:
    """The verdict for one mention each article."""
    firsts = _firsts(graph, mentions)
    if decision.verdict == "same":
        for j in graph.judgements.values():
            if j.left in firsts and j.right not in (*graph.mentions, outside) and j.verdict == "same" and is_person(j.by):
                name = graph.words(j.left)
                raise StoreError(f"'{name}' is {j.right} already, says {j.by}. First take that back, as {j.by}: --undo")
    return [make_link(m, outside, decision.verdict, 1.0, decision.by, decision.reason) for m in firsts]


def take_back(store: Store, left: str, right: str, *, by: str, config: Config | None = None) -> list[Judgement]:
    """Takes back all that a person decided on two entities or mentions, given as for `judge`, and returns it.

    A name means here what it means now, or, where that leads to nothing, what it meant before the person decided: two
    names that were made one can be parted by their old ids. Raises StoreError where a name is unknown, and where the
    person decided nothing on the two; the message tells who did.
    """
    graph = load_graph(store, config)
    found = decided(graph, *_wide_sides(graph, left, right))
    if not any(j.by == by for j in found):
        before = load_graph(store, config, without=frozenset(j.id for j in graph.judgements.values() if j.by == by))
        for name in (left, right):
            if not _wide(graph, name) and not _wide(before, name):
                raise StoreError(_unknown(graph, name))
        found = decided(graph, *_wide_sides(before, left, right)) or found
    mine = [j for j in found if j.by == by]
    if not mine:
        raise StoreError(_nothing(left, right, by, sorted({j.by for j in found})))
    store.judge((), taken_back=[j.id for j in mine])
    return mine


def _unknown(graph: Graph, name: str) -> str:
    names = [n for e in graph.entities.values() for n in (e.name, *e.aliases)]
    return f"nothing here is called '{name}'.{nearest(name, names)}"


def _nothing(left: str, right: str, by: str, others: list[str]) -> str:
    told = f"{by} decided nothing on '{left}' and '{right}'"
    return f"{told}. {', '.join(others)} did: give --by '{others[0]}'" if others else f"{told}, nor did anybody else"


def decided(graph: Graph, left: Iterable[str], right: Iterable[str]) -> list[Judgement]:
    """What people decided on a mention of one set and one of the other, or an id of something outside, by id."""
    a, b = set(left), set(right)
    return [j for j in graph.judgements.values() if is_person(j.by) and (j.left in a and j.right in b or j.left in b and j.right in a)]


def sides_of(graph: Graph, left: str, right: str, config: Config | None = None) -> Sides:
    """What two names or ids stand for: mentions; the second may be the one id of a thing outside, whichever it was.

    Raises StoreError where that is unclear or the same twice.
    """
    if outside := _outside(graph, left, right, config or Config()):
        return mentions_of(graph, left if right == outside else right), [outside]
    sides = mentions_of(graph, left), mentions_of(graph, right)
    if set(sides[0]) & set(sides[1]):
        raise StoreError(f"'{left}' and '{right}' mean the same mentions. Give two names, or two mention ids")
    return sides


def _outside(graph: Graph, left: str, right: str, config: Config) -> str | None:
    """Which of two is the id of a thing outside: a Wikidata id, else what is known in the knowledge file and not here."""
    for name in (right, left):
        if is_wikidata(name):
            return name
    with known(config) as knowledge:
        for name in (right, left):
            if knowledge and name not in graph.mentions and not graph.find(name) and knowledge.item(name):
                return name
    return None


def mentions_of(graph: Graph, name: str) -> list[str]:
    """The mentions that a name, an entity id or a mention id stands for.

    A name stands for the mentions that are written so, if they are all one entity's: thus two names of what was
    wrongly made one can be told apart. Raises StoreError where it is unknown or may be several.
    """
    if name in graph.mentions:
        return [name]
    written, homes = _meant(graph, name)
    if not homes:
        raise StoreError(_unknown(graph, name))
    if len(homes) > 1:
        raise StoreError(f"'{name}' may be {', '.join(homes)}. Give one of these ids")
    return written or [m for m, e in graph.entity_of.items() if e == homes[0]]


def _meant(graph: Graph, name: str) -> tuple[list[str], list[str]]:
    """(mentions that are written so, the entities that may be meant)."""
    written = [m.id for m in graph.mentions.values() if m.kind == "name" and m.text == name]
    return written, sorted({graph.entity_of[m] for m in written}) or [e.id for e in graph.find(name)]


def _wide_sides(graph: Graph, left: str, right: str) -> Sides:
    """As `sides_of`, but a name may mean several and both may mean the same: nothing new is decided by taking back.
    An unknown one means none."""
    return _wide(graph, left), _wide(graph, right)


def _wide(graph: Graph, name: str) -> list[str]:
    if name in graph.mentions:
        return [name]
    written, homes = _meant(graph, name)
    linked = [name] if any(j.right == name for j in graph.judgements.values()) else []
    return [*(written or (m for m, e in graph.entity_of.items() if e in homes)), *linked]


def _firsts(graph: Graph, mentions: list[str]) -> list[str]:
    """The first of the mentions in each article."""
    return list({graph.mentions[m].article: m for m in reversed(mentions)}.values())


def _pairs(graph: Graph, sides: Sides, verdict: str) -> list[tuple[str, str]]:
    left, right = sides
    if verdict == "same":
        return [(left[0], right[0])]
    firsts = [_firsts(graph, side) for side in sides]
    return [(a, b) for a in firsts[0] for b in firsts[1]]
