"""Shared fixtures, loaded by conftest.py. Heavy parts are imported when a test asks for them, so that a run of tests
that need none of them does not wait for spaCy."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.gazetteer import Gazetteer
    from kg.graph import Graph
    from kg.schema import Schema
    from kg.store import Store

__all__ = ["built", "gazetteer", "graph", "hostile", "nlp", "own", "pytest_addoption", "readable_folder", "schema", "small"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` rewrites tests/golden/; the diff is for people to read. `--raise-floors` raises tests/gold/floors.json."""
    parser.addoption("--update-golden", action="store_true", help="write what is extracted now to tests/golden/")
    parser.addoption("--raise-floors", action="store_true", help="bring tests/gold/floors.json up to just below what is reached")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline that the program uses by default."""
    from kg.config import Config
    from kg.parse import load_model

    return load_model(Config().model)


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The schema of the checkout."""
    from kg.schema import load_schema

    return load_schema()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the checkout."""
    from kg.gazetteer import load_gazetteer

    return load_gazetteer()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store built from tests/articles. Read it; a test that writes makes its own."""
    from tests import kit

    with kit.new_store(tmp_path_factory.mktemp("built"), kit.ARTICLES) as store:
        yield store


@pytest.fixture(scope="session")
def graph(built: Store) -> Graph:
    """The graph of tests/articles."""
    from kg.loading import load_graph

    return load_graph(built)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store built from tests/hostile: articles whose texts, titles and ids are attacks on every format, and so are the
    names and reasons of those who review its claims."""
    from kg.model import Article, Claim, make_review
    from tests import kit

    with kit.new_store(tmp_path_factory.mktemp("hostile"), kit.HOSTILE) as store:
        titles = [a.title or a.text[:80] for a in store.records(Article)]
        attacks = [t.encode(errors="replace").decode() for t in titles]
        store.review(make_review(c.id, "reject", by, by) for c in store.records(Claim) for by in attacks)
        yield store


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """A folder that any user can reach, for tests that let go of root's rights with `kit.become_reader`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world (tests/story.py) as a store, made without a parser. Read it; a test that writes takes `own`."""
    from kg import open_store
    from tests.worlds import RUN, small_extractions

    path = tmp_path_factory.mktemp("small") / "small.kg"
    with open_store(path, create=True) as store:
        for extraction in small_extractions():
            store.add(extraction, RUN)
    return path


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    """A copy of the small world's store."""
    return Path(shutil.copy(small, tmp_path / "own.kg"))
