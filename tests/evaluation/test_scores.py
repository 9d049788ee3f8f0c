"""What is right, missed and invented: each way in which a line and a claim can differ shows in its own figure."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import load_graph, open_store
from kg.evaluation.matching import Matcher
from kg.evaluation.scores import Score, aspects, scores
from kg.gazetteer import load_gazetteer
from kg.graph import Graph
from kg.model import Entity
from kg.sinks import jsonl
from tests.evaluation.kit import GOLD, changed, compared, number_of
from tests.kit import make_mention

SENT = number_of("sent_troops_to")
PLANNED = number_of("deploys_forces_in", certainty="planned")
MET = number_of("met_with")
BORN = number_of("born_on")
ALL = len(GOLD)
RIGHT = Score(ALL, ALL, ALL)


@pytest.fixture(scope="module")
def world(small: Path) -> Graph:
    """The graph of the small world's store."""
    with open_store(small) as store:
        return load_graph(store)


def test_a_gold_that_says_what_the_store_says_is_all_right(world: Graph) -> None:
    found = compared(world, GOLD)
    assert scores(found) == {"pair": RIGHT, "proposition": RIGHT, "strict": RIGHT}
    assert all(right == asked > 0 for right, asked in aspects(found.matches).values())
    assert (found.missed, found.invented, found.unjudged, found.related) == ((), (), (), ())


@pytest.mark.parametrize(
    ("line", "change", "aspect"),
    [
        (SENT, {"source": "Ilka Dorn"}, "source"),
        (SENT, {"source": None}, "source"),
        (SENT, {"polarity": "negative"}, "polarity"),
        (PLANNED, {"certainty": "hypothetical"}, "certainty"),
        (MET, {"event_time": "2031-02"}, "time"),
        (MET, {"event_time": None}, "time"),
        (BORN, {"event_time": "1971"}, "time"),
        (SENT, {"quantity": {"value": 3000, "approximate": False}}, "quantity"),
        (SENT, {"quantity": {"max": 3000, "approximate": True}}, "quantity"),
        (SENT, {"quantity": None}, "quantity"),
    ],
)
def test_what_differs_in_one_aspect_is_wrong_in_that_alone(world: Graph, line: int, change: dict[str, object], aspect: str) -> None:
    found = compared(world, changed(line, **change))
    wrong = {name for name, (right, asked) in aspects(found.matches).items() if right < asked}
    assert wrong == {aspect}
    (match,) = [m for m in found.matches if m.right[aspect] is False]
    assert match.gold.line == line + 1
    assert scores(found)["proposition"] == RIGHT
    assert scores(found)["strict"] == (RIGHT if aspect in ("time", "quantity") else Score(ALL - 1, ALL, ALL))


def test_time_and_quantity_that_a_line_leaves_out_are_not_asked_for(world: Graph) -> None:
    bare = [{k: v for k, v in row.items() if k not in ("event_time", "quantity")} for row in GOLD]
    found = aspects(compared(world, bare).matches)
    assert found["time"] == found["quantity"] == (0, 0) and found["source"] == (ALL, ALL)


def test_an_unknown_year_in_the_gold_is_any_year(world: Graph) -> None:
    right, asked = aspects(compared(world, changed(MET, event_time="XXXX-01")).matches)["time"]
    assert right == asked
    right, asked = aspects(compared(world, changed(MET, event_time="XXXX-02")).matches)["time"]
    assert right == asked - 1


def test_another_relation_between_the_same_two_is_a_pair_and_no_proposition(world: Graph) -> None:
    found = compared(world, changed(SENT, relation="attacked"))
    assert scores(found) == {"pair": RIGHT, "proposition": Score(ALL - 1, ALL, ALL), "strict": Score(ALL - 1, ALL, ALL)}
    ((gold, claim),) = found.related
    assert gold.line == SENT + 1 and found.missed == (gold,) and found.invented == (claim,)


@pytest.mark.parametrize("change", [{"subject": "Sundral"}, {"object": "Lake City"}, {"sentence": GOLD[MET]["sentence"]}])
def test_another_end_or_another_place_is_a_miss_and_an_invention(world: Graph, change: dict[str, object]) -> None:
    found = compared(world, changed(SENT, **change))
    assert scores(found)["pair"] == scores(found)["strict"] == Score(ALL - 1, ALL, ALL)
    assert [g.line for g in found.missed] == [SENT + 1] and len(found.invented) == 1


