"""The file that holds the truth: whole or not at all, once, and for as long as people keep it."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Article, Attribution, Claim, Extraction, Judgement, Mention, Review, Run, Sentence, make_judgement, make_review
from kg.store import MIGRATIONS, OF_ARTICLE, TABLES, Store, open_store
from tests.kit import become_reader, make_article
from tests.worlds import RUN, small_extractions

NOUNS = tuple(TABLES.values())
OTHER_RUN = Run("r-other", "0.2.0", "hand", "{}", "small")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.kg"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, create=True) as store:
        yield store


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is in a store, but for its id."""
    tables = (*TABLES, "refused", "unmatched", "search")
    with sqlite3.connect(path) as db:
        found = {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in tables}
    db.close()
    return found


def records(store: Store) -> dict[str, list[object]]:
    return {noun.__name__: list(store.records(noun)) for noun in NOUNS}


# ---------------------------------------------------------------------- what goes in comes out


def test_all_records_of_all_nouns_come_back_as_they_were(store: Store) -> None:
    found = small_extractions()
    for extraction in found:
        store.add(extraction, RUN)
    fields = ("sentences", "mentions", "attributions", "claims", "judgements")
    for noun, name in zip((Sentence, Mention, Attribution, Claim, Judgement), fields, strict=True):
        expected = sorted((r for x in found for r in getattr(x, name)), key=lambda r: r.id)
        assert list(store.records(noun)) == expected
    assert list(store.records(Article)) == sorted((x.article for x in found), key=lambda a: a.id)
    assert list(store.records(Run)) == [RUN]


def test_records_of_one_article_and_one_record_by_id(store: Store) -> None:
    for extraction in small_extractions():
        store.add(extraction, RUN)
    claims = list(store.records(Claim, "a-kesh"))
    assert claims and {c.article for c in claims} == {"a-kesh"}
    assert store.record(Claim, claims[0].id) == claims[0]
    assert store.record(Claim, "c-none") is None
    assert list(store.records(Claim, "")) == []


def test_a_store_that_is_closed_and_opened_again_has_all_and_its_id(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.add(small_extractions()[0], RUN)
        store.set_meta("note", "kept")
        before, id_ = records(store), store.id
    with open_store(path) as again:
        assert (records(again), again.id, again.meta("note")) == (before, id_, "kept")
    assert not list(path.parent.glob("*-wal"))


def test_two_stores_have_ids_of_their_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.kg", create=True) as a, open_store(tmp_path / "b.kg", create=True) as b:
        assert a.id and b.id and a.id != b.id


def test_a_table_that_there_is_none_of_has_no_count(store: Store) -> None:
    store.add(small_extractions()[0], RUN)
    assert store.count("articles") == 1
    with pytest.raises(StoreError, match="there is no table"):
        store.count("claims; DROP TABLE claims")


STRINGS = st.text(alphabet=st.one_of(st.sampled_from("'\"\\%_\0\n\r\x1b\u202e\u2028;-é中😀\ufffe"), st.characters(codec="utf-8")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=STRINGS, title=st.one_of(st.none(), STRINGS), id_=STRINGS)
@example("a\0b", "'); DROP TABLE articles; --", "\0")
def test_any_unicode_text_comes_back_as_it_was(store: Store, text: str, title: str | None, id_: str) -> None:
    article = make_article(text, title=title, id=id_)
    store.remove(id_)
    assert store.add(Extraction(article), None)
    assert store.record(Article, id_) == article


@pytest.mark.parametrize("field", ["id", "text", "title"])
def test_half_a_surrogate_pair_is_no_text_and_refused_in_one_line(store: Store, field: str) -> None:
    with pytest.raises(StoreError, match="surrogates not allowed") as caught:
        store.add(Extraction(replace(make_article("Fine."), **{field: "half \ud83d"})), None)
    assert "\n" not in str(caught.value)
    assert store.count("articles") == 0


# ---------------------------------------------------------------------- one article, one transaction


def test_where_anything_fails_nothing_of_the_article_is_kept(store: Store, path: Path) -> None:
    before = rows(path)
    good = small_extractions()[0]
    bad = replace(good, claims=(*good.claims, replace(good.claims[0], id="c-bad", rule=object())))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="story.kg: can't write"):
        store.add(bad, RUN)
    assert rows(path) == before


def test_ctrl_c_in_the_middle_of_an_article_leaves_nothing_of_it(store: Store, path: Path) -> None:
    def interrupted() -> Iterator[Sentence]:
        yield small_extractions()[0].sentences[0]
        raise KeyboardInterrupt

    before = rows(path)
    with pytest.raises(KeyboardInterrupt):
        store.add(replace(small_extractions()[0], sentences=interrupted()), RUN)  # type: ignore[arg-type]
    assert rows(path) == before
    assert store.add(small_extractions()[0], RUN)


KILLED = """
import os, signal, sys
from dataclasses import replace
from kg.store import open_store
from tests.worlds import RUN, small_extractions
first, second, _ = small_extractions()
def killed():
    yield second.sentences[0]
    os.kill(os.getpid(), signal.SIGKILL)
store = open_store(sys.argv[1], create=True)
store.add(first, RUN)
store.add(replace(second, sentences=killed()), RUN)
"""


def test_a_process_that_is_killed_in_the_middle_loses_only_that_article(path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, path], timeout=60, cwd=Path(__file__).parent.parent)
    with open_store(path) as store:
        assert [a.id for a in store.records(Article)] == ["a-harbour"]
        assert {s.article for s in store.records(Sentence)} == {"a-harbour"}


