"""What the tests of the core share: small makers of articles, parses and stores. The fixtures are in fixtures.py."""

from __future__ import annotations

import os
from pathlib import Path

from spacy.language import Language

from kg.extract import Extractor, extract
from kg.gazetteer import load_gazetteer
from kg.loading import load_graph
from kg.model import Article, Extraction, Mention, make_id, text_hash
from kg.parse import Parsed, parse
from kg.pipeline import build
from kg.schema import load_schema
from kg.sinks import jsonl
from kg.store import Store, open_store

ARTICLES = Path(__file__).parent / "articles"
HOSTILE = Path(__file__).parent / "hostile" / "articles.jsonl"
NOBODY = 65534


def new_store(folder: Path, *sources: Path) -> Store:
    """A store in a folder, built from files and folders of which none fails."""
    store = open_store(folder / "story.kg", create=True)
    assert build(sources, store).failed == []
    return store


def store_bytes(store: Store, folder: Path) -> dict[str, bytes]:
    """{file name: bytes} of `kg export --format jsonl`."""
    jsonl.write(load_graph(store), folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


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


def become_reader(folder: Path) -> None:
    """From now on, until the test ends, nothing in the folder can be written; not even by root."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(NOBODY)
