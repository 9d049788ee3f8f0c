"""Which people are one: equal names whose bearers don't contradict one another, like names, surnames alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.names import fold
from kg.resolve.company import ELSEWHERE, Traits, contradiction, elsewhere, kinship, shared, union
from kg.resolve.joins import BRIEF, LONE, MISREAD, NAMED, Joins, equal
from kg.resolve.keys import Cluster
from kg.resolve.person_names import MIDDLE, SAME, SHORT, SPELLING, Matcher, PersonName, read_name, unambiguous

FAME, FAMOUS = 2, 5  # who is named in five times as many articles as any other of the surname is likelier meant by it alone


@dataclass(frozen=True, slots=True)
class _Named:
    """The clusters of one full name: one of each person who has it, and the traits of all."""

    heads: list[Cluster]
    traits: Traits


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody who has a surname: one of his clusters, the traits of all, the articles that name him."""

    cluster: Cluster
    traits: Traits
    articles: frozenset[str]


def join_people(joins: Joins) -> None:
    """People with full names, by surname."""
    matcher = Matcher(joins.gazetteer)
    surnames: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
    for c in joins.ordered:
        if c.person and c.person.given:
            surnames[c.person.surname][matcher.key(c.person)].append(c)
    known: dict[PersonName, _Named] = {}
    for _, names in sorted(surnames.items()):
        groups = [g for _, g in sorted(names.items())]
        mine = {p: _Named(_of_one_name(joins, g), union(joins.traits[c.id] for c in g)) for g in groups if (p := g[0].person)}
        for left, right, likeness, sure in sorted(unambiguous(matcher.pairs(mine)), key=lambda p: (-p[2], p[0], p[1])):
            _alike(joins, mine[left], mine[right], likeness if sure else 0.0)
        known |= mine
    for longer, shorter in matcher.second_surnames(known):
        _alike(joins, known[longer], known[shorter], MIDDLE)


def _of_one_name(joins: Joins, group: list[Cluster]) -> list[Cluster]:
    """Joins people of one name who don't contradict one another, those with the most in common first; a head for each."""
    kinds: dict[tuple[frozenset[str], frozenset[int], str | None], list[Cluster]] = defaultdict(list)
    for c in group:
        t = joins.traits[c.id]
        kinds[t.fields, t.births, t.gender].append(c)
    untold = kinds.pop((frozenset(), frozenset(), None), [])
    homonyms = list(_homonyms(joins, list(kinds.values())))
    if not homonyms:
        return joins.all(group, SAME, "same-name")
    for kind in kinds.values():
        joins.all(kind, SAME, "same-name")
    for left, right, why in homonyms:
        joins.keep_apart(left, right, f"both are called '{left.name}', but {why}")
    told = [c for kind in kinds.values() for c in kind]
    for c in untold:
        common, near = max(((shared(joins.traits[c.id], joins.traits[o.id]), o) for o in told), key=lambda f: (f[0], f[1].id))
        joins.join(near, c, SAME if common else LONE, "same-name", equal("same-name", near, c))
    return joins.all(told, SAME, "same-name")


def _homonyms(joins: Joins, kinds: list[list[Cluster]]) -> Iterator[tuple[Cluster, Cluster, str]]:
    """Pairs of kinds of people of one name that contradict one another, by their first, and why."""
    unions = [union(joins.traits[c.id] for c in kind) for kind in kinds]
    for at, right in enumerate(unions):
        for other, left in enumerate(unions[:at]):
            if why := contradiction(left, right):
                yield kinds[other][0], kinds[at][0], why


def _alike(joins: Joins, one: _Named, other: _Named, likeness: float) -> None:
    """Joins two names of one person, where the likeness (0: it is ambiguous) or what is said of both is enough."""
    a, b = one.heads[0], other.heads[0]
    why, common = contradiction(one.traits, other.traits), shared(one.traits, other.traits)
    alone = len(one.heads) == len(other.heads) == 1
    if why or not likeness or not alone or not (likeness >= SHORT or kinship(one.traits, other.traits) > 1):
        joins.doubt(a, b, "name-variant", f"'{a.name}' and '{b.name}' are alike, but {why}" if why else _variant(a, b, common))
    else:
        joins.join(a, b, likeness if likeness >= SPELLING or not common else BRIEF, "name-variant", _variant(a, b, common))


