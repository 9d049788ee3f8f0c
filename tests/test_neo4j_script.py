"""scripts/neo4j says in one line what is missing or wrong. (That it starts and stops a server, every Neo4j test shows.)"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "neo4j"
TOOLS = ["bash", "cat", "dirname", "env", "grep", "head", "mkdir", "sed", "tr"]


def run(*arguments: object, path: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    given = os.environ | environment | ({"PATH": str(path)} if path else {})
    return subprocess.run([SCRIPT, *map(str, arguments)], env=given, capture_output=True, text=True, timeout=60)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A PATH with the plain tools alone: no Java, no Maven."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or "")
    return folder


def fake(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/usr/bin/env bash\n{text}\n")
    (folder / name).chmod(0o755)


def test_without_java_it_says_how_to_get_it(bare: Path, tmp_path: Path) -> None:
    done = run("start", tmp_path / "db", path=bare)
    assert done.returncode == 1
    assert done.stderr == "scripts/neo4j: there is no Java. Install it: sudo apt install openjdk-17-jdk-headless\n"


def test_an_old_java_is_named(bare: Path, tmp_path: Path) -> None:
    fake(bare, "java", "echo 'openjdk version \"11.0.2\"' >&2")
    done = run("start", tmp_path / "db", path=bare)
    assert done.returncode == 1 and "Java 11 is too old" in done.stderr and "apt install" in done.stderr


def test_without_maven_it_says_how_to_get_it(bare: Path, tmp_path: Path) -> None:
    fake(bare, "java", "echo 'openjdk version \"17.0.2\"' >&2")
    fake(bare, "javac", "")
    done = run("start", tmp_path / "db", path=bare, NEO4J_JARS=str(tmp_path / "jars"))
    assert done.returncode == 1
    assert done.stderr == "scripts/neo4j: there is no Maven to fetch Neo4j with. Install it: sudo apt install maven\n"


def test_wrong_use_is_told_how(tmp_path: Path) -> None:
    assert run().returncode == 2 and "scripts/neo4j start DIR" in run().stderr
    assert run("--help").returncode == 0 and "scripts/neo4j stop DIR" in run("--help").stdout
    done = run("begin", tmp_path)
    assert done.returncode == 2 and done.stderr == "scripts/neo4j: start, stop or admin, not 'begin'\n"


def test_stopping_what_does_not_run_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "pid").write_text(f"{os.getpid()}\n")  # a process, but no Neo4j: it must not be stopped
    done = run("stop", tmp_path)
    assert (done.returncode, done.stdout) == (0, "not running\n")
    assert run("stop", tmp_path / "nowhere").returncode == 2


@pytest.mark.neo4j
def test_a_short_password_is_refused_before_anything_starts(tmp_path: Path) -> None:
    done = run("start", tmp_path / "db", NEO4J_PASSWORD="short")
    assert done.returncode == 1 and done.stderr == "scripts/neo4j: NEO4J_PASSWORD needs at least 8 characters\n"
