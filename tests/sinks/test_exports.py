"""The list of formats, and files that are whole or not there."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ConfigError, SinkError
from kg.sinks import EXPORTS, FOLDERS, export, formats
from kg.sinks.dictionary import DICTIONARY
from kg.sinks.files import writing, writing_folder
from tests.worlds import small_graph

EVERY_FORMAT = """
import sys; from pathlib import Path
from kg.sinks import EXPORTS, export; from tests.worlds import small_graph
for format in EXPORTS: export(small_graph(), format, Path(sys.argv[1]) / format)
"""


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_names_a_function_that_is_there(format: str) -> None:
    module, _, name = EXPORTS[format].partition(":")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("format", EXPORTS)
def test_every_format_writes_and_replaces_what_was_there(format: str, tmp_path: Path) -> None:
    for _ in range(2):
        export(small_graph(), format, tmp_path / "out")
    assert (tmp_path / "out").is_dir() == (format in FOLDERS)
    assert not [name for name in digest(tmp_path) if ".tmp" in name]


def test_every_format_is_byte_identical_in_another_process(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", EVERY_FORMAT, str(tmp_path / seed)], env=environment, check=True)
    assert digest(tmp_path / "1") == digest(tmp_path / "2")
    assert len(digest(tmp_path / "1")) == len(EXPORTS) - len(FOLDERS) + 10 + 2 * (4 + len(DICTIONARY))


@pytest.mark.parametrize(("format", "near"), [("json", "jsonl"), ("TRIG", "There are: csv"), ("turtle", "There are")])
def test_an_unknown_format_is_one_line_with_the_way_out(format: str, near: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=near):
        export(small_graph(), format, tmp_path / "out")


def test_an_option_goes_to_the_format_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    export(small_graph(), "nt", tmp_path / "out", base="urn:x:")
    assert (tmp_path / "out").read_text().startswith("<urn:x:entity/")
    with pytest.raises(ConfigError, match="'csv' has no option 'base'"):
        export(small_graph(), "csv", tmp_path / "out2", base="urn:x:")


def test_ours_win_over_what_others_install() -> None:
    assert formats().items() >= EXPORTS.items()


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "out") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert digest(tmp_path).keys() == {"out"}
    assert (tmp_path / "out").read_text() == "old"


def test_a_folder_gets_all_its_files_or_none(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing_folder(tmp_path / "out", ["a", "b"]) as files:
        files["a"].write(b"half")
        raise ZeroDivisionError
    assert digest(tmp_path) == {}


def test_a_folder_where_a_file_is_meant_and_the_other_way_round_are_told(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="is a folder"):
        export(small_graph(), "trig", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(SinkError, match="is a file"):
        export(small_graph(), "jsonl", tmp_path / "file")


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="can't write: No such file"):
        export(small_graph(), "trig", tmp_path / "none" / "out.trig")


def test_a_pipe_is_written_as_it_stands(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE) as reader:
        with writing(tmp_path / "pipe") as file:
            file.write(b"through")
        assert reader.communicate()[0] == b"through"
