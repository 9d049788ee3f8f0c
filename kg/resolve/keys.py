"""What a cluster of mentions of one article is called, and the key under which it meets those of other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.gazetteer import Entry, Gazetteer
from kg.model import Mention
from kg.names import body_words, fold, strip_titles
from kg.resolve.person_names import Matcher, PersonName, read_name
from kg.schema import Schema

SMALL = frozenset(
    """
    the a an this that these those its his her their our my your some any all such of in on at to for from by with
    and
    """.split()
)
FORCES = frozenset(
    "troops soldiers soldier forces units unit brigades brigade officers infantrymen servicemen army personnel battalions regiments "
    "fighters contingent military troop".split()
)

PlaceOf = Callable[[Mention], Entry | None]
ACRONYM = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one article that are the same. `keys` are what may join it to others; the first names the entity.

    A `brief` cluster is known by a surname or an acronym alone; `forms` are the keys of the brief clusters that may mean
    this one. Two people of one surname, two bodies of one acronym are not the same for that. `person`: the parts of a
    person's name, None of everybody and everything else. `shown`: the mention that stands for the cluster.
    """

    id: str
    article: str
    mentions: tuple[Mention, ...]
    type: str
    family: str
    name: str
    entry: Entry | None
    keys: tuple[str, ...]
    forms: tuple[str, ...] = ()
    brief: bool = False
    person: PersonName | None = None
    shown: str = ""

    @property
    def named(self) -> bool:
        """Is it called by a name anywhere, and not only described?"""
        return any(m.kind == "name" for m in self.mentions)


def family_of(schema: Schema, type_: str) -> str:
    """The kind within which names are compared: a city and a country may be one place, a person and a place may not."""
    for family in ("Person", "Organization", "Place", "Group", "Event", "Position", "Work", "Weapon"):
        if schema.is_a(type_, family):
            return family
    return "Topic"


def make_cluster(schema: Schema, gazetteer: Gazetteer, mentions: list[Mention], place: PlaceOf | None = None) -> Cluster:
    """A cluster of the mentions of one article, with its type by vote and its name. `place` tells which place a name means."""
    names = [m for m in mentions if m.kind == "name"]
    type_ = _vote(schema, names or [m for m in mentions if m.kind != "pronoun"] or mentions)
    family = family_of(schema, type_)
    entry = _entry(schema, gazetteer, mentions, family, place or (lambda m: gazetteer.lookup(m.text)))
    if entry and entry.id:
        type_ = entry.type
    name = entry.name if entry and entry.id else _name(family, names or [m for m in mentions if m.kind == "nominal"] or mentions)
    first = min(mentions, key=lambda m: (m.start, m.end))
    keys, forms = _keys(gazetteer, family, name, names, entry, first)
    if keys and keys[0].endswith(" troops"):
        name = _troops(gazetteer, keys[0], name)
    return Cluster(
        id=first.id,
        article=first.article,
        mentions=tuple(mentions),
        type=type_,
        family=family,
        name=name,
        entry=entry,
        keys=keys or forms,
        forms=forms if keys else (),
        brief=not keys,
        person=_person(name, names) if family == "Person" and names and not entry else None,
        shown=min(names or mentions, key=lambda m: (clean(m.text) != name, m.start, m.end)).id,
    )


def _person(name: str, names: list[Mention]) -> PersonName | None:
    """The parts of a person's name; `Jr.` may stand at any of the mentions."""
    found = read_name(name)
    suffix = next((s for m in names if (s := read_name(m.text).suffix)), "")
    return replace(found, suffix=suffix) if found.surname else None


def _vote(schema: Schema, mentions: list[Mention]) -> str:
    """The type most mentions have; of equals the more special one, then by name."""
    counts = Counter(m.type for m in mentions)
    return min(counts, key=lambda t: (-counts[t], -len(schema.types[t].ancestors), t))


def _entry(schema: Schema, gazetteer: Gazetteer, mentions: list[Mention], family: str, place: PlaceOf) -> Entry | None:
    """The gazetteer's entry that most of the names and demonyms lead to."""
    counts: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for m in mentions:
        if m.kind not in ("name", "demonym"):
            continue
        lookup = place if family == "Place" else (lambda m: gazetteer.lookup(m.text))
        found = gazetteer.demonym(m.text) if m.kind == "demonym" else lookup(m)
        if m.type == "Country" and (found is None or found.type != "Country"):
            found = gazetteer.metonym(m.text) or found  # Washington as an actor
        if found and family_of(schema, found.type) == family:
            counts[found.key] += 1
            entries[found.key] = found
    return entries[min(counts, key=lambda k: (-counts[k], k))] if counts else None


