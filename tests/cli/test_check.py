"""kg check: what it prints and how it exits; and that after kg retract and kg load nothing of an article is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Claim
from kg.sinks.neo4j import Server
from kg.store import Store, open_store
from tests.cli.conftest import Run
from tests.verify.kit import change, copied, one, write


@pytest.fixture
def mine(built: Store, tmp_path: Path) -> Path:
    """A copy of the store of tests/articles."""
    return copied(built, tmp_path)


@pytest.fixture
def server(empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty database that the command line may log in to."""
    monkeypatch.setenv("NEO4J_PASSWORD", empty_neo4j.password or "")
    return empty_neo4j


def test_a_whole_store_is_counted_and_has_no_difference(kg: Run, mine: Path) -> None:
    said = kg("check", mine)
    assert (said.code, said.err) == (0, "") and said.out.endswith("\n\nno difference\n")
    with open_store(mine) as store:
        assert f"Claim {store.count('claims')}" in " ".join(said.out.split())


def test_each_difference_is_a_line_with_what_to_do(kg: Run, mine: Path) -> None:
    id_ = one(mine, "SELECT id FROM claims WHERE certainty = 'denied' ORDER BY id")
    change(mine, "UPDATE claims SET polarity = 'positive' WHERE id = ?", id_)
    said = kg("check", mine)
    (line,) = [line for line in said.out.splitlines() if line.startswith("store: certainty")]
    assert said.code == 1 and f" · {id_} · expected certainty, polarity and sources that go together, found " in line
    assert line.endswith("· kg retract its article, then kg build it again")
    assert said.out.splitlines()[-1] == "2 differences: store: id 1, store: certainty 1"


def test_programs_get_the_same_as_json(kg: Run, mine: Path) -> None:
    change(mine, "UPDATE articles SET text = text || '!' WHERE id = ?", one(mine, "SELECT id FROM articles"))
    said = kg("check", mine, "--format", "json")
    found = json.loads(said.out)
    assert said.code == 1 and [d["what"] for d in found["differences"]] == ["article text"]
    assert found["differences"][0].keys() == {"where", "what", "id", "expected", "found", "do"}
    assert found["counts"]["store"]["labels"]["Claim"] > 0 and found["skipped"] == []


def test_of_many_differences_some_are_told_and_all_counted(kg: Run, mine: Path) -> None:
    change(mine, "UPDATE claims SET certainty = 'asserted' WHERE attributions <> '[]'")
    lines = kg("check", mine, "--limit", "2").out.splitlines()
    told = [line for line in lines if line.startswith("store: certainty · ")]
    assert len(told) == 2 and " more. All of them: --limit " in lines[-2]


def test_a_store_too_damaged_for_a_graph_is_told_and_compared_with_nothing(kg: Run, mine: Path) -> None:
    change(mine, "DELETE FROM mentions WHERE id = ?", one(mine, "SELECT subject_mention FROM claims"))
    said = kg("check", mine, "bolt://127.0.0.1:9")
    assert said.code == 1 and "store: reference" in said.out and "Neo4j was not compared: the store is damaged." in said.out


@pytest.mark.parametrize(
    ("words", "reason"), [(("none.kg",), "there is no such store"), (("own.kg", "bolt://127.0.0.1:9"), "no Neo4j answers")]
)
def test_what_cannot_be_told_exits_2_with_one_line(kg: Run, own: Path, words: tuple[str, ...], reason: str) -> None:
    said = kg("check", *words)
    assert (said.code, said.out) == (2, "") and reason in said.err and said.err.count("\n") == 1


@pytest.mark.neo4j
def test_a_database_is_compared_with_the_store_count_by_count_and_claim_by_claim(kg: Run, mine: Path, server: Server) -> None:
    assert kg("load", mine, server.uri).code == 0
    said = kg("check", mine, server.uri, "--database", "neo4j")
    assert said.code == 0 and said.out.endswith("no difference: store and Neo4j\n") and "differs" not in said.out
    id_ = one(mine, "SELECT id FROM claims ORDER BY id")
    write(server, "MATCH (c:Claim {id: $id}) DETACH DELETE c", id=id_)
    said = kg("check", mine, server.uri)
    assert said.code == 1 and f"Neo4j: claim lost · {id_} · expected (Claim), found nothing · kg load again" in said.out
    with open_store(mine) as store:
        claims = store.count("claims")
    assert f"Claim {claims} {claims - 1} differs" in " ".join(said.out.split())
    kg("load", mine, server.uri)
    assert kg("check", mine, server.uri).code == 0


@pytest.mark.neo4j
def test_a_claim_lost_from_the_store_is_foreign_in_the_database(kg: Run, mine: Path, server: Server) -> None:
    kg("load", mine, server.uri)
    id_ = one(mine, "SELECT id FROM claims WHERE attributions = '[]' ORDER BY id")
    change(mine, "DELETE FROM claims WHERE id = ?", id_)
    assert f"Neo4j: foreign claim · {id_} ·" in kg("check", mine, server.uri, "--limit", "1000").out


@pytest.mark.neo4j
def test_after_a_retraction_and_a_load_nothing_of_an_article_is_left(kg: Run, mine: Path, server: Server) -> None:
    kg("load", mine, server.uri, "--mentions")
    article = one(mine, "SELECT article FROM claims GROUP BY article ORDER BY count(*) DESC, article")
    with open_store(mine) as store:
        claims = {c.id for c in store.records(Claim, article)}
    said = kg("retract", mine, article)
    text = " ".join(said.out.split())
    assert said.code == 0 and f"({article}) is out of the store" in text and f"{len(claims)} claims" in text
    assert " entities " in text and " statements " in text
    before = json.loads(kg("check", mine, server.uri, "--format", "json").out)["differences"]
    assert {d["id"] for d in before if d["what"] == "foreign claim"} == claims
    kg("load", mine, server.uri, "--mentions")
    assert kg("check", mine, server.uri).code == 0
    for table in ("sentences", "mentions", "attributions", "claims", "judgements", "refused", "unmatched", "search"):
        assert one(mine, f"SELECT count(*) FROM {table} WHERE article = '{article}'") == "0"
    assert json.loads(kg("check", mine, server.uri, "--format", "json").out)["counts"]["Neo4j"]["labels"]["Article"] == 24
