"""The quads of a graph, in one fixed order and without blank nodes.

The default graph *describes*: entities, articles, attributions, claims, and propositions as `rdf:Statement`, which
asserts nothing. What an article says in its own voice stands as plain triples in a named graph of that article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph import Graph
from kg.model import Article, Entity, Proposition, Run, is_person
from kg.propositions import Statement
from kg.sinks.rdf.claims import attribution_triples, claim_triples, ends, review_triples
from kg.sinks.rdf.evidence import judgement_triples, mention_triples, sentence_triples
from kg.sinks.rdf.terms import (
    Names,
    Term,
    describe,
    language_tag,
    moment,
    number,
    term,
    text,
    truth,
    web_address,
    wikidata,
)


def quads(graph: Graph, names: Names, *, full: bool = False) -> Iterator[Quad]:
    """All quads: the default graph, noun by noun and by id, then the named graphs, by article."""
    yield from default_graph(graph, names, full=full)
    for article, triples in own_voice(graph, names):
        name = names("graph", article)
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def default_graph(graph: Graph, names: Names, *, full: bool = False) -> Iterator[Quad]:
    """What is described. No relation between two entities is asserted here.

    `full` adds what only who wants the records back needs: the text of articles, sentences without a claim, mentions
    and judgements.
    """
    for triple in _descriptions(graph, names, full):
        yield Quad(triple.subject, triple.predicate, triple.object)


def _descriptions(graph: Graph, names: Names, full: bool) -> Iterator[Triple]:
    spoken_of = _spoken_of(graph)
    for id_ in sorted(graph.entities):
        yield from _entity(graph, names, graph.entities[id_], spoken_of[id_])
    for id_ in sorted(graph.articles):
        yield from _article(graph, names, graph.articles[id_], full)
    yield from _evidence(graph, names, full)
    for id_, statement in sorted(_first_statements(graph).items()):
        yield from _proposition(graph, names, id_, statement)
    for id_ in sorted(graph.attributions):
        yield from attribution_triples(graph, names, graph.attributions[id_], full=full)
    for id_ in sorted(graph.statements):
        yield from claim_triples(graph, names, graph.statements[id_], full=full)
    for id_ in sorted(graph.reviews):
        yield from review_triples(names, graph.reviews[id_])
    for name in sorted(_people(graph, full)):  # people are known by name alone
        yield from describe(names("reviewer", name), ("rdf:type", term("prov:Person")), ("rdfs:label", text(name)))
    for id_ in sorted(graph.runs):
        yield from _run(names, graph.runs[id_])
    for article, _ in own_voice(graph, names):
        here = names("graph", article)
        yield from describe(here, ("rdf:type", term("prov:Entity")), ("prov:wasDerivedFrom", names("article", article)))


def _evidence(graph: Graph, names: Names, full: bool) -> Iterator[Triple]:
    """The sentences of claims; `full`: all sentences, mentions and judgements."""
    for id_ in sorted(graph.sentences if full else {s.claim.sentence for s in graph.statements.values()}):
        yield from sentence_triples(graph, names, graph.sentences[id_])
    if full:
        for id_ in sorted(graph.mentions):
            yield from mention_triples(graph, names, graph.mentions[id_])
        for id_ in sorted(graph.judgements):
            yield from judgement_triples(graph, names, graph.judgements[id_])


def _people(graph: Graph, full: bool) -> set[str]:
    """Who has reviewed claims and, where judgements are told, who has judged names."""
    judges = {j.by for j in graph.judgements.values() if is_person(j.by)} if full else set()
    return judges | {review.by for review in graph.reviews.values()}


def own_voice(graph: Graph, names: Names) -> list[tuple[str, list[Triple]]]:
    """(article, triples) of what articles assert in their own voice; one that was replaced asserts nothing more."""
    found: dict[str, set[tuple[str, str, str | None, str | None]]] = defaultdict(set)
    for statement in graph.statements.values():
        claim = statement.claim
        own = claim.certainty == "asserted" and claim.polarity == "positive" and not claim.attributions
        if own and not statement.source and claim.article not in graph.superseded:
            subject, object_ = ends(graph, statement)
            found[claim.article].add((subject, claim.relation, object_, claim.value))
    return [(article, _plain_triples(names, found[article])) for article in sorted(found)]


def _plain_triples(names: Names, rows: Iterable[tuple[str, str, str | None, str | None]]) -> list[Triple]:
    return [
        Triple(names("entity", subject), term(f"rel:{relation}"), _object(names, object_, value))
        for subject, relation, object_, value in sorted(rows, key=lambda row: [part or "" for part in row])
    ]


def _object(names: Names, object_: str | None, value: str | None) -> Term:
    literal = text(value or "")
    assert literal is not None
    return names("entity", object_) if object_ else literal


def _spoken_of(graph: Graph) -> defaultdict[str, set[str]]:
    """{entity id: the types, with their parents, that its mentions have}."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in graph.mentions.values():
        if mention.id in graph.entity_of and mention.type in graph.schema.types:
            found[graph.entity_of[mention.id]].update(graph.schema.types[mention.type].ancestors)
    return found


