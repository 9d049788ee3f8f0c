"""Clusters of many articles that are one entity: what people decided first, then equal names, then likenesses.

Everything goes by index (a gazetteer id, a surname, a folded name); no step compares all with all. Each join is a
judgement with a reason; what was thought of and left apart is one too, `unsure`, for a person to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer
from kg.model import Judgement, make_judgement
from kg.names import fold
from kg.resolve.clusters import Clusters
from kg.resolve.company import Traits, contradiction, shared, union
from kg.resolve.keys import Cluster, clean
from kg.resolve.people import SAME, SHORT, SPELLING, Matcher, PersonName, unambiguous

PROGRAM = "rule:"  # judges whose name starts so are programs; a person's verdict outranks theirs
LISTED, NAMED, BRIEF, LONE = 0.98, 0.9, 0.85, 0.7  # LONE: joined though nothing but the short name speaks for it
DOUBT = 0.5
MISREAD = {"Work": ("Organization", "Place", "Person"), "Topic": ("Organization", "Place", "Person"), "Place": ("Organization",)}
MAJORITY = 3  # times as many articles must have the one type for the other to be a slip


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody who has a surname: one of his clusters, the traits of all, the articles that name him."""

    cluster: Cluster
    traits: Traits
    articles: frozenset[str]


