"""Which thing of the outer world an entity is: what people decided, then the gazetteer, then the user's knowledge file.

A judgement of a person on (mention, id) outranks all: `same` gives the mention's entity that id, `different` and `unsure`
keep programs from giving it. Groups that get one id become one entity, unless something keeps them apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.gazetteer import Entry, Gazetteer
from kg.knowledge import Item, is_wikidata
from kg.model import Judgement, Mention, is_mention_id, make_link
from kg.names import fold
from kg.resolve.candidates import Candidate, Finder, choose, reason
from kg.resolve.clusters import Clusters
from kg.resolve.keys import Cluster, clean

BY = "rule:knowledge"
OWN = "own:"  # key of an entry that stands for an item of the user's own, which is none of Wikidata's
FAMILIES = ("Person", "Organization", "Place", "Event", "Work", "Weapon", "Position")


@dataclass(frozen=True)
class Verdicts:
    """What people decided on ids: {cluster: id} where they are the same, {cluster: ids} that no program may give it, and
    those of the latter that it is not."""

    same: Mapping[str, str]
    barred: Mapping[str, frozenset[str]]
    different: Mapping[str, frozenset[str]]


def is_link(judgement: Judgement, mentions: Mapping[str, Mention]) -> bool:
    """Is this a person's word on a mention that is here and an id of the outer world?"""
    return judgement.left in mentions and judgement.right not in mentions and not is_mention_id(judgement.right)


def verdicts(clusters: Mapping[str, Cluster], judgements: Iterable[Judgement]) -> Verdicts:
    """The verdicts of people on ids, by the cluster of the mention; where two say the same of one cluster, the least id."""
    home = {m.id: c.id for c in clusters.values() for m in c.mentions}
    same: dict[str, str] = {}
    barred: dict[str, set[str]] = defaultdict(set)
    different: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        cluster = home[j.left]
        if j.verdict == "same":
            same[cluster] = min(same.get(cluster, j.right), j.right)
            continue
        barred[cluster].add(j.right)
        if j.verdict == "different":
            different[cluster].add(j.right)
    frozen = [{c: frozenset(ids) for c, ids in found.items()} for found in (barred, different)]
    return Verdicts(same, *frozen)


def unlisted(clusters: Mapping[str, Cluster], decided: Verdicts) -> dict[str, Cluster]:
    """The clusters, without the gazetteer's entries that a person rejected or replaced: they go by their name again."""
    found = dict(clusters)
    for id_ in decided.same.keys() | decided.barred.keys():
        c = found[id_]
        entry = c.entry.id if c.entry else None
        if entry and (entry in decided.barred.get(id_, ()) or decided.same.get(id_, entry) != entry):
            name = _written(c)
            found[id_] = replace(c, entry=None, name=name, keys=(f"{c.family}:{fold(name)}",))
    return found


@dataclass(frozen=True, slots=True)
class Meant:
    """What a group may mean: the cluster whose name led there, all candidates, and the chosen one (None: unsure)."""

    shown: Cluster
    candidates: list[Candidate]
    best: Candidate | None


