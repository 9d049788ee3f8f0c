"""What a terminal gets: no raw control characters, colour only where it is seen, progress only there; pipes and signals."""

from __future__ import annotations

import os
import pty
import signal
from pathlib import Path

import pytest

from kg import load_graph, open_store
from kg.cli import terminal
from kg.model import Claim
from tests.cli.conftest import ROOT, Run, raw_characters, spawn

HOSTILE = ROOT / "tests" / "hostile" / "articles.jsonl"


def on_terminal(*words: str | Path, environment: dict[str, str] | None = None) -> tuple[int, str]:
    """(exit code, all that a terminal would get) of a command in a process of its own."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", **(environment or {})}
    with spawn(*words, stdout=theirs, stderr=theirs, stdin=theirs, env=env) as process:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # Linux says so where the other side is closed
            pass
    os.close(ours)
    return process.returncode, b"".join(parts).decode()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("hostile") / "it.kg"
    with spawn("build", HOSTILE, "--store", store, "--open") as process:
        process.communicate()
    assert process.returncode == 0
    return store


def test_hostile_text_reaches_no_terminal_raw(kg: Run, hostile: Path) -> None:
    with open_store(hostile) as store:
        graph = load_graph(store)
    names = [e.id for e in graph.entities.values()][:30]
    claims = [c.id for c in open_store(hostile).records(Claim)][:20]
    commands = [("show", n) for n in names] + [("why", c) for c in claims] + [("search", "the"), ("search", "a")]
    commands += [("stats",), ("merges",), ("unmatched",), ("query", "MATCH (n) RETURN n.id, n.text, n.title, n.quote")]
    for command, *more in commands:
        for format in ((), ("--format", "json")):
            said = kg(command, hostile, *more, *format)
            assert said.code == 0, said.err
            assert not raw_characters(said.out + said.err), (command, more, format)


def test_names_from_the_command_line_are_cleaned_in_errors(kg: Run, small: Path) -> None:
    assert not raw_characters(kg("show", small, "\x1b[31mred\u202e").err)


def test_colour_is_for_terminals_that_want_it(small: Path) -> None:
    code, shown = on_terminal("show", small, "Marovia")
    assert code == 0 and "\x1b[1;33mdisputed\x1b[0m" in shown
    assert "\x1b" not in on_terminal("show", small, "Marovia", environment={"NO_COLOR": "1"})[1]
    with spawn("show", small, "Marovia") as process:
        assert "\x1b" not in process.communicate()[0]


def test_an_export_to_a_terminal_is_escaped(hostile: Path) -> None:
    _, shown = on_terminal("export", hostile, "--format", "trig", "-o", "-")
    assert not raw_characters(shown.replace("\r\n", "\n").replace("\t", " "))


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ein Wort.", "title": "Ein Titel", "language": "de"}\n')
    code, shown = on_terminal("build", tmp_path / "a.jsonl", "--store", tmp_path / "it.kg")
    assert code == 0 and "1 article added · " in shown and "/s · Ein Titel" in shown
    with spawn("build", tmp_path / "a.jsonl", "--store", tmp_path / "other.kg") as process:
        assert process.communicate()[1] == ""


def test_a_reader_that_leaves_is_no_error(small: Path) -> None:
    process = spawn("export", small, "--format", "trig", "-o", "-")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == "" and process.wait(60) == 128 + signal.SIGPIPE


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\u202eb\u2066", "ab"),
        ("two\nlines\t here", "two lines here"),
        ("\u200bzero", "zero"),
    ],
)
def test_clean_takes_out_what_a_terminal_would_obey(text: str, clean: str) -> None:
    assert terminal.clean(text) == clean


def test_wide_characters_are_counted_and_cut_as_such() -> None:
    assert terminal.columns("漢字e\u0301") == 5
    assert terminal.fit("漢字漢字", 5) == "漢字…"
    assert terminal.fit("ab", 4) == "ab  "


def test_a_list_says_how_many_more() -> None:
    assert terminal.listed(["one", "two", "three", "four"], 9) == "one, two and 2 more"
    assert terminal.listed([], 9) == ""


def test_plurals() -> None:
    assert [terminal.plural(n, "entity") for n in (1, 2)] == ["1 entity", "2 entities"]
    assert terminal.plural(1200, "claim") == "1,200 claims"
