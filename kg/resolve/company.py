"""What tells people of one name apart, or joins them: their calling, age and pronouns, and who is named beside them.

Read from the words around their names, without a parse: "the striker Ada Lunn, 24, of …".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.model import Article, Mention
from kg.names import fold
from kg.resolve.keys import Cluster
from kg.resolve.places import Atlas

# Callings that one person seldom has two of. Classes of schema/gazetteer/roles.tsv that say no more than how somebody
# stands to somebody (owner, member, suspect, kin) are none; all offices of state are one.
FIELDS = {
    "sport": "sport", "artist": "art", "clergy": "church", "medical": "medicine", "academic": "learning", "military": "arms",
    "fighter": "arms", "judge": "law", "lawyer": "law", "prosecutor": "law", "police": "police", "journalist": "press",
    "head_of_state": "state", "head_of_government": "state", "minister": "state", "legislator": "state", "governor": "state",
    "diplomat": "state", "candidate": "state", "worker": "work", "student": "learning", "expert": "learning", "aviation": "flight",
}  # fmt: skip
HE, SHE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
AGE_BEHIND = re.compile(r"\s*,\s*(?:aged?\s+)?(\d{1,2})\b(?!\s*(?:%|percent|[a-z]))|\s*\((\d{1,2})\)")
AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old\s+(?:[\w'’.-]+\s+){0,3}$")
BEFORE, BEHIND = 60, 80  # code points: a title or an apposition, no more
SLACK = 2  # years: an age is a year wide, and a birthday may lie between two articles
ELSEWHERE = "the articles speak of different countries, and nobody is named beside both"
STOP = re.compile(r"[.;:!?\n]|, (?:who|which|and|but|said|says)\b")


@dataclass(frozen=True, slots=True)
class Traits:
    """Of one cluster of mentions: a person's fields of calling, possible years of birth and `m`/`f` of the pronouns (None
    where they are mixed or too few); of everything the countries (by key) and the folded names beside it in the article."""

    fields: frozenset[str]
    births: frozenset[int]
    gender: str | None
    lands: frozenset[str]
    beside: frozenset[str]


def company(mentions: Iterable[Mention]) -> dict[str, frozenset[str]]:
    """{article: the folded names in it that tell something; that a country is named tells nothing}."""
    found: dict[str, set[str]] = {}
    for m in mentions:
        if m.kind == "name" and m.type != "Country":
            found.setdefault(m.article, set()).add(fold(m.text))
    return {article: frozenset(names) for article, names in found.items()}


def read_traits(cluster: Cluster, article: Article | None, around: tuple[frozenset[str], frozenset[str]], gazetteer: Gazetteer) -> Traits:
    """The traits of a cluster; `around` are the countries and names of its article. Without the article's text only pronouns,
    descriptions and company tell."""
    lands, beside = around[0], _others(cluster, around[1])
    if cluster.family != "Person":
        return Traits(frozenset(), frozenset(), None, lands, beside)
    fields, births = set(_fields(_descriptions(cluster), gazetteer)), set()
    year = int(article.published[:4]) if article and article.published else None
    for m in cluster.mentions if article else ():
        if m.kind == "name" and article:
            before, behind = article.text[max(0, m.start - BEFORE) : m.start], article.text[m.end : m.end + BEHIND]
            fields |= set(_fields([_last_clause(before), _apposition(behind)], gazetteer))
            if year and (age := _age(before, behind)):
                births.add(year - age)
    return Traits(frozenset(fields), frozenset(births), _gender(cluster), lands, beside)


def _others(cluster: Cluster, names: frozenset[str]) -> frozenset[str]:
    """The names that are no part of the cluster's own."""
    own = [f" {fold(text)} " for text in {cluster.name, *(m.text for m in cluster.mentions if m.kind == "name")}]
    return frozenset(name for name in names if not any(f" {name} " in text for text in own))


def _descriptions(cluster: Cluster) -> list[str]:
    return [m.text for m in cluster.mentions if m.kind == "nominal"]


