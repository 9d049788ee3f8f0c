"""SHACL: what we write conforms; each fault that must never be written is refused, by the shape that is meant to."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.namespace import PROV

from kg.graph import Graph
from kg.schema import load_schema
from kg.sinks.rdf.terms import NAMESPACES
from kg.sinks.shapes import shapes, vocabulary
from tests.sinks.hostile import FIXED, Strings, hostile_graph
from tests.sinks.test_rdf import KG, OA, REL, SCHEMA, default, parse, quads, write
from tests.worlds import entity_id, small_graph, small_schema

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
WD, WDT = rdflib.Namespace(NAMESPACES["wd"]), rdflib.Namespace(NAMESPACES["wdt"])
TYPE = rdflib.Namespace(NAMESPACES["type"])


@functools.cache
def shape_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(small_schema()), format="turtle")


def faults(data: rdflib.Graph) -> set[str]:
    """The messages of the shapes that refuse the data; empty where it conforms."""
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shape_graph())
    messages = {str(m) for m in report.objects(None, rdflib.SH.resultMessage)}
    assert conforms == (not messages)
    return messages


def small(graph: Graph | None = None) -> rdflib.Graph:
    """One article of the world is enough to break, and validates faster than three."""
    return default(graph or small_graph(without=("a-kesh", "a-lake")))


def claim_with(data: rdflib.Graph, certainty: str) -> URIRef:
    return min(data.subjects(KG.certainty, KG[certainty]))


def test_the_shapes_are_shapes() -> None:
    assert pyshacl.validate(small(), shacl_graph=shape_graph(), meta_shacl=True)[0]


def test_the_small_world_conforms() -> None:
    assert faults(default(small_graph())) == set()


def test_it_conforms_with_all_its_named_graphs() -> None:
    assert pyshacl.validate(parse(write(small_graph(), "trig"), "trig"), shacl_graph=shape_graph())[0]


def test_a_world_with_a_replaced_article_conforms() -> None:
    assert faults(default(replace(small_graph(), replaces={"a-lake": "a-kesh"}, propositions={}))) == set()


@pytest.mark.parametrize("text", FIXED)
def test_hostile_text_conforms(text: str) -> None:
    assert faults(default(hostile_graph(Strings(*(text,) * 5, published=text)))) == set()


def denied_and_positive(data: rdflib.Graph) -> None:
    data.set((claim_with(data, "Denied"), KG.polarity, KG.Positive))


def asserted_with_a_source(data: rdflib.Graph) -> None:
    for predicate in (KG.attributedTo, PROV.wasAttributedTo):
        data.add((claim_with(data, "Asserted"), predicate, min(data.subjects(RDF.type, TYPE.Country))))


def asserted_with_an_attribution(data: rdflib.Graph) -> None:
    data.add((claim_with(data, "Asserted"), KG.attribution, min(data.subjects(RDF.type, KG.Attribution))))


def reported_by_nobody(data: rdflib.Graph) -> None:
    for predicate in (KG.attributedTo, PROV.wasAttributedTo):
        data.remove((claim_with(data, "Reported"), predicate, None))


def review_of_nothing(data: rdflib.Graph) -> None:
    data.remove((min(data.subjects(RDF.type, KG.Review)), KG.reviews, None))


def review_without_a_verdict(data: rdflib.Graph) -> None:
    data.remove((min(data.subjects(RDF.type, KG.Review)), KG.verdict, None))


def review_of_nobody(data: rdflib.Graph) -> None:
    data.remove((min(data.subjects(RDF.type, KG.Review)), PROV.wasAttributedTo, None))


def review_that_its_claim_does_not_show(data: rdflib.Graph) -> None:
    data.remove((None, KG.review, None))


def two_runs(data: rdflib.Graph) -> None:
    other = URIRef("https://kg.example/run/other")
    data.add((other, RDF.type, KG.Run))
    data.add((claim_with(data, "Asserted"), PROV.wasGeneratedBy, other))


def end_before_start(data: rdflib.Graph) -> None:
    position = max(data.subjects(RDF.type, OA.TextPositionSelector), key=lambda s: data.value(s, OA.start))
    data.set((position, OA.end, Literal(1)))


def start_below_zero(data: rdflib.Graph) -> None:
    data.set((min(data.subjects(RDF.type, OA.TextPositionSelector)), OA.start, Literal(-1)))


def span_that_is_not_there(data: rdflib.Graph) -> None:
    data.set((claim_with(data, "Asserted"), PROV.wasDerivedFrom, URIRef("https://kg.example/claim/none.span")))


def span_without_a_position(data: rdflib.Graph) -> None:
    position = min(data.subjects(RDF.type, OA.TextPositionSelector))
    data.remove((position, None, None))


def span_of_nothing(data: rdflib.Graph) -> None:
    data.remove((claim_with(data, "Asserted"), PROV.wasDerivedFrom, None))


def span_in_another_article(data: rdflib.Graph) -> None:
    other = URIRef("https://kg.example/article/other")
    for _, predicate, value in list(data.triples((min(data.subjects(RDF.type, SCHEMA.NewsArticle)), None, None))):
        data.add((other, predicate, value))
    data.set((data.value(claim_with(data, "Asserted"), PROV.wasDerivedFrom), OA.hasSource, other))


def two_propositions(data: rdflib.Graph) -> None:
    for proposition in data.subjects(RDF.type, KG.Proposition):
        data.add((claim_with(data, "Asserted"), KG.proposition, proposition))


def two_certainties(data: rdflib.Graph) -> None:
    data.add((claim_with(data, "Planned"), KG.certainty, KG.Hypothetical))


def polarity_unknown(data: rdflib.Graph) -> None:
    data.set((claim_with(data, "Planned"), KG.polarity, KG.Perhaps))


def unknown_relation(data: rdflib.Graph) -> None:
    data.set((min(data.subjects(RDF.type, KG.Proposition)), RDF.predicate, REL.sent_letters_to))


def city_that_sends_troops(data: rdflib.Graph) -> None:
    city = URIRef(f"https://kg.example/entity/{entity_id('Port Kesh')}")
    data.set((next(data.subjects(RDF.predicate, REL.sent_troops_to)), RDF.subject, city))


def person_that_troops_are_sent_to(data: rdflib.Graph) -> None:
    person = URIRef(f"https://kg.example/entity/{entity_id('Ilka Dorn')}")
    data.set((next(data.subjects(RDF.predicate, REL.sent_troops_to)), RDF.object, person))


FAULTS: dict[Callable[[rdflib.Graph], None], str] = {
    denied_and_positive: "A denied claim is negative.",
    asserted_with_a_source: "An asserted claim is the article's own: it has no attribution and no source.",
    asserted_with_an_attribution: "An asserted claim is the article's own: it has no attribution and no source.",
    reported_by_nobody: "A reported or denied claim has an attribution and a source, perhaps an unnamed one.",
    two_runs: "A claim is made by exactly one run.",
    end_before_start: "A span ends after it starts.",
    start_below_zero: "A position has one start, 0 or more.",
    span_that_is_not_there: "A claim points at words of its article.",
    span_without_a_position: "A span has exactly one position.",
    span_of_nothing: "A span belongs to a claim or an attribution.",
    span_in_another_article: "The words of a claim stand in its own article.",
    two_propositions: "A claim is about exactly one proposition.",
    two_certainties: "A claim has exactly one certainty.",
    review_of_nothing: "A review is about exactly one claim.",
    review_without_a_verdict: "A review has exactly one verdict.",
    review_of_nobody: "A review is one person's.",
    review_that_its_claim_does_not_show: "A claim that is reviewed says so.",
    polarity_unknown: "A claim has exactly one polarity.",
    unknown_relation: "A proposition has exactly one relation of the schema.",
    city_that_sends_troops: "The subject of sent_troops_to is one of: Country, Organization.",
    person_that_troops_are_sent_to: "The object of sent_troops_to is one of: Country, Place.",
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_is_refused_by_name(plant: Callable[[rdflib.Graph], None]) -> None:
    data = small()
    plant(data)
    assert FAULTS[plant] in faults(data)


def test_ends_of_a_symmetric_relation_may_stand_either_way_round() -> None:
    assert '"The subject of met_with is one of: Agent."' in shapes(small_schema())


def called_a_person(graph: Graph, *, also_by_its_mentions: bool) -> Graph:
    """A world in which the city Port Kesh was merged into a person, or is taken for one throughout."""
    kesh, person = entity_id("Port Kesh"), graph.schema.types["Person"].ancestors
    entities = {**graph.entities, kesh: replace(graph.entities[kesh], type="Person", types=person)}
    mine = {m.id: replace(m, type="Person") for m in graph.mentions.values() if graph.entity_of.get(m.id) == kesh}
    mentions = {**graph.mentions, **mine} if also_by_its_mentions else graph.mentions
    return replace(graph, entities=entities, mentions=mentions)


def test_an_end_fits_where_some_mention_of_it_does() -> None:
    world = small_graph(without=("a-kesh", "a-lake"))
    assert faults(small(called_a_person(world, also_by_its_mentions=False))) == set()
    wrong = faults(small(called_a_person(world, also_by_its_mentions=True)))
    assert "The object of sent_troops_to is one of: Country, Place." in wrong


def test_a_range_of_literals_takes_literals() -> None:
    data = default(small_graph())
    data.set((next(data.subjects(RDF.predicate, REL.born_on)), RDF.object, min(data.subjects(RDF.type, TYPE.Country))))
    assert "The object of born_on is one of: Date." in faults(data)


def test_the_shipped_schema_has_shapes_for_every_relation() -> None:
    schema = load_schema()
    parsed = rdflib.Graph().parse(data=shapes(schema), format="turtle")
    assert set(parsed.objects(None, rdflib.SH.targetNode)) == {REL[name] for name in schema.relations}


@functools.cache
def vocabulary_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocabulary(small_schema()), format="turtle")


def test_every_term_of_ours_that_is_written_is_declared() -> None:
    declared = set(vocabulary_graph().subjects(RDF.type))
    ours = (NAMESPACES["kg"], NAMESPACES["rel"], NAMESPACES["type"])
    for graph in (small_graph(), hostile_graph(Strings())):
        nodes = {node for quad in quads(parse(write(graph, "nq"), "nq")) for node in quad[:3]}
        used = {node for node in nodes if str(node).startswith(ours)}
        assert used and used <= declared


def test_only_an_exact_wikidata_property_is_called_equivalent() -> None:
    found = vocabulary_graph()
    assert set(found.subject_objects(OWL.equivalentProperty)) == {(REL.born_in, WDT.P19), (REL.born_on, WDT.P569)}
    assert (REL.leader_of, SKOS.closeMatch, WDT.P6) in found


def test_relations_and_types_are_told_with_labels_and_mappings() -> None:
    found = vocabulary_graph()
    assert found.value(REL.sent_troops_to, RDFS.label) == Literal("sent troops to", "en")
    assert found.value(REL.sent_troops_to, SKOS.definition) == Literal("sent soldiers to a place", "en")
    assert (REL.sent_troops_to, SKOS.note, Literal("PLOVER: MOBILIZE", "en")) in found
    assert (REL.met_with, RDF.type, OWL.SymmetricProperty) in found
    assert (REL.born_on, RDF.type, OWL.DatatypeProperty) in found
    assert {(TYPE.City, RDFS.subClassOf, TYPE.Place), (TYPE.City, SKOS.closeMatch, WD.Q515)} <= set(found)


def test_the_vocabulary_of_the_shipped_schema_is_turtle() -> None:
    schema = load_schema()
    found = rdflib.Graph().parse(data=vocabulary(schema), format="turtle")
    assert {REL[name] for name in schema.relations} <= set(found.subjects(RDFS.label))
