"""kg/reasons: judgements in words, for the page and Neo4j."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import REASONS
from kg.model import Judgement, make_judgement
from kg.reasons import make_reasons
from tests.worlds import entity_id, small_graph

GRAPH = small_graph()
DORNS = sorted(m.id for m in GRAPH.mentions.values() if m.text == "Dorn")
DORN = entity_id("Ilka Dorn")


def reasons(*judgements: Judgement) -> list[str]:
    graph = replace(GRAPH, judgements={j.id: j for j in judgements})
    (node,) = (n for n in graph.nodes() if n.id == DORN)
    found = node.properties.get("merge_reasons", [])
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("verdict", "score", "by", "line"),
    [
        ("same", 0.9, "rule:x", "“Dorn” is “Dorn”: why not (rule:x, 0.90)"),
        ("same", 0.79, "rule:x", "“Dorn” is “Dorn”: why not (rule:x, 0.79, doubtful)"),
        ("unsure", 0.9, "rule:x", "“Dorn” may be “Dorn”: why not (rule:x, 0.90, doubtful)"),
        ("different", 0.5, "ada", "“Dorn” is not “Dorn”: why not (ada, 0.50)"),
    ],
)
def test_a_judgement_is_a_sentence_that_marks_what_is_doubtful(verdict: str, score: float, by: str, line: str) -> None:
    assert reasons(make_judgement(DORNS[0], DORNS[1], verdict, score, by, "why not")) == [line]


def test_what_people_decided_and_what_is_doubtful_comes_first() -> None:
    made = [make_judgement(DORNS[0], DORNS[1], "same", score, by, by) for score, by in ((0.9, "rule:b"), (0.5, "rule:c"), (1.0, "ada"))]
    assert [line.rpartition("(")[2][:6] for line in reasons(*made)] == ["ada, 1", "rule:c", "rule:b"]


def test_the_same_reason_many_times_is_one_line_and_there_are_not_too_many() -> None:
    pairs = [(a, b) for a in DORNS for b in DORNS if a < b]
    assert reasons(*(make_judgement(a, b, "same", 0.9, "rule:x", "r") for a, b in pairs[:3])) == [
        "“Dorn” is “Dorn”: r (rule:x, 0.90, 3 times)"
    ]
    many = (make_judgement(DORNS[0], DORNS[1], "same", 0.9, f"rule:{n}", "r") for n in range(40))
    assert len(reasons(*many)) == REASONS


def test_a_pronoun_is_no_name() -> None:
    pronoun = replace(GRAPH.mentions[DORNS[1]], kind="pronoun", text="she")
    judgement = make_judgement(DORNS[0], DORNS[1], "same", 0.9, "rule:x", "r")
    graph = replace(GRAPH, mentions={**GRAPH.mentions, pronoun.id: pronoun}, judgements={judgement.id: judgement})
    assert graph.merge_reasons == {}


def test_reasons_do_not_depend_on_order() -> None:
    made = [make_judgement(DORNS[0], m, "same", 0.9, "rule:x", "r") for m in DORNS[1:]]
    assert make_reasons(made, GRAPH.mentions) == make_reasons(reversed(made), GRAPH.mentions)