def _last_clause(before: str) -> str:
    """The words directly before a name, back to a mark or a verb's worth of words: `the former striker `; a comma alone
    may stand between (`Kenya's health minister, `)."""
    return " ".join(re.split(r"[,.;:!?()\n\"“”]", re.sub(r",\s*$", "", before))[-1].split()[-4:])


def _apposition(behind: str) -> str:
    """`, a judge in Lesk` up to the next mark; nothing where the name is followed by something else."""
    if not re.match(r",\s+(?:an?|the|one|head|chief|[a-z]+)\s", behind):
        return ""
    return STOP.split(behind[1:], maxsplit=1)[0].split(",")[0]


def _fields(texts: Iterable[str], gazetteer: Gazetteer) -> Iterable[str]:
    for text in texts:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
        for at in range(len(words)):
            for length in (3, 2, 1):
                found = FIELDS.get(gazetteer.roles.get(" ".join(words[at : at + length]), ""))
                if found:
                    yield found
                    break


def _age(before: str, behind: str) -> int | None:
    found = AGE_BEFORE.search(before) or AGE_BEHIND.match(behind)
    return int(next(g for g in found.groups() if g)) if found else None


def _gender(cluster: Cluster) -> str | None:
    pronouns = [fold(m.text) for m in cluster.mentions if m.kind == "pronoun"]
    he, she = sum(p in HE for p in pronouns), sum(p in SHE for p in pronouns)
    if min(he, she) or max(he, she) < 2:  # one pronoun alone may be another's
        return None
    return "m" if he else "f"


def shared(left: Traits, right: Traits) -> int:
    """How many names stand beside both."""
    return len(left.beside & right.beside)


def kinship(left: Traits, right: Traits) -> int:
    """How much speaks for one of two of like names being the other: names beside both, a calling, a country."""
    return shared(left, right) + 2 * len(left.fields & right.fields) + len(left.lands & right.lands)


def contradiction(left: Traits, right: Traits) -> str | None:
    """Why two bearers of one name are not one person, for a person to read; None where nothing says so."""
    if left.gender and right.gender and left.gender != right.gender and not shared(left, right):
        return "one is a he, the other a she, and nobody is named beside both"
    if left.births and right.births and min(abs(a - b) for a in left.births for b in right.births) > SLACK:
        return f"one was born about {min(left.births)}, the other about {min(right.births)}"
    if left.fields and right.fields and not left.fields & right.fields and not shared(left, right):
        return f"one is of {_listed(left.fields)}, the other of {_listed(right.fields)}, and nobody is named beside both"
    return None


def elsewhere(left: Traits, right: Traits) -> str | None:
    """Why two of one name stand in different worlds; None where an article's countries or company join them."""
    if left.lands and right.lands and not left.lands & right.lands and not shared(left, right):
        return ELSEWHERE
    return None


def _listed(fields: frozenset[str]) -> str:
    return " and ".join(sorted(fields))


def union(traits: Iterable[Traits]) -> Traits:
    """The traits of several clusters taken together; genders that differ cancel out."""
    found = list(traits)
    genders = {t.gender for t in found if t.gender}
    return Traits(
        fields=frozenset().union(*(t.fields for t in found)),
        births=frozenset().union(*(t.births for t in found)),
        gender=genders.pop() if len(genders) == 1 else None,
        lands=frozenset().union(*(t.lands for t in found)),
        beside=frozenset().union(*(t.beside for t in found)),
    )


def traits_of(clusters: Mapping[str, Cluster], articles: Mapping[str, Article], atlas: Atlas, gazetteer: Gazetteer) -> dict[str, Traits]:
    """{cluster id: traits}."""
    beside = company(m for c in clusters.values() for m in c.mentions)
    return {
        c.id: read_traits(c, articles.get(c.article), (atlas.lands(c.article), beside.get(c.article, frozenset())), gazetteer)
        for c in clusters.values()
    }
