"""Stores that a test may write to, made of the small world (tests/story.py) without a parser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import open_store
from tests.worlds import RUN, small_extractions


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world as a store; copy it."""
    path = tmp_path_factory.mktemp("small") / "small.kg"
    with open_store(path, create=True) as store:
        for extraction in small_extractions():
            store.add(extraction, RUN)
    return path


@pytest.fixture
def own(small_file: Path, tmp_path: Path) -> Path:
    """A copy of the small world's store."""
    return Path(shutil.copy(small_file, tmp_path / "own.kg"))
