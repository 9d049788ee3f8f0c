"""The whole system: same input, same bytes; nothing lost, nothing twice, nothing without evidence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg.pipeline
from kg import build, judge, load_graph, open_store
from kg.config import Config
from kg.errors import ConfigError, StoreError
from kg.extract import EXTRACTORS, Extractor, extract
from kg.graph import Graph
from kg.model import Article, Attribution, Claim, Extraction, Mention, Sentence, Time
from kg.parse import Parsed
from kg.pipeline import Report, retract
from kg.store import Store
from tests.kit import ARTICLES, new_store, store_bytes

FIRST = "The mayor of Dunmarrow, Orwin Blacktarn, met Ada Lunn in Lesk on Monday. Blacktarn denied that he had met Karl Oster."
SECOND = "Ada Lunn, who leads the Free Highlands Front (FHF), said that Orwin Blacktarn had visited Oslo in 2019."
THIRD = "Vera Salander was born in Norrvik. The FHF attacked the village of Upper Orm, Salander said."
GERMAN = "Der Bürgermeister von Dunmarrow ist am Montag nach einer Abstimmung im Gemeinderat zurückgetreten."


def lines(path: Path, *rows: dict[str, str] | str) -> Path:
    """A JSON Lines file of articles; a string is the text of one in English."""
    known = [{"text": row, "language": "en"} if isinstance(row, str) else row for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in known), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.kg", create=True)


def records(store: Store) -> dict[str, list[object]]:
    return {noun.__name__: list(store.records(noun)) for noun in (Article, Sentence, Mention, Attribution, Claim)}


# ---------------------------------------------------------------------- same input, same bytes


BACKWARDS = """
import sys
from pathlib import Path
from kg import build, load_graph, open_store
from kg.sinks import jsonl
files = sorted(Path(sys.argv[1]).glob("*.txt"), reverse=True)
with open_store(sys.argv[2], create=True) as store:
    assert build(files, store).added == len(files)
    jsonl.write(load_graph(store), Path(sys.argv[3]))
