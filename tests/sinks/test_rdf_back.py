"""RDF and back: what was written with `full` comes back as it was, whatever the strings, the format and the writer."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.graph import Graph
from kg.model import Entity, make_id, make_judgement, make_link
from kg.sinks import jsonl, rdf
from kg.sinks.files import without_surrogates
from kg.sinks.rdf.back import read_rdf
from tests.sinks.hostile import FIXED, STRINGS, Strings, hostile_graph
from tests.worlds import small_graph, small_schema

FORMATS = ("trig", "nq", "jsonld", "ttl", "nt")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
NUMBERS = st.one_of(st.none(), st.integers(), st.floats(allow_nan=False))


def back(graph: Graph, format: str, base: str = "https://kg.example/") -> Graph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out.{format}"
        rdf.write(graph, path, format, base=base, full=True)
        return read_rdf(path, small_schema())


def plain_aliases(entity: Entity) -> Entity:
    """The graph of a store has aliases sorted and without the name itself; the worlds of the tests don't."""
    return replace(entity, aliases=tuple(sorted(set(entity.aliases) - {entity.name})))


def same(found: Graph, expected: Graph) -> None:
    """Every record equal, noun by noun; the store's id is not in RDF."""
    expected = replace(expected, store="", entities={id_: plain_aliases(e) for id_, e in expected.entities.items()})
    for field in fields(Graph):
        assert getattr(found, field.name) == getattr(expected, field.name), field.name


def writable(strings: Strings) -> Strings:
    """The same without lone surrogates, which no RDF can carry."""
    return Strings(*(None if s is None else without_surrogates(s) for s in vars(strings).values()))


@pytest.mark.parametrize("format", FORMATS)
def test_the_small_world_comes_back(format: str) -> None:
    same(back(small_graph(), format), small_graph())


@pytest.mark.parametrize("base", ["urn:newsroom:", "http://a.example/x#", "https://data.example.org/known/article/"])
def test_it_comes_back_from_under_any_base(base: str) -> None:
    same(back(small_graph(), "trig", base), small_graph())


def test_judgements_on_things_known_and_the_order_of_implicit_slots_come_back() -> None:
    graph = small_graph()
    mention = min(graph.mentions)
    judged = [make_link(mention, known, "unsure", 0.5, by, "") for known in ("Q42", "ours/7", "m-gone") for by in ("Ada", "rule:x")]
    judged.append(make_judgement(mention, max(graph.mentions), "different", 1, "Bo", "a reason"))
    first = graph.statements[min(graph.statements)]
    slots = replace(first, claim=replace(first.claim, implicit=("subject", "object", "subject"), role="minister"))
    graph = replace(
        graph,
        judgements=dict(sorted((j.id, j) for j in judged)),
        statements={**graph.statements, first.claim.id: slots},
        replaces={"a-lake": "a-kesh"},
    )
    same(back(graph, "nq"), graph)


@settings(max_examples=60, deadline=None)
@given(STRINGS.map(writable), st.sampled_from(FORMATS))
@example(Strings(*("a\u2028b\u0085\\\"'\r\n\t😀e\u0301\u202e",) * 5), "trig")
@example(Strings(*(FIXED[4],) * 5), "jsonld")
@example(Strings(*(FIXED[5],) * 5), "nq")
@example(Strings(*("\\u0022 \\\\ \\n",) * 5), "trig")
def test_hostile_strings_come_back(strings: Strings, format: str) -> None:
    graph = hostile_graph(strings)
    same(back(graph, format), graph)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS, st.floats(0, 1), st.sampled_from(FORMATS))
def test_numbers_come_back_to_the_last_digit(value: Any, least: Any, confidence: float, format: str) -> None:
    graph = small_graph(without=("a-kesh", "a-lake"))
    id_ = next(id_ for id_, s in graph.statements.items() if s.claim.quantity)
    claim = graph.statements[id_].claim
    changed = replace(claim, quantity=replace(claim.quantity, value=value, min=least), confidence=confidence)
    graph = replace(graph, statements={**graph.statements, id_: replace(graph.statements[id_], claim=changed)})
    found = back(graph, format).statements[id_].claim
    assert found == changed
    assert type(found.quantity.value) is type(value) and type(found.quantity.min) is type(least)


@pytest.mark.parametrize("format", ["trig", "nquads", "json-ld", "turtle", "nt"])
def test_it_comes_back_from_what_rdflib_wrote_anew(format: str, tmp_path: Path) -> None:
    rdf.write_trig(small_graph(), tmp_path / "ours.trig", full=True)
    ours = rdflib.Dataset()
    ours.parse(tmp_path / "ours.trig", format="trig")
    suffix = {"nquads": "nq", "json-ld": "jsonld", "turtle": "ttl"}.get(format, format)
    source = ours.default_graph if suffix in ("ttl", "nt", "jsonld") else ours  # rdflib puts the default graph in a nameless one
    source.serialize(tmp_path / f"theirs.{suffix}", format=format)
    same(read_rdf(tmp_path / f"theirs.{suffix}", small_schema()), small_graph())


