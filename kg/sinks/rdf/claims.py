"""The triples of claims and attributions: who is said to hold what, how surely, through which cue, in which words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph import Graph
from kg.model import Article, Attribution, Review, Span, Time
from kg.propositions import Statement, proposition_key
from kg.sinks.rdf.terms import Names, Term, describe, edtf, language_tag, number, sequence, term, text, truth


def ends(graph: Graph, statement: Statement) -> tuple[str, str | None]:
    """Subject and object of a statement's proposition; in another order than the sentence's where that is symmetric."""
    claim = statement.claim
    return proposition_key(graph.schema, claim.relation, statement.subject, statement.object, claim.value)


def attribution_triples(graph: Graph, names: Names, attribution: Attribution, *, full: bool = False) -> Iterator[Triple]:
    """An attribution, the spans of its content, and an agent for a source without a name; `full`: its source's mention."""
    here = names("attribution", attribution.id)
    article = graph.articles[attribution.article]
    contents = {f"content-{number_}": span for number_, span in enumerate(attribution.content)}
    yield from describe(
        here,
        ("rdf:type", term("kg:Attribution")),
        ("rdf:type", term("prov:Attribution")),
        ("prov:agent", _source(graph, names, attribution)),
        ("kg:sourceMention", _mention(names, attribution.source_mention) if full else None),
        ("kg:cueClass", term(f"kg:Cue{attribution.cue_class.capitalize()}")),
        ("kg:cueLemma", text(attribution.cue_lemma)),
        (
            "kg:cueText",
            text(_words(article, attribution.cue_start, attribution.cue_end), language_tag(article.language)),
        ),
        ("kg:cueStart", number(attribution.cue_start)),
        ("kg:cueEnd", number(attribution.cue_end)),
        (
            "kg:sourceText",
            text(_words(article, attribution.source_start, attribution.source_end), language_tag(article.language)),
        ),
        ("kg:sourceStart", number(attribution.source_start)),
        ("kg:sourceEnd", number(attribution.source_end)),
        ("kg:direct", truth(attribution.direct)),
        ("kg:occasion", names("attribution", graph.occasions[attribution.id])),
        ("kg:parent", names("attribution", attribution.parent) if attribution.parent else None),
        ("schema:appearance", names("article", article.id)),
        *(("kg:content", names("attribution", attribution.id, part)) for part in contents),
    )
    for part, span in contents.items():
        yield from _span(names, article, ("attribution", attribution.id, part), span, span)
    if not graph.entity_of.get(attribution.source_mention or ""):
        yield from _unnamed_source(names, article, attribution)


def _unnamed_source(names: Names, article: Article, attribution: Attribution) -> Iterator[Triple]:
    words = _words(article, attribution.source_start, attribution.source_end)
    yield from describe(
        names("attribution", attribution.id, "source"),
        ("rdf:type", term("kg:UnnamedSource")),
        ("rdf:type", term("prov:Agent")),
        ("rdfs:label", text(words or "unnamed source", language_tag(article.language) if words else None)),
    )


def _source(graph: Graph, names: Names, attribution: Attribution) -> NamedNode:
    """The entity that is the source, or, where it has no name, an agent of the attribution's own."""
    entity = graph.entity_of.get(attribution.source_mention or "")
    return names("entity", entity) if entity else names("attribution", attribution.id, "source")


def _mention(names: Names, mention: str | None) -> NamedNode | None:
    return names("mention", mention) if mention else None


def _words(article: Article, start: int | None, end: int | None) -> str | None:
    return None if start is None else article.text[start:end]


def _holder(graph: Graph, names: Names, statement: Statement) -> NamedNode | None:
    """Who holds a claim; None for the article's own voice."""
    if statement.source:
        return names("entity", statement.source)
    if not statement.claim.attributions:
        return None
    return _source(graph, names, graph.attributions[statement.claim.attributions[-1]])


def claim_triples(graph: Graph, names: Names, statement: Statement, *, full: bool = False) -> Iterator[Triple]:
    """A claim, its span, times, quantity and chain of sources; `full`: the mentions that are its ends."""
    claim = statement.claim
    here, article = names("claim", claim.id), graph.articles[claim.article]
    yield from describe(
        here,
        *(("rdf:type", term(type_)) for type_ in ("kg:Claim", "schema:Claim", "prov:Entity")),
        ("kg:proposition", names("proposition", statement.proposition)),
        ("kg:inverted", truth(True) if ends(graph, statement)[0] != statement.subject else None),
        ("kg:subjectMention", _mention(names, claim.subject_mention) if full else None),
        ("kg:objectMention", _mention(names, claim.object_mention) if full else None),
        ("kg:polarity", term(f"kg:{claim.polarity.capitalize()}")),
        ("kg:certainty", term(f"kg:{claim.certainty.capitalize()}")),
        *_who_says_so(graph, names, statement),
        ("kg:eventTime", names("claim", claim.id, "event-time") if claim.event_time else None),
        ("kg:utteranceTime", names("claim", claim.id, "utterance-time") if claim.utterance_time else None),
        ("kg:quantity", names("claim", claim.id, "quantity") if claim.quantity else None),
        ("kg:role", text(claim.role)),
        *(("kg:implicit", text(slot)) for slot in claim.implicit),
        ("kg:implicitInOrder", names("claim", claim.id, "implicit") if len(claim.implicit) > 1 else None),
        ("kg:predicateStart", number(claim.predicate_start)),
        ("kg:predicateEnd", number(claim.predicate_end)),
        ("kg:rule", text(claim.rule)),
        ("kg:confidence", number(claim.confidence)),
        ("kg:review", _state(graph.review(claim.id))),
        ("schema:appearance", names("article", claim.article)),
        ("kg:sentence", names("sentence", claim.sentence)),
        ("prov:wasDerivedFrom", names("claim", claim.id, "span")),
        ("prov:wasGeneratedBy", names("run", claim.run) if claim.run else None),
    )
    sentence = graph.sentences[claim.sentence]
    around = (min(sentence.start, claim.start), max(sentence.end, claim.end))
    yield from _span(names, article, ("claim", claim.id, "span"), (claim.start, claim.end), around)
    yield from _claim_parts(names, statement)


