"""Names the world knows: countries with their demonyms and capitals, places, organisations, metonyms, given names, roles.

Read from schema/gazetteer/ (sources and licences: schema/gazetteer/LICENSES.md).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SchemaError
from kg.names import fold
from kg.schema import default_folder


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the world. `id` is a Wikidata id or None; `country` is the key of its country's entry or None, `within`
    that of the region or country a place lies in."""

    key: str
    id: str | None
    name: str
    type: str
    aliases: tuple[str, ...]
    country: str | None
    ambiguous: bool = False
    within: str | None = None


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Entries by folded alias. `demonyms` and `metonyms` lead to countries, `nicknames` from a full given name to its short
    forms; `namesakes` has all places of a folded name that several have, the best known first."""

    entries: dict[str, Entry]
    by_alias: dict[str, Entry]
    demonyms: dict[str, Entry]
    adjectives: dict[str, str]
    metonyms: dict[str, Entry]
    capitals: frozenset[str]
    genders: dict[str, str]
    name_classes: dict[str, str]
    roles: dict[str, str]
    role_genders: dict[str, str] = field(default_factory=dict)
    nicknames: dict[str, frozenset[str]] = field(default_factory=dict)
    namesakes: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def lookup(self, text: str) -> Entry | None:
        """The entry of a name or alias, or None. Acronyms must stand in capitals."""
        entry = self.by_alias.get(fold(text))
        if entry and not entry.ambiguous and _is_acronym(entry, text) and not any(c.isupper() for c in text):
            return None
        return entry

    def demonym(self, text: str) -> Entry | None:
        """The country a demonym or nationality word stands for, or None."""
        return self.demonyms.get(fold(text))

    def adjective(self, key: str) -> str | None:
        """The first demonym of a country (`North Korean`), or None."""
        return self.adjectives.get(key)

    def metonym(self, text: str) -> Entry | None:
        """The country whose government a seat of power (the Kremlin; a capital) may stand for, or None."""
        return self.metonyms.get(fold(text))

    def capital(self, text: str) -> bool:
        """Is this a city that news desks name for the government in it?"""
        return fold(text) in self.capitals

    def gender(self, given_name: str) -> str | None:
        """`m` or `f` of a given name, or None where it is unknown or either."""
        found = self.genders.get(fold(given_name))
        return found if found in ("m", "f") else None


def _is_acronym(entry: Entry, text: str) -> bool:
    return len(text) <= 5 and fold(text) != fold(entry.name)


@functools.lru_cache(maxsize=4)
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Reads schema/gazetteer/; the first entry of an alias wins: countries, then organisations, then places."""
    folder = (folder or default_folder()) / "gazetteer"
    countries = list(_lines(folder / "countries.jsonl"))
    entries: dict[str, Entry] = {}
    by_alias: dict[str, Entry] = {}
    places: dict[str, dict[str, Entry]] = {}
    for row in (*countries, *_lines(folder / "organizations.jsonl"), *_lines(folder / "places.jsonl")):
        entry = _entry(row)
        entries.setdefault(entry.key, entry)
        unsure = {fold(form) for form in row.get("ambiguous_forms") or ()}
        for alias in (entry.name, *entry.aliases):
            if row["type"] in ("Country", "Place"):
                places.setdefault(fold(alias), {}).setdefault(entry.key, entry)
            if fold(alias) not in unsure:
                by_alias.setdefault(fold(alias), entry)
    by_key = {row["id"]: entries[row["id"]] for row in countries}
    names = list(_rows(folder / "given_names.tsv"))
    roles = list(_rows(folder / "roles.tsv"))
    return Gazetteer(
        entries=entries,
        by_alias=by_alias,
        demonyms=_demonyms(countries, by_key),
        adjectives={row["id"]: row["demonyms"][0] for row in countries if row.get("demonyms")},
        metonyms=_metonyms(folder, countries, by_key, entries),
        capitals=_capitals(countries, entries),
        genders={fold(row[0]): row[1] for row in names},
        name_classes={fold(row[0]): row[2] for row in names if len(row) > 2 and row[2]},
        roles={row[0].casefold(): row[1] for row in roles},
        role_genders={row[0].casefold(): row[2] for row in roles if len(row) > 2},
        namesakes={alias: tuple(found.values()) for alias, found in places.items() if len(found) > 1},
        nicknames={row[0]: frozenset(row[1].split()) for row in _rows(folder / "nicknames.tsv")},
    )


def _demonyms(countries: list[dict[str, Any]], by_key: dict[str, Entry]) -> dict[str, Entry]:
    """{folded demonym: country}; words that mean more than one people ("Korean") are left out."""
    found: dict[str, Entry] = {}
    for row in countries:
        unsure = {fold(form) for form in row.get("ambiguous_forms") or ()}
        for demonym in row.get("demonyms") or ():
            if by_key[row["id"]].type == "Country" and fold(demonym) not in unsure:
                found.setdefault(fold(demonym), by_key[row["id"]])
    return found


def _capitals(countries: list[dict[str, Any]], entries: dict[str, Entry]) -> frozenset[str]:
    names = {name for row in countries for name in row.get("metonyms") or ()}
    names |= {entries[row["capital"]].name for row in countries if row.get("capital") in entries}
    return frozenset(fold(name) for name in names)


def _metonyms(folder: Path, countries: list[dict[str, Any]], by_key: dict[str, Entry], entries: dict[str, Entry]) -> dict[str, Entry]:
    found = {fold(row["text"]): by_key[row["country"]] for row in _lines(folder / "metonyms.jsonl") if row["country"] in by_key}
    for row in countries:
        for name in row.get("metonyms") or ():
            found.setdefault(fold(name), by_key[row["id"]])
        capital = entries.get(row.get("capital") or "")
        if capital:
            found.setdefault(fold(capital.name), by_key[row["id"]])
    return found


def _entry(row: dict[str, Any]) -> Entry:
    key = row["id"] or f"{row.get('subtype') or row['type']}:{fold(row['name'])}:{row.get('country') or ''}"
    return Entry(
        key=key,
        id=row["id"] or None,
        name=row["name"],
        type=row.get("subtype") or row["type"],
        aliases=tuple(row.get("aliases") or ()),
        country=row.get("country") or None,
        within=row.get("in") or None,
        ambiguous=bool(row.get("ambiguous")),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as e:
                    raise SchemaError(f"{path}: line {number}: not JSON: {e.msg}") from e


def _rows(path: Path) -> Iterator[list[str]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.split("\t")