@dataclass
class Across:
    """Joins clusters by name, and keeps the judgements that did it. `traits` are those of people, by cluster id."""

    clusters: Mapping[str, Cluster]
    sets: Clusters
    gazetteer: Gazetteer
    traits: Mapping[str, Traits]
    judgements: list[Judgement] = field(default_factory=list)

    def run(self) -> list[Judgement]:
        """The judgements of all joins, and of the pairs left apart that a person may want to see."""
        self._listed()
        self._people()
        self._named()
        self._misread()
        self._surnames()
        self._short_names()
        return self.judgements

    # ------------------------------------------------------------------ judging

    def _join(self, left: Cluster, right: Cluster, score: float, by: str, reason: str) -> bool:
        """Makes two one, with a judgement; False where something keeps them apart."""
        if self.sets.root(left.id) == self.sets.root(right.id):
            return True
        if not self.sets.join(left.id, right.id):
            return False
        variant = by == "same-name" and left.person and fold(left.name) != fold(right.name)
        self._judge(left, right, "same", score, f"{'name-variant' if variant else by}: {reason}")
        return True

    def _doubt(self, left: Cluster, right: Cluster, by: str, reason: str) -> None:
        if self.sets.root(left.id) != self.sets.root(right.id):
            self._judge(left, right, "unsure", DOUBT, f"{by}: {reason}")

    def _judge(self, left: Cluster, right: Cluster, verdict: str, score: float, why: str) -> None:
        by, _, reason = why.partition(": ")
        self.judgements.append(make_judgement(left.shown, right.shown, verdict, score, f"{PROGRAM}{by}", reason))

    def _all(self, group: Iterable[Cluster], score: float, by: str) -> list[Cluster]:
        """Joins each to the first before it from which nothing keeps it apart; the heads of what came together."""
        heads: list[Cluster] = []
        for c in group:
            if not any(self._join(head, c, score, by, _equal(by, head, c)) for head in heads):
                heads.append(c)
        return heads

    def _by_key(self, wanted: Iterable[Cluster]) -> dict[str, list[Cluster]]:
        found: dict[str, list[Cluster]] = defaultdict(list)
        for c in wanted:
            for key in c.keys:
                found[key].append(c)
        return dict(sorted(found.items()))

    def _ordered(self) -> list[Cluster]:
        return [self.clusters[id_] for id_ in sorted(self.clusters)]

    # ------------------------------------------------------------------ equal names

    def _listed(self) -> None:
        """What leads to one entry of the gazetteer."""
        for group in self._by_key(c for c in self._ordered() if c.entry).values():
            self._all(group, LISTED, "gazetteer")

    def _named(self) -> None:
        """Bodies, places and things of one name."""
        plain = (c for c in self._ordered() if not c.entry and not c.brief and c.person is None)
        for group in self._by_key(plain).values():
            self._all(group, NAMED, "same-name")

    # ------------------------------------------------------------------ people

    def _people(self) -> None:
        matcher = Matcher(self.gazetteer)
        surnames: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            if c.person and c.person.given:
                surnames[c.person.surname][matcher.key(c.person)].append(c)
        for _, names in sorted(surnames.items()):
            heads = {key: self._of_one_name(group) for key, group in sorted(names.items())}
            self._alike(matcher, {g[0].person: (heads[key], g) for key, g in names.items() if g[0].person})

    def _of_one_name(self, group: list[Cluster]) -> list[Cluster]:
        """Joins people of one name who don't contradict one another, those with the most in common first; a head for each."""
        kinds: dict[tuple[frozenset[str], frozenset[int], str | None], list[Cluster]] = defaultdict(list)
        for c in group:
            t = self.traits[c.id]
            kinds[t.fields, t.births, t.gender].append(c)
        untold = kinds.pop((frozenset(), frozenset(), None), [])
        homonyms = list(self._homonyms(list(kinds.values())))
        if not homonyms:
            return self._all(group, SAME, "same-name")
        for kind in kinds.values():
            self._all(kind, SAME, "same-name")
        for left, right, why in homonyms:
            self._keep_apart(left, right, f"both are called '{left.name}', but {why}")
        told = [c for kind in kinds.values() for c in kind]
        for c in untold:
            common, near = max(((shared(self.traits[c.id], self.traits[o.id]), o) for o in told), key=lambda f: (f[0], f[1].id))
            self._join(near, c, SAME if common else LONE, "same-name", _equal("same-name", near, c))
        return self._all(told, SAME, "same-name")

    def _homonyms(self, kinds: list[list[Cluster]]) -> Iterator[tuple[Cluster, Cluster, str]]:
        """Pairs of kinds of people of one name that contradict one another, by their first, and why."""
        unions = [union(self.traits[c.id] for c in kind) for kind in kinds]
        for at, right in enumerate(unions):
            for other, left in enumerate(unions[:at]):
                if why := contradiction(left, right):
                    yield kinds[other][0], kinds[at][0], why

    def _keep_apart(self, left: Cluster, right: Cluster, reason: str) -> None:
        """From here on two are two, unless a person made them one before."""
        if self.sets.root(left.id) != self.sets.root(right.id):
            self._judge(left, right, "unsure", DOUBT, f"homonym: {reason}")
            self.sets.keep_apart(left.id, right.id)

    def _alike(self, matcher: Matcher, names: dict[PersonName, tuple[list[Cluster], list[Cluster]]]) -> None:
        """Joins names of one surname that may be one person's and nobody else's."""
        for left, right, likeness, sure in sorted(unambiguous(matcher.pairs(names)), key=lambda p: (-p[2], p[0], p[1])):
            (heads, mine), (others, theirs) = names[left], names[right]
            a, b = heads[0], others[0]
            together, apart = (union(self.traits[c.id] for c in side) for side in (mine, theirs))
            why, common = contradiction(together, apart), shared(together, apart)
            if not sure or why or len(heads) > 1 or len(others) > 1 or not (likeness >= SHORT or common):
                self._doubt(a, b, "name-variant", why or _variant(a, b, common))
            else:
                self._join(a, b, likeness if likeness >= SPELLING or not common else BRIEF, "name-variant", _variant(a, b, common))

    def _surnames(self) -> None:
        """A surname alone is the one person who has it, or the one among several who is named beside the same others."""
        meant = self._meant()
        for form, group in self._by_key(c for c in self._ordered() if c.brief and c.person).items():
            bearers = [_Bearer(g[0], union(self.traits[c.id] for c in g), frozenset(c.article for c in g)) for g in meant[form].values()]
            if not bearers:
                self._all(group, NAMED, "same-name")
            for c in group if bearers else ():
                self._surname(c, bearers)
            if len(bearers) == 1:  # those who are not the one are one other
                known = self.sets.root(bearers[0].cluster.id)
                self._all((c for c in group if self.sets.root(c.id) != known), LONE, "same-name")

    def _meant(self) -> dict[str, dict[str, list[Cluster]]]:
        """{short form: {root: clusters of an entity that the form may mean}}."""
        found: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            for form in c.forms:
                found[form][self.sets.root(c.id)].append(c)
        return found

    def _surname(self, c: Cluster, bearers: list[_Bearer]) -> None:
        """Where several have the surname, those whom the article names in full and did not join are not meant."""
        mine = self.traits[c.id]
        there = bearers if len(bearers) == 1 else [b for b in bearers if c.article not in b.articles]
        able = [b for b in there if contradiction(mine, b.traits) is None]
        fitting = [(shared(mine, b.traits), b.cluster) for b in able]
        if not fitting:
            return
        (most, best), *rest = sorted(fitting, key=lambda f: (-f[0], f[1].id))
        if len(bearers) == 1:
            self._join(
                best, c, BRIEF if most else LONE, "only-surname", f"'{best.name}' is the only person here whose surname is '{c.name}'"
            )
        elif most > 1 and (not rest or most > 2 * rest[0][0]):
            reason = f"'{best.name}' is the '{c.name}' who is named with {most} of the same others"
            self._join(best, c, LONE, "surname-in-company", reason)
        elif most:
            self._doubt(best, c, "surname-in-company", f"'{c.name}' may be '{best.name}', with whom it has {most} named beside it")

    # ------------------------------------------------------------------ bodies

    def _short_names(self) -> None:
        """An acronym is the one body that goes by it."""
        meant = self._meant()
        for form, group in self._by_key(c for c in self._ordered() if c.brief and not c.person).items():
            bodies = [g[0] for g in meant[form].values()]
            if not bodies:
                self._all(group, NAMED, "same-name")
            for c in group if len(bodies) == 1 else ():
                self._join(bodies[0], c, BRIEF, "only-acronym", f"'{bodies[0].name}' is the only body here whose acronym is '{c.name}'")

    def _misread(self) -> None:
        """One name that is nearly always of one type, and in some article of another: a slip of the model, not two things."""
        called: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            if not c.entry and fold(c.name) and any(m.kind == "name" for m in c.mentions):
                called[fold(c.name)][c.family].append(c)
        for _, families in sorted(called.items()):
            for weak in sorted(families.keys() & MISREAD.keys()):
                strong = [f for f in MISREAD[weak] if f in families]
                if len(strong) == 1 and len(families[strong[0]]) >= len(families[weak]) * (MAJORITY if weak == "Place" else 1):
                    self._slips(families[strong[0]], families[weak])

    def _slips(self, right: list[Cluster], wrong: list[Cluster]) -> None:
        """An article that has both means two things."""
        articles = {c.article for c in right}
        for c in wrong:
            if c.article not in articles:
                reason = f"'{c.name}' is {_a(right[0].family)} in {_counted(len(right))}, and {_a(c.family)} here for a slip of the model"
                self._join(right[0], c, LONE, "type-misread", reason)


def _equal(by: str, left: Cluster, right: Cluster) -> str:
    if by == "gazetteer":
        return f"'{_written(left)}' and '{_written(right)}' are both names of {left.name} in the gazetteer"
    if fold(left.name) == fold(right.name):
        return f"both are called '{left.name}'"
    if left.family == "Person":
        return f"'{left.name}' and '{right.name}' are spellings of one name"
    return f"'{left.name}' and '{right.name}' share a name"


def _variant(left: Cluster, right: Cluster, common: int) -> str:
    beside = f", and {common} of the same names stand beside both" if common else ""
    return f"'{left.name}' and '{right.name}' can be one person's name{beside}"


def _written(cluster: Cluster) -> str:
    named = [m.text for m in cluster.mentions if m.kind in ("name", "demonym")]
    return clean(named[0]) if named else cluster.name


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOU" else f"a {noun}"


def _counted(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles} articles"
