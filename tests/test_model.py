"""The nouns: ids are hashes of what makes the record itself, the same in any process and on any day."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError, KGError, SchemaError, SinkError, SourceError, StoreError, nearest
from kg.model import make_id, make_judgement, text_hash

PARTS = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text()), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(st.lists(PARTS, max_size=4))
def test_the_same_parts_give_the_same_id_of_kind_and_sixteen_digits(parts: list[object]) -> None:
    made = make_id("c", *parts)
    assert made == make_id("c", *parts)
    assert made.startswith("c-") and len(made) == 18 and set(made[2:]) <= set("0123456789abcdef")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_other_parts_give_another_id_wherever_the_border_between_them_lies(left: list[str], right: list[str]) -> None:
    assert (make_id("c", *left) == make_id("c", *right)) == (left == right)


def test_ids_do_not_depend_on_the_process() -> None:
    code = "from kg.model import make_id; print(make_id('c', 'a', (1, 2), None, {'x': 'ж'}))"
    environments = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    runs = [subprocess.run([sys.executable, "-c", code], env=e, capture_output=True, text=True) for e in environments]
    assert {run.stdout.strip() for run in runs} == {make_id("c", "a", (1, 2), None, {"x": "ж"})}


def test_an_id_is_the_one_that_stores_on_disk_hold() -> None:
    assert make_id("a", "https://news.example/1", "Text.") == "a-08e62b1ff4738690"


def test_what_is_no_plain_value_makes_no_id() -> None:
    with pytest.raises(TypeError):
        make_id("c", {1, 2})


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_the_hash_of_a_text_is_that_of_its_utf_8(text: str) -> None:
    assert text_hash(text) == hashlib.sha256(text.encode()).hexdigest()


@given(st.text(), st.text())
def test_a_judgement_does_not_depend_on_the_order_of_its_pair(left: str, right: str) -> None:
    made = make_judgement(left, right, "same", 1.0, "ann", "both are the mayor")
    assert made == make_judgement(right, left, "same", 1.0, "ann", "both are the mayor")
    assert made.left <= made.right


def test_two_judges_and_two_verdicts_on_one_pair_are_judgements_of_their_own() -> None:
    made = [make_judgement("m-1", "m-2", v, 1.0, by, "") for v in ("same", "different") for by in ("ann", "rule:name")]
    assert len({j.id for j in made}) == 4


@pytest.mark.parametrize("kind", [ConfigError, SchemaError, SourceError, StoreError, SinkError])
def test_every_error_of_ours_is_a_kg_error(kind: type[KGError]) -> None:
    assert issubclass(kind, KGError) and kind.__doc__


def test_the_nearest_right_word_is_suggested_and_a_far_one_is_not() -> None:
    assert nearest("Compny", ["Company", "Country"]) == " Did you mean 'Company'?"
    assert nearest("xylophone", ["Company", "Country"]) == ""
    assert nearest("x", []) == ""
