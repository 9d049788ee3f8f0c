"""The README is true: its commands print what stands under them, its Python runs, and it is not too long."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
VARYING = re.compile(r"\d[\d,.]*|(?<=in )\d+ s")  # counts move with every better rule, seconds with the machine
IDS = re.compile(r"\b[acepr]-[0-9a-f]{8,16}\b")


def script(name: str) -> ModuleType:
    """A module of scripts/."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing but examples/ in it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def key_lines(text: str) -> list[str]:
    """The lines of console blocks, with ids and numbers made alike."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [VARYING.sub("N", IDS.sub("ID", line)) for block in blocks for line in block.splitlines()]


def test_the_commands_print_what_stands_under_them(folder: Path) -> None:
    now = script("readme").rendered(TEXT, folder)
    gone = [line for line in key_lines(TEXT) if line not in key_lines(now)]
    assert gone == [], "README.md shows what is no longer printed. Look at it, then run scripts/readme"


def test_the_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.read import READERS

    monkeypatch.chdir(folder)
    monkeypatch.setitem(READERS, ".md", READERS[".txt"])  # so that it is as it was afterwards
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert names["disputed"] and names["network"].number_of_edges() > 20
    (folder / "note.md").write_text("# A *note*\n\nIt rained in Riga on Monday.\n")
    with names["open_store"]("notes.kg", create=True) as store:
        assert names["build"](["note.md"], store).added == 1
    names["write_edges"](names["graph"], folder / "edges.txt")
    assert "\tLOCATED_IN\t" in (folder / "edges.txt").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(((?!https?:)[^)#]+)\)", re.sub(r"<!--.*?-->", "", TEXT, flags=re.DOTALL))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) <= 200
    assert all(len(line) <= 124 for line in TEXT.splitlines())


def test_what_it_says_of_the_schema_is_so() -> None:
    from kg.schema import load_schema
    from kg.sinks.queries import load_queries

    assert f"schema ({len(load_schema().relations)})" in " ".join(TEXT.split())
    assert f"{len(load_queries())} ready questions" in TEXT


def test_the_relation_that_contributing_shows_is_sound(tmp_path: Path) -> None:
    from kg.schema import default_folder, load_schema

    block = re.search(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    schema = shutil.copytree(default_folder(), tmp_path / "schema")
    (schema / "relations" / "shown.yaml").write_text(textwrap.dedent(block[1]))
    assert load_schema(schema).relation("leased_to").label == "leased to"
