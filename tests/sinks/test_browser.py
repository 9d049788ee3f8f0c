"""The pictures for Neo4j Browser (schema/browser/*.cypher): each draws something on the small world, and says what."""

from __future__ import annotations

from typing import Any

import pytest

from kg.schema import default_folder
from kg.sinks import neo4j
from kg.sinks.neo4j import Server
from tests.worlds import small_graph

PICTURES = {path.stem: path.read_text("utf-8") for path in sorted((default_folder() / "browser").glob("*.cypher"))}


@pytest.fixture(scope="module")
def drawn(neo4j_server: Server) -> dict[str, list[Any]]:
    """{picture: its rows}, asked of Teo Brandt."""
    neo4j.load(small_graph(), neo4j_server, adopt=True)
    return {name: neo4j.query(neo4j_server, text, {"name": "Teo Brandt"}) for name, text in PICTURES.items()}


def types_in(rows: list[Any]) -> set[str]:
    paths = [path for row in rows for path in row.values() if path]
    return {link["type"] for path in paths for link in path["relationships"]}


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("disputed", {"OF", "CLAIMS", "DENIES"}),
        ("around", {"MET_WITH", "LEADER_OF", "BORN_IN"}),
        ("says", {"OF", "CLAIMS"}),
        ("evidence", {"SUBJECT", "OF", "IN_SENTENCE", "HAS_SENTENCE"}),
        ("model", {"OF", "BY", "SOURCE", "SUBJECT", "OBJECT", "IN_SENTENCE", "HAS_SENTENCE", "GENERATED_BY"}),
    ],
)
def test_a_picture_draws_what_it_is_for(name: str, shown: set[str], drawn: dict[str, list[Any]]) -> None:
    assert shown <= types_in(drawn[name])


def test_each_picture_starts_with_what_it_shows() -> None:
    assert sorted(PICTURES) == ["around", "disputed", "evidence", "model", "says"]
    assert all(text.startswith("// ") and len(text.splitlines()[0].split()) > 4 for text in PICTURES.values())
