"""The vocabulary that our RDF speaks, as OWL with SKOS labels: the types and relations of a schema, and our own terms.

Mappings say no more than they may: `owl:equivalentProperty` only where the schema calls a Wikidata property exact,
`skos:closeMatch` else; several domains are `schema:domainIncludes`, for several `rdfs:domain` would mean all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph import Graph
from kg.model import CERTAINTIES, CUE_CLASSES, POLARITIES, REVIEW_STATES, REVIEWS, STATUSES, VERDICTS
from kg.schema import Relation, Schema, Type
from kg.sinks.files import writing
from kg.sinks.rdf.terms import NAMESPACES, QID, VOCABULARY, Term, describe, term, text
from kg.sinks.rdf.turtle import serialize_turtle

Row = tuple[str, str, str]

PROPERTY = re.compile(r"P[1-9][0-9]*")
INVERSE = "inverse"  # in a mapping's remark, as in "P161 (inverse)"

# the more general term of others, and one that is near
PARENTS = {
    "Claim": "schema:Claim",
    "Proposition": "rdf:Statement",
    "Attribution": "prov:Attribution",
    "UnnamedSource": "prov:Agent",
    "Run": "prov:Activity",
    "Review": "prov:Entity",
    "Judgement": "prov:Entity",
    "reviews": "oa:hasTarget",
    "attributedTo": "prov:wasAttributedTo",
}
NEAR = {"attributedTo": "grasp:wasAttributedTo"}
# name, label, definition
CLASSES: tuple[Row, ...] = (
    ("Claim", "claim", "One proposition, in one place of one article, held by one source."),
    ("Proposition", "proposition", "Subject, relation and object that claims are about; nobody asserts it."),
    ("Attribution", "attribution", "Words of an article by which it gives something to a source."),
    ("UnnamedSource", "unnamed source", "A source that an article does not name: 'officials', 'it is said'."),
    ("Time", "time", "A time as the article words it, and as EDTF."),
    ("Review", "review", "A person's verdict on a claim; the claim stays as it was read."),
    ("Sentence", "sentence", "A sentence or line of an article."),
    ("Mention", "mention", "Words of an article that stand for a thing in the world."),
    ("Judgement", "judgement", "A decision whether two mentions, or a mention and a thing known, are the same."),
    ("Run", "run", "A version, model, configuration and schema that made claims."),
)
LINKS: tuple[Row, ...] = (
    ("proposition", "has proposition", "What a claim claims or denies."),
    ("polarity", "polarity", "Whether a claim is for or against its proposition."),
    ("certainty", "certainty", "How a claim is put: asserted, reported, denied, hypothetical or planned."),
    ("attributedTo", "attributed to", "The innermost source of a claim; none: the article's own voice."),
    ("attribution", "attribution", "An attribution that a claim lies inside."),
    ("chain", "chain", "The attributions of a claim as an rdf:Seq, outermost first; where there are two or more."),
    ("parent", "parent", "The attribution that an attribution lies inside."),
    ("occasion", "occasion", "The first, by id, of the attributions that quote one statement; itself where it is alone."),
    ("content", "content", "The words that an attribution gives to its source."),
    ("cueClass", "class of cue", "What kind of saying a cue tells of."),
    ("eventTime", "event time", "When it is said to have happened."),
    ("utteranceTime", "utterance time", "When it was said."),
    ("quantity", "quantity", "An amount that a claim gives."),
    ("implicitInOrder", "implicit, in order", "The implicit slots of a claim as an rdf:Seq; where there are two or more."),
    ("sentence", "sentence", "The sentence that a claim stands in."),
    ("subjectMention", "mention of the subject", "The mention that a claim's subject was read from."),
    ("objectMention", "mention of the object", "The mention that a claim's object was read from."),
    ("sourceMention", "mention of the source", "The mention that an attribution's source was read from."),
    ("knownAs", "known as", "What an entity is in the user's knowledge file, where that is no item of Wikidata."),
    ("refersTo", "refers to", "The entity that a mention is one of."),
    ("entityType", "type of the entity", "The narrowest type of an entity."),
    ("mentionType", "type of the mention", "What a mention is taken for where it stands."),
    ("mentionedAs", "mentioned as", "A type, or a parent of one, that mentions of an entity have and the entity has not."),
    ("left", "left", "The one mention of a judgement."),
    ("right", "right", "The other mention of a judgement, or the thing known that it is about."),
    ("reviews", "reviews", "The claim that a review is about."),
    (
        "verdict",
        "verdict",
        "Of a review: accept, reject or note. Of a judgement on two ends: same, different or unsure.",
    ),
    ("review", "review", "What the reviews of a claim come to: accepted, rejected, contested or noted."),
    ("status", "status", "What the claims on a proposition amount to."),
    ("source", "source", "An entity that holds a claim on a proposition, for or against."),
    (
        "origin",
        "origin",
        "The article that this one repeats, or this one; of a proposition: where its claims come from.",
    ),
)
VALUES: tuple[Row, ...] = (
    ("inverted", "inverted", "The sentence has the ends of a symmetric relation the other way round."),
    ("sourceText", "words of the source", "The words of an article that name a source."),
    ("index", "index", "The place of a sentence in its article, from 0."),
    ("start", "start", "In code points from the start of the article's text."),
    ("end", "end", "In code points; the first one after it."),
    ("kind", "kind", "Of a sentence: body, heading, caption, byline, boilerplate. Of a mention: name, nominal, pronoun, demonym."),
    ("score", "score", "How sure a judgement is, from 0 to 1."),
    ("by", "by", "The rule or the person that made a judgement."),
    ("cueText", "cue", "The words that give a claim to its source."),
    ("cueLemma", "lemma of the cue", "The dictionary form of a cue."),
    ("cueStart", "start of the cue", "In code points from the start of the article's text."),
    ("cueEnd", "end of the cue", "In code points; the first one after the cue."),
    ("sourceStart", "start of the source", "In code points from the start of the article's text."),
    ("sourceEnd", "end of the source", "In code points; the first one after the source's words."),
    ("predicateStart", "start of the predicate", "In code points from the start of the article's text."),
    ("predicateEnd", "end of the predicate", "In code points; the first one after the predicate."),
    ("direct", "direct", "Whether the content stands in quotation marks."),
    ("text", "text", "The words of the article."),
    ("edtf", "EDTF", "Extended Date/Time Format, ISO 8601-2."),
    ("basis", "basis", "How a time was found: explicit, relative (to the day of publication) or inferred."),
    ("approximate", "approximate", "Whether the article says 'about', 'some' or the like."),
    ("role", "role", "The words of an office or part that the subject has."),
    ("implicit", "implicit", "A slot of the claim that was filled from the context, not from its span."),
    ("rule", "rule", "The rule or model that found a claim."),
    ("confidence", "confidence", "From 0 to 1: of the claims at 0.8, 80 in 100 are right."),
    ("claims", "claims", "How many claims there are on a proposition."),
    ("denials", "denials", "How many of them are negative."),
    ("accepted", "accepted", "How many claims on a proposition a person accepts."),
    ("rejected", "rejected", "How many claims on a proposition a person rejects."),
    ("reason", "reason", "Why a person decides so."),
    ("support", "support", "How many independent voices hold a proposition: sources, and origins that assert it."),
    ("publisherName", "publisher", "The name of a publisher, as the article gives it."),
    ("firstPublished", "first published", "The day of the earliest article with a claim on it."),
    ("lastPublished", "last published", "The day of the latest article with a claim on it."),
    ("mentionCount", "mentions", "How often an entity is mentioned."),
    ("articleCount", "articles", "How many articles mention an entity."),
    ("sha256", "SHA-256", "Of an article's text in UTF-8, in hexadecimal."),
    ("rawSha256", "SHA-256 of the file", "Of the bytes that an article was read from, in hexadecimal."),
    ("reader", "reader", "What read an article: text, html or jsonl."),
    ("length", "length", "Of an article's text, in code points."),
    ("retrieved", "retrieved", "When an article was fetched."),
    ("superseded", "superseded", "Whether a later version replaces an article; its claims count no longer."),
    ("model", "model", "The language model of a run."),
    ("configuration", "configuration", "The settings of a run."),
    ("schemaDigest", "schema", "A hash of the schema of a run."),
    ("version", "version", "The version of the software."),
)
# the scheme's name, the prefix of its concepts, the words
SCHEMES = (
    ("polarities", "", POLARITIES),
    ("certainties", "", CERTAINTIES),
    ("statuses", "", STATUSES),
    ("cueClasses", "Cue", CUE_CLASSES),
    ("verdicts", "", REVIEWS),
    ("judgementVerdicts", "", VERDICTS),
    ("reviewStates", "", REVIEW_STATES),
)


def write_vocabulary(graph: Graph, out: Path) -> None:
    """Writes the vocabulary of a graph's schema as Turtle."""
    with writing(out) as file:
        file.write(vocabulary(graph.schema).encode())


