"""What the tests of the core share: the spaCy pipeline, a built store, small makers. Fixtures are loaded by conftest.py."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from kg.config import Config
from kg.extract import Extractor, extract
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph import Graph
from kg.loading import load_graph
from kg.model import Article, Extraction, Mention, make_id, text_hash
from kg.parse import Parsed, load_model, parse
from kg.pipeline import build
from kg.schema import Schema, load_schema
from kg.sinks import jsonl
from kg.store import Store, open_store

ARTICLES = Path(__file__).parent / "articles"
HOSTILE = Path(__file__).parent / "hostile" / "articles.jsonl"
NOBODY = 65534

__all__ = ["built", "gazetteer", "graph", "hostile_graph", "nlp", "only_may_read", "pytest_addoption", "schema"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` rewrites tests/golden/; the diff is for people to read."""
    parser.addoption("--update-golden", action="store_true", help="write what is extracted now to tests/golden/")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline that the program uses by default."""
    return load_model(Config().model)


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The schema of the checkout."""
    return load_schema()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the checkout."""
    return load_gazetteer()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store built from tests/articles. Read it; a test that writes makes its own."""
    with open_store(tmp_path_factory.mktemp("built") / "story.kg", create=True) as store:
        report = build([ARTICLES], store)
        assert not report.failed and report.added == len(list(ARTICLES.glob("*.txt")))
        yield store


@pytest.fixture(scope="session")
def graph(built: Store) -> Graph:
    """The graph of tests/articles."""
    return load_graph(built)


@pytest.fixture(scope="session")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The graph of tests/hostile: articles whose texts, titles and ids are attacks on every format."""
    with open_store(tmp_path_factory.mktemp("hostile") / "hostile.kg", create=True) as store:
        report = build([HOSTILE], store)
        assert (report.failed, report.added) == ([], len(HOSTILE.read_text(encoding="utf-8").splitlines()))
        yield load_graph(store)


@pytest.fixture
def only_may_read() -> Iterator[Path]:
    """A folder in which this process may read and not write, though it run as root. Write to it before `become()`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)


def become_reader(folder: Path) -> None:
    """From now on, until the test ends, nothing in the folder can be written."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(NOBODY)


def make_article(text: str, **known: str | None) -> Article:
    """An article in English with an id of its text."""
    return Article(**{"id": make_id("a", text), "text": text, "language": "en", "sha256": text_hash(text)} | known)


def make_mention(article: str, start: int, text: str, type_: str = "Person", kind: str = "name") -> Mention:
    """A mention at a place."""
    return Mention(make_id("m", article, start, text), article, start, start + len(text), text, kind, type_)


def parse_text(nlp: Language, text: str, **known: str | None) -> Parsed:
    """The parse of a text."""
    (parsed,) = parse(nlp, [make_article(text, **known)])
    return parsed


def extract_text(nlp: Language, text: str, **known: str | None) -> Extraction:
    """All that is read out of a text."""
    return extract(parse_text(nlp, text, **known), Extractor(load_schema(), load_gazetteer(), "r-test"))


def exported(graph: Graph, folder: Path) -> dict[str, bytes]:
    """{file name: bytes} of `kg export --format jsonl`."""
    jsonl.write(graph, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def store_bytes(store: Store, folder: Path) -> dict[str, bytes]:
    """The same of a store."""
    return exported(load_graph(store), folder)
