"""Wire copies are one origin; reports of one event in other words are not, be the page around them the same."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.duplicates import find_origins
from kg.loading import load_graph
from kg.model import Article, Extraction, Sentence, make_id
from kg.store import open_store
from tests.kit import make_article

ARTICLE = (Path(__file__).parent / "articles" / "strike.txt").read_text(encoding="utf-8")
OTHER = (Path(__file__).parent / "articles" / "flood.txt").read_text(encoding="utf-8")
THRESHOLD = 0.6


def article(id_: str, text: str, published: str | None = None) -> Article:
    return make_article(text, id=id_, published=published)


def origins(*articles: Article) -> dict[str, str]:
    return find_origins(articles, THRESHOLD)


def test_a_word_for_word_copy_has_the_origin_that_was_published_first() -> None:
    found = origins(article("a", ARTICLE, "2031-03-05"), article("b", ARTICLE, "2031-03-04"), article("c", OTHER))
    assert found == {"a": "b", "b": "b", "c": "c"}


def test_without_dates_the_least_id_is_the_origin_and_a_dated_one_before_it() -> None:
    assert origins(article("b", ARTICLE), article("a", ARTICLE)) == {"a": "a", "b": "a"}
    assert origins(article("b", ARTICLE, "2031"), article("a", ARTICLE)) == {"a": "b", "b": "b"}


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: text.replace("\n\n", "\r\n"),
        lambda text: text.replace('"', "“").replace(",", " –"),
        lambda text: f"A new heading\nBy Ada Lunn\n\n{text}\n\nReporting by Ada Lunn; editing by Karl Oster",
        lambda text: text.replace("Wednesday", "Thursday").replace("walked out", "went on strike"),
        lambda text: text[: len(text) // 2],
        lambda text: text[: len(text) // 3],
    ],
    ids=["capitals", "line ends", "marks", "another frame", "some words", "first half", "first third"],
)
def test_a_copy_that_was_edited_is_still_a_copy(change: object) -> None:
    assert origins(article("a", ARTICLE), article("b", change(ARTICLE))) == {"a": "a", "b": "a"}  # type: ignore[operator]


def test_two_reports_of_one_event_in_other_words_are_two_origins() -> None:
    other = (
        "A walkout at Brelmont's factory in Charleroi began on Wednesday, when the firm announced that some work would go to "
        "Morocco. According to FTB, 1,900 people took part; the firm counts 800 at most, and says the night shift worked."
    )
    assert origins(article("a", ARTICLE), article("b", other)) == {"a": "a", "b": "b"}


def test_a_quote_that_two_reports_share_makes_no_copy() -> None:
    quote = "“The night shift did not strike at all, and nobody will be dismissed for it,” said Thibaut Grandvoir."
    found = origins(article("a", f"{OTHER} {quote}"), article("b", f"{ARTICLE} {quote}"))
    assert found == {"a": "a", "b": "b"}


def test_copies_of_copies_are_one_set() -> None:
    words = ARTICLE.split()
    texts = [" ".join([*words[n * 20 :], *(f"new{n}word{i}" for i in range(n * 20))]) for n in range(3)]
    assert set(origins(*(article("abc"[n], text) for n, text in enumerate(texts))).values()) == {"a"}


@pytest.mark.parametrize("text", ["Strike ends.", "Strike"])
def test_texts_of_a_few_words_are_copies_only_where_they_are_the_same(text: str) -> None:
    assert origins(article("a", text), article("b", text), article("c", "Flood")) == {"a": "a", "b": "a", "c": "c"}


def test_texts_without_words_are_nobodys_copies() -> None:
    assert origins(article("a", "…"), article("b", "…")) == {"a": "a", "b": "b"}
    assert origins() == {}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(chance: random.Random) -> None:
    words = ARTICLE.split()
    texts = [ARTICLE, OTHER, " ".join(words[:90]), " ".join(words[40:]), "Strike ends.", "…", ARTICLE + OTHER]
    found = [article(f"a{n}", text, f"2031-03-0{n + 1}" if n % 2 else None) for n, text in enumerate(texts)]
    expected = find_origins(found, THRESHOLD)
    chance.shuffle(found)
    assert find_origins(found, THRESHOLD) == expected


def test_the_page_around_two_short_reports_makes_them_no_copies(tmp_path: Path) -> None:
    footer = " ".join(f"Subscribe to newsletter number {n} of our newsroom and get it every morning." for n in range(8))
    bodies = ["The dam in Lesk broke on Monday.", "The mayor of Dunmarrow resigned on Friday."]
    with open_store(tmp_path / "story.kg", create=True) as store:
        for body in bodies:
            text = f"{body}\n\n{footer}"
            a = article(make_id("a", body), text)
            spans = ((0, len(body), "body"), (len(body) + 2, len(text), "boilerplate"))
            kinds = [Sentence(make_id("s", body, n), a.id, n, *span) for n, span in enumerate(spans)]
            store.add(Extraction(a, tuple(kinds)), None)
        graph = load_graph(store)
    assert set(find_origins(graph.articles.values(), THRESHOLD).values()) != set(graph.articles)
    assert graph.origins == {id_: id_ for id_ in graph.articles}


@pytest.mark.parametrize("threshold", [0.01, 1.0])
def test_any_threshold_that_settings_allow_works(threshold: float) -> None:
    found = find_origins([article("a", ARTICLE), article("b", ARTICLE), article("c", OTHER)], threshold)
    assert (found["a"], found["b"]) == ("a", "a")


def test_unequal_dates_of_equal_copies_never_make_two_origins() -> None:
    found = [article(id_, ARTICLE, date) for id_, date in zip("abc", ("2031-03-05", None, "2031-03-04"), strict=True)]
    for order in itertools.permutations(found):
        assert set(find_origins([replace(a) for a in order], THRESHOLD).values()) == {"c"}
