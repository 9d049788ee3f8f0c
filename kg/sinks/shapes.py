"""SHACL shapes for our RDF, generated from the schema: what a claim must have, and which ends each relation takes.

They are SHACL core alone, so that any validator can run them (the tests use pyshacl). They refuse what must never be
written: a denial that is positive, an assertion with a source, a claim of two runs, a span that ends before it starts,
stands in another article than its claim or points at nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal

from kg.graph import Graph
from kg.model import (
    CERTAINTIES,
    CUE_CLASSES,
    MENTION_KINDS,
    POLARITIES,
    REVIEW_STATES,
    REVIEWS,
    SENTENCE_KINDS,
    STATUSES,
    VERDICTS,
)
from kg.schema import Relation, Schema
from kg.sinks.files import writing
from kg.sinks.rdf.compact import LOCAL
from kg.sinks.rdf.terms import NAMESPACES, term
from kg.sinks.vocabulary import vocabulary

__all__ = ["shapes", "vocabulary", "write_shapes"]

PREFIXES = ("kg", "rel", "type", "shape", "rdf", "rdfs", "xsd", "owl", "prov", "oa", "schema", "sh")

CLAIM = """
shape:Claim a sh:NodeShape ;
    sh:targetClass kg:Claim ;
    sh:property [ sh:path kg:proposition ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Proposition ;
        sh:message "A claim is about exactly one proposition." ] ;
    sh:property [ sh:path kg:polarity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {polarities} ) ;
        sh:message "A claim has exactly one polarity." ] ;
    sh:property [ sh:path kg:certainty ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {certainties} ) ;
        sh:message "A claim has exactly one certainty." ] ;
    sh:property [ sh:path prov:wasGeneratedBy ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Run ;
        sh:message "A claim is made by exactly one run." ] ;
    sh:property [ sh:path schema:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "A claim stands in exactly one article." ] ;
    sh:property [ sh:path kg:sentence ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Sentence ;
        sh:message "A claim stands in exactly one sentence." ] ;
    sh:property [ sh:path ( kg:sentence schema:appearance ) ; sh:equals schema:appearance ;
        sh:message "The sentence of a claim stands in its own article." ] ;
    sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class oa:SpecificResource ; sh:node shape:Span ;
        sh:message "A claim points at words of its article." ] ;
    sh:property [ sh:path ( prov:wasDerivedFrom oa:hasSource ) ; sh:equals schema:appearance ;
        sh:message "The words of a claim stand in its own article." ] ;
    sh:property [ sh:path kg:rule ; sh:minCount 1 ; sh:maxCount 1 ;
        sh:message "A claim names the rule that found it." ] ;
    sh:property [ sh:path kg:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:minInclusive 0 ; sh:maxInclusive 1 ;
        sh:message "A claim has one confidence, from 0 to 1." ] ;
    sh:property [ sh:path kg:attribution ; sh:class kg:Attribution ;
        sh:message "The attributions of a claim are there." ] ;
    sh:property [ sh:path kg:attributedTo ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:equals prov:wasAttributedTo ;
        sh:message "A claim has at most one innermost source." ] ;
    sh:property [ sh:path kg:review ; sh:maxCount 1 ; sh:in ( {states} ) ;
        sh:message "What people think of a claim comes to one thing." ] ;
    sh:property [ sh:path kg:eventTime ; sh:maxCount 1 ; sh:class kg:Time ] ;
    sh:property [ sh:path kg:utteranceTime ; sh:maxCount 1 ; sh:class kg:Time ] .

shape:DeniedIsNegative a sh:NodeShape ;
    sh:targetClass kg:Claim ;
    sh:message "A denied claim is negative." ;
    sh:or ( [ sh:not [ sh:path kg:certainty ; sh:hasValue kg:Denied ] ]
            [ sh:path kg:polarity ; sh:hasValue kg:Negative ] ) .

shape:AssertedHasNoSource a sh:NodeShape ;
    sh:targetClass kg:Claim ;
    sh:message "An asserted claim is the article's own: it has no attribution and no source." ;
    sh:or ( [ sh:not [ sh:path kg:certainty ; sh:hasValue kg:Asserted ] ]
            [ sh:property [ sh:path kg:attribution ; sh:maxCount 0 ] , [ sh:path kg:attributedTo ; sh:maxCount 0 ] ,
                          [ sh:path prov:wasAttributedTo ; sh:maxCount 0 ] ] ) .

