"""A larger invented world: as many entities as asked for, in four groups of relations, the same on every run.

Sentences are put together from words, so every offset is true; who says what is drawn by a seeded generator. With
`hostile_graph` the words are what an attacker would publish.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kg.graph import Graph
from kg.model import Article, Attribution, Claim, Entity, Mention, Quantity, Run, Sentence, Time, make_id, text_hash
from kg.propositions import make_propositions, make_statement
from kg.schema import Relation, Schema, Type

T = TypeVar("T")
PARENTS = {
    "Entity": (),
    "Agent": ("Entity",),
    "Person": ("Agent",),
    "Organization": ("Agent",),
    "Company": ("Organization",),
    "Place": ("Entity",),
    "City": ("Place",),
    "Country": ("Agent", "Place"),
    "Event": ("Entity",),
    "Weapon": ("Entity",),
}
RELATIONS = {
    "works_for": ("office", "works for", "Person", "Organization"),
    "leads": ("office", "leads", "Person", "Organization"),
    "met_with": ("contact", "met with", "Person", "Person"),
    "owns": ("money", "owns", "Organization", "Company"),
    "paid": ("money", "paid", "Company", "Person"),
    "attacked": ("conflict", "attacked", "Country", "City"),
    "sent_troops_to": ("conflict", "sent troops to", "Country", "Country"),
    "took_part_in": ("contact", "took part in", "Person", "Event"),
    "supplies": ("conflict", "supplies", "Country", "Weapon"),
    "based_in": ("office", "is based in", "Organization", "City"),
}
START = [
    "Bran",
    "Kel",
    "Mor",
    "Sund",
    "Tav",
    "Ister",
    "Olm",
    "Ver",
    "Ash",
    "Dol",
    "Fen",
    "Gar",
    "Hal",
    "Ned",
    "Pol",
    "Quar",
]
END = ["ovia", "dt", "an", "ek", "holm", "ia", "ur", "esta", "wick", "in", "or", "ale"]
OUTLETS = ("Harbour Times", "Kesh Courier", "Lake Daily", "The Northern Post", "Ister Wire", None)
SHARES = {"Person": 40, "Organization": 14, "Company": 12, "Country": 8, "City": 14, "Event": 7, "Weapon": 5}
TAILS = {"Organization": " Council", "Company": " Holding", "Event": " Summit", "Weapon": "-7"}
VOICES = (
    ("reported", "said"),
    ("reported", "said"),
    ("asserted", ""),
    ("asserted", ""),
    ("denied", "denied"),
    ("planned", "announced"),
    ("hypothetical", "suggested"),
)


@dataclass(frozen=True)
class Draft:
    """A sentence to be, with where its words stand in it."""

    relation: str
    subject: str
    object: str
    certainty: str
    source: str
    cue: str

    @property
    def lead(self) -> str:
        return f"{self.source} {self.cue} that " if self.cue else ""

    @property
    def words(self) -> str:
        return f"{self.subject} {RELATIONS[self.relation][1]} {self.object}"

    @property
    def line(self) -> str:
        return f"{self.lead}{self.words}."


def schema() -> Schema:
    """The types and relations of this world."""

    def ancestors(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([name, *(a for parent in PARENTS[name] for a in ancestors(parent))]))

    types = {n: Type(n, n.lower(), ancestors(n), parents, None, None, False, False) for n, parents in PARENTS.items()}
    relations = {
        name: Relation(name, label, group, (a,), (b,), "", name == "met_with", False, None, False, None, None, ())
        for name, (group, label, a, b) in sorted(RELATIONS.items())
    }
    return Schema(Path("."), types, relations, {}, {}, "synthetic")


def make_names(chance: random.Random, size: int) -> dict[str, str]:
    """{name: type}."""
    found: dict[str, str] = {}
    while len(found) < size:
        type_ = chance.choices(list(SHARES), list(SHARES.values()))[0]
        name = chance.choice(START) + chance.choice(END) + TAILS.get(type_, "")
        found.setdefault(f"{chance.choice(START)}a {name}" if type_ == "Person" else name, type_)
    return found


class World:
    """Builds articles one sentence at a time."""

    def __init__(self, names: Mapping[str, str], chance: random.Random) -> None:
        self.names = names
        self.chance = chance
        self.schema = schema()
        self.of_type = {w: [n for n, t in names.items() if self.schema.is_a(t, w)] for w in PARENTS}
        self.run = Run(make_id("r", "synthetic"), "0", "none", "{}", "synthetic")
        self.articles: dict[str, Article] = {}
        self.sentences: dict[str, Sentence] = {}
        self.mentions: dict[str, Mention] = {}
        self.attributions: dict[str, Attribution] = {}
        self.claims: dict[str, Claim] = {}

    def pick(self, wanted: str, other: str = "") -> str:
        """A name of a type; a few are picked far more often than the rest."""
        fitting = [n for n in self.of_type[wanted] if n != other]
        favourite = min(int(self.chance.paretovariate(0.9)) - 1, len(fitting) - 1)
        return fitting[favourite] if self.chance.random() < 0.7 else self.chance.choice(fitting)

    def draft(self) -> Draft:
        relation = self.chance.choice(list(RELATIONS))
        _, _, domain, range_ = RELATIONS[relation]
        subject = self.pick(domain)
        certainty, cue = self.chance.choice(VOICES)
        return Draft(relation, subject, self.pick(range_, subject), certainty, self.pick("Agent") if cue else "", cue)

    def add_article(self, number: int, claims: int) -> None:
        """One article of as many sentences as claims; one in seventeen has no date."""
        id_ = f"a-{number:04}"
        drafts = [self.draft() for _ in range(claims)]
        lines = [f"Report no. {number:05}", *(d.line for d in drafts)]
        text = "\n".join(lines)
        date = f"2031-{self.chance.randint(1, 6):02}-{self.chance.randint(1, 28):02}"
        self.articles[id_] = Article(
            id=id_,
            text=text,
            url=f"https://news.example/{id_}",
            publisher=self.chance.choice(OUTLETS),
            published=date if number % 17 else None,
            sha256=text_hash(text),
        )
        start = 0
        for index, line in enumerate(lines):
            kind = "body" if index else "heading"
            sentence = Sentence(make_id("s", id_, index), id_, index, start, start + len(line), kind)
            self.sentences[sentence.id] = sentence
            if index:
                self.add_claim(sentence, drafts[index - 1])
            start += len(line) + 1

    def _mention(self, article: str, start: int, name: str) -> str:
        type_ = self.names[name]
        mention = Mention(make_id("m", article, start), article, start, start + len(name), name, "name", type_)
        self.mentions[mention.id] = mention
        return mention.id

    def _attribution(self, sentence: Sentence, draft: Draft) -> tuple[str, ...]:
        if not draft.cue:
            return ()
        cue = sentence.start + len(draft.source) + 1
        content = ((sentence.start + len(draft.lead), sentence.end - 1),)
        attribution = Attribution(
            id=make_id("t", sentence.id),
            article=sentence.article,
            source_mention=self._mention(sentence.article, sentence.start, draft.source),
            source_start=sentence.start,
            source_end=cue - 1,
            cue_start=cue,
            cue_end=cue + len(draft.cue),
            cue_lemma=draft.cue,
            cue_class="say",
            content=content,
            direct=False,
        )
        self.attributions[attribution.id] = attribution
        return (attribution.id,)

    def add_claim(self, sentence: Sentence, draft: Draft) -> None:
        start, end = sentence.start + len(draft.lead), sentence.end - 1
        claim = Claim(
            id=make_id("c", sentence.id),
            article=sentence.article,
            sentence=sentence.id,
            start=start,
            end=end,
            subject_mention=self._mention(sentence.article, start, draft.subject),
            relation=draft.relation,
            object_mention=self._mention(sentence.article, end - len(draft.object), draft.object),
            value=None,
            predicate_start=start + len(draft.subject) + 1,
            predicate_end=end - len(draft.object) - 1,
            attributions=self._attribution(sentence, draft),
            polarity="negative" if draft.certainty == "denied" else "positive",
            certainty=draft.certainty,
            quantity=Quantity("about 3,000", 3000, approximate=True) if draft.relation == "sent_troops_to" else None,
            run=self.run.id,
            rule="synthetic",
            confidence=0.8,
        )
        self.claims[claim.id] = claim

    def entity_id(self, name: str) -> str:
        return make_id("e", self.names[name], name)

    def entity(self, name: str, mine: list[Mention]) -> Entity:
        types = self.schema.types[self.names[name]].ancestors
        articles = len({m.article for m in mine})
        aliases = (name, name.split()[-1]) if name.split() else (name,)
        return Entity(self.entity_id(name), name, self.names[name], types, aliases, None, len(mine), articles)

    def graph(self) -> Graph:
        """Everything written so far."""
        entity_of = {m.id: self.entity_id(m.text) for m in self.mentions.values()}
        statements = {}
        for claim in self.claims.values():
            inner = self.attributions[claim.attributions[-1]] if claim.attributions else None
            source = entity_of.get(inner.source_mention or "") if inner else None
            statements[claim.id] = make_statement(self.schema, claim, entity_of, source)
        origins = {a: a for a in self.articles}
        mine: dict[str, list[Mention]] = {name: [] for name in self.names}
        for mention in self.mentions.values():
            mine[mention.text].append(mention)
        return Graph(
            store="synthetic",
            schema=self.schema,
            articles=_sorted(self.articles),
            origins=_sorted(origins),
            replaces={},
            sentences=_sorted(self.sentences),
            mentions=_sorted(self.mentions),
            entity_of=_sorted(entity_of),
            entities=_sorted({self.entity_id(n): self.entity(n, found) for n, found in mine.items()}),
            attributions=_sorted(self.attributions),
            statements=_sorted(statements),
            propositions=make_propositions(self.schema, statements.values(), self.articles, origins),
            judgements={},
            runs={self.run.id: self.run},
            publisher_entity={},
        )


def _sorted(mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(mapping.items()))


def synthetic_graph(entities: int = 200, articles: int = 80, claims: int = 8, seed: int = 7) -> Graph:
    """A Graph of so many entities and articles, with so many claims an article."""
    chance = random.Random(seed)
    world = World(make_names(chance, entities), chance)
    for number in range(articles):
        world.add_article(number, claims)
    return world.graph()


# What an attacker would put where text is read. Each sets window.__pwn if it is ever run.
ATTACKS = (
    "<script>window.__pwn=1</script>",
    "<img src=x onerror=window.__pwn=1>",
    '"><svg onload=window.__pwn=1>',
    "</script><script>window.__pwn=1</script>",
    "</style></bdi></table><iframe srcdoc='<script>parent.__pwn=1</script>'>",
    "{{ 7*7 }}{% raw %}${window.__pwn=1}",
    "javascript:window.__pwn=1",
    "<!--<script>",
    "&lt;script&gt;window.__pwn=1&lt;/script&gt;",
    "__proto__",
    "constructor",
    '=HYPERLINK("http://evil.example")',
    "\u202egnp.exe\u202c \u2066x\u2069 \u200b\u0000\u0007",
    "😀 𝒜strid é",
    "<a href=javascript:window.__pwn=1>href</a>",
    "' onmouseover='window.__pwn=1",
    "x" * 3000,
)


def hostile_graph() -> Graph:
    """A Graph in which every text field holds an attack; offsets are still true."""
    chance = random.Random(3)
    kinds = list(SHARES)
    names = {f"{text} {round_}".rstrip(): kinds[(i + round_) % 7] for round_ in range(3) for i, text in enumerate(ATTACKS)}
    world = World(names, chance)
    for number in range(12):
        world.add_article(number, 8)
    graph = world.graph()
    attack = iter([text for text in ATTACKS * 200])
    articles = {id_: _attacked(article, attack) for id_, article in graph.articles.items()}
    relations = {n: replace(r, label=f"{r.label} {next(attack)}") for n, r in graph.schema.relations.items()}
    types = {n: replace(t, label=f"{t.label} {next(attack)}") for n, t in graph.schema.types.items()}
    statements = {id_: replace(s, claim=_attacked_claim(s.claim, attack)) for id_, s in graph.statements.items()}
    entities = {id_: replace(e, wikidata=next(attack), aliases=(*e.aliases, next(attack))) for id_, e in graph.entities.items()}
    return replace(
        graph,
        articles=articles,
        statements=statements,
        entities=entities,
        schema=replace(graph.schema, relations=relations, types=types),
    )


def _attacked(article: Article, attack: object) -> Article:
    text = iter(attack)  # type: ignore[call-overload]
    return replace(
        article,
        title=next(text),
        publisher=next(text),
        author=next(text),
        url=f"https://news.example/{next(text)}" if article.id.endswith("1") else next(text),
        archived="javascript:window.__pwn=1",
        published=article.published if article.id.endswith("2") else next(text),
    )


def _attacked_claim(claim: Claim, attack: object) -> Claim:
    text = iter(attack)  # type: ignore[call-overload]
    return replace(
        claim,
        rule=next(text),
        role=next(text),
        implicit=(next(text),),
        quantity=Quantity(next(text), 3, unit=next(text)),
        event_time=Time(next(text), next(text), "relative"),
        utterance_time=Time(next(text), None, next(text)),
    )
