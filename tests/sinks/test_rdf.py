"""RDF: described in the default graph, asserted only where an article asserts it; the same in every format."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from pyoxigraph import RdfFormat
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.namespace import PROV

from kg.errors import ConfigError
from kg.graph import Graph
from kg.sinks import rdf
from kg.sinks.files import without_surrogates
from kg.sinks.rdf.terms import NAMESPACES, language_tag, names_under
from tests.sinks.hostile import FIXED, STRINGS, Strings, hostile_graph
from tests.worlds import entity_id, small_graph

FORMATS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld", "ttl": "turtle", "nt": "nt"}
KG, REL, OA, SCHEMA = (rdflib.Namespace(NAMESPACES[prefix]) for prefix in ("kg", "rel", "oa", "schema"))
DEFAULT = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
NAMES = names_under("https://kg.example/")
# rdflib's own parsers use what it calls deprecated
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
Quads = set[tuple[rdflib.term.Node, ...]]


def write(graph: Graph, format: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        rdf.write(graph, Path(folder) / "out", format)
        return (Path(folder) / "out").read_bytes()


def parse(content: bytes, format: str) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=FORMATS[format])
    return dataset


def quads(dataset: rdflib.Dataset) -> Quads:
    return {(s, p, o, g or DEFAULT) for s, p, o, g in dataset.quads()}


def default(graph: Graph) -> rdflib.Graph:
    return parse(write(graph, "trig"), "trig").default_graph


def entity(name: str) -> URIRef:
    return URIRef(f"https://kg.example/entity/{entity_id(name)}")


def article_iri(id_: str) -> URIRef:
    return URIRef(NAMES("article", id_).value)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_the_same(format: str) -> None:
    expected = quads(parse(write(small_graph(), "nq"), "nq"))
    if format in ("ttl", "nt"):
        expected = {quad for quad in expected if quad[3] == DEFAULT}
    assert quads(parse(write(small_graph(), format), format)) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_two_writes_are_byte_identical_whatever_the_order_of_the_graph(format: str) -> None:
    graph = small_graph()
    names = ("articles", "entities", "attributions", "statements", "propositions", "publisher_entity")
    turned = replace(graph, **{name: dict(reversed(getattr(graph, name).items())) for name in names})
    assert write(graph, format) == write(turned, format)


def test_there_are_no_blank_nodes() -> None:
    found = quads(parse(write(small_graph(), "trig"), "trig"))
    assert not [quad for quad in found if any(isinstance(node, rdflib.BNode) for node in quad)]


def test_the_default_graph_asserts_no_relation() -> None:
    assert not [p for _, p, _ in default(small_graph()) if p.startswith(REL)]


@pytest.mark.parametrize("relation", ["sent_troops_to", "attacked", "deploys_forces_in"])
def test_what_is_reported_denied_planned_or_hypothetical_is_a_triple_of_no_graph(relation: str) -> None:
    found = quads(parse(write(small_graph(), "trig"), "trig"))
    assert not [quad for quad in found if quad[1] == REL[relation]]
    assert [quad for quad in found if quad[2] == REL[relation] and quad[1] == RDF.predicate]


def test_an_articles_graph_has_what_it_says_in_its_own_voice() -> None:
    dataset = parse(write(small_graph(), "trig"), "trig")
    graph = dataset.graph(URIRef("https://kg.example/graph/a-kesh"))
    assert set(graph) == {
        (entity("Ilka Dorn"), REL.visited, entity("Port Kesh")),
        (entity("Teo Brandt"), REL.born_in, entity("Port Kesh")),
        (entity("Teo Brandt"), REL.born_on, Literal("1971-05-02")),
    }
    assert (graph.identifier, PROV.wasDerivedFrom, article_iri("a-kesh")) in dataset.default_graph


def test_a_replaced_article_asserts_nothing_but_its_claims_are_kept() -> None:
    graph = replace(small_graph(), replaces={"a-lake": "a-kesh"})
    dataset = parse(write(graph, "trig"), "trig")
    assert URIRef("https://kg.example/graph/a-kesh") not in {g for _, _, _, g in quads(dataset)}
    assert len(set(dataset.default_graph.subjects(RDF.type, KG.Claim))) == len(graph.statements)


def test_a_claim_without_a_counted_proposition_still_has_one() -> None:
    found = default(replace(small_graph(), propositions={}))
    for claim in found.subjects(RDF.type, KG.Claim):
        assert (found.value(claim, KG.proposition), RDF.type, KG.Proposition) in found


def test_a_claim_tells_source_polarity_certainty_cue_and_words() -> None:
    found = default(small_graph())
    (claim,) = (c for c in found.subjects(KG.certainty, KG.Denied) if (c, KG.cueText, Literal("told", "en")) in found)
    assert found.value(claim, KG.attributedTo) == found.value(claim, PROV.wasAttributedTo) == entity("Ilka Dorn")
    assert found.value(claim, KG.polarity) == KG.Negative
    span = found.value(claim, PROV.wasDerivedFrom)
    selectors = list(found.objects(span, OA.hasSelector))
    (start,) = (found.value(s, OA.start).toPython() for s in selectors if found.value(s, OA.start) is not None)
    parts = [str(found.value(s, key) or "") for s in selectors for key in (OA.prefix, OA.exact, OA.suffix)]
    assert "".join(parts) == "“Marovia never sent soldiers to Port Kesh,” Ilka Dorn told reporters."
    assert small_graph().articles["a-harbour"].text[start:].startswith("Marovia never sent")


def test_a_chain_of_sources_is_in_order_and_a_nameless_one_has_an_agent() -> None:
    found = default(small_graph())
    ((claim, chain),) = found.subject_objects(KG.chain)
    agents = [found.value(found.value(chain, RDF[f"_{n}"]), PROV.agent) for n in (1, 2)]
    assert [str(found.value(agent, RDFS.label)) for agent in agents] == ["A witness", "Ilka Dorn"]
    assert (agents[0], RDF.type, KG.UnnamedSource) in found
    assert found.value(claim, KG.attributedTo) == agents[1]


def test_a_proposition_tells_what_its_claims_amount_to() -> None:
    found = default(small_graph())
    (disputed,) = found.subjects(KG.status, KG.Disputed)
    assert str(found.value(disputed, RDFS.label)) == "Marovia sent troops to Port Kesh"
    assert [found.value(disputed, key).toPython() for key in (KG.claims, KG.denials)] == [4, 1]


@pytest.mark.parametrize("base", ["https://data.example.org/kg/", "urn:newsroom:", "http://a.example/x#"])
def test_records_live_under_the_base_and_the_vocabulary_does_not_move(base: str, tmp_path: Path) -> None:
    rdf.write_trig(small_graph(), tmp_path / "out.trig", base=base)
    found = parse((tmp_path / "out.trig").read_bytes(), "trig").default_graph
    assert (URIRef(f"{base}entity/Q900001"), RDFS.label, Literal("Marovia")) in found
    assert all(claim.startswith(f"{base}claim/") for claim in found.subjects(RDF.type, KG.Claim))


@pytest.mark.parametrize("base", ["", "kg/", "https://a.example/kg", "https://a b/", "ent:", "https://<x>/"])
def test_a_bad_base_is_one_line(base: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="^base '.*': [^\n]*$"):
        rdf.write_trig(small_graph(), tmp_path / "out.trig", base=base)
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Did you mean 'trig'"):
        rdf.write(small_graph(), tmp_path / "out", "trigg")


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en", "en"), ("EN-gb", "en-gb"), ("zh_Hant", "zh-hant"), ("de-1996", "de-1996"), ("sl-rozaj-x-a", "sl-rozaj-x-a")]
    + [(bad, None) for bad in (None, "", "e", "en-", "english language", "en--us", "x@y", "en\n")],
)
def test_only_a_bcp_47_tag_is_a_language(language: str | None, tag: str | None) -> None:
    assert language_tag(language) == tag


def test_different_ids_never_share_an_iri() -> None:
    ids = ["a", "a.span", "a/span", "a%2Espan", "..", ".", "a b", "a\ud800", "ä", "a\u0308", "A", ""]
    made = [NAMES("claim", id_).value for id_ in ids] + [NAMES("claim", "a", "span").value]
    assert len(set(made)) == len(made)


@settings(max_examples=40, deadline=None)
@given(STRINGS)
@example(Strings(*(FIXED[4],) * 5))
@example(Strings(*(FIXED[5],) * 5))
def test_hostile_strings_come_back_from_trig_as_they_were(strings: Strings) -> None:
    found = default(hostile_graph(strings))
    name, text = without_surrogates(strings.name), without_surrogates(strings.text)
    article = article_iri(strings.id)
    assert {str(label) for label in found.objects(None, SCHEMA.alternateName)} >= {text} - {name}
    assert str(found.value(article, SCHEMA.headline)) == name
    assert found.value(article, SCHEMA.headline).language == language_tag(strings.language)
    assert str(found.value(article, SCHEMA.url) or "") == without_surrogates(strings.url or "")
    assert {str(exact) for exact in found.objects(None, OA.exact)} == {text}
    assert {str(rule) for rule in found.objects(None, KG.rule)} == {name}


@settings(max_examples=25, deadline=None)
@given(STRINGS)
def test_hostile_strings_are_the_same_in_every_format(strings: Strings) -> None:
    graph = hostile_graph(strings)
    read = {format: quads(parse(write(graph, format), format)) for format in FORMATS}
    assert read["trig"] == read["nq"] == read["jsonld"]
    assert read["ttl"] == read["nt"] == {quad for quad in read["nq"] if quad[3] == DEFAULT}


@settings(max_examples=40, deadline=None)
@given(STRINGS)
def test_a_stricter_reader_than_rdflib_agrees(strings: Strings) -> None:
    graph, kinds = hostile_graph(strings), (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
    read = [set(pyoxigraph.parse(write(graph, f), k)) for f, k in zip(("trig", "nq", "jsonld"), kinds, strict=True)]
    assert read[0] == read[1] == read[2] and len(read[0]) > 100


def test_a_review_is_about_a_claim_and_is_one_persons() -> None:
    data = default(small_graph())
    reviews = set()
    for one in data.subjects(RDF.type, KG.Review):
        name = data.value(data.value(one, PROV.wasAttributedTo), RDFS.label)
        reviews.add((str(name), data.value(one, KG.verdict), data.value(data.value(one, KG.reviews), KG.review)))
    assert reviews == {
        ("Ada", KG.Accept, KG.Accepted),
        ("Ada", KG.Accept, KG.Contested),
        ("Bo", KG.Reject, KG.Contested),
        ("Bo", KG.Reject, KG.Rejected),
        ("Ada", KG.Note, KG.Noted),
    }
    assert len(set(data.subjects(RDF.type, PROV.Person))) == 2
