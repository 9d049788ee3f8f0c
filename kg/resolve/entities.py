"""From mentions and judgements to entities: people's verdicts first, then what was read in each article, then names across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.knowledge import Knowledge
from kg.model import PROGRAM, Article, Entity, Judgement, Mention, make_id
from kg.resolve.across import join_across
from kg.resolve.candidates import Finder, names_beside
from kg.resolve.clusters import Clusters
from kg.resolve.company import Traits, traits_of
from kg.resolve.joins import Joins
from kg.resolve.keys import COUNTED, Cluster, clean, make_cluster
from kg.resolve.linking import OWN, Linking, Verdicts, is_link, unlisted, verdicts
from kg.resolve.owners import name_by_owners
from kg.resolve.places import Atlas
from kg.schema import Schema


@dataclass(frozen=True)
class Resolution:
    """{mention id: entity id}, the entities by id, and all judgements that lead to them, by id."""

    entity_of: dict[str, str]
    entities: dict[str, Entity]
    judgements: dict[str, Judgement]


def resolve(
    schema: Schema,
    gazetteer: Gazetteer,
    mentions: Iterable[Mention],
    judgements: Iterable[Judgement],
    articles: Mapping[str, Article] | None = None,
    knowledge: Knowledge | None = None,
) -> Resolution:
    """Who is who. The result does not depend on the order of mentions or judgements.

    `articles`, by id, let what stands around a name tell people of one name apart. `knowledge` links names to its items.
    """
    by_id, judgements = {m.id: m for m in mentions}, list(judgements)
    known = {j.id: j for j in judgements if j.left in by_id and j.right in by_id}
    links = {j.id: j for j in judgements if is_link(j, by_id) and by_person(j)}
    articles, atlas = articles or {}, Atlas(gazetteer, by_id.values())
    alike = _within_articles(by_id, known)
    made = (make_cluster(schema, gazetteer, same, lambda m: atlas.entry(m, articles.get(m.article))) for same in alike)
    clusters = {c.id: c for c in made}
    decided = verdicts(clusters, links.values())
    clusters = unlisted(clusters, decided)
    traits = traits_of(clusters, articles, atlas, gazetteer)
    finder = Finder(schema, gazetteer, knowledge, articles, names_beside(clusters.values()), traits) if knowledge else None
    groups, across = _across_articles(clusters, known, gazetteer, traits, (decided, finder))
    entity_of: dict[str, str] = {}
    entities: dict[str, Entity] = {}
    for id_, members in _name_groups(groups).items():
        entities[id_] = _entity(schema, id_, members)
        entity_of.update({m.id: id_ for c in members for m in c.mentions})
    entities = name_by_owners(entities, entity_of, by_id.values())
    found = {**known, **links, **{j.id: j for j in across}}
    return Resolution(dict(sorted(entity_of.items())), dict(sorted(entities.items())), dict(sorted(found.items())))


def by_person(judgement: Judgement) -> bool:
    """Did a person decide this?"""
    return not judgement.by.startswith(PROGRAM)


def _ordered(judgements: Iterable[Judgement], verdict: str) -> list[Judgement]:
    return sorted((j for j in judgements if j.verdict == verdict), key=lambda j: (not by_person(j), -j.score, j.id))


def _within_articles(mentions: dict[str, Mention], judgements: dict[str, Judgement]) -> Iterator[list[Mention]]:
    """The mentions of one article each that are the same."""
    sets = Clusters(mentions)
    _apply(sets, (j for j in judgements.values() if mentions[j.left].article == mentions[j.right].article))
    for members in sets.groups().values():
        yield [mentions[m] for m in members]


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


def _across_articles(
    clusters: dict[str, Cluster],
    judgements: dict[str, Judgement],
    gazetteer: Gazetteer,
    traits: Mapping[str, Traits],
    outside: tuple[Verdicts, Finder | None],
) -> tuple[list[list[Cluster]], list[Judgement]]:
    """Groups of clusters that are one entity, and the judgements that made them."""
    home = {m.id: c.id for c in clusters.values() for m in c.mentions}
    sets = Clusters(clusters)
    lifted = [_between(j, home) for j in judgements.values() if home[j.left] != home[j.right]]
    _apply(sets, (j for j in lifted if by_person(j)))
    linking = Linking(clusters, sets, outside[0], gazetteer, outside[1])
    linking.separate()
    made = join_across(Joins(clusters, sets, gazetteer, traits))
    clusters, linked = linking.run()
    groups = [[clusters[c] for c in members] for members in sets.groups().values()]
    return groups, made + linked


def _between(judgement: Judgement, home: dict[str, str]) -> Judgement:
    """A judgement on two mentions as one on the clusters they stand in."""
    left, right = sorted((home[judgement.left], home[judgement.right]))
    return Judgement(judgement.id, left, right, judgement.verdict, judgement.score, judgement.by, judgement.reason)


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
    entry = entry or next((c.entry for c in clusters if c.entry and c.entry.key.startswith(OWN)), None)
    best = min(clusters, key=lambda c: (not c.named, -len(c.mentions), -len(c.name), c.name))
    full = min((c for c in clusters if c.person and c.person.given), key=lambda c: (-len(c.mentions), c.name), default=best)
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