def test_a_second_add_adds_nothing_not_even_to_the_search(store: Store, path: Path) -> None:
    extraction = replace(small_extractions()[0], refused={"too far": 2}, unmatched=(("greet", "subj obj", 0, 5),))
    assert store.add(extraction, RUN) is True
    before = rows(path)
    assert store.add(extraction, RUN) is False
    assert rows(path) == before


def test_an_id_that_has_another_text_is_refused(store: Store, path: Path) -> None:
    store.add(Extraction(make_article("One text.", id="a-1")), None)
    before = rows(path)
    with pytest.raises(StoreError, match="another text under the id 'a-1'"):
        store.add(Extraction(make_article("Another text.", id="a-1")), None)
    assert rows(path) == before


def test_the_order_in_which_articles_come_in_leaves_no_trace(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(small_extractions())):
        path = tmp_path / f"{number}.kg"
        with open_store(path, create=True) as store:
            for extraction in order:
                store.add(extraction, RUN)
        found.append(rows(path))
    assert all(one == found[0] for one in found)


# ---------------------------------------------------------------------- taking away


@pytest.mark.parametrize("gone", range(3))
def test_remove_leaves_what_a_store_that_never_had_the_article_has(tmp_path: Path, gone: int) -> None:
    found = [replace(x, refused={"r": 1}, unmatched=(("greet", "subj obj", 0, 5),)) for x in small_extractions()]
    with open_store(tmp_path / "all.kg", create=True) as store:
        for number, extraction in enumerate(found):
            store.add(extraction, OTHER_RUN if number == gone else RUN)
        assert store.remove(found[gone].article.id) is True
    with open_store(tmp_path / "others.kg", create=True) as store:
        for number, extraction in enumerate(found):
            if number != gone:
                store.add(extraction, RUN)
    assert rows(tmp_path / "all.kg") == rows(tmp_path / "others.kg")


def test_a_run_stays_while_an_article_that_it_read_is_there_be_it_without_a_claim(store: Store) -> None:
    store.add(small_extractions()[0], RUN)
    store.add(Extraction(make_article("Nothing is claimed here.")), RUN)
    store.remove("a-harbour")
    assert list(store.records(Run)) == [RUN]


def test_a_persons_judgement_goes_with_either_of_its_mentions(store: Store) -> None:
    first, second, third = small_extractions()
    for extraction in (first, second, third):
        store.add(extraction, RUN)
    pairs = [(first.mentions[0], second.mentions[0]), (second.mentions[0], third.mentions[0])]
    store.judge([make_judgement(a.id, b.id, "different", 1.0, "ann", "") for a, b in pairs])
    store.remove(first.article.id)
    assert [{j.left, j.right} for j in store.records(Judgement) if j.by == "ann"] == [{m.id for m in pairs[1]}]


def test_removing_what_is_not_there_changes_nothing(store: Store, path: Path) -> None:
    store.add(small_extractions()[0], RUN)
    before = rows(path)
    assert store.remove("a-none") is False
    assert rows(path) == before


def test_what_was_removed_can_be_added_again(store: Store, path: Path) -> None:
    for extraction in small_extractions():
        store.add(extraction, RUN)
    before = rows(path)
    store.remove("a-kesh")
    store.add(small_extractions()[1], RUN)
    assert rows(path) == before


def test_a_review_goes_with_its_claim(store: Store) -> None:
    for extraction in small_extractions():
        store.add(extraction, RUN)
    stays, goes = (next(store.records(Claim, article)).id for article in ("a-lake", "a-kesh"))
    store.review([make_review(claim, "accept", "ann", "") for claim in (stays, goes)])
    store.remove("a-kesh")
    assert [r.claim for r in store.records(Review)] == [stays]


