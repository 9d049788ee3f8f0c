"""Ctrl-C and kill during a build: at most the article in flight is lost, and the same command goes on from there."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from kg import open_store
from kg.model import Article, Sentence
from tests.cli.conftest import ARTICLES, Run, spawn

COUNT = 40


@pytest.fixture(scope="module")
def long_input(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles: the ten of tests/articles, four times, told apart by a first line."""
    path = tmp_path_factory.mktemp("long") / "all.jsonl"
    texts = [p.read_text(encoding="utf-8") for p in sorted(ARTICLES.glob("*.txt"))]
    rows = [{"text": f"Edition {n}\n\n{texts[n % len(texts)]}", "language": "en", "published": "2024-11-04"} for n in range(COUNT)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def stopped(long_input: Path, store: Path, number: signal.Signals) -> tuple[int, str, str]:
    """Begins a build, sends a signal when two articles are in, and returns exit code, stdout, stderr."""
    process = spawn("build", long_input, "--store", store)
    for _ in range(1200):
        time.sleep(0.05)
        if articles_in(store) >= 2 or process.poll() is not None:
            break
    assert process.poll() is None, process.communicate()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def articles_in(store: Path) -> int:
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def exported(kg: Run, store: Path) -> dict[str, bytes]:
    folder = store.with_suffix(".out")
    assert kg("export", store, "--format", "jsonl", "-o", folder).code == 0
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_read_stays_and_the_rest_is_read_the_next_time(kg: Run, long_input: Path, tmp_path: Path, number: signal.Signals) -> None:
    store, whole = tmp_path / "stopped.kg", tmp_path / "whole.kg"
    code, out, err = stopped(long_input, store, number)
    with open_store(store) as opened:
        known = list(opened.records(Article))
        assert 2 <= len(known) < COUNT
        assert all(any(True for _ in opened.records(Sentence, a.id)) for a in known)  # each is whole
    if number == signal.SIGINT:
        assert (code, err) == (130, "") and "Stopped. What was added stays" in out
    assert f"{len(known)} known already" in kg("build", long_input, "--store", store).out
    if number == signal.SIGKILL:
        kg("build", long_input, "--store", whole)
        assert exported(kg, store) == exported(kg, whole)