shape:ReportedHasSource a sh:NodeShape ;
    sh:targetClass kg:Claim ;
    sh:message "A reported or denied claim has an attribution and a source, perhaps an unnamed one." ;
    sh:or ( [ sh:not [ sh:or ( [ sh:path kg:certainty ; sh:hasValue kg:Reported ]
                               [ sh:path kg:certainty ; sh:hasValue kg:Denied ] ) ] ]
            [ sh:property [ sh:path kg:attribution ; sh:minCount 1 ] , [ sh:path kg:attributedTo ; sh:minCount 1 ] ] ) .
"""

EVIDENCE = """
shape:Span a sh:NodeShape ;
    sh:targetClass oa:SpecificResource ;
    sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "A span lies in exactly one article." ] ;
    sh:property [ sh:path oa:hasSelector ; sh:qualifiedValueShape [ sh:class oa:TextPositionSelector ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:message "A span has exactly one position." ] ;
    sh:property [ sh:path oa:hasSelector ; sh:qualifiedValueShape [ sh:class oa:TextQuoteSelector ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:message "A span has exactly one quotation." ] ;
    sh:property [
        sh:path [ sh:alternativePath ( [ sh:inversePath prov:wasDerivedFrom ] [ sh:inversePath kg:content ] ) ] ;
        sh:minCount 1 ; sh:message "A span belongs to a claim or an attribution." ] .

shape:Position a sh:NodeShape ;
    sh:targetClass oa:TextPositionSelector ;
    sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
        sh:message "A position has one start, 0 or more." ] ;
    sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ;
        sh:message "A position has one end." ] ;
    sh:property [ sh:path oa:start ; sh:lessThan oa:end ; sh:message "A span ends after it starts." ] ;
    sh:property [ sh:path [ sh:inversePath oa:hasSelector ] ; sh:minCount 1 ;
        sh:message "A position belongs to a span." ] .

shape:Quote a sh:NodeShape ;
    sh:targetClass oa:TextQuoteSelector ;
    sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ;
        sh:message "A quotation has words." ] .

shape:Attribution a sh:NodeShape ;
    sh:targetClass kg:Attribution ;
    sh:property [ sh:path prov:agent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
        sh:message "An attribution has one source, perhaps an unnamed one." ] ;
    sh:property [ sh:path kg:cueClass ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {cues} ) ;
        sh:message "An attribution has one class of cue." ] ;
    sh:property [ sh:path kg:parent ; sh:maxCount 1 ; sh:class kg:Attribution ;
        sh:message "The attribution around an attribution is there." ] ;
    sh:property [ sh:path kg:occasion ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Attribution ;
        sh:message "An attribution belongs to one occasion." ] ;
    sh:property [ sh:path schema:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "An attribution stands in exactly one article." ] .
"""

WORDS = """
shape:Sentence a sh:NodeShape ;
    sh:targetClass kg:Sentence ;
    sh:property [ sh:path schema:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "A sentence stands in exactly one article." ] ;
    sh:property [ sh:path kg:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
        sh:lessThan kg:end ; sh:message "A sentence has one start, 0 or more, before its end." ] ;
    sh:property [ sh:path kg:kind ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {sentences} ) ;
        sh:message "A sentence has one kind." ] .

shape:Mention a sh:NodeShape ;
    sh:targetClass kg:Mention ;
    sh:property [ sh:path schema:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "A mention stands in exactly one article." ] ;
    sh:property [ sh:path kg:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
        sh:lessThan kg:end ; sh:message "A mention has one start, 0 or more, before its end." ] ;
    sh:property [ sh:path kg:kind ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {mentions} ) ;
        sh:message "A mention has one kind." ] ;
    sh:property [ sh:path kg:refersTo ; sh:maxCount 1 ; sh:class type:Entity ;
        sh:message "A mention refers to one entity." ] .

shape:Judgement a sh:NodeShape ;
    sh:targetClass kg:Judgement ;
    sh:property [ sh:path kg:left ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
        sh:message "A judgement has a left end." ] ;
    sh:property [ sh:path kg:right ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
        sh:message "A judgement has a right end." ] ;
    sh:property [ sh:path kg:verdict ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {judged} ) ;
        sh:message "A judgement has exactly one verdict." ] ;
    sh:property [ sh:path kg:by ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "A judgement is somebody's, or a rule's." ] .
"""

THINGS = """
shape:Review a sh:NodeShape ;
    sh:targetClass kg:Review ;
    sh:property [ sh:path kg:reviews ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Claim ;
        sh:message "A review is about exactly one claim." ] ;
    sh:property [ sh:path kg:verdict ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {verdicts} ) ;
        sh:message "A review has exactly one verdict." ] ;
    sh:property [ sh:path prov:wasAttributedTo ; sh:minCount 1 ; sh:maxCount 1 ; sh:class prov:Person ;
        sh:message "A review is one person's." ] ;
    sh:property [ sh:path ( kg:reviews kg:review ) ; sh:minCount 1 ;
        sh:message "A claim that is reviewed says so." ] .