def test_a_persons_second_review_of_a_claim_replaces_the_first_and_no_other_persons(store: Store) -> None:
    for by, verdict in (("ann", "accept"), ("bob", "reject"), ("ann", "note")):
        store.review([make_review("c-1", verdict, by, "")])
    assert {(r.by, r.verdict) for r in store.records(Review)} == {("bob", "reject"), ("ann", "note")}


# ---------------------------------------------------------------------- judgements


def test_a_judges_second_verdict_on_a_pair_replaces_the_first_and_no_other_judges(store: Store) -> None:
    for by, verdict in (("ann", "same"), ("bob", "same"), ("ann", "different")):
        store.judge([make_judgement("m-1", "m-2", verdict, 1.0, by, "")])
    assert {(j.by, j.verdict) for j in store.records(Judgement)} == {("bob", "same"), ("ann", "different")}


# ---------------------------------------------------------------------- search


@pytest.fixture
def searched(store: Store) -> Store:
    for extraction in small_extractions():
        store.add(extraction, RUN)
    article = make_article('The "Kesh-Bund" AND (or NOT) * NEAR co: 100% Zürich\0nul x^2 {a}.', id="a-odd")
    store.add(Extraction(article, (Sentence("s-odd", "a-odd", 0, 0, len(article.text)),)), None)
    return store


def test_search_finds_sentences_names_and_titles_that_have_all_the_words(searched: Store) -> None:
    found = searched.search("port kesh")
    assert {kind for kind, *_ in found} == {"sentence", "name", "title"}
    assert all("Port Kesh" in text for *_, text in found)
    assert searched.search("kesh nowhere") == []
    assert len(searched.search("Dorn", limit=3)) == 3


def test_search_knows_no_accents_and_no_case(searched: Store) -> None:
    assert [id_ for _, id_, *_ in searched.search("ZURICH")] == ["s-odd"]


@pytest.mark.parametrize("words", ['"Kesh-Bund"', "AND", "(or NOT)", "NEAR co:", "100%", "x^2 {a}", "nul", "Zürich\0nul", "Kesh *"])
def test_what_fts5_reads_as_an_operator_is_only_a_word(searched: Store, words: str) -> None:
    assert "s-odd" in [id_ for _, id_, *_ in searched.search(words)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(alphabet=st.one_of(st.sampled_from("\"'*^():+-\0 {}"), st.characters(codec="utf-8"))))
def test_no_search_raises(searched: Store, words: str) -> None:
    assert isinstance(searched.search(words), list)


def test_unmatched_predicates_are_counted_with_example_sentences_even_behind_a_nul(store: Store) -> None:
    for text in ("Ann \0 greeted Bob.", "Bob greeted Ann."):
        store.add(Extraction(make_article(text), unmatched=(("greet", "subj obj", 0, len(text)),)), None)
    ((pattern, count, examples),) = store.unmatched(5)
    assert (pattern, count, sorted(examples)) == ("greet subj obj", 2, ["Ann \0 greeted Bob.", "Bob greeted Ann."])


# ---------------------------------------------------------------------- opening


def error_of(path: Path, *, create: bool = False) -> str:
    """The one line that opening a store fails with."""
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create)
    message = str(caught.value)
    assert message.startswith(str(path)) and "\n" not in message
    return message


def test_a_missing_store_says_how_to_make_one(path: Path) -> None:
    assert "kg build FOLDER --store" in error_of(path)
    assert not path.exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in error_of(tmp_path)
    assert "is a folder" in error_of(tmp_path, create=True)


def test_a_store_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no folder" in error_of(tmp_path / "none" / "story.kg", create=True)


@pytest.mark.parametrize("create", [False, True])
def test_a_foreign_sqlite_file_is_refused_and_left_as_it_is(path: Path, create: bool) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE articles (id TEXT)")
    db.close()
    before = path.read_bytes()
    assert "not a store of kg" in error_of(path, create=create)
    assert path.read_bytes() == before and list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"Once upon a time there was a text. " * 200, b"\x89PNG\r\n\x1a\n" * 100])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, create: bool, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a store of kg, or damaged" in error_of(path, create=create)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store_only_where_one_is_to_be_made(path: Path) -> None:
    path.touch()
    assert "an empty file" in error_of(path)
    assert path.stat().st_size == 0
    open_store(path, create=True).close()
    open_store(path).close()


def test_a_damaged_store_is_one_clear_error_when_it_is_read(path: Path) -> None:
    with open_store(path, create=True) as store:
        for extraction in small_extractions():
            store.add(extraction, RUN)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"story\.kg: .*(damaged|malformed|can't read)"), open_store(path) as store:
        records(store)


