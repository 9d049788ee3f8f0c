"""kg/people/judging: what a person decides and takes back leaves no trace."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import KGError, judge, load_graph, open_store, take_back
from kg.model import Mention
from kg.store import Store
from tests.kit import store_bytes

NAMES = ("Ilka Dorn", "Dorn", "Teo Brandt", "Brandt", "Marovia", "Sundral", "Port Kesh", "Northern Pact")
decisions = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("same", "different", "unsure")), st.sampled_from(("ada", "bo"))
)


def entities(store: Store, *names: str) -> set[str]:
    """The entities of mentions that are written so."""
    graph = load_graph(store)
    return {graph.entity_of[m.id] for m in graph.mentions.values() if m.text in names}


def exported(store: Store, folder: Path, name: str) -> dict[str, bytes]:
    return store_bytes(store, folder / name)


@given(st.lists(decisions, max_size=5))
@settings(max_examples=40, deadline=None)
def test_what_is_taken_back_leaves_the_bytes_of_a_store_in_which_nothing_was_decided(small: Path, wanted: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(shutil.copy(small, folder / "own.kg")) as store:
            before = exported(store, folder, "before")
            made = []
            for left, right, verdict, by in wanted:
                try:
                    made.append((judge(store, left, right, verdict, by=by, reason="seen"), by))
                except KGError:
                    continue  # both mean the same, or one was split and may be several
            for judgements, by in reversed(made):
                kept = {j.id for j in load_graph(store).judgements.values()}
                for j in judgements:
                    if j.id in kept:
                        take_back(store, j.left, j.right, by=by)
            assert exported(store, folder, "after") == before


def test_different_splits_and_undo_joins_again(own: Path, tmp_path: Path) -> None:
    with open_store(own) as store:
        before = exported(store, tmp_path, "before")
        judge(store, "Ilka Dorn", "Dorn", "different", by="ada", reason="her brother")
        assert len(entities(store, "Ilka Dorn", "Dorn")) == 2
        taken = take_back(store, "Ilka Dorn", "Dorn", by="ada")
        assert {j.verdict for j in taken} == {"different"} and len(entities(store, "Ilka Dorn", "Dorn")) == 1
        assert exported(store, tmp_path, "after") == before


def test_a_join_is_taken_back_by_the_ids_that_were_two_before(own: Path) -> None:
    with open_store(own) as store:
        ids = [*entities(store, "Marovia"), *entities(store, "Sundral")]
        judge(store, *ids, "same", by="ada", reason="")
        assert len(entities(store, "Marovia", "Sundral")) == 1
        take_back(store, *ids, by="ada")
        assert [*entities(store, "Marovia"), *entities(store, "Sundral")] == ids


def test_a_split_of_one_name_is_taken_back_by_that_name(own: Path) -> None:
    with open_store(own) as store:
        first, second, *_ = (m.id for m in store.records(Mention) if m.text == "Dorn" and m.kind == "name")
        judge(store, first, second, "different", by="ada", reason="two Dorns")
        assert take_back(store, "Dorn", "Dorn", by="ada")
        assert len(entities(store, "Dorn")) == 1


def test_a_second_verdict_on_two_names_replaces_the_first_whatever_mentions_stood_for_them(own: Path) -> None:
    with open_store(own) as store:
        judge(store, "Marovia", "Sundral", "different", by="ada", reason="")
        judge(store, "Marovia", "Sundral", "same", by="ada", reason="")
        verdicts = [j.verdict for j in load_graph(store).judgements.values() if j.by == "ada"]
        assert verdicts == ["same"]


def test_one_person_does_not_take_back_what_another_decided(own: Path) -> None:
    with open_store(own) as store:
        judge(store, "Marovia", "Sundral", "same", by="ada", reason="")
        with pytest.raises(KGError, match="bo decided nothing on 'Marovia' and 'Sundral'. ada did: give --by 'ada'"):
            take_back(store, "Marovia", "Sundral", by="bo")
        with pytest.raises(KGError, match="nothing here is called 'Maravia'. Did you mean 'Marovia'"):
            take_back(store, "Maravia", "Sundral", by="ada")
        with pytest.raises(KGError, match="nor did anybody else"):
            take_back(store, "Marovia", "Port Kesh", by="ada")


def test_a_link_to_wikidata_is_taken_back_without_a_trace(own: Path, tmp_path: Path) -> None:
    with open_store(own) as store:
        before = exported(store, tmp_path, "before")
        judge(store, "Teo Brandt", "Q900123", "same", by="ada", reason="the one of the Pact")
        assert entities(store, "Teo Brandt") == {"Q900123"}
        with pytest.raises(KGError, match="is Q900123 already, says ada. First take that back, as ada: --undo"):
            judge(store, "Teo Brandt", "Q900124", "same", by="ada", reason="")
        assert take_back(store, "Teo Brandt", "Q900123", by="ada")
        assert exported(store, tmp_path, "after") == before