def _entity(graph: Graph, names: Names, entity: Entity, spoken_of: set[str]) -> Iterator[Triple]:
    """An entity. `kg:mentionedAs` tells what else some mentions take it for: a claim was read off one of these."""
    here = names("entity", entity.id)
    schema_org, same = graph.schema.types[entity.type].schema_org, wikidata(entity.wikidata)
    yield from describe(here, *(("rdf:type", term(f"type:{type_}")) for type_ in entity.types))
    yield from describe(
        here,
        ("rdf:type", term(f"schema:{schema_org}") if schema_org else None),
        ("kg:entityType", term(f"type:{entity.type}")),
        ("rdfs:label", text(entity.name)),
        *(("schema:alternateName", text(alias)) for alias in sorted(set(entity.aliases) - {entity.name})),
        ("owl:sameAs", same),
        ("kg:knownAs", names("known", entity.wikidata) if entity.wikidata and not same else None),
        *(("kg:mentionedAs", term(f"type:{type_}")) for type_ in sorted(spoken_of - set(entity.types))),
        ("kg:mentionCount", number(entity.mentions)),
        ("kg:articleCount", number(entity.articles)),
    )


def _article(graph: Graph, names: Names, article: Article, full: bool) -> Iterator[Triple]:
    outlet = graph.publisher_entity.get(article.id)
    replaces = graph.replaces.get(article.id)
    yield from describe(
        names("article", article.id),
        ("rdf:type", term("schema:NewsArticle")),
        ("rdf:type", term("prov:Entity")),
        ("schema:headline", text(article.title, language_tag(article.language))),
        ("schema:url", web_address(article.url)),
        ("schema:publisher", names("entity", outlet) if outlet else None),
        ("kg:publisherName", text(article.publisher)),
        ("schema:author", text(article.author)),
        ("schema:datePublished", moment(article.published)),
        ("schema:inLanguage", text(article.language)),
        ("schema:archivedAt", web_address(article.archived)),
        ("kg:retrieved", moment(article.retrieved)),
        ("kg:sha256", text(article.sha256)),
        ("kg:rawSha256", text(article.raw_sha256)),
        ("kg:reader", text(article.reader)),
        ("kg:length", number(len(article.text))),
        ("schema:articleBody", text(article.text) if full else None),
        ("kg:origin", names("article", graph.origins[article.id])),
        ("prov:wasRevisionOf", names("article", replaces) if replaces else None),
        ("kg:superseded", truth(article.id in graph.superseded)),
    )


def _first_statements(graph: Graph) -> dict[str, Statement]:
    """{proposition id: a statement of it}; also of those that only a replaced article's claims speak of."""
    found: dict[str, Statement] = {}
    for id_ in sorted(graph.statements):
        found.setdefault(graph.statements[id_].proposition, graph.statements[id_])
    return found


def _proposition(graph: Graph, names: Names, id_: str, statement: Statement) -> Iterator[Triple]:
    here = names("proposition", id_)
    subject, object_ = ends(graph, statement)
    yield from describe(
        here,
        ("rdf:type", term("rdf:Statement")),
        ("rdf:type", term("kg:Proposition")),
        ("rdf:subject", names("entity", subject)),
        ("rdf:predicate", term(f"rel:{statement.claim.relation}")),
        ("rdf:object", _object(names, object_, statement.claim.value)),
    )
    if id_ in graph.propositions:
        yield from _standing(graph, names, here, graph.propositions[id_])


def _standing(graph: Graph, names: Names, here: NamedNode, p: Proposition) -> Iterator[Triple]:
    """What the claims on a proposition amount to."""
    yield from describe(
        here,
        ("rdfs:label", text(graph.text(p))),
        ("kg:status", term(f"kg:{p.status.capitalize()}")),
        ("kg:claims", number(p.claims)),
        ("kg:denials", number(p.denials)),
        ("kg:support", number(p.support)),
        ("kg:accepted", number(graph.reviewed(p.id)[0])),
        ("kg:rejected", number(graph.reviewed(p.id)[1])),
        *(("kg:source", names("entity", source)) for source in p.sources),
        *(("kg:publisherName", text(publisher)) for publisher in p.publishers),
        *(("kg:origin", names("article", origin)) for origin in p.origins),
        ("kg:firstPublished", moment(p.first_published)),
        ("kg:lastPublished", moment(p.last_published)),
    )


def _run(names: Names, run: Run) -> Iterator[Triple]:
    agent = names("run", run.id, "software")
    yield from describe(
        names("run", run.id),
        ("rdf:type", term("prov:Activity")),
        ("rdf:type", term("kg:Run")),
        ("kg:model", text(run.model)),
        ("kg:configuration", text(run.configuration)),
        ("kg:schemaDigest", text(run.schema)),
        ("prov:wasAssociatedWith", agent),
    )
    yield from describe(
        agent,
        ("rdf:type", term("prov:SoftwareAgent")),
        ("rdfs:label", text(f"kg {run.version}")),
        ("kg:version", text(run.version)),
    )