def _who_says_so(graph: Graph, names: Names, statement: Statement) -> tuple[tuple[str, Term | None], ...]:
    """Innermost source, attributions and cue of a claim; nothing for the article's own voice."""
    claim, holder = statement.claim, _holder(graph, names, statement)
    return (
        ("kg:attributedTo", holder),
        ("prov:wasAttributedTo", holder),
        *(("kg:attribution", names("attribution", a)) for a in claim.attributions),
        ("kg:chain", names("claim", claim.id, "chain") if len(claim.attributions) > 1 else None),
        ("kg:cueText", text(graph.cue(claim), language_tag(graph.articles[claim.article].language))),
    )


def _state(state: str | None) -> Term | None:
    return term(f"kg:{state.capitalize()}") if state else None


def review_triples(names: Names, review: Review) -> Iterator[Triple]:
    """What a person thinks of a claim. It is about the claim and no part of it."""
    yield from describe(
        names("review", review.id),
        *(("rdf:type", term(type_)) for type_ in ("kg:Review", "oa:Annotation", "prov:Entity")),
        ("kg:reviews", names("claim", review.claim)),
        ("kg:verdict", term(f"kg:{review.verdict.capitalize()}")),
        ("kg:reason", text(review.reason or None)),
        ("prov:wasAttributedTo", names("reviewer", review.by)),
    )


def _claim_parts(names: Names, statement: Statement) -> Iterator[Triple]:
    """Chain and implicit slots (each an rdf:Seq where there is more than one), times and quantity of a claim."""
    claim = statement.claim
    if len(claim.attributions) > 1:
        yield from sequence(names("claim", claim.id, "chain"), (names("attribution", a) for a in claim.attributions))
    if len(claim.implicit) > 1:
        yield from sequence(names("claim", claim.id, "implicit"), (text(slot) for slot in claim.implicit))
    yield from _time(names("claim", claim.id, "event-time"), claim.event_time)
    yield from _time(names("claim", claim.id, "utterance-time"), claim.utterance_time)
    if claim.quantity:
        yield from describe(
            names("claim", claim.id, "quantity"),
            ("rdf:type", term("schema:QuantitativeValue")),
            ("kg:text", text(claim.quantity.text)),
            ("schema:value", number(claim.quantity.value)),
            ("schema:minValue", number(claim.quantity.min)),
            ("schema:maxValue", number(claim.quantity.max)),
            ("schema:unitText", text(claim.quantity.unit)),
            ("kg:approximate", truth(claim.quantity.approximate)),
        )


def _time(here: NamedNode, time: Time | None) -> Iterator[Triple]:
    if time:
        yield from describe(
            here,
            ("rdf:type", term("kg:Time")),
            ("kg:text", text(time.text)),
            ("kg:edtf", edtf(time.edtf)),
            ("kg:basis", text(time.basis)),
        )


def _span(names: Names, article: Article, place: tuple[str, str, str], span: Span, around: Span) -> Iterator[Triple]:
    """Words of an article, by position (code points) and by quotation; prefix and suffix complete the sentence."""
    kind, id_, part = place
    language = language_tag(article.language)
    yield from describe(
        names(*place),
        ("rdf:type", term("oa:SpecificResource")),
        ("oa:hasSource", names("article", article.id)),
        ("oa:hasSelector", names(kind, id_, part, "position")),
        ("oa:hasSelector", names(kind, id_, part, "quote")),
    )
    yield from describe(
        names(kind, id_, part, "position"),
        ("rdf:type", term("oa:TextPositionSelector")),
        ("oa:start", number(span[0])),
        ("oa:end", number(span[1])),
    )
    yield from describe(
        names(kind, id_, part, "quote"),
        ("rdf:type", term("oa:TextQuoteSelector")),
        ("oa:exact", text(article.text[span[0] : span[1]], language)),
        ("oa:prefix", text(article.text[around[0] : span[0]] or None, language)),
        ("oa:suffix", text(article.text[span[1] : around[1]] or None, language)),
    )
