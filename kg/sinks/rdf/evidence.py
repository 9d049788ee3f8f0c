"""The triples of what claims rest on: sentences, and, where all of a store is asked for, mentions and judgements."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph import Graph
from kg.model import Judgement, Mention, Sentence, is_person
from kg.sinks.rdf.terms import QID, Names, describe, number, term, text, wikidata


def sentence_triples(graph: Graph, names: Names, sentence: Sentence) -> Iterator[Triple]:
    """A sentence with its words; `kg:index` counts the sentences of an article from 0."""
    yield from describe(
        names("sentence", sentence.id),
        ("rdf:type", term("kg:Sentence")),
        ("schema:appearance", names("article", sentence.article)),
        ("kg:index", number(sentence.index)),
        ("kg:start", number(sentence.start)),
        ("kg:end", number(sentence.end)),
        ("kg:kind", text(sentence.kind)),
        ("kg:text", text(graph.sentence_text(sentence.id))),
    )


def mention_triples(graph: Graph, names: Names, mention: Mention) -> Iterator[Triple]:
    """A mention, and the entity that it refers to where it is one's."""
    entity = graph.entity_of.get(mention.id)
    yield from describe(
        names("mention", mention.id),
        ("rdf:type", term("kg:Mention")),
        ("schema:appearance", names("article", mention.article)),
        ("kg:start", number(mention.start)),
        ("kg:end", number(mention.end)),
        ("kg:text", text(mention.text)),
        ("kg:kind", text(mention.kind)),
        ("kg:mentionType", term(f"type:{mention.type}")),
        ("kg:refersTo", names("entity", entity) if entity else None),
    )


def judgement_triples(graph: Graph, names: Names, judgement: Judgement) -> Iterator[Triple]:
    """A decision on two mentions, or on a mention and a thing known outside."""
    yield from describe(
        names("judgement", judgement.id),
        ("rdf:type", term("kg:Judgement")),
        ("rdf:type", term("prov:Entity")),
        ("kg:left", _end(graph, names, judgement.left)),
        ("kg:right", _end(graph, names, judgement.right)),
        ("kg:verdict", term(f"kg:{judgement.verdict.capitalize()}")),
        ("kg:score", number(judgement.score)),
        ("kg:by", text(judgement.by)),
        ("kg:reason", text(judgement.reason or None)),
        ("prov:wasAttributedTo", names("reviewer", judgement.by) if is_person(judgement.by) else None),
    )


def _end(graph: Graph, names: Names, id_: str) -> NamedNode:
    """A mention, an item of Wikidata, or a thing that only the user's knowledge file has."""
    if id_ not in graph.mentions and QID.fullmatch(id_):
        return wikidata(id_) or names("known", id_)
    return names("mention" if id_ in graph.mentions else "known", id_)