def test_the_records_that_come_back_are_the_same_bytes_in_every_export(tmp_path: Path) -> None:
    found = back(small_graph(), "trig")
    for name, graph in (("before", small_graph()), ("after", found)):
        plain = {id_: plain_aliases(e) for id_, e in graph.entities.items()}
        jsonl.write(replace(graph, entities=plain), tmp_path / name)
        rdf.write_nq(graph, tmp_path / f"{name}.nq", full=True)
    for before in sorted((tmp_path / "before").iterdir()):
        assert before.read_bytes() == (tmp_path / "after" / before.name).read_bytes()
    assert (tmp_path / "before.nq").read_bytes() == (tmp_path / "after.nq").read_bytes()


def test_without_full_no_text_of_an_article_is_written(tmp_path: Path) -> None:
    rdf.write_trig(small_graph(), tmp_path / "out.trig")
    content = (tmp_path / "out.trig").read_text()
    assert "Subscribe to our newsletter!" not in content and "kg:Mention" not in content and "kg:Judgement" not in content
    with pytest.raises(SourceError, match=r"out\.trig: <https://kg\.example/article/a-harbour>: .*--full"):
        read_rdf(tmp_path / "out.trig", small_schema())


CLAIM = f"<https://kg.example/claim/{make_id('c', 1)}>"
FOREIGN = {
    "trig": ("<https://a.example/x> a <https://schema.org/Person> .", "no record of kg's in it"),
    "nq": ("<a:b> <a:c>\n", r":2:\d+: not N-Quads"),
    "ttl": ('@prefix x: <a:> .\nx:a x:b "open .', r":2:\d+: not Turtle"),
    "jsonld": ('{"@id": ', "not JSON-LD"),
    "csv": ("a,b", "unknown kind of RDF"),
    "nt": ("", "no record of kg's in it"),
}


@pytest.mark.parametrize("format", FOREIGN)
def test_what_is_not_ours_is_refused_with_its_place(format: str, tmp_path: Path) -> None:
    content, message = FOREIGN[format]
    (tmp_path / f"x.{format}").write_text(content)
    with pytest.raises(SourceError, match=rf"^{tmp_path}/x\.{format}[^\n]*{message}[^\n]*$"):
        read_rdf(tmp_path / f"x.{format}")


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.nq: can't read"):
        read_rdf(tmp_path / "gone.nq")


@pytest.mark.parametrize(
    ("property", "value", "message"),
    [
        ("certainty", None, "kg:certainty is missing"),
        ("certainty", '"Reported"', "kg:certainty is no term of"),
        ("confidence", '"high"', "kg:confidence is no number: 'high'"),
        ("predicateStart", '"x"^^<http://www.w3.org/2001/XMLSchema#integer>', "kg:predicateStart is no"),
        ("sentence", "<https://kg.example/article/a>", "is no sentence of kg's"),
        ("proposition", None, "kg:proposition is missing"),
    ],
)
def test_a_damaged_claim_is_named(property: str, value: str | None, message: str, tmp_path: Path) -> None:
    rdf.write_nq(small_graph(), tmp_path / "x.nq", full=True)
    claim, kg = min(small_graph().statements), "https://kg.example/ns/"
    begins = f"<https://kg.example/claim/{claim}> <{kg}{property}> "
    lines = [line for line in (tmp_path / "x.nq").read_text().splitlines() if not line.startswith(begins)]
    (tmp_path / "x.nq").write_text("\n".join([*lines, f"{begins}{value} ."] if value else lines))
    with pytest.raises(SourceError, match=rf"x\.nq: <https://kg\.example/claim/{claim}>: .*{message}"):
        read_rdf(tmp_path / "x.nq", small_schema())


def test_a_property_that_stands_twice_is_named(tmp_path: Path) -> None:
    rdf.write_nq(small_graph(), tmp_path / "x.nq", full=True)
    line = f'<https://kg.example/claim/{min(small_graph().statements)}> <https://kg.example/ns/rule> "other" .\n'
    (tmp_path / "x.nq").write_text((tmp_path / "x.nq").read_text() + line)
    with pytest.raises(SourceError, match="kg:rule has 2 values"):
        read_rdf(tmp_path / "x.nq", small_schema())


def test_a_claim_without_a_name_of_its_own_is_refused(tmp_path: Path) -> None:
    rdf.write_nq(small_graph(), tmp_path / "x.nq", full=True)
    line = f"_:b <{pyoxigraph.NamedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type').value}> <https://kg.example/ns/Claim> .\n"
    (tmp_path / "x.nq").write_text((tmp_path / "x.nq").read_text() + line)
    with pytest.raises(SourceError, match="kg:Claim without an IRI"):
        read_rdf(tmp_path / "x.nq", small_schema())
