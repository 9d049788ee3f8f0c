"""Stores for the command line, and a way to run it: in this process for what it prints, in a real one for signals."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "articles"
RAW = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A clean environment and folder, 100 columns, and logging as it was."""
    for name in [n for n in os.environ if n.startswith(("KG_", "NEO4J_")) or n in ("COLUMNS", "NO_COLOR")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    loggers = [logging.getLogger(), logging.getLogger("kg")]
    before = [(log, list(log.handlers), log.level, log.propagate) for log in loggers]
    with warnings.catch_warnings():
        yield
    for log, handlers, level, propagate in before:
        log.handlers[:], log.level, log.propagate = handlers, level, propagate


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def run(*words: str | Path) -> Said:
        code = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three of tests/articles with their metadata."""
    folder = tmp_path_factory.mktemp("articles")
    for name in ("ceasefire", "election", "strike"):
        for suffix in (".txt", ".json"):
            shutil.copy(ARTICLES / f"{name}{suffix}", folder)
    return folder


def spawn(*words: str | Path, **options: object) -> subprocess.Popen[str]:
    """`kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, words)]
    known = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    return subprocess.Popen(command, **(known | options))  # type: ignore[call-overload,no-any-return]


def raw_characters(text: str) -> set[str]:
    """Characters that a terminal should never get from us, line ends aside."""
    return {c for c in text if c != "\n" and unicodedata.category(c) in RAW}
