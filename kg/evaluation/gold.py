"""A gold: claims that a person says are in an article, a line each, with the keys of claims.jsonl (docs/records.md).

A person writes names where an export has ids, so both do: `subject`, `object` and `source` (or `source_entity`) are names
or entity ids; the place is a `sentence`, as its words or its id, or `start` and `end`. `article` is an id, a URL or a title; or
any name at all, and then it is the article in which the sentences of that name stand. Keys that don't matter here are ignored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import nearest
from kg.graph import Graph
from kg.model import CERTAINTIES, POLARITIES, Quantity, Span
from kg.rows import Row, Wrong, choice_of, rows, text_of

ENTITY_ID = re.compile(r"e-[0-9a-f]{16}")
SENTENCE_ID = re.compile(r"s-[0-9a-f]{16}")
BOUNDS = ("value", "min", "max")


@dataclass(frozen=True, slots=True)
class Gold:
    """One line. `places` are spans of the article, any of which will do; `object` is the literal where the relation has one.

    `source` is None where there is none or it is unnamed; `unnamed` tells which, None where the line leaves that open.
    `asked` has those of `event_time` and `quantity` that the line speaks of at all, be it to say that there is none.
    """

    line: int
    article: str
    places: tuple[Span, ...]
    subject: str
    relation: str
    object: str
    source: str | None
    unnamed: bool | None
    polarity: str
    certainty: str
    event_time: str | None
    quantity: Quantity | None
    asked: frozenset[str]


def read_gold(content: bytes, graph: Graph) -> tuple[list[Gold], list[tuple[int, str]]]:
    """The lines of a gold that can be used, in order; and (line number, what is wrong with it and what to do) of the others."""
    wrong: list[tuple[int, str]] = []
    lines = list(rows(content, wrong))
    articles = _articles(graph, (row for _, row in lines))
    found: list[Gold] = []
    for number, row in lines:
        try:
            article = articles[text_of(row, "article")]
            if isinstance(article, Wrong):
                raise article
            found.append(_gold(number, row, article, graph))
        except Wrong as e:
            wrong.append((number, str(e)))
    return found, sorted(wrong)


# ---------------------------------------------------------------------- which article


def _articles(graph: Graph, lines: Iterable[Row]) -> Mapping[str, str | Wrong]:
    """{what lines call an article: its id, or what is wrong with the name}."""
    sentences: dict[str, set[str]] = defaultdict(set)
    for row in lines:
        if isinstance(name := row.get("article"), str):
            sentences[name].add(str(row.get("sentence")))
    return {name: _article(graph, name, spoken) for name, spoken in sentences.items()}


def _article(graph: Graph, name: str, sentences: set[str]) -> str | Wrong:
    """By id, URL or title; where none or several go by that, the one in which most of the sentences stand."""
    named = [a.id for a in graph.articles.values() if name in (a.id, a.url, a.title)]
    if len(named) == 1:
        return named[0]
    texts = {id_: graph.articles[id_].text for id_ in named or graph.articles}
    hits = {id_: sum(sentence in text for sentence in sentences) for id_, text in texts.items()}
    most = max(hits.values(), default=0)
    best = [id_ for id_, count in hits.items() if count == most and (most or named)]
    if not best:
        titles = [t for a in graph.articles.values() for t in (a.title, a.id) if t]
        hint = f"{nearest(name, titles)} Build it into the store, or give its id"
        return Wrong(f"no article here is called '{name}' or has its sentences.{hint}")
    if len(best) > 1:
        return Wrong(f"'{name}' may be {len(best)} articles: {', '.join(best[:4])}. Give the id of one")
    return best[0]


# ---------------------------------------------------------------------- one line


def _gold(number: int, row: Row, article: str, graph: Graph) -> Gold:
    relation = choice_of(row, "relation", tuple(graph.schema.relations))
    polarity, certainty = choice_of(row, "polarity", POLARITIES), choice_of(row, "certainty", CERTAINTIES)
    source, unnamed = _source(row, certainty, graph)
    if certainty == "denied" and polarity == "positive":
        raise Wrong("what is denied is negative. Make 'polarity' negative, or 'certainty' reported")
    if certainty == "asserted" and (source or unnamed):
        raise Wrong("what the article says in its own voice has no source. Make 'certainty' reported, or 'source' null")
    return Gold(
        line=number,
        article=article,
        places=_places(row, article, graph),
        subject=_end(row, "subject", graph),
        relation=relation,
        object=_object(row, graph),
        source=source,
        unnamed=unnamed,
        polarity=polarity,
        certainty=certainty,
        event_time=_time(row.get("event_time")),
        quantity=_quantity(row.get("quantity")),
        asked=frozenset(row.keys() & {"event_time", "quantity"}),
    )


def _end(row: Row, key: str, graph: Graph) -> str:
    """A name or the id of an entity. Raises Wrong for an id that is not of this store: ids change with what is known."""
    text = text_of(row, key)
    if ENTITY_ID.fullmatch(text) and text not in graph.entities:
        raise Wrong(f"'{key}': this store has no entity {text}. Give its name")
    return text


def _object(row: Row, graph: Graph) -> str:
    given = [key for key in ("object", "value") if row.get(key) not in (None, "")]
    if len(given) != 1:
        raise Wrong(f"give 'object', or 'value' for a date or an amount; {'both are' if given else 'neither is'} there")
    return _end(row, given[0], graph)


def _source(row: Row, certainty: str, graph: Graph) -> tuple[str | None, bool | None]:
    """(the innermost source, whether there is one without a name). A plan or a guess without a source may be the article's
    own or somebody's unnamed, unless `attributions` tells; what is reported or denied always is somebody's."""
    for key in ("source", "source_entity"):
        if row.get(key) is not None:
            return _end(row, key, graph), False
    if isinstance(row.get("attributions"), list):
        return None, bool(row["attributions"])
    return None, {"asserted": False, "reported": True, "denied": True}.get(certainty)


def _places(row: Row, article: str, graph: Graph) -> tuple[Span, ...]:
    """Where the claim stands: every place of the sentence's words, however they are spaced; or one span."""
    text = graph.articles[article].text
    if "start" in row or "end" in row:
        start, end = row.get("start"), row.get("end")
        if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
            raise Wrong(f"'start' and 'end' must be whole numbers of code points, in order, up to {len(text)}")
        return ((start, end),)
    sentence = text_of(row, "sentence")
    if SENTENCE_ID.fullmatch(sentence):
        known = graph.sentences.get(sentence)
        if known is None or known.article != article:
            raise Wrong(f"article {article} has no sentence {sentence}. Give its words")
        return ((known.start, known.end),)
    words = r"\s+".join(map(re.escape, sentence.split()))
    found = tuple(m.span() for m in re.finditer(words, text)) if words else ()
    if not found:
        raise Wrong(f"the sentence does not stand in article {article}. Copy it as the text has it")
    return found


def _time(value: Any) -> str | None:
    """EDTF, given as it is or as `edtf` of an object."""
    edtf = value.get("edtf") if isinstance(value, dict) else value
    if edtf is not None and not isinstance(edtf, str):
        raise Wrong("'event_time' must be a date in EDTF such as '2024-10-23', or null")
    return edtf


def _quantity(value: Any) -> Quantity | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not any(value.get(key) is not None for key in (*BOUNDS, "text")):
        raise Wrong("'quantity' must be an object with 'value', 'min' or 'max', or null")
    for key in BOUNDS:
        if isinstance(value.get(key), bool) or not isinstance(value.get(key), int | float | None):
            raise Wrong(f"'quantity': '{key}' must be a number or null")
    number, low, high = (value.get(key) for key in BOUNDS)
    return Quantity(str(value.get("text") or ""), number, low, high, bool(value.get("approximate")))
