"""What people ask of a graph, on the small world (tests/story.py)."""

from __future__ import annotations

import dataclasses

import pytest

from kg import ask
from kg.errors import StoreError
from kg.graph import Graph
from kg.model import make_judgement
from kg.propositions import make_propositions
from tests.worlds import small_graph


@pytest.fixture(scope="module")
def world() -> Graph:
    return small_graph()


def saying(graph: Graph, entity: str, words: str) -> ask.Saying:
    (found,) = [s for s in ask.said_about(graph, ask.find_entity(graph, entity).id) if words in s.text]
    return found


def test_a_disputed_thing_has_both_sides_with_their_voices(world: Graph) -> None:
    found = saying(world, "Marovia", "sent troops")
    assert found.proposition.status == "disputed"
    assert {stance: [v.name for v in voices] for stance, voices in found.voices.items()} == {
        "claimed": ["Ilka Dorn", "Northern Pact", "Teo Brandt"],
        "denied": ["Ilka Dorn"],
    }
    assert set(found.quantities) == {"about 3,000 soldiers", "at least 2,500 soldiers", "400 soldiers"}


def test_an_outlet_in_its_own_voice_is_told_from_a_source(world: Graph) -> None:
    (voices,) = saying(world, "Teo Brandt", "born in Port Kesh").voices.values()
    assert voices == (ask.Voice("Kesh Courier", 1, True), ask.Voice("Lake Daily", 1, True))


def test_evidence_is_the_sentence_and_the_place_of_the_claim_in_it(world: Graph) -> None:
    for statement in world.statements.values():
        found = ask.evidence(world, statement.claim)
        assert found.text[found.start : found.end] == world.quote(statement.claim)


def test_every_span_of_why_is_a_slice_of_the_article(world: Graph) -> None:
    for statement in world.statements.values():
        found = ask.why(world, statement)
        assert "claim" in found.quotes and "subject" in found.quotes
        assert all(found.article.text[start:end] == text for text, start, end in found.quotes.values())


def test_a_chain_has_the_outermost_source_first(world: Graph) -> None:
    chains = [ask.why(world, s).chain for s in world.statements.values() if len(s.claim.attributions) == 2]
    assert [[(link.source, link.cue) for link in chain] for chain in chains] == [[("A witness", "said"), ("Ilka Dorn (“Dorn”)", "told")]]


def test_what_somebody_says_has_only_their_own_claims(world: Graph) -> None:
    found = ask.said_by(world, ask.find_entity(world, "Northern Pact").id)
    assert sorted(s.text for s in found) == ["Marovia sent troops to Port Kesh", "Teo Brandt visited Marovia"]
    assert all([v.name for voices in s.voices.values() for v in voices] == ["Northern Pact"] for s in found)


def test_a_superseded_article_counts_no_longer_and_can_still_be_explained(world: Graph) -> None:
    left = [s for s in world.statements.values() if s.claim.article != "a-kesh"]
    propositions = make_propositions(world.schema, left, world.articles, world.origins)
    old = dataclasses.replace(world, replaces={"a-lake": "a-kesh"}, propositions=propositions)
    assert not [s for s in ask.said_about(old, ask.find_entity(old, "Ilka Dorn").id) if "visited" in s.text]
    statement = next(s for s in old.statements.values() if s.claim.article == "a-kesh" and s.claim.relation == "attacked")
    found = ask.why(old, statement)
    assert (found.text, found.status, found.evidence.article) == ("Marovia attacked Sundral", "superseded", "a-kesh")


def test_ids_are_found_by_their_start_and_names_only_whole(world: Graph) -> None:
    claim = next(iter(world.statements))
    assert ask.find_claims(world, claim) == ask.find_claims(world, claim[:-3]) == ask.find_claims(world, claim[2:])
    assert ask.find_article(world, "a-la").id == ask.find_article(world, "Dorn and Brandt").id == "a-lake"
    with pytest.raises(StoreError, match="may be 3 articles"):
        ask.find_article(world, "a-")
    with pytest.raises(StoreError, match="no claim 'x'"):
        ask.find_claims(world, "x")


def test_reasons_are_counted_and_a_persons_come_first(world: Graph) -> None:
    dorn = ask.find_entity(world, "Ilka Dorn").id
    mentions = [m for m, e in world.entity_of.items() if e == dorn and world.mentions[m].text == "Dorn"]
    made = [make_judgement(mentions[0], m, "same", 0.9, "rule:name", "the same name") for m in mentions[1:3]]
    made.append(make_judgement(mentions[0], mentions[3], "same", 0.5, "Ada", "I know her"))
    (merge,) = ask.merges(dataclasses.replace(world, judgements={j.id: j for j in made}))
    assert [(r.by, r.count) for r in merge.reasons] == [("Ada", 1), ("rule:name", 2)]
    assert dict(merge.names)["Dorn"] == len(mentions)
