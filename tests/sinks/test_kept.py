"""kg/sinks/kept: the copy of a projection beside its store is used while it is true, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SinkError
from kg.graph import Graph
from kg.sinks import kept
from kg.sinks.cypher import Projection, query
from kg.sinks.kept import cached
from tests.kit import become_reader
from tests.worlds import small_graph


class Maker:
    """Makes the graph, and counts how often."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.calls = graph, 0

    def __call__(self) -> Graph:
        self.calls += 1
        return self.graph


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "story.kg"
    path.write_bytes(b"one state of a store")
    return path


def count(projection: Projection) -> Any:
    return query(projection, "MATCH (n) RETURN count(n) AS n")[0]["n"]


def test_an_unchanged_store_is_not_projected_again(store: Path) -> None:
    make = Maker(small_graph())
    first, second = cached(store, make), cached(store, make)
    assert make.calls == 1 and count(first) == count(second) == 64
    everything = "MATCH (a)-[r]->(b) RETURN r, a, b ORDER BY a.id, type(r), b.id"
    assert query(first, everything) == query(second, everything)
    with pytest.raises(SinkError, match="only reads"):
        query(second, "CREATE (:X)")


@pytest.mark.parametrize("part", ["story.kg", "story.kg-wal"])
def test_a_changed_store_is_projected_anew_and_the_old_copy_goes(store: Path, part: str) -> None:
    cached(store, Maker(small_graph()))
    store.with_name(part).write_bytes(b"another state")
    make = Maker(small_graph(without=["a-kesh"]))
    assert count(cached(store, make)) < 64 and make.calls == 1
    assert len(list(store.parent.glob(".story.kg.*"))) == 1


def test_what_else_decides_is_part_of_the_key(store: Path) -> None:
    make = Maker(small_graph())
    cached(store, make)
    cached(store, make, mentions=True)
    cached(store, make, salt="another configuration")
    assert make.calls == 3


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_copy_is_made_anew(store: Path, damage: bytes | None) -> None:
    make = Maker(small_graph())
    cached(store, make)
    (copy,) = store.parent.glob(".story.kg.*.kgl")
    copy.write_bytes(copy.read_bytes()[:-20] if damage is None else damage)
    assert count(cached(store, make)) == 64 and make.calls == 2
    assert count(cached(store, make)) == 64 and make.calls == 2


def test_a_copy_that_can_not_be_kept_is_done_without(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(os, "replace", refuse)
    assert count(cached(store, Maker(small_graph()))) == 64
    assert list(store.parent.iterdir()) == [store]


def test_the_engine_is_named_in_the_key(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker(small_graph())
    cached(store, make)
    monkeypatch.setattr(kept.kglite, "__version__", "99")
    cached(store, make)
    assert make.calls == 2


@pytest.mark.parametrize("name", ["a [1].kg", "*.kg", "plain.kg"])
def test_copies_of_one_state_live_beside_each_other_up_to_four(tmp_path: Path, name: str) -> None:
    store, neighbour = tmp_path / name, tmp_path / "a 1.kg"
    for path in (store, neighbour):
        path.write_bytes(b"a state")
    make = Maker(small_graph())
    cached(neighbour, make)
    for _ in range(2):
        cached(store, make, salt="1")
        cached(store, make, salt="1", mentions=True)
    assert make.calls == 3
    for salt in ("2", "3", "4", "5"):
        cached(store, make, salt=salt)
    copies = [path for path in tmp_path.iterdir() if path.name.startswith(f".{name}.")]
    assert len(copies) == kept.COPIES
    cached(neighbour, make)
    assert make.calls == 7


def test_the_schema_is_part_of_the_key(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "types.yaml").write_text("Person: {}")
    monkeypatch.setattr(kept, "default_folder", lambda: folder)
    make = Maker(small_graph())
    cached(store, make)
    cached(store, make)
    (folder / "types.yaml").write_text("Perzon: {}")
    cached(store, make)
    assert make.calls == 2


def test_this_program_is_part_of_the_key(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker(small_graph())
    cached(store, make)
    monkeypatch.setattr(kept, "__version__", "99")
    cached(store, make)
    assert make.calls == 2


def test_a_graph_of_a_store_that_was_written_to_meanwhile_is_not_kept(store: Path) -> None:
    def meddle() -> Graph:
        store.write_bytes(b"the next state")
        return small_graph()

    assert count(cached(store, meddle)) == 64
    assert list(store.parent.iterdir()) == [store]


def test_what_a_killed_process_left_is_taken_away_once_it_is_old(store: Path) -> None:
    old, new = (store.with_name(f".story.kg.0.0.kgl.{n}.tmp") for n in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, time.time() - 2 * kept.LEFT))
    cached(store, Maker(small_graph()))
    assert new.exists() and not old.exists()


READER = """
import sys; from pathlib import Path
from kg.sinks.cypher import query
from kg.sinks.kept import cached
from tests.worlds import small_graph
for _ in range(8):
    for path in Path(sys.argv[1]).parent.glob(".*.kgl"):
        path.unlink(missing_ok=True)
    assert query(cached(Path(sys.argv[1]), small_graph), "MATCH (n) RETURN count(n) AS n") == [{"n": 64}]
"""


def test_two_processes_at_once_get_the_same_answers(store: Path) -> None:
    """Each deletes and makes the copy again and again, so that each loads copies that the other writes or takes away."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", READER, str(store)]
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [process.communicate()[1] for process in both]
    assert errors == ["", ""] and [process.returncode for process in both] == [0, 0]
    assert {path.suffix for path in store.parent.iterdir()} <= {".kg", ".kgl"}


def test_a_folder_that_is_read_only_still_answers(readable_folder: Path) -> None:
    store, make = readable_folder / "story.kg", Maker(small_graph())
    store.write_bytes(b"one state of a store")
    become_reader(readable_folder)
    assert count(cached(store, make)) == count(cached(store, make)) == 64
    assert make.calls == 2 and list(readable_folder.iterdir()) == [store]
