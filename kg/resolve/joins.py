"""Sets of clusters that are joined one by one, each join with its judgement, and the doubts that were met on the way."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer
from kg.model import PROGRAM, Judgement, make_judgement
from kg.names import fold
from kg.resolve.clusters import Clusters
from kg.resolve.company import Traits
from kg.resolve.keys import Cluster, clean

LISTED, NAMED, BRIEF, LONE = 0.98, 0.9, 0.85, 0.7  # LONE: joined though nothing but the short name speaks for it
DOUBT = 0.5
MISREAD = {"Work": ("Organization", "Place", "Person"), "Topic": ("Organization", "Place", "Person"), "Place": ("Organization",)}


@dataclass
class Joins:
    """`traits` by cluster id; `settled` are clusters whose short name was found to be part of one longer name."""

    clusters: Mapping[str, Cluster]
    sets: Clusters
    gazetteer: Gazetteer
    traits: Mapping[str, Traits]
    judgements: list[Judgement] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)

    def join(self, left: Cluster, right: Cluster, score: float, by: str, reason: str) -> bool:
        """Makes two one, with a judgement; False where something keeps them apart."""
        if self.sets.root(left.id) == self.sets.root(right.id):
            return True
        if not self.sets.join(left.id, right.id):
            return False
        if by == "same-name" and left.person and fold(left.name) != fold(right.name):
            by = "name-variant"
        self.judgements.append(make_judgement(left.shown, right.shown, "same", score, f"{PROGRAM}{by}", reason))
        return True

    def doubt(self, left: Cluster, right: Cluster, by: str, reason: str) -> bool:
        """A pair that a person may want to look at; False where it is one already."""
        if self.sets.root(left.id) == self.sets.root(right.id):
            return False
        self.judgements.append(make_judgement(left.shown, right.shown, "unsure", DOUBT, f"{PROGRAM}{by}", reason))
        return True

    def keep_apart(self, left: Cluster, right: Cluster, reason: str) -> None:
        """From here on two are two, unless a person made them one before."""
        if self.doubt(left, right, "homonym", reason):
            self.sets.keep_apart(left.id, right.id)

    def all(self, group: Iterable[Cluster], score: float, by: str) -> list[Cluster]:
        """Joins each to the first before it from which nothing keeps it apart; the heads of what came together."""
        heads: list[Cluster] = []
        for c in group:
            if not any(self.join(head, c, score, by, equal(by, head, c)) for head in heads):
                heads.append(c)
        return heads

    def by_key(self, wanted: Iterable[Cluster]) -> dict[str, list[Cluster]]:
        """{key: the clusters that have it, in order}."""
        found: dict[str, list[Cluster]] = defaultdict(list)
        for c in wanted:
            for key in c.keys:
                found[key].append(c)
        return dict(sorted(found.items()))

    @functools.cached_property
    def ordered(self) -> list[Cluster]:
        """All clusters by id: no order of articles decides anything."""
        return [self.clusters[id_] for id_ in sorted(self.clusters)]

    def meant(self) -> dict[str, dict[str, list[Cluster]]]:
        """{short form: {root: clusters of an entity that the form may mean}}."""
        found: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self.ordered:
            for form in c.forms:
                found[form][self.sets.root(c.id)].append(c)
        return found


def equal(by: str, left: Cluster, right: Cluster) -> str:
    """Why two of one name or key are one, for a person to read."""
    if by == "gazetteer":
        return f"'{_written(left)}' and '{_written(right)}' are both names of {left.name} in the gazetteer"
    if fold(left.name) == fold(right.name):
        return f"both are called '{left.name}'"
    if left.family == "Person":
        return f"'{left.name}' and '{right.name}' are spellings of one name"
    return f"'{left.name}' and '{right.name}' share a name"


def _written(cluster: Cluster) -> str:
    named = [m.text for m in cluster.mentions if m.kind in ("name", "demonym")]
    return clean(named[0]) if named else cluster.name