"""


def test_another_order_another_folder_and_another_process_give_the_same_bytes(built: Store, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "articles"
    shutil.copytree(ARTICLES, folder)
    command = [sys.executable, "-c", BACKWARDS, folder, tmp_path / "b.kg", tmp_path / "b"]
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ARTICLES.parent.parent), "TZ": "Asia/Tokyo"}
    subprocess.run(command, env=environment, check=True, timeout=120, cwd=tmp_path)
    expected = store_bytes(built, tmp_path / "a")
    assert {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()} == expected
    assert len(expected["claims.jsonl"].splitlines()) > 20


def test_a_second_build_adds_nothing(built: Store, tmp_path: Path) -> None:
    before = store_bytes(built, tmp_path / "before")
    report = build([ARTICLES], built)
    there = len(list(ARTICLES.glob("*.txt")))
    assert (report.read, report.known, report.added, report.failed) == (there, there, 0, [])
    assert store_bytes(built, tmp_path / "after") == before


def test_articles_added_one_by_one_are_those_added_at_once(store: Store, tmp_path: Path) -> None:
    for number, text in enumerate((THIRD, FIRST, SECOND)):
        build([lines(tmp_path / f"{number}.jsonl", text)], store)
    (tmp_path / "once").mkdir()
    with new_store(tmp_path / "once", lines(tmp_path / "all.jsonl", FIRST, SECOND, THIRD)) as once:
        assert store_bytes(once, tmp_path / "a") == store_bytes(store, tmp_path / "b")


def test_one_more_article_leaves_the_records_of_the_others_as_they_are(store: Store, tmp_path: Path) -> None:
    build([lines(tmp_path / "a.jsonl", FIRST, SECOND)], store)
    before = {name: set(map(repr, found)) for name, found in records(store).items()}
    build([lines(tmp_path / "b.jsonl", THIRD)], store)
    after = {name: set(map(repr, found)) for name, found in records(store).items()}
    assert all(before[name] < after[name] for name in ("Article", "Sentence", "Mention"))
    assert all(before[name] <= after[name] for name in before)


def test_an_entity_that_no_new_article_speaks_of_keeps_its_id(store: Store, tmp_path: Path) -> None:
    build([lines(tmp_path / "a.jsonl", FIRST)], store)
    before = load_graph(store)
    build([lines(tmp_path / "b.jsonl", THIRD)], store)
    after = load_graph(store)
    assert {m: after.entity_of[m] for m in before.entity_of} == dict(before.entity_of)
    assert set(before.propositions) <= set(after.propositions)


def test_a_run_is_named_by_version_model_settings_and_schema(built: Store, graph: Graph) -> None:
    (run,) = graph.runs.values()
    assert run.version == kg.__version__ and run.model.startswith("en_") and run.schema == graph.schema.digest
    assert {s.claim.run for s in graph.statements.values()} == {run.id}


# ---------------------------------------------------------------------- the report


def test_a_language_we_do_not_read_is_stored_and_counted_and_nothing_is_read_out_of_it(store: Store, tmp_path: Path) -> None:
    rows = [{"text": GERMAN}, {"text": "Ada", "id": "a-short"}, {"text": FIRST, "language": "en-GB"}]
    report = build([lines(tmp_path / "a.jsonl", *rows)], store)
    assert (report.added, dict(report.unsupported), report.failed) == (3, {"de": 1, "unknown": 1}, [])
    german = next(a.id for a in store.records(Article) if a.language == "de")
    assert not list(store.records(Sentence, german)) and not list(store.records(Mention, german))
    assert list(store.records(Claim)) and store.search("Dunmarrow")


def test_an_article_that_fails_is_counted_and_named_and_the_run_goes_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def brittle(parsed: Parsed, by: Extractor) -> Extraction:
        if parsed.article.text == SECOND:
            raise IndexError("no such token")
        return extract(parsed, by)

    monkeypatch.setitem(EXTRACTORS, "brittle", brittle)
    rows = [{"text": text, "language": "en", "id": f"a-{n}"} for n, text in enumerate((FIRST, SECOND, THIRD))]
    report = build([lines(tmp_path / "a.jsonl", *rows)], store, Config(extractor="brittle"))
    assert (report.read, report.added, report.failed) == (3, 2, [("a-1", "IndexError: no such token")])
    assert [a.id for a in store.records(Article)] == ["a-0", "a-2"] and "article a-1" in caplog.text
    again = build([tmp_path / "a.jsonl"], store)
    assert (again.known, again.added, again.failed) == (2, 1, [])


def test_files_that_cannot_be_read_are_counted_with_place_and_reason(store: Store, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    lines(tmp_path / "a.jsonl", FIRST, {"language": "en"})
    report = build([tmp_path, tmp_path / "none.txt"], store)
    assert (report.read, report.added) == (1, 1)
    assert [(Path(place).name, reason.split(":")[0]) for place, reason in report.failed] == [
        ("a.jsonl", "line 2"),
        ("bad.txt", "not UTF-8 at byte 0. Convert it, e.g. with"),
        ("none.txt", "there is no such file"),
    ]


def test_an_id_with_another_text_is_a_failure_and_the_first_text_stays(store: Store, tmp_path: Path) -> None:
    rows = [{"text": FIRST, "id": "a-1", "language": "en"}, {"text": SECOND, "id": "a-1", "language": "en"}]
    report = build([lines(tmp_path / "a.jsonl", *rows)], store)
    assert report.added == 1 and report.failed[0][0] == "a-1" and "with another text" in report.failed[0][1]
    again = build([tmp_path / "a.jsonl"], store)
    assert (again.known, again.added, len(again.failed)) == (1, 0, 1)
    assert [a.text for a in store.records(Article)] == [FIRST]


def test_the_same_article_twice_in_one_run_is_known_the_second_time(store: Store, tmp_path: Path) -> None:
    report = build([lines(tmp_path / "a.jsonl", FIRST, FIRST)], store)
    assert (report.read, report.known, report.added) == (2, 1, 1)


def test_claims_are_counted_by_certainty_and_refusals_by_reason(store: Store, tmp_path: Path) -> None:
    report = build([lines(tmp_path / "a.jsonl", FIRST, SECOND, THIRD)], store)
    assert sum(report.claims.values()) == store.count("claims") > 0
    assert dict(report.refused) == store.refused()
    assert report.last is not None and report.last.text == THIRD


def test_ctrl_c_keeps_what_is_stored_and_the_next_run_does_the_rest(store: Store, tmp_path: Path) -> None:
    def stop(report: Report) -> None:
        if report.added == 2:
            raise KeyboardInterrupt

    path = lines(tmp_path / "a.jsonl", FIRST, SECOND, THIRD)
    report = build([path], store, progress=stop)
    assert report.interrupted and report.added == 2 and store.count("articles") == 2
    again = build([path], store)
    assert (again.interrupted, again.known, again.added) == (False, 2, 1)


def test_a_model_that_is_not_installed_stops_the_run_and_is_no_failure_of_an_article(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not installed"):
        build([lines(tmp_path / "a.jsonl", FIRST)], store, Config(model="xx_none"))
    assert store.count("articles") == 0


def test_nothing_to_read_is_a_graph_of_nothing(store: Store, tmp_path: Path) -> None:
    assert build([], store) == Report()
    assert all(content == b"" for content in store_bytes(store, tmp_path / "out").values())


# ---------------------------------------------------------------------- nothing without evidence


@pytest.fixture(params=["built", "hostile"])
def evidence(request: pytest.FixtureRequest) -> Store:
    """Each of the built stores in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found


