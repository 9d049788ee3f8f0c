"""The nouns. What is stored: Article, Sentence, Mention, Attribution, Claim, Judgement, Review, Run.
What is computed from them: Entity, Proposition. The contract is `design/records.md`, kept in docs/records.md.

Offsets are Unicode code points into `Article.text`; `article.text[start:end]` is the evidence.
None means "not known" or "does not apply".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

Span = tuple[int, int]

SENTENCE_KINDS = ("body", "heading", "caption", "byline", "boilerplate")
MENTION_KINDS = ("name", "nominal", "pronoun", "demonym")
CUE_CLASSES = ("say", "confirm", "claim", "deny", "think", "plan", "warn", "ask")
POLARITIES = ("positive", "negative")
CERTAINTIES = ("asserted", "reported", "denied", "hypothetical", "planned")
VERDICTS = ("same", "different", "unsure")
STATUSES = ("disputed", "asserted", "reported", "planned", "hypothetical", "denied")
REVIEWS = ("accept", "reject", "note")
REVIEW_STATES = ("accepted", "rejected", "contested", "noted")  # what all reviews of a claim come to; see `review_state`
MENTION_ID = re.compile(r"m-[0-9a-f]{16}")
PROGRAM = "rule:"  # judges whose name begins so are programs; what a person decides outranks them


def make_id(kind: str, *parts: object) -> str:
    """`kind` and 16 hexadecimal digits of the SHA-256 of the parts: the same parts give the same id anywhere."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read, with what is known of its publication.

    `published` is an ISO 8601 date or date-time; `retrieved` and `archived` come with the input or are None.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str = ""
    retrieved: str | None = None
    archived: str | None = None
    raw_sha256: str | None = None
    reader: str = "text"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or line; `kind` is one of SENTENCE_KINDS."""

    id: str
    article: str
    index: int
    start: int
    end: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a thing in the world. `type` is a type of the schema."""

    id: str
    article: str
    start: int
    end: int
    text: str
    kind: str
    type: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say, think, plan or deny what. `content` leaves out quotation marks and the cue;
    `parent` is the attribution this one lies inside, or None."""

    id: str
    article: str
    source_mention: str | None
    source_start: int | None
    source_end: int | None
    cue_start: int | None
    cue_end: int | None
    cue_lemma: str | None
    cue_class: str
    content: tuple[Span, ...]
    direct: bool
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """`text` as it stands in the article, its EDTF (ISO 8601-2) form, and how it was found:
    `explicit`, `relative` (to the publication date) or `inferred`."""

    text: str
    edtf: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: `value` where one number is given, `min` and `max` where bounds are."""

    text: str
    value: float | int | None = None
    min: float | int | None = None
    max: float | int | None = None
    approximate: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, in one place, held by one source.

    `attributions` are ids, outermost first; empty means the article's own voice. `object_mention` is None
    where `value` (a literal) is set. `confidence` is between 0 and 1.
    """

    id: str
    article: str
    sentence: str
    start: int
    end: int
    subject_mention: str
    relation: str
    object_mention: str | None
    value: str | None
    predicate_start: int | None
    predicate_end: int | None
    attributions: tuple[str, ...] = ()
    polarity: str = "positive"
    certainty: str = "asserted"
    event_time: Time | None = None
    utterance_time: Time | None = None
    quantity: Quantity | None = None
    implicit: tuple[str, ...] = ()
    run: str = ""
    rule: str = ""
    confidence: float = 0.5
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on two mentions, or on a mention (`left`) and the id of a thing known outside (`right`: a Wikidata id, or
    one of the user's knowledge file), with a reason a person can check."""

    id: str
    left: str
    right: str
    verdict: str
    score: float
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim, one of REVIEWS, with a reason. The claim stays as it was read.

    The id depends on claim and person alone: somebody who decides anew replaces what he said before.
    """

    id: str
    claim: str
    verdict: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """What made the records: the id is a hash of the other four."""

    id: str
    version: str
    model: str
    configuration: str
    schema: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is read out of one article, and what was refused, by reason."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)
    unmatched: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions that were judged the same thing. `types` has the schema's parents."""

    id: str
    name: str
    type: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    wikidata: str | None
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """(subject, relation, object or value), with what its claims amount to."""

    id: str
    subject: str
    relation: str
    object: str | None
    value: str | None
    status: str
    claims: int
    denials: int
    sources: tuple[str, ...]
    publishers: tuple[str, ...]
    origins: tuple[str, ...]
    support: int
    first_published: str | None
    last_published: str | None


def content_id(record: Sentence | Mention | Attribution | Claim | Judgement | Review | Run) -> str:
    """The id that a record's own content gives, whatever `id` it carries.

    A second thing that the same words stand for has its type in its id too: see `kg/extract/mentions.py`.
    """
    match record:
        case Sentence(article=article, start=start, end=end):
            return make_id("s", article, start, end)
        case Mention(article=article, start=start, end=end):
            return make_id("m", article, start, end)
        case Attribution() as a:
            spans = [None if s is None else (s, e) for s, e in ((a.source_start, a.source_end), (a.cue_start, a.cue_end))]
            return make_id("t", a.article, *spans, a.content, a.source_mention)
        case Claim() as c:
            said = (c.subject_mention, c.relation, c.object_mention, c.value)
            return make_id("c", c.article, c.start, c.end, *said, c.attributions, c.polarity)
        case Judgement() as j:
            return make_id("j", j.left, j.right, j.verdict, j.by)
        case Review() as v:
            return make_id("v", v.claim, v.by)
        case Run() as r:
            return make_id("r", r.version, r.model, r.configuration, r.schema)


Identified = TypeVar("Identified", Sentence, Mention, Attribution, Claim, Judgement, Review, Run)


def with_id(record: Identified) -> Identified:
    """The record under the id that its content gives."""
    return replace(record, id=content_id(record))


def is_person(judge: str) -> bool:
    """Is this the name of a person who judges, and not a program's?"""
    return not judge.startswith(PROGRAM)


def is_mention_id(text: str) -> bool:
    """Is this the id of a mention, of whatever article?"""
    return MENTION_ID.fullmatch(text) is not None


def make_judgement(left: str, right: str, verdict: str, score: float, by: str, reason: str) -> Judgement:
    """A judgement whose id depends on the pair, the verdict and the judge, not on the order of the pair."""
    left, right = sorted((left, right))
    return with_id(Judgement("", left, right, verdict, score, by, reason))


def make_review(claim: str, verdict: str, by: str, reason: str) -> Review:
    """A review with its id."""
    return with_id(Review("", claim, verdict, by, reason))


def review_state(reviews: Iterable[Review]) -> str | None:
    """What reviews of one claim come to, one of REVIEW_STATES: `contested` where one person accepts and another rejects,
    `noted` where there are notes alone; None without any."""
    verdicts = {r.verdict for r in reviews}
    if {"accept", "reject"} <= verdicts:
        return "contested"
    return next((state for word, state in (("accept", "accepted"), ("reject", "rejected"), ("note", "noted")) if word in verdicts), None)


def make_link(mention: str, known: str, verdict: str, score: float, by: str, reason: str) -> Judgement:
    """A judgement on a mention and the id of a thing known outside; unlike a pair of mentions, it has a left and a right."""
    return with_id(Judgement("", mention, known, verdict, score, by, reason))
