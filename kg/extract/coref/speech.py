"""Who speaks, and to whom: quotations, turns with a label, and interviews whose questions and answers carry none.

A speaker is a number: 0 the article, n + 1 the mention n (the first of its name), below zero someone unnamed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.attribution import Found
from kg.extract.coref.items import Item
from kg.parse import Parsed

INTERVIEWER = -1_000_000
TURNS = ("turn", "label")
LEAST_QUESTIONS, LEAST_SHARE = 3, 0.12
QUOTED = re.compile(r'^["“\'‘]')
YOU, FIRST = re.compile(r"\byou(r|rs)?\b", re.I), re.compile(r"\bI\b")
TALKS = frozenset("interview speak talk sit ask chat discuss converse".split())
OPENING = 3  # what being named in the title counts


def find_speakers(parsed: Parsed, items: Sequence[Item], founds: Sequence[Found], names: Sequence[Sequence[Item]]) -> None:
    """Sets `speaker` and `addressee` of each mention that stands in someone's words."""
    canonical = {item.at: group[0].at for group in names for item in group}
    by_head = {item.ref.head: item for item in items}
    inside = {i: item for item in items if item.kind in ("name", "demonym") for i in range(item.ref.start, item.ref.end)}
    spoken = [f for f in founds if f.direct or f.rule in TURNS]
    speaker_of = {id(f): _speaker(f, by_head, inside, canonical) for f in spoken}
    _interview(parsed, items, names, any(f.rule == "turn" for f in spoken))
    owner: dict[int, tuple[int, int]] = {}
    for f in sorted(spoken, key=lambda f: -sum(e - s for s, e in f.content)):
        number = speaker_of[id(f)]
        for start, end in f.content:
            owner.update(dict.fromkeys(range(start, end), (number, 0)))
    _address(spoken, speaker_of, owner)
    for item in items:
        if item.ref.head in owner:
            item.speaker, item.addressee = owner[item.ref.head]


def _speaker(found: Found, by_head: dict[int, Item], inside: dict[int, Item], canonical: dict[int, int]) -> int:
    head = found.source_head
    item = (by_head.get(head) or inside.get(head)) if head is not None else None
    if item is None:
        return -1 - found.content[0][0]
    return canonical.get(item.at, item.at) + 1


def _address(spoken: Sequence[Found], speaker_of: dict[int, int], owner: dict[int, tuple[int, int]]) -> None:
    """In a dialogue each turn is spoken to whoever spoke before, the first to whoever answers."""
    turns = sorted((f for f in spoken if f.rule == "turn"), key=lambda f: f.content[0][0])
    for before, after in pairwise(turns):
        one, other = speaker_of[id(before)], speaker_of[id(after)]
        for found, who, whom in ((after, other, one), (before, one, other)):
            for start, end in found.content:
                for i in range(start, end):
                    if owner.get(i, (0, 0)) == (who, 0) and one != other:
                        owner[i] = (who, whom)


# ---------------------------------------------------------------------- interviews without labels


def _interview(parsed: Parsed, items: Sequence[Item], names: Sequence[Sequence[Item]], labelled: bool) -> None:
    """Paragraphs that ask and paragraphs that answer: the interviewer's, and those of the one person interviewed."""
    if labelled:
        return
    texts = {n: parsed.article.text[line.body : line.end] for n, line in enumerate(parsed.lines)}
    asked = {n for n in texts if n > 1 and _asks(texts[n])}
    if len(asked) < LEAST_QUESTIONS or len(asked) < LEAST_SHARE * len(texts):
        return
    first = min(asked)
    guest = _guest(items, names, first)
    for item in items:
        if item.line >= first:
            question = item.line in asked
            item.speaker, item.addressee = (INTERVIEWER, guest) if question else (guest, INTERVIEWER)


def _asks(text: str) -> bool:
    text = text.strip()
    if QUOTED.match(text) or "?" not in text:
        return False
    return text.endswith("?") or (YOU.search(text) is not None and FIRST.search(text) is None)


def _guest(items: Sequence[Item], names: Sequence[Sequence[Item]], first: int) -> int:
    """The speaker number of whoever is interviewed: the person named most in the title and before the first question."""
    scores: Counter[int] = Counter()
    for group in names:
        if group[0].family != "Person" or group[0].line > first:
            continue
        for item in group:
            scores[group[0].at] += OPENING if item.line == 0 else 1 if item.line <= first else 0
            scores[group[0].at] += _invited(item)
    if not scores:
        return INTERVIEWER - 1
    return min(scores, key=lambda at: (-scores[at], at)) + 1


def _invited(item: Item) -> int:
    """Is the person spoken with, or does he ask?"""
    verb = item.head.head
    if verb.lemma_ in TALKS and item.role == 0 and item.head.dep_ != "nsubjpass":
        return -4
    if verb.lemma_ in TALKS or (verb.dep_ == "prep" and verb.head.lemma_ in TALKS):
        return 3
    return 0
