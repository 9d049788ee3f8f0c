"""kg/verify/stored.py: a store that is whole, and one by one what can be wrong with it, found and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Store
from kg.verify import Difference
from tests.verify.kit import change, copied, differences, named, one


@pytest.fixture
def mine(built: Store, tmp_path: Path) -> Path:
    """A copy of the store of tests/articles."""
    return copied(built, tmp_path)


def test_a_store_that_nobody_touched_has_no_difference(mine: Path) -> None:
    assert differences(mine) == []


def test_nor_has_one_of_hostile_articles(hostile: Store, tmp_path: Path) -> None:
    assert differences(copied(hostile, tmp_path)) == []


A_NAME = "SELECT subject_mention FROM claims JOIN mentions m ON m.id = subject_mention WHERE m.kind = 'name' ORDER BY 1"
A_DENIAL = "SELECT id FROM claims WHERE certainty = 'denied' ORDER BY id"
OWN_VOICE = "SELECT id FROM claims WHERE certainty = 'asserted' ORDER BY id"
FOREIGN_MENTION = "(SELECT m.id FROM mentions m WHERE m.article <> claims.article AND m.type = 'Person' ORDER BY m.id LIMIT 1)"
# {what is done: (query of the id it is done to, the change, the kinds of differences named with that id)}
DAMAGE = {
    "a mention moved": (A_NAME, 'UPDATE mentions SET start = start + 1, "end" = "end" + 1 WHERE id = ?', {"words", "id"}),
    "a mention renamed": (A_NAME, "UPDATE mentions SET text = 'Nobody' WHERE id = ?", {"words", "search index"}),
    "a claim past the end of its text": (OWN_VOICE, 'UPDATE claims SET "end" = 1000000 WHERE id = ?', {"span", "id"}),
    "a claim out of its sentence": (OWN_VOICE, 'UPDATE claims SET start = 0, "end" = 1 WHERE id = ? AND start > 0', {"span", "id"}),
    "a predicate with no end": (OWN_VOICE, "UPDATE claims SET predicate_start = 3, predicate_end = NULL WHERE id = ?", {"span"}),
    "a cue turned round": (
        "SELECT id FROM attributions WHERE cue_start IS NOT NULL ORDER BY id",
        "UPDATE attributions SET cue_start = cue_end, cue_end = cue_start WHERE id = ?",
        {"span", "id"},
    ),
    "a content that isn't there": (
        "SELECT id FROM attributions ORDER BY id",
        "UPDATE attributions SET content = '[[5, 999999]]' WHERE id = ?",
        {"span", "id"},
    ),
    "a denial made positive": (A_DENIAL, "UPDATE claims SET polarity = 'positive' WHERE id = ?", {"certainty", "id"}),
    "an assertion called a report": (OWN_VOICE, "UPDATE claims SET certainty = 'reported' WHERE id = ?", {"certainty"}),
    "a certainty that there isn't": (OWN_VOICE, "UPDATE claims SET certainty = 'sure' WHERE id = ?", {"value"}),
    "a start that is a word": (OWN_VOICE, "UPDATE claims SET start = 'here' WHERE id = ?", {"value"}),
    "a list that is none": (OWN_VOICE, "UPDATE claims SET attributions = '[' WHERE id = ?", {"unreadable record"}),
    "an attribution that is gone": (
        OWN_VOICE,
        "UPDATE claims SET attributions = '[\"t-0\"]' WHERE id = ?",
        {"reference", "certainty", "id"},
    ),
    "a mention of another article": (OWN_VOICE, f"UPDATE claims SET subject_mention = {FOREIGN_MENTION} WHERE id = ?", {"reference", "id"}),
    "a claim of no run": (OWN_VOICE, "UPDATE claims SET run = 'r-0' WHERE id = ?", {"reference"}),
    "a claim of an article that is gone": (OWN_VOICE, "UPDATE claims SET article = 'a-0' WHERE id = ?", {"stray record"}),
    "a quantity nobody wrote": (OWN_VOICE, 'UPDATE claims SET quantity = \'{"text": "9,999 of it"}\' WHERE id = ?', {"words"}),
    "a relation that there isn't": (OWN_VOICE, "UPDATE claims SET relation = 'sees' WHERE id = ?", {"relation", "id"}),
    "ends of the wrong type": (
        "SELECT c.id FROM claims c JOIN mentions m ON m.id = object_mention WHERE relation = 'visited' AND m.type <> 'Person' ORDER BY 1",
        "UPDATE claims SET subject_mention = object_mention WHERE id = ?",
        {"ends", "id"},
    ),
    "a claim in boilerplate": (
        "SELECT sentence FROM claims ORDER BY sentence",
        "UPDATE sentences SET kind = 'boilerplate' WHERE id = ?",
        set(),
    ),
    "a text changed": (
        "SELECT article FROM claims ORDER BY article",
        "UPDATE articles SET text = text || ' And more.' WHERE id = ?",
        {"article text"},
    ),
    "a judgement on nobody": (
        "SELECT id FROM judgements ORDER BY id",
        "UPDATE judgements SET left = 'm-0' WHERE id = ?",
        {"reference", "id"},
    ),
    "a run of another version": ("SELECT id FROM runs", "UPDATE runs SET version = '9' WHERE id = ?", {"id"}),
    "a sentence nobody finds": (
        "SELECT id FROM search WHERE kind = 'sentence' ORDER BY id",
        "DELETE FROM search WHERE id = ?",
        {"search index"},
    ),
    "a word found that is nowhere": (A_NAME, "INSERT INTO search VALUES ('x', 'name', 'm-0', ?)", set()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_done_to_a_record_is_named_by_its_kind_and_id(mine: Path, damage: str) -> None:
    query, sql, kinds = DAMAGE[damage]
    id_ = one(mine, query)
    change(mine, sql, id_)
    found = differences(mine)
    assert found and all(d.where == "store" and d.expected != d.found for d in found)
    assert {d.what for d in found if d.id == id_} == kinds


def test_what_hangs_on_a_damaged_record_is_named_too(mine: Path) -> None:
    sentence = one(mine, "SELECT sentence FROM claims GROUP BY sentence HAVING count(*) = 1 ORDER BY sentence")
    claim = one(mine, f"SELECT id FROM claims WHERE sentence = '{sentence}'")
    change(mine, "UPDATE sentences SET kind = 'boilerplate' WHERE id = ?", sentence)
    assert named(differences(mine)) == {("sentence", claim)}


def test_a_mention_of_another_article_is_told_with_that_article(mine: Path) -> None:
    id_ = one(mine, OWN_VOICE)
    change(mine, f"UPDATE claims SET subject_mention = {FOREIGN_MENTION} WHERE id = ?", id_)
    subject, article = (
        one(mine, f"SELECT subject_mention FROM claims WHERE id = '{id_}'"),
        one(mine, f"SELECT article FROM claims WHERE id = '{id_}'"),
    )
    home = one(mine, f"SELECT article FROM mentions WHERE id = '{subject}'")
    wanted = Difference("store", "reference", id_, f"subject: a mention of article {article}", f"{subject} of article {home}")
    assert wanted in differences(mine)


def test_a_review_of_no_claim_and_words_of_no_article_are_named(mine: Path) -> None:
    change(mine, "INSERT INTO reviews VALUES ('v-0', 'c-0', 'accept', 'Ada', '')")
    for article in ("", "zzz"):
        change(mine, "INSERT INTO search VALUES ('x', 'name', ?, ?)", f"m-{article}", article)
    assert named(differences(mine)) == {("reference", "v-0"), ("id", "v-0"), ("search index", "m-"), ("search index", "m-zzz")}


def test_a_search_index_that_is_not_of_its_rows_is_told(mine: Path) -> None:
    change(mine, "UPDATE search_content SET c0 = 'other words' WHERE id = 1")
    assert ("search index", mine.name) in named(differences(mine))


def test_a_torn_page_is_told_with_its_table_and_nothing_else_is_read(mine: Path) -> None:
    size = int(one(mine, "PRAGMA page_size"))
    page = int(one(mine, "SELECT rootpage FROM sqlite_master WHERE name = 'claims'"))
    data = bytearray(mine.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    mine.write_bytes(data)
    assert named(differences(mine)) == {("damaged file", "claims")}


def test_a_file_cut_short_is_no_store_any_more_or_told_as_damaged(mine: Path) -> None:
    data = mine.read_bytes()
    mine.write_bytes(data[: len(data) // 2])
    try:
        assert {d.what for d in differences(mine)} == {"damaged file"}
    except StoreError as e:
        assert "\n" not in str(e)
