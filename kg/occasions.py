"""Occasions: one statement that several outlets quote. The same words of the same source were said once, until a
quotation differs.

Two direct quotations are one occasion where their words are the same, or those of the shorter, SHORTEST at least, stand
in the longer in one piece; letter case, accents and punctuation aside. A short one that fits several belongs to the
longest, so that it does not make one of two different speeches. Quotations are looked up by their first words in an
index of all runs of words, never compared all with all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Attribution
from kg.names import fold

SHORTEST = 8  # words: of what is shorter, two people say the same by chance, and one says it twice
Words = tuple[str, ...]
Quoted = tuple[str, Words]  # entity of the source, words


def find_occasions(attributions: Iterable[Attribution], texts: Mapping[str, str], entity_of: Mapping[str, str]) -> dict[str, str]:
    """{attribution id: the least id of the attributions of its occasion}, its own where it is alone.

    `texts` are {article: text}. What has no source with a name, is no direct quotation or is short stands for itself.
    """
    by_words: dict[Quoted, list[Attribution]] = defaultdict(list)
    found: dict[str, str] = {}
    for a in attributions:
        found[a.id] = a.id
        source = entity_of.get(a.source_mention or "")
        words = _words(a, texts[a.article]) if source and a.direct else ()
        if source and len(words) >= SHORTEST:
            by_words[source, words].append(a)
    groups: dict[Quoted, list[Attribution]] = defaultdict(list)
    home = _homes(by_words)
    for quoted, group in by_words.items():
        groups[home[quoted]] += group
    for group in groups.values():
        if len({a.article for a in group}) > 1:
            found.update(dict.fromkeys((a.id for a in group), min(a.id for a in group)))
    return dict(sorted(found.items()))


def _words(attribution: Attribution, text: str) -> Words:
    """The words of a quotation; its parts are read on as one."""
    return tuple(word for start, end in attribution.content for word in re.findall(r"\w+", fold(text[start:end])))


def _homes(quoted: Iterable[Quoted]) -> dict[Quoted, Quoted]:
    """{quotation: the longest one of the same source that contains it}, itself where none does."""
    quoted = sorted(quoted, key=lambda q: (-len(q[1]), q))
    starts: dict[tuple[str, Words], list[Quoted]] = defaultdict(list)
    for source, words in quoted:
        starts[source, words[:SHORTEST]].append((source, words))
    home: dict[Quoted, Quoted] = {}
    for longer in quoted:  # the longest first: who finds a home has found the longest
        source, words = longer
        home.setdefault(longer, longer)
        for at in range(len(words) - SHORTEST + 1):
            for shorter in starts.get((source, words[at : at + SHORTEST]), ()):
                if shorter not in home and words[at : at + len(shorter[1])] == shorter[1]:
                    home[shorter] = home[longer]
    return home
