"""The contract of docs/records.md: a file a noun, keys in order, nothing left out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import SinkError
from kg.graph import Graph
from kg.sinks import jsonl
from tests.sinks.hostile import FIXED, STRINGS, Strings, hostile_graph
from tests.worlds import small_graph

KEYS = {
    "articles": "id url title text publisher author published language sha256 origin replaces retrieved archived raw_sha256 reader",
    "sentences": "id article index start end kind",
    "mentions": "id article start end text kind type entity",
    "entities": "id name type types aliases wikidata mentions articles",
    "attributions": "id article source_mention source_entity source_start source_end cue_start cue_end cue_lemma "
    "cue_class content direct parent occasion",
    "claims": "id article sentence start end proposition subject relation object value subject_mention object_mention "
    "predicate_start predicate_end attributions source_entity polarity certainty event_time utterance_time quantity "
    "implicit run rule confidence role review",
    "propositions": "id subject relation object value status claims denials sources publishers origins support "
    "first_published last_published accepted rejected",
    "judgements": "id left right verdict score by reason",
    "reviews": "id claim verdict by reason",
    "runs": "id version model configuration schema",
}


def export(graph: Graph, folder: Path) -> dict[str, list[dict]]:
    jsonl.write(graph, folder)
    lines = {path.stem: path.read_bytes().decode().split("\n")[:-1] for path in folder.iterdir()}
    return {noun: [json.loads(line) for line in found] for noun, found in lines.items()}


def test_there_is_one_file_a_noun_and_nothing_else(tmp_path: Path) -> None:
    assert set(export(small_graph(), tmp_path)) == set(KEYS)


@pytest.mark.parametrize("noun", KEYS)
def test_keys_stand_in_the_order_of_the_contract(noun: str, tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)[noun]
    assert rows
    assert all(list(row) == KEYS[noun].split() for row in rows)


@pytest.mark.parametrize("noun", KEYS)
def test_lines_are_sorted_by_id_whatever_the_order_of_the_graph(noun: str, tmp_path: Path) -> None:
    graph = small_graph()
    mappings = (
        "articles",
        "sentences",
        "mentions",
        "entities",
        "attributions",
        "statements",
        "propositions",
        "judgements",
        "reviews",
    )
    turned = replace(graph, **{name: dict(reversed(getattr(graph, name).items())) for name in mappings})
    ids = [row["id"] for row in export(turned, tmp_path)[noun]]
    assert ids == sorted(ids)


def test_every_record_of_the_graph_is_there(tmp_path: Path) -> None:
    graph, rows = small_graph(), export(small_graph(), tmp_path)
    for noun in KEYS:
        expected = graph.statements if noun == "claims" else getattr(graph, noun)
        assert [row["id"] for row in rows[noun]] == sorted(expected)


def test_ends_and_source_of_a_claim_are_entities(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)
    names = {row["id"]: row["name"] for row in rows["entities"]}
    (denial,) = (c for c in rows["claims"] if c["certainty"] == "denied" and c["relation"] == "sent_troops_to")
    ends = [names[denial[key]] for key in ("subject", "object", "source_entity")]
    assert ends == ["Marovia", "Port Kesh", "Ilka Dorn"]
    assert denial["proposition"] in {row["id"] for row in rows["propositions"]}


def test_a_claim_tells_what_its_reviews_come_to_and_a_proposition_counts_them(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)
    assert sorted(c["review"] for c in rows["claims"] if c["review"]) == ["accepted", "contested", "noted", "rejected"]
    (disputed,) = (p for p in rows["propositions"] if p["status"] == "disputed")
    assert (disputed["claims"], disputed["accepted"], disputed["rejected"]) == (4, 2, 2)


def test_a_source_without_a_name_has_no_entity(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)["attributions"]
    unnamed = [row for row in rows if row["source_mention"] is None]
    assert unnamed and all(row["source_entity"] is None for row in unnamed)


def test_a_mention_names_its_entity_or_null(tmp_path: Path) -> None:
    graph, rows = small_graph(), export(small_graph(), tmp_path)["mentions"]
    assert {row["id"]: row["entity"] for row in rows} == {m: graph.entity_of.get(m) for m in graph.mentions}


def test_a_copy_names_its_origin_and_a_new_version_the_one_it_replaces(tmp_path: Path) -> None:
    rows = export(replace(small_graph(), replaces={"a-kesh": "a-lake"}), tmp_path)["articles"]
    assert {r["id"]: (r["origin"], r["replaces"]) for r in rows} == {
        "a-harbour": ("a-harbour", None),
        "a-kesh": ("a-kesh", "a-lake"),
        "a-lake": ("a-harbour", None),
    }


def test_every_span_is_the_text_it_stands_for(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)
    texts = {row["id"]: row["text"] for row in rows["articles"]}
    assert all(texts[m["article"]][m["start"] : m["end"]] == m["text"] for m in rows["mentions"])


def test_line_ends_are_line_feeds_and_the_last_line_has_one(tmp_path: Path) -> None:
    jsonl.write(small_graph(), tmp_path)
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert content.endswith(b"}\n") and b"\r" not in content


def test_a_number_that_json_cannot_say_is_an_error_that_names_the_claim(tmp_path: Path) -> None:
    graph = small_graph()
    id_, statement = next(iter(graph.statements.items()))
    wrong = replace(statement, claim=replace(statement.claim, confidence=float("nan")))
    with pytest.raises(SinkError, match=id_):
        jsonl.write(replace(graph, statements={**graph.statements, id_: wrong}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_known_is_an_empty_file_a_noun(tmp_path: Path) -> None:
    assert export(small_graph(without=("a-harbour", "a-kesh", "a-lake")), tmp_path) == {noun: [] for noun in KEYS}


@settings(max_examples=60, deadline=None)
@given(STRINGS)
@example(Strings(text="\ud800", name="a\udfffb"))
def test_what_is_written_is_read_back_the_same(strings: Strings) -> None:
    graph = hostile_graph(strings)
    (article,) = (json.loads(jsonl._line("articles", row)) for row in jsonl.NOUNS["articles"](graph))
    joined = any(
        "\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in zip(article["text"], article["text"][1:], strict=False)
    )
    assert joined or article["text"] == graph.articles[strings.id].text
    claims = [json.loads(jsonl._line("claims", row)) for row in jsonl.NOUNS["claims"](graph)]
    assert [(c["id"], c["rule"]) for c in claims] == [(f"c{n}{strings.id}", strings.name) for n in (1, 2, 3)]


@given(st.sampled_from(FIXED))
def test_a_row_is_one_line_whatever_its_text(text: str) -> None:
    graph = hostile_graph(Strings(id=text, text=text, name=text))
    for noun, rows in jsonl.NOUNS.items():
        assert all(jsonl._line(noun, row).count(b"\n") == 1 for row in rows(graph))
