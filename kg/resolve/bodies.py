"""Which bodies, places and things are one: equal names, short names, acronyms, names whose type was misread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.names import acronym, body_words, fold, registered_as
from kg.resolve.clusters import Clusters
from kg.resolve.company import ELSEWHERE, Traits, elsewhere, kinship, shared, union
from kg.resolve.joins import BRIEF, LISTED, LONE, MISREAD, NAMED, Joins
from kg.resolve.keys import Cluster

NATIONAL = frozenset(["GovernmentBody", "Court", "Party", "MilitaryUnit"])  # each country has its own
MAJORITY = 3  # times as many articles must have the one type for the other to be a slip


def join_listed(joins: Joins) -> None:
    """What leads to one entry of the gazetteer."""
    for group in joins.by_key(c for c in joins.ordered if c.entry).values():
        joins.all(group, LISTED, "gazetteer")


def join_named(joins: Joins) -> None:
    """Bodies, places and things of one name."""
    plain = (c for c in joins.ordered if not c.entry and not c.brief and c.person is None)
    for group in (_unless_two(joins, g) for g in joins.by_key(plain).values()):
        _part_by_form(joins, group)
        _join_equal(joins, group)


def _unless_two(joins: Joins, group: list[Cluster]) -> list[Cluster]:
    """Without those whose short name was found to be part of a longer one, where it is part of several."""
    wholes = {joins.sets.root(c.id) for c in group if c.id in joins.settled}
    return [c for c in group if c.id not in joins.settled] if len(wholes) > 1 else group


def _join_equal(joins: Joins, group: list[Cluster]) -> None:
    """Joins what has one name, unless it is the kind of name that each country has a body for."""
    if any(c.type in NATIONAL for c in group):
        _part_by_lands(joins, group)
    else:
        joins.all(group, NAMED, "same-name")


def _part_by_lands(joins: Joins, group: list[Cluster]) -> None:
    """Two supreme courts: articles that share neither a country nor a name, directly or by way of others, mean two bodies.

    Each is kept from the one that most articles name, which those without a country then join.
    """
    worlds = Clusters(c.id for c in group)
    first: dict[str, str] = {}
    for c in group:
        for feature in (*joins.traits[c.id].lands, *joins.traits[c.id].beside):
            worlds.join(first.setdefault(feature, c.id), c.id)
    parts = sorted(worlds.groups().values(), key=lambda members: (-len(members), members))
    placed = [p for p in parts if any(joins.traits[m].lands for m in p)]
    for part in parts:
        joins.all((joins.clusters[m] for m in part), NAMED, "same-name")
    main = joins.clusters[(placed or parts)[0][0]]
    for part in placed[1:]:
        joins.keep_apart(main, joins.clusters[part[0]], f"both are called '{main.name}', but {ELSEWHERE}")
    joins.all([main, *(joins.clusters[p[0]] for p in parts if p not in placed)], NAMED, "same-name")


def _part_by_form(joins: Joins, group: list[Cluster]) -> None:
    """`Orsdale Group Ltd` and `Orsdale Group Inc.` are two companies; one without a form may be either."""
    forms: dict[str, list[Cluster]] = defaultdict(list)
    for c in group:
        for form in {f for m in c.mentions if m.kind == "name" and (f := registered_as(m.text))}:
            forms[form].append(c)
    heads = [joins.all(clusters, NAMED, "same-name")[0] for _, clusters in sorted(forms.items())]
    for at, right in enumerate(heads):
        for left in heads[:at]:
            joins.keep_apart(left, right, f"'{left.name}' and '{right.name}' are companies of two forms")


def join_parts(joins: Joins) -> None:
    """`Corvessa` is Corvessa Energy, `the Falcons` are the Tampere Falcons: the one that the article names in full, else the
    only one that is called so and stands in like company."""
    longer: dict[str, dict[str, list[Cluster]]] = defaultdict(dict)
    for c in joins.ordered:
        words = body_words(c.name).split()
        if c.family == "Organization" and not c.brief and len(words) > 1 and c.named:
            for word in {words[0], *words[-1:] * (words[-2] not in ("of", "in", "at", "for", "and"))}:
                longer[word].setdefault(" ".join(words), []).append(c)
    traits = {name: union(joins.traits[c.id] for c in group) for names in longer.values() for name, group in names.items()}
    for c in joins.ordered:
        if not c.entry and c.family in ("Organization", "Work", "Topic") and c.named:
            _part_of(joins, c, longer.get(body_words(c.name), {}), traits)


def _part_of(joins: Joins, c: Cluster, wholes: Mapping[str, list[Cluster]], traits: Mapping[str, Traits]) -> None:
    here = [o for group in wholes.values() for o in group if o.article == c.article]
    if any(_inside(c, o) for o in here):
        return
    best = here[0] if len(here) == 1 else None
    if not here and len(wholes) == 1:
        ((name, there),) = wholes.items()
        best = there[0] if shared(joins.traits[c.id], traits[name]) else None
    if best is not None:
        reason = f"'{c.name}' is short for '{best.name}', {'named in the same article' if here else 'the only body here called so'}"
        if joins.join(best, c, BRIEF if here else LONE, "short-name", reason):
            joins.settled.add(c.id)


def join_acronyms(joins: Joins) -> None:
    """An acronym is the one body that goes by it, else the one whose initials it is, where they have something in common."""
    meant, spelled = joins.meant(), _initials(joins)
    for form, group in joins.by_key(c for c in joins.ordered if c.brief and not c.person).items():
        bodies = list(meant[form].values())
        if not bodies:
            _join_equal(joins, group)
            _spelled_out(joins, group, list(spelled.get(form, {}).values()))
        near = [c for c in group if len(bodies) == 1 and not elsewhere(joins.traits[c.id], joins.traits[bodies[0][0].id])]
        for c in near:
            reason = f"'{bodies[0][0].name}' is the only body here whose acronym is '{c.name}'"
            joins.join(bodies[0][0], c, BRIEF, "only-acronym", reason)


def _spelled_out(joins: Joins, group: list[Cluster], bodies: list[list[Cluster]]) -> None:
    if len(bodies) != 1:
        return
    best, known = bodies[0][0], union(joins.traits[b.id] for b in bodies[0])
    for c in group:
        if kinship(joins.traits[c.id], known):
            joins.join(best, c, LONE, "initials", f"'{c.name}' are the initials of '{best.name}' and of no other body here")


def _initials(joins: Joins) -> dict[str, dict[str, list[Cluster]]]:
    """{key of an acronym: {root: clusters of a body whose initials it is}}."""
    found: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
    for c in joins.ordered:
        if c.family == "Organization" and not c.brief and len(letters := acronym(c.name)) > 2:
            found[f"Organization:{fold(letters)}"][joins.sets.root(c.id)].append(c)
    return found


def join_misread(joins: Joins) -> None:
    """One name that is nearly always of one type, and in some article of another: a slip of the model, not two things."""
    called: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
    for c in joins.ordered:
        if not c.entry and fold(c.name) and c.id not in joins.settled and c.named:
            called[fold(c.name)][c.family].append(c)
    for _, families in sorted(called.items()):
        for weak in sorted(families.keys() & MISREAD.keys()):
            strong = [f for f in MISREAD[weak] if f in families]
            if len(strong) == 1 and len(families[strong[0]]) >= len(families[weak]) * (MAJORITY if weak == "Place" else 1):
                _slips(joins, families[strong[0]], families[weak])


def _slips(joins: Joins, right: list[Cluster], wrong: list[Cluster]) -> None:
    """An article that has both means two things."""
    articles = {c.article for c in right}
    for c in wrong:
        if c.article not in articles:
            reason = f"'{c.name}' is {_a(right[0].family)} in {_counted(len(right))}, and {_a(c.family)} here for a slip of the model"
            joins.join(right[0], c, LONE, "type-misread", reason)


def _inside(part: Cluster, whole: Cluster) -> bool:
    """Do all mentions of the one stand within mentions of the other (`Tampere` in `Tampere Falcons`)?"""
    return all(any(w.start <= m.start and m.end <= w.end for w in whole.mentions) for m in part.mentions)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOU" else f"a {noun}"


def _counted(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles} articles"
