"""Wrong use exits 2 with one helpful line, an error exits 1 with one; help is there for everything, and at once."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import COMMANDS, main
from tests.cli.conftest import ROOT, Run

WRONG = {
    ("buidl",): "kg: 'buidl' is no command. Did you mean 'build'? More: kg --help",
    (): "kg: COMMAND is missing. Usage: kg COMMAND",
    ("--vrsion",): "kg: COMMAND is missing. Usage: kg COMMAND",
    ("show",): "kg show: STORE is missing. Usage: kg show STORE",
    ("build", "x", "--stor", "y"): "kg build: there is no option --stor. Did you mean '--store'?",
    ("build", "x"): "kg build: --store is missing. Usage: kg build PATH … --store STORE",
    ("why", "S", "a", "b"): "kg why: 'b' is a word too many. Put what has spaces in quotes. More: kg why --help",
    ("export", "S", "--format", "ttx", "-o", "x"): "kg export: --format: 'ttx' is no choice. Did you mean 'ttl'? More: kg export --help",
    ("show", "S", "x", "--limit", "0"): "kg show: --limit: must be a whole number from 1, not '0'. More: kg show --help",
    ("judge", "S", "a", "b", "sme"): "kg judge: 'sme' is no choice. Did you mean 'same'? More: kg judge --help",
    ("judge", "S", "a", "b"): "kg judge: give one of same, different, unsure, or --undo. More: kg judge --help",
    ("judge", "S"): "kg judge: A and B are missing. Usage: kg judge STORE A B same|different|unsure, or --from FILE",
    ("judge", "S", "--replace"): "kg judge: --replace needs a file to go by. Give --from FILE",
    ("judge", "S", "a", "--from", "f"): "kg judge: --from takes decisions from a file and no others. Leave out A, B and --undo",
    ("review", "S"): "kg review: give a CLAIM with accept, reject or note, or one of --list, --to FILE, --from FILE",
    ("review", "S", "c"): "kg review: give one of accept, reject, note, or --undo. More: kg review --help",
    ("review", "S", "c", "acept"): "kg review: 'acept' is no choice. Did you mean 'accept'? More: kg review --help",
    ("query", "S"): "kg query: QUERY is missing. Give Cypher, or the name of a stock query (see kg query STORE --list)",
    ("query", "S", "RETURN 1", "--param", "x"): "kg query: --param: must be NAME=VALUE, not 'x'",
    ("schema",): "kg schema: check is missing. Usage: kg schema check",
    ("view", "S", "-o", "-", "--open"): "kg view: --open needs a file. Give -o FILE",
}


@pytest.mark.parametrize(("words", "line"), WRONG.items())
def test_wrong_use_exits_2_with_one_helpful_line(kg: Run, words: tuple[str, ...], line: str) -> None:
    said = kg(*words)
    assert (said.code, said.out, said.err) == (2, "", f"{line}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(kg: Run, command: str) -> None:
    said = kg(command, "--help")
    assert said.code == 0 and said.out.startswith(f"usage: kg {command} ") and COMMANDS[command][1][1:] in said.out
    assert all(len(line) <= 100 for line in said.out.splitlines())


def test_help_names_every_command(kg: Run) -> None:
    said = kg("--help")
    assert said.code == 0 and all(f"    {name} " in said.out or f"    {name}\n" in said.out for name in COMMANDS)


def test_version(kg: Run) -> None:
    from kg import __version__

    assert kg("--version").out == f"kg {__version__}\n"


def test_help_is_there_at_once() -> None:
    """Best of five, for the machine may be busy."""
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "--help"], cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.3


def loaded(*words: str) -> set[str]:
    """The top-level modules that a command loads."""
    code = "import sys; from kg.cli import main; main(sys.argv[1:]); print(*(m.split('.')[0] for m in sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    assert not loaded("--help") & {"spacy", "rdflib", "neo4j", "networkx", "numpy", "kglite", "yaml", "pyvis"}


def test_asking_does_not_wait_for_the_parser(small: Path) -> None:
    for words in (("show", str(small), "Dorn"), ("query", str(small), "disputed"), ("search", str(small), "Dorn")):
        assert not loaded(*words) & {"spacy", "neo4j", "pyvis", "trafilatura"}, words


@pytest.mark.parametrize("command", ["show", "why", "search", "stats", "query", "view", "merges", "retract", "unmatched"])
def test_a_store_that_is_none_is_one_line(kg: Run, tmp_path: Path, command: str) -> None:
    more = {"view": ("-o", "x.html"), "stats": (), "merges": (), "unmatched": (), "query": ("RETURN 1",)}.get(command, ("x",))
    for path, words in (("none.kg", "there is no such store"), ("text.kg", "not a store of kg")):
        (tmp_path / "text.kg").write_text("no database " * 100)
        said = kg(command, path, *more)
        assert said.code == 1 and said.err.startswith("kg: ") and words in said.err and said.err.count("\n") == 1


def test_a_second_question_waits_for_nothing(small: Path) -> None:
    query = ("query", str(small), "MATCH (n) RETURN count(n) AS n")
    loaded(*query)
    assert not loaded(*query) & {"spacy", "numpy", "scipy", "networkx", "datasketch", "neo4j", "rdflib"}


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    from kg.errors import StoreError

    with pytest.raises(StoreError):
        main(["--debug", "stats", "none.kg"])
    with pytest.raises(StoreError):
        main(["stats", "none.kg", "--debug"])


def test_an_error_of_our_own_is_one_line_too(kg: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ask.search", lambda store, words: 1 / 0)
    said = kg("search", small, "x")
    assert said.code == 1 and said.err.startswith("kg: an error of kg's own: ZeroDivisionError") and said.err.count("\n") == 1
