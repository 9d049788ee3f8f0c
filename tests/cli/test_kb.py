"""kg kb: a table or a dump of one's own, and what it does to the graph of a store."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import neo4j
import pytest
import rdflib

from kg.config import Config
from kg.loading import load_graph
from kg.sinks.neo4j import Server, load
from kg.store import open_store
from tests.cli.conftest import Run, raw_characters, spawn
from tests.knowledge.kit import HUMAN, entity, write_dump

TABLE = "id,name,type,description,popularity\nQ99000020,Ilka Dorn,Person,envoy of Marovia,9\np-3,Teo Brandt,Person,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def kb(kg: Run, table: Path, tmp_path: Path) -> Path:
    """A knowledge file of the table."""
    assert kg("kb", "import", table, "--kb", tmp_path / "my.kb", "--quiet").code == 0
    return tmp_path / "my.kb"


def test_an_import_says_what_it_did_and_where_it_went(kg: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    said = kg("kb", "import", table)
    assert said.code == 0 and said.err == ""
    assert "2 lines read in 0 s: 2 items (2 added, 0 changed, 0 as they were)" in said.out
    assert f"{tmp_path}/data/kg/knowledge.kb has 2 items" in said.out
    assert "0 added, 0 changed, 2 as they were" in kg("kb", "import", table).out
    assert "has 2 items under 4 names" in kg("kb", "stats").out
    assert json.loads(kg("kb", "stats", "--format", "json").out)["types"] == {"Person": 2}


def test_what_is_known_by_a_name_is_shown(kg: Run, kb: Path) -> None:
    assert (
        kg("kb", "show", "ilka", "DORN", "--kb", kb).out == "Ilka Dorn · Person · Q99000020 · popularity 9\n             envoy of Marovia\n"
    )
    assert json.loads(kg("kb", "show", "p-3", "--kb", kb, "--format", "json").out)[0]["name"] == "Teo Brandt"
    said = kg("kb", "show", "Nobody", "--kb", kb)
    assert said.code == 1 and said.err == f"kg: {kb}: nothing is called 'Nobody' there\n"


def test_names_of_a_store_are_linked_and_every_output_says_so(kg: Run, own: Path, kb: Path, tmp_path: Path) -> None:
    assert "Q99000020" not in kg("show", own, "Ilka Dorn").out
    assert "Ilka Dorn · Person · Q99000020" in kg("show", own, "Ilka Dorn", "--kb", kb).out
    stats = " ".join(kg("stats", own, "--kb", kb).out.split())
    assert f"the gazetteer and {kb} (2 items): 2 names linked by it, 0 left unsure" in stats
    merges = " ".join(kg("merges", own, "Ilka Dorn", "--kb", kb).out.split())
    assert "“Ilka Dorn” and “Q99000020”: 'Ilka Dorn' is the name of Ilka Dorn, envoy of Marovia (Q99000020)" in merges
    query = "MATCH (e:Person) WHERE e.wikidata IS NOT NULL RETURN e.name AS name, e.wikidata AS id"
    assert json.loads(kg("query", own, query, "--kb", kb, "--format", "json").out) == [{"name": "Ilka Dorn", "id": "Q99000020"}]
    assert kg("query", own, query).out == "no rows\n"
    assert kg("export", own, "--kb", kb, "--format", "ttl", "-o", tmp_path / "it.ttl").code == 0
    graph = rdflib.Graph().parse(tmp_path / "it.ttl")
    same = {str(o) for o in graph.objects(None, rdflib.OWL.sameAs)}
    assert "http://www.wikidata.org/entity/Q99000020" in same and not [o for o in same if "p-3" in o]


def test_an_id_of_ones_own_stands_in_the_judgements(kg: Run, own: Path, kb: Path, tmp_path: Path) -> None:
    assert kg("export", own, "--kb", kb, "--format", "jsonl", "-o", tmp_path / "out").code == 0
    rows = {n: [json.loads(line) for line in (tmp_path / "out" / f"{n}.jsonl").open()] for n in ("judgements", "mentions", "entities")}
    (link,) = [j for j in rows["judgements"] if j["right"] == "p-3"]
    (mention,) = [m for m in rows["mentions"] if m["id"] == link["left"]]
    (teo,) = [e for e in rows["entities"] if e["id"] == mention["entity"]]
    assert teo["name"] == "Teo Brandt" and teo["wikidata"] is None


def test_the_file_is_a_setting_and_none_switches_it_off(kg: Run, own: Path, kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_KNOWLEDGE", str(kb))
    assert "Q99000020" in kg("show", own, "Ilka Dorn").out
    assert "Q99000020" not in kg("show", own, "Ilka Dorn", "--kb", "none").out
    assert "the gazetteer alone" in kg("stats", own, "--kb", "none").out
    Path("kg.toml").write_text('knowledge = "nowhere.kb"\n')
    monkeypatch.delenv("KG_KNOWLEDGE")
    said = kg("show", own, "Ilka Dorn")
    assert said.code == 1 and said.err.startswith("kg: nowhere.kb: there is no such knowledge file. Make it: kg kb import")


def test_a_person_decides_on_an_id(kg: Run, own: Path, kb: Path) -> None:
    said = kg("judge", own, "Ilka Dorn", "Q99000020", "different", "--by", "Ada", "--kb", kb)
    assert said.code == 0 and "Wikidata: none" in said.out
    assert "Q99000020" not in kg("show", own, "Ilka Dorn", "--kb", kb).out
    assert "Wikidata: Q99000021" in kg("judge", own, "Ilka Dorn", "Q99000021", "same", "--by", "Ada", "--kb", kb).out
    assert "Q99000021" in kg("show", own, "Ilka Dorn").out
    again = kg("judge", own, "Ilka Dorn", "Q99000022", "same", "--by", "Ada")
    assert again.code == 1 and "is Q99000021 already, says Ada. First take that back" in again.err
    assert "Wikidata: none" in kg("judge", own, "Ilka Dorn", "Q99000021", "unsure", "--by", "Ada").out
    assert (
        "judgements kept: p-3 and Teo Brandt are different"
        in kg("judge", own, "p-3", "Teo Brandt", "different", "--by", "Ada", "--kb", kb).out
    )


def test_neo4j_has_the_wikidata_id(own: Path, kb: Path, empty_neo4j: Server) -> None:
    with open_store(own) as store:
        load(load_graph(store, Config(knowledge=str(kb))), empty_neo4j)
    auth = (empty_neo4j.user or "", empty_neo4j.password or "")
    with neo4j.GraphDatabase.driver(empty_neo4j.uri, auth=auth) as driver:
        found = driver.execute_query("MATCH (e:Person) WHERE e.wikidata IS NOT NULL RETURN e.name, e.wikidata")
    assert [r.values() for r in found.records] == [["Ilka Dorn", "Q99000020"]]


def test_wrong_use_is_one_line(kg: Run, tmp_path: Path, table: Path) -> None:
    for words, says in (
        (("kb",), "kg kb: import|show|stats is missing"),
        (("kb", "improt", "x"), "'improt' is no choice. Did you mean 'import'?"),
        (("kb", "import"), "kg kb import: FILE is missing"),
        (("kb", "import", tmp_path / "no.csv"), "no.csv: can't read: No such file or directory"),
        (("kb", "import", tmp_path), "Is a directory"),
        (("kb", "import", table, "--kb", "none"), "the setting knowledge is 'none'"),
        (("kb", "show", "Ada"), "there is no knowledge file. Make it: kg kb import FILE"),
        (("kb", "show", "Ada", "--kb", table), "not a knowledge file of kg, or damaged"),
    ):
        said = kg(*words)
        assert said.code in (1, 2) and says in said.err and said.err.count("\n") == 1, (words, said.err)


def test_nothing_of_a_table_reaches_a_terminal_raw(kg: Run, tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.json", [entity("Q99000030", "Ada \x1b[2J Lunn", HUMAN, description="\u202egnitirw\n\x07")])
    assert kg("kb", "import", dump, "--kb", tmp_path / "it.kb").code == 0
    said = kg("kb", "show", "Q99000030", "--kb", tmp_path / "it.kb")
    assert said.code == 0 and raw_characters(said.out) == set()
    assert raw_characters(kg("kb", "show", "Q99000030", "--kb", tmp_path / "it.kb", "--format", "json").out) == set()


def test_ctrl_c_leaves_everything_as_it_was(tmp_path: Path, kb: Path) -> None:
    before = kb.read_bytes()
    many = write_dump(tmp_path / "m.json", (entity(f"Q{77_000_000 + n}", f"Name {n}", HUMAN) for n in range(60_000)))
    process = spawn("kb", "import", many, "--kb", kb)
    stage = tmp_path / "my.kb.stage"
    while process.poll() is None and not (stage.exists() and stage.stat().st_size > 100_000):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "") and "is as it was; the same command begins anew" in out
    assert kb.read_bytes() == before and not stage.exists()
