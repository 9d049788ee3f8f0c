"""One article with all that was read out of it, held to its text and to the laws of docs/records.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.law import voice_fault, within
from kg.model import Article, Attribution, Claim, Mention, Sentence, content_id, make_id, text_hash
from kg.schema import Schema
from kg.verify.difference import Difference

SHOWN = 60  # characters of the words that are shown


@dataclass(frozen=True)
class Page:
    """The records of one article, by id. `elsewhere(noun, id)`: the article of a record that another article has, or None;
    `runs`: ids of all runs."""

    article: Article
    sentences: dict[str, Sentence]
    mentions: dict[str, Mention]
    attributions: dict[str, Attribution]
    claims: dict[str, Claim]
    runs: frozenset[str]
    elsewhere: Callable[[type[Sentence | Mention | Attribution], str], str | None]


def check_page(page: Page, schema: Schema) -> Iterator[Difference]:
    """Everything about an article that isn't so."""
    digest = text_hash(page.article.text)
    if digest != page.article.sha256:
        yield _wrong("article text", page.article.id, f"a text with SHA-256 {page.article.sha256}", digest)
    for sentence in page.sentences.values():
        yield from _id(sentence)
        yield from _span(page, sentence.id, "sentence", sentence.start, sentence.end)
    for mention in page.mentions.values():
        yield from _mention(page, mention, schema)
    for attribution in page.attributions.values():
        yield from _attribution(page, attribution)
    for claim in page.claims.values():
        yield from _claim(page, claim, schema)


def _wrong(what: str, id_: str, expected: str, found: str) -> Difference:
    return Difference("store", what, id_, expected, found)


def _id(record: Sentence | Attribution | Claim) -> Iterator[Difference]:
    if (wanted := content_id(record)) != record.id:
        yield _wrong("id", record.id, f"{wanted}, by its content", record.id)


def _span(page: Page, id_: str, name: str, start: int | None, end: int | None) -> Iterator[Difference]:
    if not within(start, end, page.article.text):
        yield _wrong("span", id_, f"{name}: within the {len(page.article.text):,} characters of the text", f"[{start}, {end})")


def _mention(page: Page, mention: Mention, schema: Schema) -> Iterator[Difference]:
    ids = {content_id(mention), *(make_id("m", mention.article, mention.start, mention.end, type_) for type_ in schema.types)}
    if mention.id not in ids:
        yield _wrong("id", mention.id, f"{content_id(mention)}, by its content", mention.id)
    yield from _span(page, mention.id, "mention", mention.start, mention.end)
    words = page.article.text[mention.start : mention.end]
    if words != mention.text:
        yield _wrong("words", mention.id, f"“{mention.text[:SHOWN]}”", f"“{words[:SHOWN]}”")
    if mention.type not in schema.types:
        yield _wrong("type", mention.id, "a type of the schema", mention.type)


def _attribution(page: Page, a: Attribution) -> Iterator[Difference]:
    yield from _id(a)
    yield from _span(page, a.id, "source", a.source_start, a.source_end)
    yield from _span(page, a.id, "cue", a.cue_start, a.cue_end)
    for start, end in a.content:
        yield from _span(page, a.id, "content", start, end)
    if not a.content:
        yield _wrong("span", a.id, "what is said", "no content")
    yield from _reference(page, a.id, "source", Mention, a.source_mention)
    yield from _reference(page, a.id, "parent", Attribution, a.parent)


def _reference(page: Page, id_: str, name: str, noun: type[Sentence | Mention | Attribution], wanted: str | None) -> Iterator[Difference]:
    known: dict[type, Mapping[str, object]] = {Sentence: page.sentences, Mention: page.mentions, Attribution: page.attributions}
    if wanted is None or wanted in known[noun]:
        return
    kind = noun.__name__.lower()
    other = page.elsewhere(noun, wanted)
    found = f"{wanted} of article {other}" if other else f"{wanted}, which the store doesn't have"
    yield _wrong("reference", id_, f"{name}: a {kind} of article {page.article.id}", found)


def _claim(page: Page, c: Claim, schema: Schema) -> Iterator[Difference]:
    yield from _id(c)
    yield from _span(page, c.id, "claim", c.start, c.end)
    yield from _span(page, c.id, "predicate", c.predicate_start, c.predicate_end)
    yield from _reference(page, c.id, "sentence", Sentence, c.sentence)
    yield from _reference(page, c.id, "subject", Mention, c.subject_mention)
    yield from _reference(page, c.id, "object", Mention, c.object_mention)
    for attribution in c.attributions:
        yield from _reference(page, c.id, "source", Attribution, attribution)
    if c.run not in page.runs:
        yield _wrong("reference", c.id, "a run of the store", c.run)
    yield from _place(page, c)
    yield from _words(page, c)
    if fault := voice_fault(c):
        found = f"{c.certainty}, {c.polarity}, {len(c.attributions)} sources"
        yield _wrong("certainty", c.id, "certainty, polarity and sources that go together", f"{fault}: {found}")
    yield from _ends(page, c, schema)


def _place(page: Page, c: Claim) -> Iterator[Difference]:
    """A claim stands within a sentence that somebody wrote to be read."""
    sentence = page.sentences.get(c.sentence)
    if sentence and not sentence.start <= c.start <= c.end <= sentence.end:
        yield _wrong("span", c.id, f"within its sentence [{sentence.start}, {sentence.end})", f"[{c.start}, {c.end})")
    if sentence and sentence.kind == "boilerplate":
        yield _wrong("sentence", c.id, "a sentence that says something", "boilerplate")


def _words(page: Page, c: Claim) -> Iterator[Difference]:
    """What a claim quotes beside its spans stands in the text."""
    parts = {"event_time": c.event_time, "utterance_time": c.utterance_time, "quantity": c.quantity}
    quoted = {"value": c.value} | {name: part.text for name, part in parts.items() if part}
    for name, words in quoted.items():
        if words is not None and words not in page.article.text:
            yield _wrong("words", c.id, f"{name}: words of the article", f"“{words[:SHOWN]}”")


def _ends(page: Page, c: Claim, schema: Schema) -> Iterator[Difference]:
    """The ends are of types that the relation takes; `Entity` is a thing whose type the text leaves open."""
    if c.relation not in schema.relations:
        yield _wrong("relation", c.id, "a relation of the schema", c.relation)
        return
    if (c.object_mention is None) == (c.value is None):
        yield _wrong("ends", c.id, "an object or a value", "both" if c.value is not None else "neither")
    relation = schema.relations[c.relation]
    for name, mention, wanted in (("subject", c.subject_mention, relation.domain), ("object", c.object_mention, relation.range)):
        end = page.mentions.get(mention or "")
        if end and end.type in schema.types and end.type != "Entity" and not schema.fits(end.type, wanted):
            yield _wrong("ends", c.id, f"{name} of {c.relation}: {' or '.join(wanted)}", end.type)
