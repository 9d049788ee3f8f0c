"""kg/people/judgement_file: the file says what the store has, and the store does what the file says."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import KGError, judge, load_graph, open_store
from kg.errors import SourceError
from kg.model import Judgement, Mention, is_person, make_judgement, make_link
from kg.people.files import Outcome
from kg.people.judgement_file import read_judgements, write_judgements
from kg.store import Store
from tests.kit import store_bytes

NAMES = ("Ilka Dorn", "Teo Brandt", "Marovia", "Sundral", "Port Kesh", "Northern Pact")
text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
decisions = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("same", "different", "unsure")), text)
HAND = {"left": "Marovia", "right": "Sundral", "verdict": "same", "by": "ada", "reason": "renamed"}


def written(store: Store, old: bytes = b"") -> bytes:
    return write_judgements(store, load_graph(store), old, "x.jsonl")[0]


def lines(*rows: object) -> bytes:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows).encode()


def counts(outcome: Outcome) -> tuple[int, int, int, int, int, int]:
    return outcome.added, outcome.changed, outcome.known, outcome.taken_back, outcome.waiting, len(outcome.wrong)


def people(store: Store) -> set[str]:
    """What people other than the small world's own maker decided."""
    return {j.id for j in store.records(Judgement) if is_person(j.by) and j.by != "surname"}