def texts_of(store: Store) -> dict[str, str]:
    return {a.id: a.text for a in store.records(Article)}


def test_every_span_of_every_record_lies_in_its_text(evidence: Store) -> None:
    texts = texts_of(evidence)
    for noun in (Sentence, Mention, Claim):
        for r in evidence.records(noun):
            assert 0 <= r.start < r.end <= len(texts[r.article])
    for m in evidence.records(Mention):
        assert texts[m.article][m.start : m.end] == m.text
    for a in evidence.records(Attribution):
        spans = [*a.content, (a.cue_start, a.cue_end), (a.source_start, a.source_end)]
        known = [span for span in spans if span != (None, None)]
        assert a.content and all(0 <= start < end <= len(texts[a.article]) for start, end in known)


def test_a_value_a_time_and_a_quantity_are_words_of_the_article(evidence: Store) -> None:
    texts = texts_of(evidence)
    for c in evidence.records(Claim):
        said = [c.value, *(part.text for part in (c.event_time, c.utterance_time, c.quantity) if part)]
        assert all(words in texts[c.article] for words in said if words), c
        if c.predicate_start is not None:
            assert c.predicate_end is not None and 0 <= c.predicate_start < c.predicate_end <= len(texts[c.article])


def test_a_claim_lies_in_its_sentence_and_its_ends_are_there(evidence: Store) -> None:
    sentences = {s.id: s for s in evidence.records(Sentence)}
    mentions = {m.id: m for m in evidence.records(Mention)}
    attributions = {a.id: a for a in evidence.records(Attribution)}
    for c in evidence.records(Claim):
        sentence = sentences[c.sentence]
        assert sentence.start <= c.start < c.end <= sentence.end and sentence.article == c.article
        ends = [mentions[m] for m in (c.subject_mention, c.object_mention) if m is not None]
        assert {m.article for m in ends} == {c.article}
        assert (c.object_mention is None) != (c.value is None)
        assert all(attributions[a].article == c.article for a in c.attributions)


def test_nothing_is_read_out_of_boilerplate(evidence: Store) -> None:
    furniture = [s for s in evidence.records(Sentence) if s.kind == "boilerplate"]
    for s in furniture:
        inside = [c for c in evidence.records(Claim, s.article) if c.start < s.end and s.start < c.end]
        inside += [m for m in evidence.records(Mention, s.article) if s.start <= m.start < s.end]
        inside += [a for a in evidence.records(Attribution, s.article) if any(b < s.end and s.start < e for b, e in a.content)]
        assert not inside, s


def test_boilerplate_between_paragraphs_yields_nothing(store: Store, tmp_path: Path) -> None:
    furniture = "Subscribe to our newsletter: Ada Lunn of Oslo met Karl Oster, who leads the Front, and you can read it."
    text = f"Mayor resigns\n\n{FIRST}\n\n{furniture}\n\n{SECOND}"
    build([lines(tmp_path / "a.jsonl", text)], store)
    assert [s.kind for s in store.records(Sentence) if s.start == text.index(furniture)] == ["boilerplate"]
    assert list(store.records(Claim))
    test_nothing_is_read_out_of_boilerplate(store)


def test_certainty_and_attribution_go_together(evidence: Store) -> None:
    for c in evidence.records(Claim):
        if c.certainty == "asserted":
            assert not c.attributions
        if c.certainty in ("reported", "denied"):
            assert c.attributions
        if c.certainty == "denied":
            assert c.polarity == "negative"
        assert 0 <= c.confidence <= 1 and c.rule and c.run


def test_parents_of_attributions_are_there_and_run_in_no_circle(evidence: Store) -> None:
    parents = {a.id: a.parent for a in evidence.records(Attribution)}
    for start in parents:
        seen, at = {start}, parents[start]
        while at is not None:
            assert at not in seen and at in parents
            seen.add(at)
            at = parents[at]


def test_times_are_those_of_records_md(evidence: Store) -> None:
    for c in evidence.records(Claim):
        for time in (c.event_time, c.utterance_time):
            assert time is None or (isinstance(time, Time) and time.basis in ("explicit", "relative", "inferred"))


# ---------------------------------------------------------------------- judging and retracting