def _plain_name(family: str, mention: Mention) -> str:
    name = strip_titles(mention.text) if family == "Person" and mention.kind == "name" else mention.text
    name = clean(name)
    return COUNTED.sub("", name) if mention.kind == "nominal" else name


def _name(family: str, mentions: list[Mention]) -> str:
    """The fullest of the most frequent names: for people the one with most parts, else the longest."""
    texts = Counter(_plain_name(family, m) for m in mentions)
    if family == "Person":
        return min(texts, key=lambda t: (-min(len(t.split()), 3), -texts[t], len(t), t))
    return min(texts, key=lambda t: (-min(len(t.split()), 4), -texts[t], -len(t), t))


def _troops(gazetteer: Gazetteer, key: str, name: str) -> str:
    """One name for the forces of one country, whatever they are counted in."""
    demonym = gazetteer.adjective(key.removeprefix("Group:").removesuffix(" troops"))
    return f"{demonym} troops" if demonym else name


COUNTED = re.compile(
    r"^(?:(?:about|around|some|roughly|nearly|almost|up to|at least|more than|over|as many as|the first|first|several|many|hundreds of|"
    r"thousands of|dozens of|even|only|just|[\d][\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|"
    r"thousand|million)\s+)+(?=\w)",
    re.I,
)


def clean(name: str) -> str:
    """A name as people write it: single spaces, no article before it, no possessive behind it."""
    name = re.sub(r"\s+", " ", name).strip()
    name = re.sub(r"['’‘]s?$", "", name)
    return re.sub(r"^(the|a|an)\s+(?=\S)", "", name, flags=re.I)


def _keys(
    gazetteer: Gazetteer, family: str, name: str, names: list[Mention], entry: Entry | None, first: Mention
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(keys of the full names, keys of the short forms)."""
    if entry:
        return (f"id:{entry.key}",), ()
    named = [m for m in names if fold(clean(m.text))]
    if family == "Person" and named:
        person = _person(name, named)
        surname = person.surname if person else ""
        full = (f"Person:{Matcher(gazetteer).key(person)}",) if person and person.given else ()
        return full, (f"Person:? {surname}",)
    if named:
        texts = [clean(m.text) for m in sorted(named, key=lambda m: (-len(m.text), m.text))]
        short = [t for t in texts if family == "Organization" and ACRONYM.fullmatch(t)]
        long = [t for t in texts if t not in short]
        owned = [key for t in long if family == "Organization" and (key := _owned_key(gazetteer, family, t))]
        return (*_folded(family, long), *dict.fromkeys(owned)), _folded(family, short)
    return (nominal_key(gazetteer, family, name, first),), ()


def _folded(family: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{family}:{body_words(name)}" for name in names))


def nominal_key(gazetteer: Gazetteer, family: str, name: str, first: Mention) -> str:
    """A description means the same thing in another article only where it says whose it is or is long enough."""
    words = fold(name).split()
    country, rest = country_words(gazetteer, words)
    if country and family == "Group" and rest and rest[-1] in FORCES:
        return f"Group:{country.key} troops"
    content = [w for w in words if w not in SMALL and not w.isdigit()]
    if owned := _owned_key(gazetteer, family, name):
        return owned
    if family in ("Event", "Topic", "Work", "Position") and len(content) >= 2:
        return f"{family}:{' '.join(content)}"
    return f"{family}:{first.id}"


def _owned_key(gazetteer: Gazetteer, family: str, name: str) -> str | None:
    """One key for `Ministry of Foreign Affairs of Kenya`, `Kenya's foreign ministry` and `the Kenyan Foreign Ministry`; None
    where a name doesn't say whose it is."""
    country, rest = country_words(gazetteer, fold(name).split())
    content = sorted({w for w in body_words(" ".join(rest)).split() if w not in SMALL and w not in ("s", "affairs")})
    return f"{family}:{country.key} {' '.join(content)}" if country and content else None


def country_words(gazetteer: Gazetteer, words: list[str]) -> tuple[Entry | None, list[str]]:
    """(the country named or meant in the words by name or demonym, the other words)."""
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            text = " ".join(words[at : at + length])
            found = gazetteer.demonyms.get(text) or (gazetteer.by_alias.get(text) if len(text) > 3 else None)
            if found and found.type == "Country":
                return found, words[:at] + words[at + length :]
    return None, words