@given(st.lists(decisions, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_a_file_takes_all_decisions_to_another_store_in_any_order_of_lines(small: Path, wanted: list, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(shutil.copy(small, Path(name, "a.kg"))) as one:
        for left, right, verdict, reason in wanted:
            try:
                judge(one, left, right, verdict, by="ada", reason=reason)
            except KGError:
                continue
        content = written(one)
        shuffled = content.splitlines(keepends=True)
        chance.shuffle(shuffled)
        with open_store(shutil.copy(small, Path(name, "b.kg"))) as other:
            assert read_judgements(other, b"".join(shuffled)).wrong == []
            assert store_bytes(other, Path(name, "x")) == store_bytes(one, Path(name, "y"))
            assert written(other) == content
            assert counts(read_judgements(other, content, replace=True))[:2] == (0, 0)


def test_a_line_written_by_hand_may_give_names_and_is_read_twice_to_the_same_effect(own: Path) -> None:
    with open_store(own) as store:
        assert counts(read_judgements(store, lines(HAND))) == (1, 0, 0, 0, 0, 0)
        assert len({load_graph(store).entity_of[m.id] for m in store.records(Mention) if m.text in ("Marovia", "Sundral")}) == 1
        assert counts(read_judgements(store, lines(HAND))) == (0, 0, 1, 0, 0, 0)
        assert read_judgements(store, lines(HAND | {"verdict": "different"})).wrong == []
        assert counts(read_judgements(store, lines(HAND))) == (0, 1, 0, 3, 0, 0)


def test_a_line_that_is_taken_out_of_the_file_is_an_undo(own: Path, tmp_path: Path) -> None:
    with open_store(own) as store:
        before = written(store)
        bytes_before = store_bytes(store, tmp_path / "before")
        read_judgements(store, lines(HAND))
        assert counts(read_judgements(store, before)) == (0, 0, len(before.splitlines()), 0, 0, 0)
        assert read_judgements(store, before, replace=True).taken_back == 1
        assert store_bytes(store, tmp_path / "after") == bytes_before


WRONG = {
    "no JSON": ("{", "is no JSON"),
    "no object": ("[1]", "is no JSON object"),
    "no verdict": (HAND | {"verdict": "sme"}, "'sme' is no verdict. Did you mean 'same'?"),
    "no side": ({**HAND, "left": ""}, "'left' is missing"),
    "no text": ({**HAND, "right": 3}, "'right' must be a text"),
    "a program": (HAND | {"by": "rule:surname"}, "a program decided this ('rule:surname')"),
    "nobody": ({k: v for k, v in HAND.items() if k != "by"}, "'by' is missing"),
    "unknown": (HAND | {"left": "Maravia"}, "nothing here is called 'Maravia'. Did you mean 'Marovia'?"),
    "itself": (HAND | {"left": "Sundral"}, "both sides are the same"),
    "score": (HAND | {"score": 7}, "'score' must be a number from 0 to 1"),
    "surrogate": ('{"left": "Marovia", "right": "Sundral", "verdict": "same", "by": "\\ud800"}', "half a character"),
    "deep": ("[" * 100_000, "is no JSON"),
}


@pytest.mark.parametrize(("line", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_named_and_the_others_are_taken_over(own: Path, line: object, reason: str) -> None:
    with open_store(own) as store:
        outcome = read_judgements(store, lines("", line, HAND), replace=True)
        ((number, told),) = outcome.wrong
        assert number == 2 and reason in told and "\n" not in told
        assert outcome.added == 1 and outcome.taken_back == 0 and len(people(store)) == 1


def test_two_lines_that_contradict_each_other_are_told(own: Path) -> None:
    with open_store(own) as store:
        outcome = read_judgements(store, lines(HAND, HAND | {"verdict": "unsure"}))
        assert outcome.wrong == [(2, "line 1 says 'same' of the same pair")] and outcome.added == 1


def test_what_is_no_utf_8_is_a_wrong_line(own: Path) -> None:
    with open_store(own) as store:
        assert read_judgements(store, b"\xff\xfe\n\xef\xbb\xbf" + lines(HAND)).wrong[0] == (1, "is not UTF-8")
        assert read_judgements(store, b"\xef\xbb\xbf" + lines(HAND).replace(b"\n", b"\r\n")).added == 1


def test_a_line_on_an_article_that_is_not_here_waits_in_the_file(own: Path) -> None:
    """With the article it is taken over; until then no new version of the file loses it."""
    with open_store(own) as store:
        first, second = (next(m.id for m in store.records(Mention, a) if m.text == "Dorn") for a in ("a-kesh", "a-lake"))
        store.judge([make_judgement(first, second, "different", 1.0, "ada", "two")])
        content = written(store)
        store.remove("a-kesh")
        outcome = read_judgements(store, content, replace=True)
        assert outcome.waiting >= 1 and outcome.wrong == [] and people(store) == set()
        assert written(store, content) == content


def test_a_file_that_can_not_be_read_is_not_written_over(own: Path) -> None:
    with open_store(own) as store, pytest.raises(SourceError, match=r"x.jsonl: line 2: is no JSON \(.*\). Mend it first"):
        written(store, lines(HAND, "{"))


def test_by_stands_for_lines_that_do_not_say_who(own: Path) -> None:
    with open_store(own) as store:
        row = {key: value for key, value in HAND.items() if key != "by"}
        assert read_judgements(store, lines(row), by="bo").added == 1
        assert {j.by for j in store.records(Judgement)} >= {"bo"}


def test_a_link_to_a_thing_outside_goes_to_the_file_and_comes_from_it(own: Path, small: Path, tmp_path: Path) -> None:
    with open_store(own) as store, open_store(shutil.copy(small, tmp_path / "b.kg")) as other:
        judge(store, "Teo Brandt", "Q900123", "same", by="ada", reason="the one of the Pact")
        linked = next(m.id for m in store.records(Mention) if m.text == "Ilka Dorn")
        store.judge([make_link(linked, "my-dorn", "different", 1.0, "ada", "another")])
        content = written(store)
        assert content.count(b'"right": "Q900123"') == 3 and b'"right": "my-dorn"' in content
        assert written(store, content) == content  # no line is kept beside its own copy
        assert read_judgements(other, content).wrong == [] and written(other) == content
        hand = {"left": "Brandt", "right": "Q900123", "verdict": "different", "by": "bo"}
        assert read_judgements(other, lines(hand)).added >= 1
