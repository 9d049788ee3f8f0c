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
from kg.names import acronym, body_words, fold, registered_as
from kg.resolve.clusters import Clusters
from kg.resolve.company import ELSEWHERE, Traits, contradiction, elsewhere, kinship, shared, union
from kg.resolve.keys import Cluster, clean
from kg.resolve.people import MIDDLE, SAME, SHORT, SPELLING, Matcher, PersonName, read_name, unambiguous

PROGRAM = "rule:"  # judges whose name starts so are programs; a person's verdict outranks theirs
LISTED, NAMED, BRIEF, LONE = 0.98, 0.9, 0.85, 0.7  # LONE: joined though nothing but the short name speaks for it
DOUBT = 0.5
MISREAD = {"Work": ("Organization", "Place", "Person"), "Topic": ("Organization", "Place", "Person"), "Place": ("Organization",)}
FAME, FAMOUS = 2, 5  # who is named in five times as many articles as any other of the surname is likelier meant by it alone
NATIONAL = frozenset(["GovernmentBody", "Court", "Party", "MilitaryUnit"])  # each country has its own
MAJORITY = 3  # times as many articles must have the one type for the other to be a slip

Named = tuple[list[Cluster], list[Cluster]]  # a head of each person of one name, and all clusters of that name


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
    settled: set[str] = field(default_factory=set)  # clusters whose short name was found to be part of one longer name

    def run(self) -> list[Judgement]:
        """The judgements of all joins, and of the pairs left apart that a person may want to see."""
        self._listed()
        self._people()
        self._heads_and_tails()
        self._named()
        self._misread()
        self._surnames()
        self._misread_surnames()
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
        for group in map(self._unless_two, self._by_key(plain).values()):
            if any(c.type in NATIONAL for c in group):
                self._part_by_lands(group)
            self._part_by_form(group)
            self._all(group, NAMED, "same-name")

    def _unless_two(self, group: list[Cluster]) -> list[Cluster]:
        """Without those whose short name was found to be part of a longer one, where it is part of several."""
        wholes = {self.sets.root(c.id) for c in group if c.id in self.settled}
        return [c for c in group if c.id not in self.settled] if len(wholes) > 1 else group

    def _part_by_lands(self, group: list[Cluster]) -> None:
        """Two supreme courts: articles that share neither a country nor a name, directly or by way of others, mean two bodies."""
        worlds = Clusters(c.id for c in group)
        first: dict[str, str] = {}
        for c in group:
            traits = self.traits[c.id]
            for feature in (*traits.lands, *traits.beside):
                worlds.join(first.setdefault(feature, c.id), c.id)
        heads = [self.clusters[members[0]] for members in worlds.groups().values() if any(self.traits[m].lands for m in members)]
        for members in worlds.groups().values():
            self._all((self.clusters[m] for m in members), NAMED, "same-name")
        for at, right in enumerate(heads):
            for left in heads[:at]:
                self._keep_apart(left, right, f"both are called '{left.name}', but {ELSEWHERE}")

    def _part_by_form(self, group: list[Cluster]) -> None:
        """`Orsdale Group Ltd` and `Orsdale Group Inc.` are two companies; one without a form may be either."""
        forms: dict[str, list[Cluster]] = defaultdict(list)
        for c in group:
            for form in {f for m in c.mentions if m.kind == "name" and (f := registered_as(m.text))}:
                forms[form].append(c)
        heads = [self._all(clusters, NAMED, "same-name")[0] for _, clusters in sorted(forms.items())]
        for at, right in enumerate(heads):
            for left in heads[:at]:
                self._keep_apart(left, right, f"'{left.name}' and '{right.name}' are companies of two forms")

    # ------------------------------------------------------------------ people

    def _people(self) -> None:
        matcher = Matcher(self.gazetteer)
        surnames: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            if c.person and c.person.given:
                surnames[c.person.surname][matcher.key(c.person)].append(c)
        known: dict[PersonName, Named] = {}
        for _, names in sorted(surnames.items()):
            mine = {g[0].person: (self._of_one_name(g), g) for _, g in sorted(names.items()) if g[0].person}
            for left, right, likeness, sure in sorted(unambiguous(matcher.pairs(mine)), key=lambda p: (-p[2], p[0], p[1])):
                self._alike(mine[left], mine[right], likeness if sure else 0.0)
            known |= mine
        for longer, shorter in matcher.second_surnames(known):
            self._alike(known[longer], known[shorter], MIDDLE)

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

    def _alike(self, one: Named, other: Named, likeness: float) -> None:
        """Joins two names of one person, where the likeness (0: it is ambiguous) or what is said of both is enough."""
        (heads, mine), (others, theirs) = one, other
        a, b = heads[0], others[0]
        here, there = (union(self.traits[c.id] for c in side) for side in (mine, theirs))
        why, common = contradiction(here, there), shared(here, there)
        if why or not likeness or len(heads) > 1 or len(others) > 1 or not (likeness >= SHORT or kinship(here, there) > 1):
            self._doubt(a, b, "name-variant", f"'{a.name}' and '{b.name}' are alike, but {why}" if why else _variant(a, b, common))
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
        far = [b for b in able if elsewhere(mine, b.traits)]
        for b in far if len(bearers) == 1 else ():
            self._doubt(b.cluster, c, "only-surname", f"'{c.name}' may be '{b.cluster.name}', but {ELSEWHERE}")
        able = [b for b in able if b not in far]
        if not able:
            return
        fame = max(len(b.articles) for b in able)
        weighed = [(kinship(mine, b.traits) + FAME * (len(b.articles) == fame > FAMOUS * _second(able)), b.cluster) for b in able]
        (most, best), *rest = sorted(weighed, key=lambda f: (-f[0], f[1].id))
        if len(bearers) == 1:
            self._join(
                best, c, BRIEF if most else LONE, "only-surname", f"'{best.name}' is the only person here whose surname is '{c.name}'"
            )
        elif most > 1 and (not rest or most > 2 * rest[0][0]):
            reason = f"'{best.name}' is the '{c.name}' with whose calling, country or company this one agrees most"
            self._join(best, c, LONE, "surname-in-company", reason)
        elif most:
            self._doubt(best, c, "surname-in-company", f"'{c.name}' may be '{best.name}', with whom it has a country or a name in common")

    def _misread_surnames(self) -> None:
        """A surname alone that the model took for a body, where what is said of its bearer is said there too."""
        meant = self._meant()
        for c in self._ordered():
            if c.family not in MISREAD and c.family != "Organization" or c.entry or len(fold(c.name).split()) != 1:
                continue
            bearers = list(meant.get(f"Person:? {read_name(c.name).surname}", {}).values())
            if len(bearers) == 1 and kinship(self.traits[c.id], union(self.traits[b.id] for b in bearers[0])) > 1:
                best = bearers[0][0]
                self._join(
                    best, c, LONE, "type-misread", f"'{c.name}' is the surname of '{best.name}', and the articles have names in common"
                )

    # ------------------------------------------------------------------ bodies

    def _heads_and_tails(self) -> None:
        """`Corvessa` is Corvessa Energy, `the Falcons` are the Tampere Falcons: the one that the article names in full, else the
        only one that is called so and stands in like company."""
        longer: dict[str, dict[str, list[Cluster]]] = defaultdict(dict)
        for c in self._ordered():
            words = body_words(c.name).split()
            if c.family == "Organization" and not c.brief and len(words) > 1 and any(m.kind == "name" for m in c.mentions):
                for word in {words[0], *words[-1:] * (words[-2] not in ("of", "in", "at", "for", "and"))}:
                    longer[word].setdefault(" ".join(words), []).append(c)
        for c in self._ordered():
            if not c.entry and c.family in ("Organization", "Work", "Topic") and any(m.kind == "name" for m in c.mentions):
                self._part_of(c, longer.get(body_words(c.name), {}))

    def _part_of(self, c: Cluster, wholes: Mapping[str, list[Cluster]]) -> None:
        here = [o for group in wholes.values() for o in group if o.article == c.article]
        if any(_inside(c, o) for o in here):
            return
        there = next(iter(wholes.values())) if len(wholes) == 1 else []
        near = there and shared(self.traits[c.id], union(self.traits[o.id] for o in there))
        best = here[0] if len(here) == 1 else there[0] if near and not here else None
        if best is not None:
            reason = f"'{c.name}' is short for '{best.name}', {'named in the same article' if here else 'the only body here called so'}"
            if self._join(best, c, BRIEF if here else LONE, "short-name", reason):
                self.settled.add(c.id)

    def _short_names(self) -> None:
        """An acronym is the one body that goes by it, else the one whose initials it is, where they have something in common."""
        meant, spelled = self._meant(), self._initials()
        for form, group in self._by_key(c for c in self._ordered() if c.brief and not c.person).items():
            bodies = list(meant[form].values())
            if not bodies:
                if any(c.type in NATIONAL for c in group):
                    self._part_by_lands(group)
                self._all(group, NAMED, "same-name")
                self._spelled_out(group, list(spelled.get(form, {}).values()))
            near = [c for c in group if len(bodies) == 1 and not elsewhere(self.traits[c.id], self.traits[bodies[0][0].id])]
            for c in near:
                reason = f"'{bodies[0][0].name}' is the only body here whose acronym is '{c.name}'"
                self._join(bodies[0][0], c, BRIEF, "only-acronym", reason)

    def _spelled_out(self, group: list[Cluster], bodies: list[list[Cluster]]) -> None:
        for c in group if len(bodies) == 1 else ():
            if kinship(self.traits[c.id], union(self.traits[b.id] for b in bodies[0])):
                best = bodies[0][0]
                self._join(best, c, LONE, "initials", f"'{c.name}' are the initials of '{best.name}' and of no other body here")

    def _initials(self) -> dict[str, dict[str, list[Cluster]]]:
        """{key of an acronym: {root: clusters of a body whose initials it is}}."""
        found: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            if c.family == "Organization" and not c.brief and len(letters := acronym(c.name)) > 2:
                found[f"Organization:{fold(letters)}"][self.sets.root(c.id)].append(c)
        return found

    def _misread(self) -> None:
        """One name that is nearly always of one type, and in some article of another: a slip of the model, not two things."""
        called: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
        for c in self._ordered():
            if not c.entry and fold(c.name) and c.id not in self.settled and any(m.kind == "name" for m in c.mentions):
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


def _second(bearers: list[_Bearer]) -> int:
    """How many articles name the second best known of them."""
    return sorted((len(b.articles) for b in bearers), reverse=True)[1] if len(bearers) > 1 else 0


def _inside(part: Cluster, whole: Cluster) -> bool:
    """Do all mentions of the one stand within mentions of the other (`Tampere` in `Tampere Falcons`)?"""
    return all(any(w.start <= m.start and m.end <= w.end for w in whole.mentions) for m in part.mentions)


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
