"""A graph of one article in which every string that comes from outside is as hostile as a test wants it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from kg.graph import Graph
from kg.model import Article, Attribution, Claim, Entity, Mention, Quantity, Run, Sentence, Time, make_judgement, make_review
from kg.propositions import make_propositions, make_statement
from tests.worlds import small_schema

# quotes, escapes, line ends of all kinds, brackets, bidi, zero width, astral, combining, control, lone surrogates
SPECIAL = "\"'\\\n\r\t<>{}|^`%#?/:@;,.=+-&\x00\x01\x0b\x1b\x7f\x85\u2028\u202e\u200b\ufeff\ufffe\uffff\u0301é中😀\ud800\udfff"
TEXTS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters()), max_size=12)
WORDS = TEXTS.filter(lambda text: text.strip() != "")
URLS = st.one_of(st.none(), TEXTS, TEXTS.map("https://news.example/".__add__))
FIXED = (
    '"quoted" \\back\\slash\n\r\n\ttab',
    "</script><b>&amp;</b>{}|^`%41%zz<>",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe \u200b\ufeff\u2028\u0085",
    "😀\U0010ffff é\u0301",
    "\x00\x01\x0b\x1b\x7f",
    "..",
    "a/../b?c#d",
    "'''\"\"\"@en^^<x>",
)


@dataclass(frozen=True)
class Strings:
    """What comes from outside: `id` for all ids, `text` for the article's words, `name` for all that is a name."""

    id: str = "x"
    text: str = "words"
    name: str = "Ilka Dorn"
    url: str | None = "https://news.example/x"
    language: str | None = "en"
    published: str | None = "2031-03-04"


STRINGS = st.builds(
    Strings,
    id=WORDS,
    text=WORDS,
    name=WORDS,
    url=URLS,
    language=st.one_of(st.none(), st.sampled_from(["en", "EN-gb", "zh_Hant", "en--", "en us", "", "x@y"]), TEXTS),
    published=st.one_of(st.none(), st.sampled_from(["2031-03-04", "2031-02-30", "2031-03-04T05:06:07Z"]), TEXTS),
)


def hostile_graph(s: Strings) -> Graph:
    """One article: a claim in its own voice, one denied through a nameless and a named source, a date of birth."""
    schema, text = small_schema(), f"{s.text} {s.text}"
    article = Article(s.id, text, s.url, s.name, s.name, s.name, s.published, s.language, s.name, s.name, s.url)
    half = len(s.text)
    mentions = {i: Mention(i, s.id, 0, half, s.text, "name", "Person") for i in ("m1" + s.id, "m2" + s.id)}
    first, second = mentions
    entity_of = {first: s.id, second: f"e{s.id}"}
    names = {s.id: s.name, f"e{s.id}": f"{s.name}2"}
    outer = Attribution(f"t{s.id}", s.id, None, 0, half, None, None, None, "claim", ((0, half),), True)
    inner = Attribution(f"u{s.id}", s.id, first, 0, half, 0, half, s.name, "deny", ((0, half),), False, outer.id)
    claims = _claims(s, first, second, (outer.id, inner.id))
    statements = {c.id: make_statement(schema, c, entity_of, s.id if c.attributions else None) for c in claims}
    person = schema.types["Person"].ancestors
    return Graph(
        store="hostile",
        schema=schema,
        articles={s.id: article},
        origins={s.id: s.id},
        replaces={},
        sentences={s.id: Sentence(s.id, s.id, 0, 0, len(text))},
        mentions=mentions,
        entity_of=entity_of,
        entities={i: Entity(i, n, "Person", person, (n, s.text), s.name, 1, 1) for i, n in names.items()},
        attributions={a.id: a for a in (outer, inner)},
        statements=dict(sorted(statements.items())),
        propositions=make_propositions(schema, statements.values(), {s.id: article}, {s.id: s.id}),
        judgements={j.id: j for j in [make_judgement(first, second, "unsure", 0.5, s.name, s.text)]},
        runs={s.id: Run(s.id, s.name, s.name, s.text, s.name)},
        publisher_entity={},
        reviews={r.id: r for r in [make_review(f"c1{s.id}", "accept", s.name, s.text)]},
    )


def _claims(s: Strings, first: str, second: str, attributions: tuple[str, ...]) -> list[Claim]:
    time, quantity, half = Time(s.text, s.name, s.name), Quantity(s.text, 1.5, 1, 2**70, True, s.name), len(s.text)
    # id, article, sentence, span, subject, relation, object, value, predicate
    own = Claim(f"c1{s.id}", s.id, s.id, 0, half, second, "met_with", first, None, None, None, run=s.id, rule=s.name)
    denied = Claim(
        *(f"c2{s.id}", s.id, s.id, half + 1, 2 * half + 1, first, "attacked", second, None, half, half + 1),
        *(attributions, "negative", "denied", time, time, quantity, (s.name,), s.id, s.name, 0.1, s.name),
    )
    born = Claim(f"c3{s.id}", s.id, s.id, 0, half, first, "born_on", None, s.name, None, None, run=s.id, rule=s.name)
    return [own, denied, born]