def join_surnames(joins: Joins) -> None:
    """A surname alone is the one person who has it, or the one among several who is named beside the same others."""
    meant = joins.meant()
    for form, group in joins.by_key(c for c in joins.ordered if c.brief and c.person).items():
        bearers = [_Bearer(g[0], union(joins.traits[c.id] for c in g), frozenset(c.article for c in g)) for g in meant[form].values()]
        if not bearers:
            joins.all(group, NAMED, "same-name")
        for c in group if bearers else ():
            _surname(joins, c, bearers)
        if len(bearers) == 1:  # those who are not the one are one other
            known = joins.sets.root(bearers[0].cluster.id)
            joins.all((c for c in group if joins.sets.root(c.id) != known), LONE, "same-name")


def _surname(joins: Joins, c: Cluster, bearers: list[_Bearer]) -> None:
    """Where several have the surname, those whom the article names in full and did not join are not meant."""
    mine = joins.traits[c.id]
    there = bearers if len(bearers) == 1 else [b for b in bearers if c.article not in b.articles]
    able = [b for b in there if contradiction(mine, b.traits) is None]
    far = [b for b in able if elsewhere(mine, b.traits)]
    for b in far if len(bearers) == 1 else ():
        joins.doubt(b.cluster, c, "only-surname", f"'{c.name}' may be '{b.cluster.name}', but {ELSEWHERE}")
    able = [b for b in able if b not in far]
    if not able:
        return
    fame = max(len(b.articles) for b in able)
    weighed = [(kinship(mine, b.traits) + FAME * (len(b.articles) == fame > FAMOUS * _second(able)), b.cluster) for b in able]
    (most, best), *rest = sorted(weighed, key=lambda f: (-f[0], f[1].id))
    if len(bearers) == 1:
        joins.join(best, c, BRIEF if most else LONE, "only-surname", f"'{best.name}' is the only person here whose surname is '{c.name}'")
    elif most > 1 and (not rest or most > 2 * rest[0][0]):
        reason = f"'{best.name}' is the '{c.name}' with whose calling, country or company this one agrees most"
        joins.join(best, c, LONE, "surname-in-company", reason)
    elif most:
        joins.doubt(best, c, "surname-in-company", f"'{c.name}' may be '{best.name}', with whom it has a country or a name in common")


def join_misread_surnames(joins: Joins) -> None:
    """A surname alone that the model took for a body, where what is said of its bearer is said there too."""
    meant = joins.meant()
    alone: dict[str, list[Cluster]] = defaultdict(list)
    for c in joins.ordered:
        if c.family in (*MISREAD, "Organization") and not c.entry and len(fold(c.name).split()) == 1:
            alone[f"Person:? {read_name(c.name).surname}"].append(c)
    for form, group in alone.items():
        bearers = list(meant.get(form, {}).values())
        if len(bearers) == 1:
            best, known = bearers[0][0], union(joins.traits[b.id] for b in bearers[0])
            for c in (c for c in group if kinship(joins.traits[c.id], known) > 1):
                reason = f"'{c.name}' is the surname of '{best.name}', and the articles have names in common"
                joins.join(best, c, LONE, "type-misread", reason)


def _second(bearers: list[_Bearer]) -> int:
    """How many articles name the second best known of them."""
    return sorted((len(b.articles) for b in bearers), reverse=True)[1] if len(bearers) > 1 else 0


def _variant(left: Cluster, right: Cluster, common: int) -> str:
    beside = f", and {common} of the same names stand beside both" if common else ""
    return f"'{left.name}' and '{right.name}' can be one person's name{beside}"
