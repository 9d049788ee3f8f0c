"""FollowTheMoney: every line is one that the package's own model takes, and what is denied is never a fact."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from hypothesis import given, settings

from kg.graph import Graph
from kg.model import Entity
from kg.schema import load_schema
from kg.sinks import followthemoney
from tests.sinks.hostile import STRINGS, Strings, hostile_graph
from tests.worlds import small_graph

MAPPING = followthemoney.load_mapping()


def export(graph: Graph, folder: Path) -> list[dict[str, Any]]:
    followthemoney.write(graph, folder / "out.ftm")
    return [json.loads(line) for line in (folder / "out.ftm").read_bytes().decode().split("\n") if line]


def refusals(row: dict[str, Any]) -> list[str]:
    """What the model says against a line: unknown or missing properties, values of the wrong kind."""
    schema = model.get(row["schema"])
    if schema is None or schema.abstract:
        return [f"no schema {row['schema']}"]
    wrong = [f"{name} is no property of {schema.name}" for name in row["properties"] if name not in schema.properties]
    missing = [f"{name} is missing" for name in schema.required if name not in row["properties"]]
    values = [(schema.get(name), value) for name, found in row["properties"].items() if name in schema.properties for value in found]
    return wrong + missing + [f"{prop.name}: {value!r}" for prop, value in values if prop.type.clean(value) is None]


def test_the_model_takes_every_line(tmp_path: Path) -> None:
    rows = export(small_graph(), tmp_path)
    assert [(row["id"], refusals(row)) for row in rows if refusals(row)] == []
    for row in rows:
        assert model.get_proxy(row).to_dict()["id"] == row["id"]
        model.get(row["schema"]).validate(row)
    assert len({row["id"] for row in rows}) == len(rows)


def test_ends_and_proof_are_there_and_of_the_right_kind(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in export(small_graph(), tmp_path)}
    for row in rows.values():
        for name, values in row["properties"].items():
            prop = model.get(row["schema"]).get(name)
            if prop.type.name == "entity":
                assert all(model.get(rows[value]["schema"]).is_a(prop.range) for value in values), (row, name)


def test_a_link_shows_both_sides_and_where_it_is_from(tmp_path: Path) -> None:
    (link,) = (r for r in export(small_graph(), tmp_path) if r["properties"].get("summary") == ["Marovia sent troops to Port Kesh"])
    found = link["properties"]
    assert link["schema"] == "UnknownLink" and found["role"] == ["sent troops to"] and found["status"] == ["disputed"]
    assert "claimed by Ilka Dorn, Northern Pact, Teo Brandt; denied by Ilka Dorn" in found["description"][0]
    assert "kg-article-a-harbour" in found["proof"] and "https://news.example/a-harbour" in found["sourceUrl"]
    assert "Harbour Times" in found["publisher"]


def test_links_are_exactly_the_edges_that_people_see(tmp_path: Path) -> None:
    graph = small_graph()
    links = {r["properties"]["recordId"][0] for r in export(graph, tmp_path) if "recordId" in r["properties"]}
    assert links == {r.key for r in graph.relationships() if r.start[0] == r.end[0] == "Entity"}
    hidden = {p.id for p in graph.propositions.values() if p.status in ("denied", "planned", "hypothetical")}
    assert hidden and not links & hidden


def test_the_mapping_is_the_models_own() -> None:
    for name, parents in MAPPING.schemata.items():
        assert all(model.get(name).is_a(parent) for parent in parents)
        assert {p.name for p in model.get(name).schemata} & MAPPING.schemata.keys() == {name, *parents}
    for link in MAPPING.links.values():
        schema = model.get(link.schema)
        for prop, range_ in link.ends.items():
            assert schema.get(prop).range == model.get(range_)
        assert set(schema.required) <= {*link.ends}


def test_the_mapping_knows_only_what_our_schema_has_and_covers_every_type() -> None:
    schema = load_schema()
    assert set(MAPPING.types) <= set(schema.types) and set(MAPPING.links) <= set(schema.relations)
    for name, type_ in schema.types.items():
        if not type_.literal:
            entity = Entity("e", "x", name, type_.ancestors, (), None, 1, 1)
            assert not model.get(MAPPING.schema_of(entity)).abstract
    assert MAPPING.schema_of(Entity("e", "x", "Court", schema.types["Court"].ancestors, (), None, 1, 1)) == "PublicBody"


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "expected"),
    [
        ("owns", "Person", "Company", "Ownership"),
        ("owns", "Person", "Organization", "UnknownLink"),
        ("subsidiary_of", "Company", "Organization", "Ownership"),
        ("works_for", "LegalEntity", "Organization", "UnknownLink"),
        ("spouse_of", "Person", "Person", "Family"),
        ("met_with", "Person", "Person", "UnknownLink"),
    ],
)
def test_an_end_of_another_kind_makes_it_an_unknown_link(relation: str, subject: str, object_: str, expected: str) -> None:
    assert MAPPING.link_of(relation, subject, object_).schema == expected


def test_an_article_and_an_entity_of_one_id_stay_two(tmp_path: Path) -> None:
    graph = small_graph()
    (article, *_), (entity, *_) = graph.articles.values(), graph.entities.values()
    twin = replace(article, id=entity.id)
    rows = export(replace(graph, articles={**graph.articles, entity.id: twin}), tmp_path)
    assert len({row["id"] for row in rows}) == len(rows)


@settings(max_examples=40, deadline=None)
@given(STRINGS)
def test_hostile_text_is_a_line_all_the_same(strings: Strings) -> None:
    graph = hostile_graph(strings)
    with tempfile.TemporaryDirectory() as folder:
        rows = export(graph, Path(folder))
    assert len([r for r in rows if r["schema"] == "Article"]) == len(graph.articles)
    assert all(value and "\ud800" not in value for row in rows for values in row["properties"].values() for value in values)