@pytest.fixture
def story(store: Store, tmp_path: Path) -> Store:
    rows = [{"text": text, "language": "en", "id": f"a-{n}"} for n, text in enumerate((FIRST, SECOND, THIRD))]
    assert build([lines(tmp_path / "a.jsonl", *rows)], store).added == 3
    return store


def entity(graph: Graph, name: str) -> str:
    (found,) = graph.find(name)
    return found.id


def test_what_a_person_joins_is_one_and_stays_one_when_articles_are_added(story: Store, tmp_path: Path) -> None:
    judge(story, "Orwin Blacktarn", "Vera Salander", "same", by="ann", reason="a pen name")
    build([lines(tmp_path / "b.jsonl", f"{THIRD} It rained.")], story)
    graph = load_graph(story)
    assert entity(graph, "Orwin Blacktarn") == entity(graph, "Vera Salander")


def test_what_a_person_parts_is_two_until_taken_back(story: Store, tmp_path: Path) -> None:
    before = store_bytes(story, tmp_path / "before")
    mentions = [m.id for m in story.records(Mention) if m.text == "Orwin Blacktarn"]
    assert len(mentions) == 2
    judge(story, *mentions, "different", by="ann", reason="father and son")
    graph = load_graph(story)
    assert graph.entity_of[mentions[0]] != graph.entity_of[mentions[1]]
    judge(story, *mentions, "unsure", by="ann", reason="no longer sure")
    after = store_bytes(story, tmp_path / "after")
    assert {name for name in before if before[name] != after[name]} == {"judgements.jsonl"}


@pytest.mark.parametrize(
    ("left", "right", "verdict", "message"),
    [
        ("Orwin Blacktarm", "Ada Lunn", "same", "nothing here is called 'Orwin Blacktarm'. Did you mean 'Orwin Blacktarn'?"),
        ("Ada Lunn", "Ada Lunn", "different", "mean the same mentions"),
        ("Ada Lunn", "Orwin Blacktarn", "sme", "'sme' is no verdict. Did you mean 'same'?"),
    ],
)
def test_a_judgement_that_means_nothing_is_one_clear_error(story: Store, left: str, right: str, verdict: str, message: str) -> None:
    with pytest.raises((StoreError, ConfigError)) as caught:
        judge(story, left, right, verdict, by="ann", reason="")
    assert message in str(caught.value)


def test_an_article_that_is_retracted_leaves_the_bytes_of_a_store_that_never_had_it(story: Store, tmp_path: Path) -> None:
    gone = retract(story, "a-1")
    assert gone.article.text == SECOND and gone.records["mentions"] > 0
    with open_store(tmp_path / "others.kg", create=True) as others:
        rows = [{"text": text, "language": "en", "id": f"a-{n}"} for n, text in ((2, THIRD), (0, FIRST))]
        build([lines(tmp_path / "b.jsonl", *rows)], others)
        assert store_bytes(others, tmp_path / "a") == store_bytes(story, tmp_path / "b")


def test_an_article_that_is_not_there_cannot_be_retracted(story: Store) -> None:
    with pytest.raises(StoreError, match="there is no article 'a-9'"):
        retract(story, "a-9")


def test_a_later_version_of_a_page_replaces_the_earlier_one(store: Store, tmp_path: Path) -> None:
    url = {"url": "https://news.example/1", "language": "en"}
    rows = [url | {"text": SECOND, "published": "2031-03-05"}, url | {"text": FIRST, "published": "2031-03-04"}]
    build([lines(tmp_path / "a.jsonl", *rows)], store)
    graph = load_graph(store)
    ((later, earlier),) = graph.replaces.items()
    assert (graph.articles[later].text, graph.articles[earlier].text) == (SECOND, FIRST)
    counted = {s.claim.article for statements in graph.statements_of.values() for s in statements}
    assert counted == {later} and {s.claim.article for s in graph.statements.values()} == {later, earlier}


def test_an_acronym_in_brackets_is_the_same_body_in_another_article(store: Store, tmp_path: Path) -> None:
    first = "The Harbour Security Service (HSS) said that Ada Lunn had left. The HSS has an office in Lesk."
    build([lines(tmp_path / "a.jsonl", first, "The HSS arrested Karl Oster in the town of Lesk on Monday.")], store)
    (found,) = load_graph(store).find("HSS")
    assert (found.name, found.articles) == ("Harbour Security Service", 2)


def test_a_surname_in_one_article_is_the_person_named_in_full_in_another(story: Store, tmp_path: Path) -> None:
    build([lines(tmp_path / "b.jsonl", "Blacktarn left the town of Lesk in March, and nobody in the council was surprised by it.")], story)
    graph = load_graph(story)
    (found,) = graph.find("Orwin Blacktarn")
    assert found.articles == 3
