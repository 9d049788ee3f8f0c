"""Lines of a gold: what a person may write, and what is told of a line that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import load_graph, open_store
from kg.evaluation.gold import read_gold
from kg.graph import Graph
from tests.evaluation.kit import GOLD, Row, content, number_of

LINE = GOLD[number_of("sent_troops_to")]


@pytest.fixture(scope="module")
def world(small: Path) -> Graph:
    """The graph of the small world's store."""
    with open_store(small) as store:
        return load_graph(store)


WRONG = [
    ({"subject": None}, "'subject' is missing"),
    ({"subject": 7}, "'subject' must be a text"),
    ({"subject": "e-0123456789abcdef"}, "'subject': this store has no entity e-0123456789abcdef. Give its name"),
    ({"source": "e-0123456789abcdef"}, "'source': this store has no entity e-0123456789abcdef. Give its name"),
    ({"relation": "sent_troop_to"}, "'sent_troop_to' is no relation. Did you mean 'sent_troops_to'?"),
    ({"polarity": "postive"}, "'postive' is no polarity. Did you mean 'positive'? There are: positive, negative"),
    ({"certainty": "sure"}, "'sure' is no certainty."),
    ({"certainty": "denied"}, "what is denied is negative. Make 'polarity' negative, or 'certainty' reported"),
    ({"certainty": "asserted"}, "what the article says in its own voice has no source. Make 'certainty' reported, or 'source' null"),
    ({"object": None}, "give 'object', or 'value' for a date or an amount; neither is there"),
    ({"value": "2 May"}, "give 'object', or 'value' for a date or an amount; both are there"),
    ({"sentence": None}, "'sentence' is missing"),
    ({"sentence": "Nobody wrote this."}, "the sentence does not stand in article a-harbour. Copy it as the text has it"),
    ({"sentence": "s-0123456789abcdef"}, "article a-harbour has no sentence s-0123456789abcdef. Give its words"),
    ({"start": 4}, "'start' and 'end' must be whole numbers of code points, in order, up to "),
    ({"start": 9, "end": 4}, "'start' and 'end' must be whole numbers of code points"),
    ({"event_time": 2031}, "'event_time' must be a date in EDTF such as '2024-10-23', or null"),
    ({"quantity": 3000}, "'quantity' must be an object with 'value', 'min' or 'max', or null"),
    ({"quantity": {"value": "3000"}}, "'quantity': 'value' must be a number or null"),
    ({"article": None}, "'article' is missing"),
    ({"article": "a-harbor", "sentence": "Nobody wrote this."}, "no article here is called 'a-harbor' or has its sentences. Did you mean"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[told[:40] for _, told in WRONG])
def test_a_wrong_line_is_told_and_the_others_count(world: Graph, change: Row, told: str) -> None:
    golds, ((number, reason),) = read_gold(content([LINE, LINE | change, LINE]), world)
    assert number == 2 and reason.startswith(told)
    assert [g.line for g in golds] == [1, 3]


def test_lines_that_are_no_objects_are_told_in_their_order(world: Graph) -> None:
    golds, wrong = read_gold(b"{\n\n" + content([LINE | {"relation": "x"}]) + b"[1]\n\xff\n" + content([LINE]), world)
    assert [number for number, _ in wrong] == [1, 3, 4, 5] and [g.line for g in golds] == [6]
    assert "no JSON" in wrong[0][1] and wrong[2][1] == "is no JSON object" and wrong[3][1] == "is not UTF-8"


@pytest.mark.parametrize("name", ["a-harbour", "https://news.example/a-harbour", "Marovia accused over Port Kesh", "my-file-of-Tuesday"])
def test_an_article_goes_by_id_url_title_or_its_sentences(world: Graph, name: str) -> None:
    (gold,), wrong = read_gold(content([LINE | {"article": name}]), world)
    assert gold.article == "a-harbour" and wrong == []


def test_a_name_of_two_articles_is_told_with_their_ids(world: Graph) -> None:
    """Dorn's meeting stands in the copy word for word; a second sentence tells which of the two is meant."""
    met = GOLD[number_of("met_with")] | {"article": "notes"}
    _, ((_, reason),) = read_gold(content([met]), world)
    assert reason == "'notes' may be 2 articles: a-harbour, a-lake. Give the id of one"
    golds, wrong = read_gold(content([met, LINE | {"article": "notes"}]), world)
    assert [g.article for g in golds] == ["a-harbour", "a-harbour"] and wrong == []


def test_a_sentence_is_found_however_it_is_spaced_and_wherever_it_stands(world: Graph) -> None:
    spaced = LINE["sentence"].replace(" that ", "\n  that ")
    (gold,), _ = read_gold(content([LINE | {"sentence": spaced}]), world)
    ((start, end),) = gold.places
    assert world.articles["a-harbour"].text[start:end] == LINE["sentence"]
    (gold,), _ = read_gold(content([LINE | {"sentence": "Port Kesh"}]), world)
    assert len(gold.places) == 4


@pytest.mark.parametrize(
    ("change", "unnamed"),
    [
        ({"certainty": "asserted"}, False),
        ({"certainty": "reported"}, True),
        ({"certainty": "planned"}, None),
        ({"certainty": "planned", "attributions": []}, False),
        ({"certainty": "planned", "attributions": ["t-1"]}, True),
    ],
)
def test_no_source_is_the_articles_own_voice_or_somebody_without_a_name(world: Graph, change: Row, unnamed: bool | None) -> None:
    (gold,), _ = read_gold(content([LINE | {"source": None} | change]), world)
    assert gold.source is None and gold.unnamed is unnamed
