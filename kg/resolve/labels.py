"""Matters told in words that point elsewhere, named so that they are understood alone: `his arrest` as `Olav Berg's arrest`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.model import Mention
from kg.names import fold
from kg.resolve.keys import Cluster, clean, nominal_key

MATTERS = ("Event", "Topic")
NAMED = frozenset("he she it they him them me us".split())
OWNED = frozenset("his its their my our your".split())
BESIDE = frozenset("i we you her".split())  # verbs would not agree; `her` may be either
NOBODY = re.compile(r"it\s+(?:\w+\s+){0,2}?(?:is|was|be|been|seem\w*|appear\w*)\b", re.I)  # it has been impossible to …
POINTING = frozenset("this that these those".split())
LONGEST = 6  # words of a name that a label takes in


def told_in_full(clusters: Mapping[str, Cluster], gazetteer: Gazetteer) -> dict[str, Cluster]:
    """The clusters of all articles, by id; in the names and keys of described matters, pronouns give way to whom they mean.

    The mentions keep their words. A pronoun that stands for nothing known, or for what the matter names already, stays.
    """
    called: dict[str, dict[int, tuple[Mention, str]]] = defaultdict(dict)  # {article: {start: (pronoun, name)}}
    for cluster in clusters.values():
        if all(m.kind == "pronoun" for m in cluster.mentions) or not 0 < len(cluster.name.split()) <= LONGEST:
            continue
        for m in cluster.mentions:
            if m.kind == "pronoun":
                called[m.article][m.start] = m, _definite(cluster)
    starts = {article: sorted(pronouns) for article, pronouns in called.items()}
    full: dict[str, Cluster] = {}
    for id_, cluster in clusters.items():
        article = cluster.article
        name = _name(cluster, called[article], starts[article]) if article in starts else cluster.name
        full[id_] = cluster if name == cluster.name else _renamed(cluster, name, gazetteer)
    return full


def _definite(cluster: Cluster) -> str:
    """What a pronoun stands for, as it would be said in its place: `Olav Berg`, `the bridge`, `Norway's fleet`."""
    first = cluster.name.split()[0].lower()
    owned = first in OWNED | BESIDE | POINTING or "'s " in cluster.name or "’s " in cluster.name
    return cluster.name if cluster.named or owned else f"the {cluster.name}"


def _renamed(cluster: Cluster, name: str, gazetteer: Gazetteer) -> Cluster:
    first = min(cluster.mentions, key=lambda m: (m.start, m.end))
    return replace(cluster, name=name, keys=(nominal_key(gazetteer, cluster.family, name, first),))


def _name(cluster: Cluster, called: Mapping[int, tuple[Mention, str]], starts: list[int]) -> str:
    """The name of a cluster, in full where it is a described matter."""
    if cluster.family not in MATTERS or cluster.named or cluster.entry:
        return cluster.name
    shown = next((m for m in cluster.mentions if m.id == cluster.shown), None)
    if shown is None or shown.kind != "nominal":
        return cluster.name
    text, at = shown.text, shown.start
    inside = starts[bisect_left(starts, at) : bisect_left(starts, shown.end)]
    for start in reversed(inside):  # from behind, so that the places before stay where they are
        pronoun, name = called[start]
        if f" {fold(clean(name))} " not in f" {fold(text)} ":
            text = _put(text, pronoun.start - at, pronoun.end - at, name)
    return cluster.name if text == shown.text else clean(text)


def _put(text: str, start: int, end: int, name: str) -> str:
    """The text with a name for the pronoun [start, end), or behind it where it can't stand in its place."""
    if NOBODY.match(text, start):
        return text
    word = text[start:end].lower()
    shortened = text[end : end + 1] in ("'", "’")  # they're
    if word in NAMED and not shortened:
        return text[:start] + name + text[end:]
    if word in OWNED or (word == "her" and not start):
        return text[:start] + owner(name) + text[end:]
    if word in NAMED | BESIDE:
        end = next((i for i in range(end, len(text)) if text[i].isspace()), len(text))
        return f"{text[:end]} ({name}){text[end:]}"
    return text


def owner(name: str) -> str:
    """`Olav Berg's`, `rebels'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