def vocabulary(schema: Schema) -> str:
    """The vocabulary of a schema, as Turtle."""
    out = BytesIO()
    unused = ("sh", "shape", "edtf", "xsd")
    prefixes = {prefix: namespace for prefix, namespace in NAMESPACES.items() if prefix not in unused}
    serialize_turtle((Quad(*triple) for triple in _triples(schema)), out, prefixes)
    return out.getvalue().decode()


def _triples(schema: Schema) -> Iterator[Triple]:
    yield from describe(
        NamedNode(VOCABULARY),
        ("rdf:type", term("owl:Ontology")),
        ("rdfs:label", _english("Vocabulary of kg: who claims what, and who denies it")),
        ("owl:versionInfo", text(schema.digest)),
    )
    for row in CLASSES:
        yield from _own("owl:Class", "rdfs:subClassOf", row)
    for row in LINKS:
        yield from _own("owl:ObjectProperty", "rdfs:subPropertyOf", row)
    for row in VALUES:
        yield from _own("owl:DatatypeProperty", "rdfs:subPropertyOf", row)
    yield from _schemes()
    for name in sorted(schema.types):
        if not schema.types[name].literal:
            yield from _type(schema.types[name])
    for name in sorted(schema.relations):
        yield from _relation(schema, schema.relations[name])


