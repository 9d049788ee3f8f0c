"""A file of RDF against its graph: nothing differs where it is of the graph, and each corruption is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.graph import Graph
from kg.sinks import rdf
from kg.verify import exported
from kg.verify.difference import Difference
from kg.verify.exported import compare_rdf
from tests.sinks.hostile import STRINGS, Strings, hostile_graph
from tests.worlds import small_graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning:rdflib")
FORMATS = ("trig", "nq", "jsonld", "ttl", "nt")
NS = "https://kg.example/ns/"


def compare(path: Path, graph: Graph | None = None, *, validate: bool = False) -> list[Difference]:
    return list(compare_rdf(graph or small_graph(), path, validate=validate))


def claim_of(certainty: str) -> str:
    return min(id_ for id_, s in small_graph().statements.items() if s.claim.certainty == certainty)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_the_graph_does_not_differ(format: str, full: bool, tmp_path: Path) -> None:
    rdf.write(small_graph(), tmp_path / f"x.{format}", format, full=full, base="urn:desk:")
    assert compare(tmp_path / f"x.{format}", validate=format in ("trig", "nt")) == []


def test_nor_does_one_that_rdflib_wrote_anew(tmp_path: Path) -> None:
    rdf.write_trig(small_graph(), tmp_path / "x.trig")
    data = rdflib.Dataset()
    data.parse(tmp_path / "x.trig", format="trig")
    data.serialize(tmp_path / "anew.nq", format="nquads")
    data.serialize(tmp_path / "anew.trig", format="trig")
    assert compare(tmp_path / "anew.nq") == compare(tmp_path / "anew.trig") == []


@settings(max_examples=30, deadline=None)
@given(STRINGS, st.sampled_from(FORMATS), st.booleans())
def test_hostile_text_does_not_differ(tmp_path_factory: pytest.TempPathFactory, strings: Strings, format: str, full: bool) -> None:
    path = tmp_path_factory.mktemp("hostile") / f"x.{format}"
    rdf.write(hostile_graph(strings), path, format, full=full)
    assert compare(path, hostile_graph(strings)) == []


Corruption = Callable[[list[str]], list[str]]


def without(pattern: str) -> Corruption:
    return lambda lines: [line for line in lines if not re.search(pattern, line)]


def changed(pattern: str, by: str) -> Corruption:
    return lambda lines: [re.sub(pattern, by, line) for line in lines]


def more(line: str) -> Corruption:
    return lambda lines: [*lines, line]


CLAIM, DENIED, DISPUTED = claim_of("asserted"), claim_of("denied"), "p-[0-9a-f]+"
ATTACK = f"<https://kg.example/entity/Q900001> <{NS}relation/attacked> <https://kg.example/entity/Q900002>"
CORRUPTIONS: dict[str, tuple[Corruption, str, str]] = {
    "a lost claim": (without(f"^<[^>]*/{CLAIM}[.>]"), "claim lost", CLAIM),
    "a claim that is none any more": (changed(rf"({CLAIM}> <[^>]*type> <{NS})Claim>", r"\1Clam>"), "claim lost", CLAIM),
    "a foreign claim": (more(f"<https://kg.example/claim/c-x> <{rdflib.RDF.type}> <{NS}Claim> ."), "claim foreign", "c-x"),
    "a moved span": (changed(rf'({CLAIM}\.span\.position> <[^>]*#end> "\d+)"', r'\g<1>0"'), "span", CLAIM),
    "changed words": (changed(rf'({CLAIM}\.span\.quote> <[^>]*#exact> ")', r"\1Not "), "span", CLAIM),
    "a wrong status": (changed("ns/status> <[^>]*Disputed>", f"ns/status> <{NS}Asserted>"), "status", ""),
    "a wrong polarity": (changed(f"({DENIED}> <{NS}polarity> <{NS})Negative", r"\1Positive"), "polarity", DENIED),
    "a wrong count": (changed('ns/denials> "1"', 'ns/denials> "2"'), "denials", ""),
    "a lost source": (without(f"{DENIED}> <{NS}attributedTo>"), "attributed to", DENIED),
    "a lost sentence": (without("^<[^>]*/sentence/.*Sentence> "), "sentence lost", ""),
    "a changed name": (changed('label> "Marovia"', 'label> "Morovia"'), "label", "Q900001"),
    "a lost review": (without("^<[^>]*/review/"), "review lost", ""),
    "an assertion that nobody made": (more(f"{ATTACK} <https://kg.example/graph/a-kesh> ."), "own voice", "a-kesh"),
    "an own voice that is lost": (without("<https://kg.example/graph/a-lake> [.]"), "own voice", "a-lake"),
    "a claim in the default graph": (more(f"{ATTACK} ."), "attacked", "Q900001"),
    "a foreign triple": (more("<https://a.example/x> <https://a.example/y> _:z ."), "foreign triple", "https://a.example/x"),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_is_found_and_named(name: str, tmp_path: Path) -> None:
    corrupt, what, id_ = CORRUPTIONS[name]
    rdf.write_nq(small_graph(), tmp_path / "x.nq")
    (tmp_path / "x.nq").write_text("\n".join(corrupt((tmp_path / "x.nq").read_text().splitlines())) + "\n")
    found = compare(tmp_path / "x.nq")
    assert what in {d.what for d in found if not id_ or d.id == id_}
    assert {d.what for d in found} <= {what, "count"} and all(d.where == "RDF" and d.expected != d.found for d in found)


def test_values_are_told_as_people_read_them(tmp_path: Path) -> None:
    rdf.write_nq(small_graph(), tmp_path / "x.nq")
    content = (tmp_path / "x.nq").read_text()
    (tmp_path / "x.nq").write_text(content.replace(f"ns/status> <{NS}Disputed>", f"ns/status> <{NS}Asserted>"))
    (found,) = compare(tmp_path / "x.nq")
    assert found.expected == "Disputed" and found.found == "Asserted" and re.fullmatch(DISPUTED, found.id)


def test_another_state_of_the_store_differs_by_count_and_claim(tmp_path: Path) -> None:
    rdf.write_trig(small_graph(without=("a-lake",)), tmp_path / "x.trig")
    found = compare(tmp_path / "x.trig")
    assert Difference("RDF", "count", "claim", "15", "13") in found
    assert {d.id for d in found if d.what == "claim lost"} == {s.claim.id for s in small_graph().statements_in("a-lake")}
    more_there = compare(tmp_path / "x.trig", small_graph(without=("a-lake", "a-kesh")))
    assert {d.id for d in more_there if d.what == "claim foreign"} == {s.claim.id for s in small_graph().statements_in("a-kesh")}


def test_a_broken_shape_is_told_by_the_record_that_breaks_it(tmp_path: Path) -> None:
    graph = small_graph(without=("a-kesh", "a-lake"))
    first = (
        graph.statements[DENIED]
        if DENIED in graph.statements
        else next(s for s in graph.statements.values() if s.claim.certainty == "denied")
    )
    wrong = replace(first, claim=replace(first.claim, polarity="positive"))
    graph = replace(graph, statements={**graph.statements, first.claim.id: wrong})
    rdf.write_trig(graph, tmp_path / "x.trig")
    found = compare(tmp_path / "x.trig", graph, validate=True)
    assert [(d.what, d.id, d.expected) for d in found] == [("shape", first.claim.id, "A denied claim is negative.")]


def test_without_pyshacl_the_rest_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(exported.importlib.util, "find_spec", lambda _: None)
    rdf.write_trig(small_graph(), tmp_path / "x.trig")
    assert compare(tmp_path / "x.trig", validate=True) == []
    assert "pyshacl is not installed" in caplog.text


def test_what_is_no_file_of_ours_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("<a:b> <a:c> <a:d> .\n")
    with pytest.raises(SourceError, match="no record of kg's"):
        compare(tmp_path / "x.nq")
