"""The small world (tests/story.py) as a gold: a line a claim, in the order of the story, as a person would write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.evaluation.gold import read_gold
from kg.evaluation.matching import Matcher
from kg.evaluation.scores import Comparison, compare
from kg.gazetteer import load_gazetteer
from kg.graph import Graph
from tests.story import CLAIMS, PEOPLE, WORLD, Said

Row = dict[str, Any]


def full_name(words: str) -> str:
    """The full name of somebody of the small world; other words stay."""
    return next((name for name, (_, known, _) in PEOPLE.items() if words in known), words)


def line_of(said: Said) -> Row:
    """The line of a claim."""
    quantity = said.quantity
    return {
        "article": f"https://news.example/{said.article}",
        "sentence": WORLD[said.article][2][said.sentence],
        "subject": full_name(said.subject),
        "relation": said.relation,
        "object": full_name(said.object) if said.object else None,
        "value": said.value,
        "source": full_name(said.by[-1][0]) if said.by else None,
        "polarity": said.polarity,
        "certainty": said.certainty,
        "event_time": said.event_time.edtf if said.event_time else None,
        "quantity": quantity and {k: getattr(quantity, k) for k in ("value", "min", "max", "approximate")},
    }


GOLD = [line_of(said) for said in CLAIMS]


def number_of(relation: str, **wanted: object) -> int:
    """The index of the first line of a relation that has these values too."""
    return next(n for n, row in enumerate(GOLD) if row["relation"] == relation and wanted.items() <= row.items())


def changed(number: int, **values: object) -> list[Row]:
    """The gold with one line changed."""
    return [row | values if n == number else row for n, row in enumerate(GOLD)]


def content(rows: list[Row] | list[Mapping[str, Any]]) -> bytes:
    """Rows as a file."""
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def compared(graph: Graph, rows: list[Row]) -> Comparison:
    """What comes of a gold of which every line can be used."""
    golds, wrong = read_gold(content(rows), graph)
    assert wrong == []
    return compare(golds, graph, Matcher(graph, load_gazetteer()))
