"""A dump or a table goes into the knowledge file whole or not at all, whatever its order, and tells what it left out."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ConfigError, SourceError, StoreError
from kg.knowledge import Item, Options, import_file, open_knowledge
from kg.knowledge import reading as reading_module
from kg.knowledge.items import keys_of, person_key
from kg.names import fold
from tests.knowledge.kit import CITY, HUMAN, WORLD, as_dump, entity, found, items, write_dump

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2"])
def test_a_dump_is_read_however_it_is_packed(tmp_path: Path, name: str) -> None:
    report = import_file(write_dump(tmp_path / name), tmp_path / "it.kb")
    assert (report.items, report.added, report.dropped) == (6, 6, {"no type of the schema": 1})
    minister = items(tmp_path / "it.kb")["Q99000001"]
    assert minister == Item(
        "Q99000001", "Ada Lunn", "Person", ("A. J. Lunn",), "minister of Marovia", 12, "Q99000004", (), "1961-03-04", None
    )  # fmt: skip
    assert found(tmp_path / "it.kb", "ada lunn") == ["Q99000002", "Q99000001"]


def test_a_dump_may_be_json_lines_and_packing_goes_by_bytes_not_by_name(tmp_path: Path) -> None:
    lines = as_dump(WORLD).replace(b"[\n", b"").replace(b",\n", b"\n").replace(b"\n]", b"")
    (tmp_path / "d.jsonl").write_bytes(lines)
    packed = write_dump(tmp_path / "d.json.gz").rename(tmp_path / "renamed.json")
    assert import_file(tmp_path / "d.jsonl", tmp_path / "a.kb").items == 6
    assert import_file(packed, tmp_path / "b.kb").items == 6
    assert (tmp_path / "a.kb").read_bytes() == (tmp_path / "b.kb").read_bytes()


def test_the_order_of_lines_leaves_no_trace(tmp_path: Path) -> None:
    many = [entity(f"Q{77_000_000 + n}", f"Name {n % 50}", HUMAN, aliases=[f"N{n}", f"Also {n % 7}"]) for n in range(500)]
    import_file(write_dump(tmp_path / "a.json", many), tmp_path / "a.kb")
    random.Random(4).shuffle(many)
    import_file(write_dump(tmp_path / "b.json", many), tmp_path / "b.kb")
    assert (tmp_path / "a.kb").read_bytes() == (tmp_path / "b.kb").read_bytes()


def test_the_same_file_twice_changes_no_byte(tmp_path: Path) -> None:
    import_file(write_dump(tmp_path / "d.json"), tmp_path / "it.kb")
    before, inode = (tmp_path / "it.kb").read_bytes(), (tmp_path / "it.kb").stat().st_ino
    report = import_file(tmp_path / "d.json", tmp_path / "it.kb")
    assert (report.added, report.changed) == (0, 0)
    assert ((tmp_path / "it.kb").read_bytes(), (tmp_path / "it.kb").stat().st_ino) == (before, inode)


def test_a_later_import_adds_and_updates_and_replace_begins_anew(tmp_path: Path) -> None:
    kb = tmp_path / "it.kb"
    import_file(write_dump(tmp_path / "d.json"), kb)
    table = tmp_path / "t.csv"
    table.write_text("id,name,type,aliases\nQ99000001,Ada Brandt,Person,Ada Lunn-Brandt\np-17,Teo Brandt,Person,\n")
    report = import_file(table, kb)
    assert (report.added, report.changed) == (1, 1)
    assert found(kb, "ada lunn") == ["Q99000002"] and found(kb, "ada brandt") == ["Q99000001"] and found(kb, "a j lunn") == []
    assert import_file(table, kb, Options(replace=True)).added == 2
    assert sorted(items(kb)) == ["Q99000001", "p-17"]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_files_of_different_things_may_come_in_any_order(order: list[int]) -> None:
    parts = [[e for n, e in enumerate(WORLD) if n % 4 == part] for part in range(4)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        import_file(write_dump(folder / "all.json"), folder / "all.kb")
        for part in order:
            import_file(write_dump(folder / "part.json", parts[part]), folder / "parts.kb")
        assert items(folder / "parts.kb") == items(folder / "all.kb")
        with open_knowledge(folder / "parts.kb") as a, open_knowledge(folder / "all.kb") as b:
            wanted = "SELECT * FROM names ORDER BY key, item"
            assert a._rows(wanted) == b._rows(wanted)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_each_name_of_an_item_leads_back_to_it(name: str, aliases: list[str]) -> None:
    item = Item("x", name, "Person", tuple(aliases))
    keys = dict(keys_of(item))
    for given_name in (name, *aliases):
        assert not fold(given_name) or fold(given_name) in keys
        sound = person_key(given_name)
        assert sound is None or sound in keys
    assert "" not in keys


def test_transliterations_of_a_person_lead_to_one_item(tmp_path: Path) -> None:
    import_file(write_dump(tmp_path / "d.json"), tmp_path / "it.kb")
    for name in ("Oleh Zarnitsky", "Oleh Zarnitskiy", "Oleh Zarnitskij"):
        assert found(tmp_path / "it.kb", person_key(name) or "") == ["Q99000007"]


def test_bad_lines_are_told_by_number_and_reason_and_the_run_goes_on(tmp_path: Path) -> None:
    good = as_dump(WORLD).splitlines()
    lines = [
        good[0],
        b'{"id":"Q1", "claims":',
        good[1],
        b'{"x":{"id":"Q5"}}',
        good[2],
        b"null,",
        b'"Q5",',
        b"\xff\xfe{",
        b"",
        good[1],
        b"]",
    ]
    (tmp_path / "d.json").write_bytes(b"\n".join(lines))
    report = import_file(tmp_path / "d.json", tmp_path / "it.kb")
    assert report.items == 2
    assert [line for line, _ in report.bad] == [2, 4, 6, 7, 8, 10]
    assert report.wrong["an id that stands twice"] == 1 and report.wrong["not JSON"] == 2
    assert "Q99000001" in dict(report.bad)[10]


def test_a_line_without_end_is_passed_over_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "LONGEST", 10_000)
    lines = as_dump(WORLD).splitlines()
    lines.insert(2, b'{"id":"' + b"x" * 100_000 + b'"},')
    (tmp_path / "d.json").write_bytes(b"\n".join(lines))
    report = import_file(tmp_path / "d.json", tmp_path / "it.kb")
    assert report.items == 6 and report.bad == [(3, "longer than 32 MiB: write one entity a line")]


@pytest.mark.parametrize("name", ["d.json.gz", "d.json.bz2"])
def test_a_file_that_is_cut_off_changes_nothing(tmp_path: Path, name: str) -> None:
    many = [entity(f"Q{77_000_000 + n}", f"Name {random.Random(n).random()}", HUMAN) for n in range(2000)]
    path = write_dump(tmp_path / name, many)
    path.write_bytes(path.read_bytes()[:-200])
    import_file(write_dump(tmp_path / "good.json"), tmp_path / "it.kb")
    before = (tmp_path / "it.kb").read_bytes()
    with pytest.raises(SourceError, match="ends in the middle, after line .* nothing was changed"):
        import_file(path, tmp_path / "it.kb")
    assert (tmp_path / "it.kb").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "good.json", "it.kb"])


def test_kill_in_the_middle_leaves_the_old_file_and_the_next_import_does_it_all(tmp_path: Path) -> None:
    kb = tmp_path / "it.kb"
    import_file(write_dump(tmp_path / "d.json"), kb)
    before = kb.read_bytes()
    many = write_dump(tmp_path / "m.json", (entity(f"Q{77_000_000 + n}", f"Name {n}", HUMAN) for n in range(60_000)))
    command = [sys.executable, "-m", "kg", "kb", "import", str(many), "--kb", str(kb), "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT)
    part = tmp_path / "it.kb.stage"
    while process.poll() is None and not (part.exists() and part.stat().st_size > 100_000):
        time.sleep(0.01)
    assert process.poll() is None, "it was done before it could be killed"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert part.exists() and kb.read_bytes() == before
    assert import_file(many, kb).added == 60_000
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.json", "it.kb", "m.json"]


def test_two_imports_at_a_time_are_refused(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.json")
    errors: list[str] = []

    def second(_: object) -> None:
        with pytest.raises(StoreError, match="another kg kb import is writing there") as caught:
            import_file(dump, tmp_path / "it.kb")
        errors.append(str(caught.value))

    many = write_dump(tmp_path / "m.json", (entity(f"Q{77_000_000 + n}", "N", CITY) for n in range(6_000)))
    import_file(many, tmp_path / "it.kb", None, second)
    assert errors


def test_types_and_languages_are_chosen(tmp_path: Path) -> None:
    world = [*WORLD, entity("Q99000008", "Порт Кеш", CITY, languages=("uk",)), {"type": "property", "id": "P31", "labels": {}}]
    dump = write_dump(tmp_path / "d.json", world)
    report = import_file(dump, tmp_path / "a.kb", Options(types=("Place",)))
    assert sorted(items(tmp_path / "a.kb")) == ["Q99000003", "Q99000004"]
    assert report.dropped["a type not asked for"] == 4 and report.dropped["no name in the languages"] == 1
    import_file(dump, tmp_path / "b.kb", Options(languages=("uk", "en")))
    assert items(tmp_path / "b.kb")["Q99000008"].name == "Порт Кеш"
    with pytest.raises(ConfigError, match="'Persn' is no type. Did you mean 'Person'"):
        import_file(dump, tmp_path / "c.kb", Options(types=("Persn",)))


def test_only_what_is_in_force_makes_the_type(tmp_path: Path) -> None:
    was_city = entity("Q99000009", "Old Kesh", CITY)
    was_city["claims"]["P31"][0]["rank"] = "deprecated"
    (tmp_path / "odd.json").write_bytes(as_dump([was_city, entity("Q99000010", "Odd", HUMAN) | {"claims": {"P31": [{"mainsnak": "Q5"}]}}]))
    report = import_file(tmp_path / "odd.json", tmp_path / "it.kb")
    assert report.items == 0 and report.dropped["no type of the schema"] == 2


HOSTILE = ["'); DROP TABLE items; --", '" OR 1=1', "a\x00b", "\u202egnitirw", "<script>alert(1)</script>", "../../etc/passwd", "x" * 5000]


@pytest.mark.parametrize("text", HOSTILE)
def test_names_that_are_attacks_are_names(tmp_path: Path, text: str) -> None:
    import_file(write_dump(tmp_path / "d.json", [entity("Q99000011", text, HUMAN, description=text)]), tmp_path / "it.kb")
    assert items(tmp_path / "it.kb")["Q99000011"].name == text.strip()
    assert found(tmp_path / "it.kb", fold(text)) == ["Q99000011"]


def test_half_a_surrogate_pair_is_no_end_of_the_run(tmp_path: Path) -> None:
    dump = as_dump([entity("Q99000012", "Broken @", HUMAN), WORLD[0]]).replace(b"@", b"\\ud83d")
    (tmp_path / "d.json").write_bytes(dump)
    assert import_file(tmp_path / "d.json", tmp_path / "it.kb").items == 2
    assert items(tmp_path / "it.kb")["Q99000012"].name == "Broken ?"


def test_what_is_no_knowledge_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    dump, other = write_dump(tmp_path / "d.json"), tmp_path / "other.kb"
    for make in (lambda: other.write_text("a text"), lambda: sqlite3.connect(other).execute("CREATE TABLE x (y)").connection.close()):
        other.unlink(missing_ok=True)
        make()
        before = other.read_bytes()
        with pytest.raises(StoreError, match="not a knowledge file|can't write: file is not a database"):
            import_file(dump, other)
        with pytest.raises(StoreError, match="not a knowledge file"):
            open_knowledge(other)
        assert other.read_bytes() == before
    with pytest.raises(StoreError, match="is a folder"):
        import_file(dump, tmp_path)
    with pytest.raises(SourceError, match="of no form that kg kb import knows"):
        import_file(dump.rename(tmp_path / "d.txt"), tmp_path / "it.kb")


def test_an_index_that_another_version_folded_is_told(tmp_path: Path) -> None:
    import_file(write_dump(tmp_path / "d.json"), tmp_path / "it.kb")
    with sqlite3.connect(tmp_path / "it.kb") as db:
        db.execute("UPDATE meta SET value = 'old' WHERE key = 'folding'")
    db.close()
    with pytest.raises(StoreError, match="another version of kg made its index of names. Make it anew"):
        open_knowledge(tmp_path / "it.kb")
    assert import_file(tmp_path / "d.json", tmp_path / "it.kb", Options(replace=True)).added == 6
