"""One statement that many outlets quote is one occasion, and only that."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ask, load_graph
from kg.model import Attribution
from kg.occasions import SHORTEST, find_occasions
from tests import kit

SAID = "We shall never leave this harbour while the last ship is burning, and nobody will make us."
SHORT = "we shall NEVER leave this harbour, while the last ship is burning"
OTHER = "We shall never leave this harbour while the last ship is burning, said my father to me in his day."
LINES = '"Karl Oster attacked Norway in March and nobody here will ever forget it,"'


def occasions(*quoted: tuple[str, str, str], direct: bool = True) -> list[int]:
    """Of (article, source, words) each, the number of the first that is of the same occasion."""
    texts: dict[str, str] = {}
    attributions = []
    for number, (article, source, words) in enumerate(quoted):
        start = len(texts.setdefault(article, ""))
        texts[article] += f"{words}\n"
        span = (start, start + len(words))
        attributions.append(Attribution(f"t-{number:02}", article, source, 0, 1, None, None, None, "say", (span,), direct))
    found = find_occasions(attributions, texts, {"m-ada": "e-ada", "m-ada2": "e-ada", "m-bo": "e-bo"})
    assert list(found) == sorted(a.id for a in attributions)
    return [int(found[a.id][2:]) for a in attributions]


def test_the_same_words_of_one_source_in_several_articles_are_one_occasion() -> None:
    assert occasions(("a", "m-ada", SAID), ("b", "m-ada2", SAID.upper()), ("c", "m-ada", "“" + SAID)) == [0, 0, 0]


def test_a_part_of_a_longer_quotation_is_of_its_occasion() -> None:
    assert occasions(("a", "m-ada", SHORT), ("b", "m-ada", f"You know it. {SAID}")) == [0, 0]


def test_a_part_that_two_speeches_share_does_not_make_them_one() -> None:
    found = occasions(("a", "m-ada", SAID), ("b", "m-ada", OTHER), ("c", "m-ada", SHORT))
    assert found[0] != found[1] and found[2] in found[:2]


@pytest.mark.parametrize(
    "quoted",
    [
        (("a", "m-ada", SAID), ("b", "m-bo", SAID)),
        (("a", "m-ada", SAID), ("b", "m-nobody", SAID)),
        (("a", "m-ada", SAID), ("a", "m-ada", SAID)),
        (("a", "m-ada", "We shall never leave this harbour now."), ("b", "m-ada", "We shall never leave this harbour now.")),
    ],
    ids=["another source", "no name", "one article", f"under {SHORTEST} words"],
)
def test_what_is_not_one_occasion(quoted: tuple[tuple[str, str, str], ...]) -> None:
    assert occasions(*quoted) == [0, 1]


def test_indirect_speech_has_the_outlets_words_and_is_no_quotation() -> None:
    assert occasions(("a", "m-ada", SAID), ("b", "m-ada", SAID), direct=False) == [0, 1]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([SAID, SHORT, OTHER, "No."])), max_size=8), st.randoms(use_true_random=False)
)
def test_the_order_of_attributions_makes_no_difference(quoted: list[tuple[str, str]], chance: random.Random) -> None:
    texts = {a: "\n".join([SAID, SHORT, OTHER, "No."]) for a in "abc"}
    made = [
        Attribution(f"t{n}", a, "m", 0, 1, None, None, None, "say", ((texts[a].index(w), texts[a].index(w) + len(w)),), True)
        for n, (a, w) in enumerate(quoted)
    ]
    turned = list(made)
    chance.shuffle(turned)
    assert find_occasions(made, texts, {"m": "e"}) == find_occasions(turned, texts, {"m": "e"})


def test_twenty_thousand_quotations_take_seconds() -> None:
    """All pairs would be 200 million comparisons."""
    chance = random.Random(4)
    words = [f"w{n}" for n in range(500)]
    texts = {f"a{n}": " ".join(chance.choices(words, k=25)) if n % 3 else SAID for n in range(20_000)}
    made = [Attribution(f"t{a}", a, "m", 0, 1, None, None, None, "say", ((0, len(t)),), True) for a, t in texts.items()]
    began = time.process_time()
    found = find_occasions(made, texts, {"m": "e"})
    assert time.process_time() - began < 15
    assert len(set(found.values())) == 20_000 - len(range(0, 20_000, 3)) + 1


def test_what_three_outlets_quote_is_shown_as_one_statement(tmp_path: Path) -> None:
    texts = (
        f"Ada Lunn, the mayor of Lesk, spoke on Monday. {LINES} Ada Lunn said.",
        f"There is anger in the town. {LINES} Ada Lunn told reporters.",
        'Two days later the row goes on. "Karl Oster attacked Norway in March and nobody here will," Ada Lunn had said.',
    )
    rows = [{"text": text, "language": "en", "publisher": f"Paper {n}"} for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with kit.new_store(tmp_path, tmp_path / "a.jsonl") as store:
        graph = load_graph(store)
    (saying,) = ask.said_about(graph, graph.find("Karl Oster")[0].id)
    (voice,) = saying.voices["claimed"]
    assert (voice.name, voice.claims, voice.outlets) == ("Ada Lunn", 3, 3)
    assert saying.proposition.support == 1
    assert len({graph.occasions[s.claim.attributions[-1]] for s in graph.statements.values() if s.claim.relation == "attacked"}) == 1