@dataclass
class Linking:
    """Gives groups of clusters their ids. Used once: `separate` before names are joined, `run` after."""

    clusters: dict[str, Cluster]
    sets: Clusters
    decided: Verdicts
    gazetteer: Gazetteer
    finder: Finder | None
    items: dict[str, Item] = field(default_factory=dict)
    id_of: dict[str, str] = field(default_factory=dict)

    def separate(self) -> None:
        """What a person said is not X stays apart from what is X by the gazetteer or by a person's word."""
        homes: dict[str, list[str]] = defaultdict(list)
        for id_, c in sorted(self.clusters.items()):
            known = self.decided.same.get(id_) or (c.entry and c.entry.id)
            if known:
                homes[known].append(id_)
        for id_, ids in sorted(self.decided.different.items()):
            for other in (o for known in sorted(ids) for o in homes[known] if o != id_):
                self.sets.keep_apart(id_, other)

    def run(self) -> tuple[dict[str, Cluster], list[Judgement]]:
        """The clusters, each with the entry of its group's id, and the judgements of the program."""
        groups = self.sets.groups()
        known = {root: id_ for root, members in groups.items() if (id_ := self._known(members))}
        meant = {root: m for root, members in groups.items() if root not in known and (m := self._meant(members))}
        self._join(known, meant)
        found = dict(self.clusters)
        given = {self.sets.root(m): id_ for m, id_ in self.id_of.items()}
        for root, members in self.sets.groups().items():
            found.update(self._entered(members, given[root]) if root in given else self._left(members))
        return found, [self._judged(m, given.get(self.sets.root(root))) for root, m in sorted(meant.items())]

    def _known(self, members: list[str]) -> str | None:
        """The id people gave a group, else the gazetteer's; where there are several, that of the most, then the least."""
        said = Counter(self.decided.same[m] for m in members if m in self.decided.same)
        if said:
            return min(said, key=lambda i: (-said[i], i))
        return min((e.id for m in members if (e := self.clusters[m].entry) and e.id), default=None)

    # ------------------------------------------------------------------ by the knowledge file

    def _meant(self, members: list[str]) -> Meant | None:
        """What a group may mean, by the knowledge file; None where there is nothing of its names."""
        named = [c for c in map(self.clusters.__getitem__, members) if c.named]
        families = Counter(c.family for c in named)
        family = min(families, key=lambda f: (-families[f], f), default="")
        if self.finder is None or family not in FAMILIES:
            return None
        named = [c for c in named if c.family == family]
        barred = {id_ for m in members for id_ in self.decided.barred.get(m, ())}
        found = [c for c in self.finder.find(named, family) if c.item.id not in barred]
        if not found:
            return None
        shown = min(named, key=lambda c: (c.brief, fold(c.name) != fold(found[0].item.name), c.id))
        return Meant(shown, found, choose(found))

    def _judged(self, meant: Meant, given: str | None) -> Judgement:
        """`same` where the group was given what it means; else `unsure`, for a person to look at."""
        best = meant.candidates[0]
        linked = meant.best is not None and given == best.item.id
        why = reason(meant.shown.name, meant.candidates, chosen=meant.best is not None)
        if meant.best and not linked:
            why += "; but it is kept apart from what is surer to be that"
        return make_link(meant.shown.shown, best.item.id, "same" if linked else "unsure", min(best.score, 0.99), BY, why)

    # ------------------------------------------------------------------ one id, one entity

    def _join(self, known: Mapping[str, str], meant: Mapping[str, Meant]) -> None:
        """Makes groups of one id one. Those that are kept apart can't all be it: the surest is, then the largest."""
        wanted: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
        sizes = {root: sum(len(self.clusters[m].mentions) for m in members) for root, members in self.sets.groups().items()}
        said = {self.sets.root(m) for m in self.decided.same}
        for root, id_ in known.items():
            wanted[id_].append((-3.0 if root in said else -2.0, -sizes[root], root))  # surer than any score
        for root, m in meant.items():
            if m.best:
                wanted[m.best.item.id].append((-m.best.score, -sizes[root], root))
                self.items[m.best.item.id] = m.best.item
        for id_, rivals in sorted(wanted.items()):
            (_, _, first), *rest = sorted(rivals)
            self.id_of[first] = id_
            for _, _, root in rest:
                self.sets.join(first, root)

    def _left(self, members: list[str]) -> dict[str, Cluster]:
        """The clusters of a group without an id; an entry that leads to one is another group's."""
        return {m: replace(c, entry=None) for m in members if (c := self.clusters[m]).entry and c.entry.id}

    def _entered(self, members: list[str], id_: str) -> dict[str, Cluster]:
        """The clusters of a group with the entry of its id."""
        entry = self._entry(members, id_)
        return {m: replace(self.clusters[m], entry=entry) for m in members}

    def _entry(self, members: list[str], id_: str) -> Entry:
        listed = self.gazetteer.entries.get(id_) or next((e for m in members if (e := self.clusters[m].entry) and e.id == id_), None)
        if listed:
            return listed
        item = self.items.get(id_) or (self.finder.knowledge.item(id_) if self.finder else None)
        if item and self.finder and item.type not in self.finder.schema.types:
            item = None
        qid = id_ if is_wikidata(id_) else None
        key = id_ if qid else f"{OWN}{id_}"
        if item:
            return Entry(key, qid, item.name, item.type, item.aliases, item.country)
        best = min((self.clusters[m] for m in members), key=lambda c: (c.brief, -len(c.mentions), c.id))
        return Entry(key, qid, best.name, best.type, (), None)  # a person's word, on a thing that no file here knows


def _written(cluster: Cluster) -> str:
    named = [m.text for m in cluster.mentions if m.kind in ("name", "demonym")]
    return clean(min(named, key=lambda n: (-len(n), n))) if named else cluster.name