def _english(words: str) -> Literal:
    return Literal(words, language="en")


def _labels(label: str, definition: str) -> tuple[tuple[str, Term | None], ...]:
    return (
        ("rdfs:label", _english(label)),
        ("skos:prefLabel", _english(label)),
        ("skos:definition", _english(definition) if definition else None),
    )


def _own(kind: str, above: str, row: Row) -> Iterator[Triple]:
    name, label, definition = row
    yield from describe(
        term(f"kg:{name}"),
        ("rdf:type", term(kind)),
        (above, term(PARENTS[name]) if name in PARENTS else None),
        *_labels(label, definition),
        ("skos:closeMatch", term(NEAR[name]) if name in NEAR else None),
    )


def _schemes() -> Iterator[Triple]:
    """Concept schemes; a word in two of them (reported: a certainty and a status) is one concept."""
    schemes_of: dict[str, list[str]] = {}
    for scheme, prefix, words in SCHEMES:
        yield from describe(term(f"kg:{scheme}"), ("rdf:type", term("skos:ConceptScheme")), ("rdfs:label", _english(scheme)))
        for word in words:
            schemes_of.setdefault(f"kg:{prefix}{word.capitalize()}", []).append(scheme)
    for concept, schemes in schemes_of.items():
        label = re.sub("^kg:(Cue)?", "", concept).lower()
        inside: Iterable[tuple[str, Term | None]] = (("skos:inScheme", term(f"kg:{scheme}")) for scheme in schemes)
        yield from describe(term(concept), ("rdf:type", term("skos:Concept")), *_labels(label, ""), *inside)


def _type(type_: Type) -> Iterator[Triple]:
    known = type_.wikidata and QID.fullmatch(type_.wikidata)
    yield from describe(
        term(f"type:{type_.name}"),
        ("rdf:type", term("owl:Class")),
        *(("rdfs:subClassOf", term(f"type:{parent}")) for parent in type_.parents),
        ("rdfs:subClassOf", term(f"schema:{type_.schema_org}") if type_.schema_org else None),
        *_labels(type_.label, ""),
        ("skos:closeMatch", term(f"wd:{type_.wikidata}") if known else None),
    )


def _relation(schema: Schema, relation: Relation) -> Iterator[Triple]:
    literal = all(schema.types[type_].literal for type_ in relation.range)
    yield from describe(
        term(f"rel:{relation.name}"),
        ("rdf:type", term("owl:DatatypeProperty" if literal else "owl:ObjectProperty")),
        ("rdf:type", term("owl:SymmetricProperty") if relation.symmetric and not literal else None),
        *_labels(relation.label, relation.definition),
        *(("schema:domainIncludes", term(f"type:{name}")) for name in relation.domain),
        *(("schema:rangeIncludes", _range(schema.types[name])) for name in relation.range),
        *_wikidata(relation),
        *_schema_org(relation),
        ("skos:note", _english(f"PLOVER: {relation.plover}") if relation.plover else None),
        ("skos:note", _english(f"group: {relation.group}")),
    )


def _range(type_: Type) -> NamedNode:
    return term("rdfs:Literal") if type_.literal else term(f"type:{type_.name}")


def _wikidata(relation: Relation) -> Iterator[tuple[str, Term]]:
    """`P19`, `P35/P6` or `P161 (inverse)`: what is inverse is only related."""
    remark = relation.wikidata or ""
    kind = "owl:equivalentProperty" if relation.exact and PROPERTY.fullmatch(remark) else "skos:closeMatch"
    for name in PROPERTY.findall(remark):
        yield "skos:relatedMatch" if INVERSE in remark else kind, term(f"wdt:{name}")


def _schema_org(relation: Relation) -> Iterator[tuple[str, Term]]:
    """`spouse` or `interviewee/Conversation`: a property is close, a class (an action, an event) only related."""
    for name in re.findall("[A-Za-z]+", relation.schema_org or ""):
        yield "skos:closeMatch" if name[0].islower() else "skos:relatedMatch", term(f"schema:{name}")
