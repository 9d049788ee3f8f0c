"""From mentions and judgements to entities: people's verdicts first, then what was read in each article, then names across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.model import PROGRAM, Entity, Judgement, Mention, make_id, make_judgement
from kg.names import fold
from kg.resolve.clusters import Clusters
from kg.resolve.keys import COUNTED, Cluster, clean, make_cluster
from kg.schema import Schema


@dataclass(frozen=True)
class Resolution:
    """{mention id: entity id}, the entities by id, and all judgements that lead to them, by id."""

    entity_of: dict[str, str]
    entities: dict[str, Entity]
    judgements: dict[str, Judgement]


def resolve(schema: Schema, gazetteer: Gazetteer, mentions: Iterable[Mention], judgements: Iterable[Judgement]) -> Resolution:
    """Who is who. The result does not depend on the order of mentions or judgements."""
    by_id = {m.id: m for m in mentions}
    known = {j.id: j for j in judgements if j.left in by_id and j.right in by_id}
    clusters = _within_articles(schema, gazetteer, by_id, known)
    groups, across = _across_articles(clusters, known)
    entity_of: dict[str, str] = {}
    entities: dict[str, Entity] = {}
    for id_, members in _name_groups(groups).items():
        entities[id_] = _entity(schema, id_, members)
        entity_of.update({m.id: id_ for c in members for m in c.mentions})
    found = {**known, **{j.id: j for j in across}}
    return Resolution(dict(sorted(entity_of.items())), dict(sorted(entities.items())), dict(sorted(found.items())))


def by_person(judgement: Judgement) -> bool:
    """Did a person decide this?"""
    return not judgement.by.startswith(PROGRAM)


def _ordered(judgements: Iterable[Judgement], verdict: str) -> list[Judgement]:
    return sorted((j for j in judgements if j.verdict == verdict), key=lambda j: (not by_person(j), -j.score, j.id))


def _within_articles(
    schema: Schema, gazetteer: Gazetteer, mentions: dict[str, Mention], judgements: dict[str, Judgement]
) -> dict[str, Cluster]:
    """Clusters of the mentions of one article each, by id."""
    sets = Clusters(mentions)
    inside = [j for j in judgements.values() if mentions[j.left].article == mentions[j.right].article]
    _apply(sets, inside)
    groups = (make_cluster(schema, gazetteer, [mentions[m] for m in members]) for members in sets.groups().values())
    return {c.id: c for c in groups}


def _apply(sets: Clusters, judgements: Iterable[Judgement]) -> None:
    """Joins what is the same, except across what is different; people before programs, the surer first."""
    judgements = list(judgements)
    decided = {(j.left, j.right) for j in judgements if by_person(j)}
    standing = [j for j in judgements if by_person(j) or (j.left, j.right) not in decided]
    for person in (True, False):
        part = [j for j in standing if by_person(j) == person]
        for j in _ordered(part, "different"):
            if sets.root(j.left) != sets.root(j.right):
                sets.keep_apart(j.left, j.right)
        for j in _ordered(part, "same"):
            sets.join(j.left, j.right)


def _across_articles(clusters: dict[str, Cluster], judgements: dict[str, Judgement]) -> tuple[list[list[Cluster]], list[Judgement]]:
    """Groups of clusters that are one entity, and the judgements that made them."""
    home = {m.id: c.id for c in clusters.values() for m in c.mentions}
    sets = Clusters(clusters)
    lifted = [_between(j, home) for j in judgements.values() if home[j.left] != home[j.right]]
    _apply(sets, (j for j in lifted if by_person(j)))
    made = list(_join_names(clusters, sets))
    groups = [[clusters[c] for c in members] for members in sets.groups().values()]
    return groups, made


def _between(judgement: Judgement, home: dict[str, str]) -> Judgement:
    """A judgement on two mentions as one on the clusters they stand in."""
    left, right = sorted((home[judgement.left], home[judgement.right]))
    return Judgement(judgement.id, left, right, judgement.verdict, judgement.score, judgement.by, judgement.reason)


def _join_names(clusters: dict[str, Cluster], sets: Clusters) -> Iterator[Judgement]:
    """Joins clusters that share a full name; then those that a surname or an acronym alone stands for."""
    full: dict[str, list[Cluster]] = defaultdict(list)
    brief: dict[str, list[Cluster]] = defaultdict(list)
    ordered = sorted(clusters.values(), key=lambda c: c.id)
    for c in ordered:
        for key in c.keys:
            (brief if c.brief else full)[key].append(c)
    for key, group in sorted(full.items()):
        yield from _join_all(key, group, sets)
    meant: dict[str, dict[str, Cluster]] = defaultdict(dict)
    for c in ordered:
        for form in c.forms:
            meant[form].setdefault(sets.root(c.id), c)
    for form, group in sorted(brief.items()):
        if not meant[form]:
            yield from _join_all(form, group, sets)
        elif len(meant[form]) == 1:
            yield from _join_all(form, [*meant[form].values(), *group], sets)


def _join_all(key: str, group: list[Cluster], sets: Clusters) -> Iterator[Judgement]:
    """Joins each cluster to the first before it from which nothing keeps it apart."""
    heads: list[Cluster] = []
    for c in group:
        for head in heads:
            known = sets.root(head.id) == sets.root(c.id)
            if known or sets.join(head.id, c.id):
                by, reason = _why(key, head, c)
                if not known:
                    yield make_judgement(head.id, c.id, "same", 0.9, f"{PROGRAM}{by}", reason)
                break
        else:
            heads.append(c)


def _why(key: str, left: Cluster, right: Cluster) -> tuple[str, str]:
    if key.startswith("id:"):
        return "gazetteer", f"'{_shown(left)}' and '{_shown(right)}' are both names of {left.name} in the gazetteer"
    if right.brief and not left.brief:
        what = "person here whose surname" if left.family == "Person" else "body here whose acronym"
        return f"only-{what.split()[-1]}", f"'{left.name}' is the only {what} is '{right.name}'"
    if fold(left.name) == fold(right.name):
        return "same-name", f"both are called '{left.name}'"
    if left.family == "Person":
        return "name-variant", f"'{left.name}' and '{right.name}' are spellings of one name"
    return "shared-name", f"'{left.name}' and '{right.name}' share the name {key.split(':', 1)[1]!r}"


def _shown(cluster: Cluster) -> str:
    named = [m.text for m in cluster.mentions if m.kind in ("name", "demonym")]
    return clean(named[0]) if named else cluster.name


def _name_groups(groups: list[list[Cluster]]) -> dict[str, list[Cluster]]:
    """{entity id: clusters}. Where a `different` leaves two groups with one key, the key alone can't name them both."""
    wanted: dict[str, list[list[Cluster]]] = defaultdict(list)
    for group in groups:
        wanted[_id_of(group)].append(group)
    found: dict[str, list[Cluster]] = {}
    for id_, rivals in wanted.items():
        if len(rivals) == 1:
            found[id_] = rivals[0]
            continue
        for group in rivals:
            found[make_id("e", id_, min(m.id for c in group for m in c.mentions))] = group
    return found


