"""kg/people/doubts: the pairs that are worth a person's look, and which of them come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.graph import Graph
from kg.model import Judgement, make_judgement
from kg.people.doubts import Doubt, doubtful
from tests.worlds import small_graph

GRAPH = small_graph()


def mention(words: str, article: str, nth: int = 0) -> str:
    return sorted((m for m in GRAPH.mentions.values() if m.text == words and m.article == article), key=lambda m: m.start)[nth].id


def judged(left: str, right: str, verdict: str, score: float, by: str = "rule:test") -> Judgement:
    return make_judgement(left, right, verdict, score, by, "a test says so")


def found(*judgements: Judgement) -> list[Doubt]:
    return doubtful(with_judgements(judgements))


def with_judgements(judgements: Iterable[Judgement]) -> Graph:
    return replace(GRAPH, judgements={j.id: j for j in judgements})


DORNS = mention("Dorn", "a-harbour"), mention("Dorn", "a-kesh")
APART = mention("Ilka Dorn", "a-harbour"), mention("Teo Brandt", "a-harbour")


def test_a_pair_is_told_with_both_sentences_titles_and_dates() -> None:
    (doubt,) = found(judged(*DORNS, "same", 0.6))
    assert doubt.joined and doubt.score == 0.6 and doubt.hanging > 1
    sides = {s.publisher: s for s in (doubt.left, doubt.right)}
    assert sides["Harbour Times"].text == "Dorn met Brandt in January." and sides["Kesh Courier"].published == "2031-03-06"
    assert all(s.text[s.start : s.end] == "Dorn" and s.title for s in sides.values())


def test_what_the_program_is_sure_of_is_not_listed() -> None:
    assert found(judged(*DORNS, "same", 0.8), judged(*APART, "different", 0.5)) == []


def test_what_a_person_decided_is_not_listed_any_more() -> None:
    joined, apart = judged(*DORNS, "same", 0.6), judged(*APART, "unsure", 0.6)
    assert len(found(joined, apart)) == 2
    for verdict in ("same", "different", "unsure"):
        (left,) = found(joined, apart, judged(*APART, verdict, 1.0, by="ada"))
        assert left.joined
        (left,) = found(joined, apart, judged(*DORNS, verdict, 1.0, by="ada"))
        assert not left.joined


def test_a_person_who_decided_on_other_mentions_of_two_entities_decided_on_the_two() -> None:
    other = mention("Dorn", "a-kesh"), mention("Teo Brandt", "a-kesh")
    assert found(judged(*APART, "unsure", 0.6), judged(*other, "different", 1.0, by="ada")) == []


def test_many_judgements_on_two_entities_are_one_doubt_told_by_the_nearest() -> None:
    other = mention("Dorn", "a-kesh"), mention("Teo Brandt", "a-kesh")
    (doubt,) = found(judged(*APART, "unsure", 0.5), judged(*other, "unsure", 0.7))
    assert (doubt.count, doubt.score, doubt.joined) == (2, 0.7, False)


def test_the_least_sure_join_and_the_nearest_miss_come_first() -> None:
    near, far = judged(*APART, "unsure", 0.7), judged(mention("Marovia", "a-kesh"), mention("Sundral", "a-kesh"), "unsure", 0.1)
    assert [d.score for d in found(far, near)] == [0.7, 0.1]
    loose = judged(*DORNS, "same", 0.1)
    firm = judged(mention("Dorn", "a-kesh"), mention("Dorn", "a-lake"), "same", 0.75)
    assert [d.score for d in found(firm, loose)] == [0.1, 0.75]


def test_of_two_equally_near_pairs_the_one_on_which_more_hangs_comes_first() -> None:
    much = judged(mention("Marovia", "a-harbour"), mention("Port Kesh", "a-harbour"), "unsure", 0.5)
    little = judged(mention("Marovia", "a-harbour"), mention("Sundral", "a-harbour"), "unsure", 0.5)
    first, second = found(little, much)
    assert first.hanging > second.hanging and {first.left.name, first.right.name} == {"Marovia", "Port Kesh"}


def test_pronouns_are_listed_only_when_asked_for() -> None:
    pronoun = replace(GRAPH.mentions[DORNS[1]], kind="pronoun", text="her")
    graph = replace(with_judgements([judged(*DORNS, "same", 0.3)]), mentions={**GRAPH.mentions, pronoun.id: pronoun})
    assert doubtful(graph) == [] and len(doubtful(graph, pronouns=True)) == 1
