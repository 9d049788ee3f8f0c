"""The ranker's reasons in words a person can check: what holds of the pair and weighed most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.extract.coref.items import ROLES, Item

MOST = 3
FAR = 30  # mentions
PREDICATE = ROLES.index("predicate")


@dataclass(frozen=True)
class Ground:
    """Something that may hold of two mentions, the features that weigh it, and how to say it (None: it does not hold)."""

    features: tuple[str, ...]
    words: Callable[[Item, Item], str | None]


def reason_for(item: Item, other: Item, weights: Mapping[str, float]) -> str:
    """`'he' takes up 'Anna Weber' (…)` with the three grounds that weighed most."""
    found = []
    for ground in GROUNDS:
        weight = sum(weights[name] for name in ground.features)
        words = ground.words(item, other) if weight > 0 else None
        if words:
            found.append((-weight, words))
    where = f"'{item.text}' takes up '{other.text}'"
    return f"{where} ({'; '.join(words for _, words in sorted(found)[:MOST])})" if found else where


def _distance(item: Item, other: Item) -> str:
    back = item.sentence - other.sentence
    return ("in the same sentence", "one sentence before")[back] if back < 2 else f"{back} sentences before"


def _words(item: Item, other: Item) -> str | None:
    if item.kind == "pronoun" or other.kind == "pronoun":
        return None
    if item.words == other.words:
        return "the same words"
    if item.lemma == other.lemma:
        return f"the same noun '{item.lemma}'"
    shared = [w for w in item.words if w in other.words]
    return f"both say '{' '.join(shared)}'" if shared else None


def _agreement(item: Item, other: Item) -> str | None:
    if item.gender and item.gender == other.gender:
        return "the same sex and number"
    return f"both {item.number}" if item.number == other.number and item.number in ("single", "plural") else None


def _kind(item: Item, other: Item) -> str | None:
    if item.ref.type == other.ref.type and item.stored and other.stored and item.kind != "pronoun" != other.kind:
        return f"both of type {item.ref.type}"
    return "both people" if item.animate == other.animate == "person" else None


def _role(item: Item, other: Item) -> str | None:
    return "the subject of its clause" if other.role == 0 and item.at - other.at < FAR else None


def _speaks(item: Item, other: Item) -> str | None:
    if item.speaker and item.speaker == other.speaker:
        return "said by the same speaker"
    return None


GROUNDS = (
    Ground(("words", "same noun", "same noun, class", "names alike"), _words),
    Ground(("sentences between", "mentions between", "paragraphs between"), _distance),
    Ground(("number", "sex", "person or thing", "nearest that agrees"), _agreement),
    Ground(("kinds of thing", "same type"), _kind),
    Ground(("role by kind", "both roles", "role in the same sentence", "role in the sentence before", "first subject"), _role),
    Ground(("voices", "turns"), _speaks),
    Ground(("speaking",), lambda item, other: "the speaker" if item.speaker == other.at + 1 else None),
    Ground(("predicate", "same clause"), lambda item, other: "its predicate" if item.role == PREDICATE else None),
    Ground(("times named", "named most"), lambda _, other: "named often" if other.name >= 0 and not other.first else None),
    Ground(("in the title",), lambda _, other: "named in the title" if other.line == 0 else None),
    Ground(("spoke last", "sources"), lambda item, other: "both say something" if item.kind == "pronoun" else None),
)