def _id_of(group: list[Cluster]) -> str:
    """A Wikidata id where linked, else the least hash of type and key."""
    linked = sorted(c.entry.id for c in group if c.entry and c.entry.id)
    if linked:
        return linked[0]
    return min(make_id("e", c.family, c.keys[0]) for c in group)


def _entity(schema: Schema, id_: str, clusters: list[Cluster]) -> Entity:
    mentions = [m for c in clusters for m in c.mentions]
    entry = next((c.entry for c in clusters if c.entry and c.entry.id == id_), None)
    best = min(clusters, key=lambda c: (not any(m.kind == "name" for m in c.mentions), -len(c.mentions), -len(c.name), c.name))
    full = min((c for c in clusters if c.given), key=lambda c: (-len(c.mentions), c.name), default=best)
    shown = [m for m in mentions if m.kind in ("name", "demonym")] or [m for m in mentions if m.kind != "pronoun"]
    name = entry.name if entry else full.name
    type_ = entry.type if entry else best.type
    aliases = {clean(m.text) for m in shown} | {c.name for c in clusters} | set(entry.aliases if entry else ())
    aliases |= {COUNTED.sub("", clean(m.text)) for m in shown if m.kind == "nominal"}
    return Entity(
        id=id_,
        name=name,
        type=type_,
        types=schema.types[type_].ancestors,
        aliases=tuple(sorted(aliases - {name, ""})),
        wikidata=entry.id if entry else None,
        mentions=len(mentions),
        articles=len({c.article for c in clusters}),
    )