shape:Proposition a sh:NodeShape ;
    sh:targetClass kg:Proposition ;
    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:class type:Entity ;
        sh:message "A proposition has exactly one subject, an entity." ] ;
    sh:property [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {relations} ) ;
        sh:message "A proposition has exactly one relation of the schema." ] ;
    sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ;
        sh:message "A proposition has exactly one object." ] ;
    sh:property [ sh:path kg:status ; sh:maxCount 1 ; sh:in ( {statuses} ) ;
        sh:message "A proposition has at most one status." ] .

shape:Entity a sh:NodeShape ;
    sh:targetClass type:Entity ;
    sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "An entity has one name." ] .

shape:Article a sh:NodeShape ;
    sh:targetClass schema:NewsArticle ;
    sh:property [ sh:path kg:sha256 ; sh:minCount 1 ; sh:maxCount 1 ;
        sh:message "An article has the hash of its text." ] ;
    sh:property [ sh:path kg:origin ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
        sh:message "An article has one origin, its own where it repeats none." ] .
"""

RELATION = """
{shape} a sh:NodeShape ;
    sh:targetNode {relation} ;
    sh:property [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:subject ) ; sh:or ( {domain} ) ;
        sh:message {wrong_subject} ] ;
    sh:property [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:object ) ; sh:or ( {range} ) ;
        sh:message {wrong_object} ] .
"""


def write_shapes(graph: Graph, out: Path) -> None:
    """Writes the shapes of a graph's schema as Turtle."""
    with writing(out) as file:
        file.write(shapes(graph.schema).encode())


def shapes(schema: Schema) -> str:
    """The shapes of a schema, as Turtle."""
    fixed = (CLAIM + EVIDENCE + WORDS + THINGS).format(
        polarities=_concepts("", POLARITIES),
        certainties=_concepts("", CERTAINTIES),
        cues=_concepts("Cue", CUE_CLASSES),
        states=_concepts("", REVIEW_STATES),
        judged=_concepts("", VERDICTS),
        sentences=_texts(SENTENCE_KINDS),
        mentions=_texts(MENTION_KINDS),
        verdicts=_concepts("", REVIEWS),
        statuses=_concepts("", STATUSES),
        relations=" ".join(_short("rel", name) for name in sorted(schema.relations)),
    )
    prefixes = "".join(f"@prefix {prefix}: <{NAMESPACES[prefix]}> .\n" for prefix in PREFIXES)
    return prefixes + fixed + "".join(_relation(schema, schema.relations[name]) for name in sorted(schema.relations))


def _short(prefix: str, name: str) -> str:
    """`prefix:name`, or the IRI in full where a name of the schema is no plain word."""
    return f"{prefix}:{name}" if LOCAL.fullmatch(name) else str(term(f"{prefix}:{name}"))


def _concepts(prefix: str, words: Iterable[str]) -> str:
    return " ".join(f"kg:{prefix}{word.capitalize()}" for word in words)


def _texts(words: Iterable[str]) -> str:
    return " ".join(str(Literal(word)) for word in words)


def _relation(schema: Schema, relation: Relation) -> str:
    """The shape of a relation. It starts at the relation and looks at all its propositions at once.

    The ends of a symmetric relation may stand either way round, so each may be what either may be.
    """
    both = tuple(dict.fromkeys((*relation.domain, *relation.range)))
    domain, range_ = (both, both) if relation.symmetric else (relation.domain, relation.range)
    return RELATION.format(
        shape=_short("shape", relation.name),
        relation=_short("rel", relation.name),
        domain=_any(schema, domain),
        range=_any(schema, range_),
        wrong_subject=Literal(f"The subject of {relation.name} is one of: {', '.join(domain)}."),
        wrong_object=Literal(f"The object of {relation.name} is one of: {', '.join(range_)}."),
    )


def _any(schema: Schema, types: Iterable[str]) -> str:
    """Tests of which one must hold. Extraction knows a mention and its type, not yet the entity it will belong to, so
    an end fits where the entity is such a thing or some mention of it is."""
    tests: list[str] = []
    for name in types:
        if schema.types[name].literal:
            tests.append("[ sh:nodeKind sh:Literal ]")
        else:
            class_ = _short("type", name)
            tests += [f"[ sh:class {class_} ]", f"[ sh:path kg:mentionedAs ; sh:hasValue {class_} ]"]
    return " ".join(dict.fromkeys(tests))