def test_a_store_that_was_cut_off_is_one_clear_error(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.add(small_extractions()[0], RUN)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(StoreError, match=r"story\.kg"), open_store(path) as store:
        records(store)


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(path: Path) -> None:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    assert f"later version of kg (format {len(MIGRATIONS) + 1})" in error_of(path, create=True)
    assert path.read_bytes() == before


def test_a_store_on_which_nothing_may_be_written_can_be_read_and_says_so_when_written(readable_folder: Path) -> None:
    path = readable_folder / "story.kg"
    with open_store(path, create=True) as store:
        store.add(small_extractions()[0], RUN)
        before = records(store)
    become_reader(readable_folder)
    with open_store(path) as store:
        assert records(store) == before and store.search("Dorn")
        with pytest.raises(StoreError, match="can't write: attempt to write a readonly database"):
            store.add(small_extractions()[1], RUN)
    assert "can't open" in error_of(readable_folder / "new.kg", create=True)


def test_a_folder_that_may_not_be_entered_is_one_clear_error(readable_folder: Path) -> None:
    inner = readable_folder / "closed"
    inner.mkdir()
    become_reader(readable_folder)
    assert "Permission denied" in error_of(inner / "story.kg")


# ---------------------------------------------------------------------- migrations


def test_the_format_of_a_new_store_is_recorded(path: Path) -> None:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert db.execute("PRAGMA application_id").fetchone() == (0x6B67_0001,)
    db.close()


def test_a_store_of_an_earlier_format_is_brought_up_to_date_with_nothing_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path, create=True) as store:
        store.add(small_extractions()[0], RUN)
        before, id_ = records(store), store.id
    script = "CREATE TABLE note (text); INSERT INTO note VALUES ('made once')"
    monkeypatch.setattr("kg.store.MIGRATIONS", (*MIGRATIONS, script))
    for _ in range(2):
        with open_store(path) as store:
            assert (records(store), store.id) == (before, id_)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT text FROM note").fetchall() == [("made once",)]
    db.close()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path, create=True).close()
    before = rows(path)
    monkeypatch.setattr("kg.store.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE note (text); CREATE TABLE articles (id)"))
    error_of(path)
    monkeypatch.undo()
    with open_store(path):
        assert rows(path) == before


def test_a_store_of_the_first_format_learns_which_run_read_each_article(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.MIGRATIONS", MIGRATIONS[:1])
    open_store(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO articles (id, text, sha256) VALUES ('a-1', 'text', 'x')")
        db.execute("INSERT INTO claims (id, article, run) VALUES ('c-1', 'a-1', 'r-1')")
    db.close()
    monkeypatch.undo()
    open_store(path).close()
    assert rows(path)["articles"][0][-1] == "r-1"


# ---------------------------------------------------------------------- several at once


def test_a_reader_sees_whole_articles_while_another_writes(store: Store, path: Path) -> None:
    first, second, _ = small_extractions()
    store.add(first, RUN)
    with open_store(path) as reader:
        reading = reader.records(Sentence)
        next(reading)
        store.add(second, RUN)
        assert {s.article for s in reading} == {first.article.id}
        assert {s.article for s in reader.records(Sentence)} == {first.article.id, second.article.id}


def test_a_reader_does_not_see_an_article_in_flight(store: Store, path: Path) -> None:
    seen = []

    def watched() -> Iterator[Sentence]:
        with open_store(path) as reader:
            seen.extend(reader.records(Article))
        yield small_extractions()[0].sentences[0]

    store.add(replace(small_extractions()[0], sentences=watched()), RUN)  # type: ignore[arg-type]
    assert seen == [] and store.count("articles") == 1


def test_a_second_writer_is_told_that_another_is_writing(store: Store, path: Path) -> None:
    with open_store(path) as other:
        other._db.execute("PRAGMA busy_timeout = 50")
        with store._writing(), pytest.raises(StoreError, match="Is another kg writing to it"):
            other.add(small_extractions()[0], RUN)
        assert other.add(small_extractions()[0], RUN)


def test_many_processes_that_make_one_store_at_once_make_one_store(path: Path) -> None:
    code = "import sys; from kg.store import open_store; print(open_store(sys.argv[1], create=True).id)"
    command = [sys.executable, "-c", code, path]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    ends = [process.communicate(timeout=60) for process in started]
    assert len({out for out, _ in ends}) == 1 and ends[0][0].strip(), ends


def test_a_noun_that_belongs_to_an_article_is_found_by_it(path: Path) -> None:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as db:
        for table in OF_ARTICLE:
            plan = db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE article = 'a'").fetchall()
            assert "INDEX" in plan[0][-1]
    db.close()
