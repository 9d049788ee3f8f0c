"""Articles whose words, titles and ids attack every format: nothing raises, offsets hold, no file strays."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.loading import load_graph
from kg.model import Article, Sentence
from kg.people.judging import judge
from kg.pipeline import retract
from kg.sinks import cypher, export, formats, jsonl
from kg.store import Store, open_store
from kg.view.page import write_page
from tests.kit import HOSTILE, new_store

FOLDERS = ("csv", "jsonl")


@pytest.fixture(scope="module")
def graph(hostile: Store) -> Graph:
    return load_graph(hostile)


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An output folder; at the end nothing was written beside it or into the working folder."""
    outer, work = tmp_path / "outer", tmp_path / "outer" / "work"
    out = outer / "deep" / "out"
    for folder in (work, out):
        folder.mkdir(parents=True)
    (outer / "victim").write_text("untouched", encoding="utf-8")
    monkeypatch.chdir(work)
    before = sorted(path for path in tmp_path.rglob("*") if out not in path.parents)
    yield out
    assert sorted(path for path in tmp_path.rglob("*") if out not in path.parents) == before
    assert (outer / "victim").read_text(encoding="utf-8") == "untouched"


def test_every_hostile_article_is_stored_as_it_came(hostile: Store) -> None:
    rows = [json.loads(line) for line in HOSTILE.read_text(encoding="utf-8").splitlines()]
    stored = {a.id: a for a in hostile.records(Article)}
    assert {row["id"]: row["text"] for row in rows} == {a.id: a.text for a in stored.values()}
    assert all(stored[row["id"]].title == row["title"].strip() for row in rows)


def test_claims_are_read_out_of_most_of_them(graph: Graph) -> None:
    assert len({s.claim.article for s in graph.statements.values()}) >= 7


@pytest.mark.parametrize("format", sorted(formats()))
def test_every_format_is_written_and_nothing_beside_it(graph: Graph, closed: Path, format: str) -> None:
    export(graph, format, closed / (format if format in FOLDERS else f"out.{format}"))
    written = [path for path in closed.rglob("*") if path.is_file()]
    assert written and all(path.stat().st_size for path in written)


def test_a_page_is_written_and_nothing_beside_it(graph: Graph, closed: Path) -> None:
    write_page(graph, closed / "story.html")
    page = (closed / "story.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page


def test_json_lines_are_lines_of_json_and_give_back_every_text(graph: Graph, closed: Path) -> None:
    jsonl.write(graph, closed)
    for path in closed.iterdir():
        content = path.read_bytes()
        assert content.endswith(b"\n") and all(json.loads(line) for line in content.split(b"\n")[:-1])
    rows = [json.loads(line) for line in (closed / "articles.jsonl").read_bytes().split(b"\n")[:-1]]
    assert {row["id"]: row["text"] for row in rows} == {a.id: a.text for a in graph.articles.values()}


def test_the_graph_can_be_asked_in_cypher(graph: Graph) -> None:
    projection = cypher.project(graph)
    rows = cypher.query(projection, "MATCH (a:Article) RETURN a.id AS id")
    assert {row["id"] for row in rows} == set(graph.articles)
    for id_ in graph.articles:
        (row,) = cypher.query(projection, "MATCH (a:Article {id: $id}) RETURN a.title AS title", {"id": id_})
        assert row["title"] == graph.articles[id_].title


def test_every_sentence_is_found_by_its_own_words(hostile: Store) -> None:
    texts = {a.id: a.text for a in hostile.records(Article)}
    for sentence in hostile.records(Sentence):
        words = " ".join(texts[sentence.article][sentence.start : sentence.end].split()[:12])
        assert sentence.id in [id_ for _, id_, *_ in hostile.search(words, limit=100)], words


def test_every_hostile_entity_can_be_judged_and_every_article_retracted(tmp_path: Path) -> None:
    short = [line for line in HOSTILE.read_text(encoding="utf-8").splitlines() if len(line) < 3000]
    path = tmp_path / "short.jsonl"
    path.write_text("\n".join(short), encoding="utf-8")
    with new_store(tmp_path, path) as store:
        graph = load_graph(store)
        names = [next(m for m, e in graph.entity_of.items() if e == id_) for id_ in list(graph.entities)[:6]]
        for left, right in zip(names, names[1:], strict=False):
            judge(store, left, right, "different", by="'); DROP TABLE judgements; --", reason="\0\n\u202e")
        for id_ in graph.articles:
            retract(store, id_)
        assert not load_graph(store).entities and store.count("judgements") == 0


def test_a_store_may_have_any_name(tmp_path: Path) -> None:
    for name in ("a b.kg", "sto?ry#1.kg", "ж.kg", "100%.kg", "'; --.kg", "a&b=c.kg"):
        with open_store(tmp_path / name, create=True) as store:
            id_ = store.id
        with open_store(tmp_path / name) as store:
            assert store.id == id_
        assert sorted(os.listdir(tmp_path)) == [name]
        (tmp_path / name).unlink()