def test_ends_the_wrong_way_round_are_right_only_where_the_relation_is_symmetric(world: Graph) -> None:
    met, sent = GOLD[MET], GOLD[SENT]
    assert scores(compared(world, changed(MET, subject=met["object"], object=met["subject"])))["strict"] == RIGHT
    turned = scores(compared(world, changed(SENT, subject=sent["object"], object=sent["subject"])))
    assert turned["pair"] == RIGHT and turned["proposition"].right == ALL - 1


def test_a_line_more_is_missed_and_a_line_less_an_invention(world: Graph) -> None:
    more = scores(compared(world, [*GOLD, GOLD[SENT]]))["strict"]
    assert more == Score(ALL, ALL, ALL + 1) and more.recall < 1 == more.precision
    less = scores(compared(world, GOLD[:SENT] + GOLD[SENT + 1 :]))["strict"]
    assert less == Score(ALL - 1, ALL, ALL - 1) and less.precision < 1 == less.recall


def test_articles_without_a_line_do_not_count(world: Graph) -> None:
    lake = [row for row in GOLD if row["article"].endswith("a-lake")]
    assert scores(compared(world, lake))["strict"] == Score(2, 2, 2)


def test_ends_and_sources_may_be_ids_and_the_place_a_span(world: Graph) -> None:
    sent = [s.claim for s in world.statements.values() if s.claim.relation == "sent_troops_to" and s.claim.article == "a-harbour"]
    (claim,) = [c for c in sent if c.quantity and c.quantity.value == 3000]
    sentence = {"sentence": claim.sentence}
    span = {"sentence": None, "start": claim.start, "end": claim.end}
    ids = {"subject": world.find("Marovia")[0].id, "source": world.find("Teo Brandt")[0].id}
    for place in (sentence, span):
        assert scores(compared(world, changed(SENT, **ids, **place)))["strict"] == RIGHT


def test_what_an_export_has_is_a_gold_of_itself(world: Graph, tmp_path: Path) -> None:
    jsonl.write(world, tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines()]
    assert scores(compared(world, rows))["strict"] == RIGHT and aspects(compared(world, rows).matches)["quantity"][0] > 0


def test_the_better_claim_is_paired_first_whatever_the_order(world: Graph) -> None:
    """Two lines of one sentence that differ in the source: the claim goes to the line that has its own."""
    other = GOLD[SENT] | {"source": "Ilka Dorn"}
    for rows in ([other, *GOLD], [*GOLD, other]):
        found = compared(world, rows)
        assert scores(found)["strict"] == Score(ALL, ALL, ALL + 1)
        assert [g.source for g in found.missed] == ["Ilka Dorn"]


@pytest.mark.parametrize(
    ("wanted", "text", "kind", "type_", "same"),
    [
        ("Tove Lindqvist", "Tove Lindqvist", "name", "Person", True),
        ("tove lindqvist", "Tove Lindqvist", "name", "Person", True),
        ("Tove Lindqvist", "Lindqvist", "name", "Person", False),
        ("Tove Lindqvist", "the minister", "nominal", "Person", False),
        ("the tall minister", "Lindqvist", "name", "Person", False),
        ("three fishermen", "fishermen", "nominal", "Group", True),
        ("fishermen of Lesk", "the union", "nominal", "Group", False),
        ("President of Belarus", "Belarusian president", "nominal", "Position", True),
        ("defence minister", "finance minister of Peru", "nominal", "Position", False),
        ("Battle of Lesk", "the battle for Lesk", "name", "Event", True),
        ("Lesk", "the border town of Lesk", "nominal", "Place", True),
        ("Lesk", "mayor of Lesk", "nominal", "Person", False),
        ("Lake Alliance", "the Lake Alliance party", "nominal", "Organization", True),
        ("Orlik", "Orlik's warehouses", "nominal", "Place", False),
    ],
)
def test_names_must_be_equal_and_descriptions_alike(world: Graph, wanted: str, text: str, kind: str, type_: str, same: bool) -> None:
    mention = make_mention("a-harbour", 0, text, type_, kind)
    types = world.schema.types[type_].ancestors
    entity = Entity("e-1", text.removeprefix("the "), type_, types, (text.removeprefix("the "),), None, 1, 1)
    graph = replace(world, mentions={mention.id: mention}, entity_of={mention.id: "e-1"}, entities={"e-1": entity})
    matcher = Matcher(graph, load_gazetteer())
    assert matcher.same(wanted, matcher.end_of("e-1", mention)) is same
