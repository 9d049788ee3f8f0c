"""kg/people/reviewing and review_file: a claim stays whatever people think of it; the accepted ones can be had alone."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import KGError, accepted_only, load_graph, open_store, review
from kg.model import REVIEWS, Claim, Review, make_review, review_state
from kg.people.review_file import read_reviews, write_reviews
from kg.people.reviewing import withdraw
from kg.sinks import jsonl
from kg.sinks.layout import LINKS
from kg.store import MIGRATIONS, Store
from tests.kit import store_bytes
from tests.worlds import small_graph

reviews = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(REVIEWS), st.sampled_from(("ada", "bo")), st.text(max_size=5)), max_size=6)


def claims(store: Store) -> list[str]:
    return [c.id for c in store.records(Claim)]


def written(store: Store, old: bytes = b"") -> bytes:
    return write_reviews(load_graph(store), old, "x.jsonl")[0]


@given(reviews)
@settings(max_examples=25, deadline=None)
def test_what_is_taken_back_leaves_no_trace_and_a_file_brings_it_again(small: Path, wanted: list) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(shutil.copy(small, Path(name, "own.kg"))) as store:
        before = store_bytes(store, Path(name, "a"))
        ids = claims(store)
        made = {}
        for number, verdict, by, reason in wanted:
            try:
                made[ids[number], by] = review(store, ids[number], verdict, by=by, reason=reason)
            except KGError:
                assert any("\ud800" <= c <= "\udfff" for c in reason)
        content, reviewed = written(store), store_bytes(store, Path(name, "b"))
        assert {name for name in before if before[name] != reviewed[name]} <= {"reviews.jsonl", "claims.jsonl", "propositions.jsonl"}
        for claim, by in made:
            withdraw(store, claim, by=by)
        assert store_bytes(store, Path(name, "c")) == before
        outcome = read_reviews(store, load_graph(store), content)
        assert (outcome.added, outcome.wrong) == (len(made), [])
        assert store_bytes(store, Path(name, "d")) == reviewed


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ((), None),
        (("note",), "noted"),
        (("accept", "note"), "accepted"),
        (("note", "reject"), "rejected"),
        (("accept", "reject"), "contested"),
        (("accept", "accept"), "accepted"),
    ],
)
def test_what_reviews_come_to(verdicts: tuple[str, ...], state: str | None) -> None:
    assert review_state(make_review("c", v, f"p{n}", "") for n, v in enumerate(verdicts)) == state


def test_a_review_changes_no_status_and_no_count() -> None:
    graph = small_graph()
    (disputed,) = (p for p in graph.propositions.values() if p.status == "disputed")
    assert graph.reviewed(disputed.id) == (2, 2) and disputed.claims == 4 and disputed.support == 3
    edge = next(r for r in graph.relationships() if r.key == disputed.id)
    assert (edge.properties["accepted"], edge.properties["rejected"], edge.properties["status"]) == (2, 2, "disputed")


def test_only_what_somebody_accepts_and_nobody_rejects_is_accepted() -> None:
    graph = accepted_only(small_graph())
    (statement,) = graph.statements.values()
    assert graph.quote(statement.claim) == "Marovia had sent about 3,000 soldiers to Port Kesh"
    (proposition,) = graph.propositions.values()
    assert (proposition.status, proposition.claims, proposition.denials) == ("reported", 1, 0)
    assert {e.name for e in graph.entities.values()} == {"Marovia", "Port Kesh", "Teo Brandt", "Harbour Times"}
    assert list(graph.articles) == ["a-harbour"] and len(graph.reviews) == 1


def test_nothing_hangs_in_the_air_among_the_accepted(tmp_path: Path) -> None:
    whole = small_graph()
    (lake,) = (s for s in whole.statements.values() if s.claim.article == "a-lake" and s.claim.relation == "met_with")
    extra = make_review(lake.claim.id, "accept", "ada", "")
    graph = accepted_only(replace(whole, reviews={**whole.reviews, extra.id: extra}, replaces={"a-kesh": "a-lake"}))
    assert set(graph.articles) == {"a-harbour", "a-kesh", "a-lake"}  # a copy, its origin, and the version that replaces it
    nodes = {(n.labels[0], n.id) for n in graph.nodes(mentions=True)}
    links = list(graph.relationships(mentions=True))
    assert links and all(link.start in nodes and link.end in nodes for link in links)
    assert {link.type for link in links} & set(LINKS)
    jsonl.write(graph, tmp_path)
    assert len((tmp_path / "claims.jsonl").read_text().splitlines()) == 2


def test_a_wrong_line_is_named_and_a_claim_that_is_not_here_waits(own: Path) -> None:
    with open_store(own) as store:
        id_ = claims(store)[0]
        good = {"claim": id_, "verdict": "accept", "by": "ada"}
        rows = [good, good | {"verdict": "reject"}, good | {"by": "rule:x"}, good | {"claim": "c-none"}, {"verdict": "accept"}]
        content = "\n".join(map(json.dumps, rows)).encode()
        outcome = read_reviews(store, load_graph(store), content, replace=True)
        assert (outcome.added, outcome.waiting) == (1, 1)
        assert [(n, why[:30]) for n, why in outcome.wrong] == [
            (2, "line 1 says 'accept' of the sa"),
            (3, "a program decided this ('rule:"),
            (5, "'claim' is missing"),
        ]
        assert json.dumps(rows[3]).encode() in written(store, json.dumps(rows[3]).encode())


@pytest.mark.parametrize(
    ("claim", "verdict", "message"), [("c-none", "accept", "there is no claim 'c-none'"), ("", "acept", "Did you mean 'accept'")]
)
def test_a_review_that_means_nothing_is_one_clear_error(own: Path, claim: str, verdict: str, message: str) -> None:
    with open_store(own) as store, pytest.raises(KGError, match=message):
        review(store, claim, verdict, by="ada")


def test_a_store_from_before_reviews_gets_a_place_for_them(own: Path) -> None:
    with sqlite3.connect(own) as db:
        db.execute("DROP TABLE reviews")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    db.close()
    with open_store(own) as store:
        review(store, claims(store)[0], "note", by="ada", reason="later")
        assert [r.reason for r in store.records(Review)] == ["later"]
