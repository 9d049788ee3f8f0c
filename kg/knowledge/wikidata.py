"""An entity of a Wikidata JSON dump -> Item. The form: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html

Types come from the classes an item is directly an instance of (P31): what the schema maps, in types.yaml and classes.yaml.
Subclasses are not followed, for that would take the whole dump in memory; what is missed so is counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SchemaError, nearest
from kg.knowledge.items import Item, is_wikidata
from kg.knowledge.table import Dropped
from kg.mappings import read_mapping
from kg.names import fold
from kg.schema import Schema

INSTANCE_OF, COUNTRY, CITIZENSHIP = "P31", "P17", "P27"
# Position held, party, employer, team, sports club's league, seat, place, parent organisation, founder, author, director.
RELATED = ("P39", "P102", "P108", "P54", "P159", "P131", "P749", "P112", "P50", "P57")
BEGAN, ENDED = ("P569", "P571", "P580", "P585"), ("P570", "P576", "P582")
MOST_RELATED = 20
EVERY = "mul"  # Wikidata's code for a name that is the same in all languages
TIME = re.compile(r"\+0*([0-9]{4})-([0-9]{2})-([0-9]{2})T")
PRECISION = {9: 4, 10: 7, 11: 10}  # Wikidata's year, month, day -> characters of an ISO date
NO_CLASS, NO_ITEM, NO_NAME, OTHER_TYPE = "no type of the schema", "not an item", "no name in the languages", "a type not asked for"


@dataclass(frozen=True)
class Reader:
    """What is wanted of a dump: {class: type}, languages in order of preference, types (None: all)."""

    schema: Schema
    classes: Mapping[str, str]
    languages: tuple[str, ...]
    wanted: frozenset[str] | None

    def pattern(self) -> re.Pattern[bytes]:
        """Finds the id of any class of ours in a line. Most lines have none, and are passed over seven times as fast as
        they could be read as JSON (measured: 670 MB/s beside 94)."""
        return re.compile(rb'"id"\s*:\s*"(?:' + b"|".join(c.encode() for c in sorted(self.classes)) + rb')"')


def load_classes(schema: Schema, folder: Path) -> dict[str, str]:
    """{Wikidata class: type} of a schema's types.yaml and, where it has one, classes.yaml. Raises SchemaError where they name no type."""
    path = folder / "classes.yaml"
    found = {t.wikidata: t.name for t in schema.types.values() if t.wikidata}
    for type_, classes in (read_mapping(path) if path.is_file() else {}).items():
        if type_ not in schema.types:
            raise SchemaError(f"{path}: '{type_}' is no type.{nearest(type_, schema.types)}")
        for class_ in str(classes).split():
            if not is_wikidata(class_):
                raise SchemaError(f"{path}: {type_}: '{class_}' is no Wikidata id")
            found.setdefault(class_, type_)
    return found


def read_entity(reader: Reader, line: bytes) -> Item | Dropped:
    """The item of a line, or why it is none of ours; `bad` where it is not what a dump must have."""
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as e:
        return Dropped(f"not JSON: {getattr(e, 'msg', None) or 'not UTF-8, or nested too deep'}", bad=True)
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        return Dropped("no entity: it has no id", bad=True)
    if entity.get("type", "item") != "item" or not is_wikidata(entity["id"]):
        return Dropped(NO_ITEM)
    claims = _mapping(entity, "claims")
    type_ = _type(reader, claims)
    if type_ is None:
        return Dropped(NO_CLASS)
    if reader.wanted is not None and not reader.wanted & set(reader.schema.types[type_].ancestors):
        return Dropped(OTHER_TYPE)
    return _item(reader, entity, claims, type_)


def _mapping(entity: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A part of an entity; PHP writes an empty one as []."""
    found = entity.get(key)
    return found if isinstance(found, dict) else {}


def _type(reader: Reader, claims: Mapping[str, Any]) -> str | None:
    """The most special type of its classes; of equals the first by name."""
    types = {reader.classes[c] for c in _ids(claims, [INSTANCE_OF]) if c in reader.classes}
    return min(types, key=lambda t: (-len(reader.schema.types[t].ancestors), t)) if types else None


def _item(reader: Reader, entity: Mapping[str, Any], claims: Mapping[str, Any], type_: str) -> Item | Dropped:
    names = list(_names(reader, entity))
    if not names:
        return Dropped(NO_NAME)
    described = _mapping(entity, "descriptions")
    descriptions = [text for code in reader.languages if (text := _text(described.get(code)))]
    country = next(_ids(claims, [CITIZENSHIP, COUNTRY]), None)
    item = Item(
        id=entity["id"],
        name=names[0],
        type=type_,
        aliases=tuple(sorted(set(names[1:]) - {names[0]})),
        description=descriptions[0] if descriptions else None,
        popularity=len(_mapping(entity, "sitelinks")),
        country=country,
        related=tuple(sorted(set(list(_ids(claims, RELATED))[:MOST_RELATED]))),
        began=_date(claims, BEGAN),
        ended=_date(claims, ENDED),
    )
    return item


def _names(reader: Reader, entity: Mapping[str, Any]) -> Iterator[str]:
    """Label and aliases in the languages wanted: labels first, the first of them being the item's name."""
    labels, aliases = _mapping(entity, "labels"), _mapping(entity, "aliases")
    codes = dict.fromkeys((*reader.languages, EVERY))
    found = [_text(labels.get(code)) for code in codes]
    for code in codes:
        more = aliases.get(code)
        found += [_text(alias) for alias in more] if isinstance(more, list) else []
    yield from (name for name in found if name and fold(name))


def _text(value: Any) -> str | None:
    """A term: {"language": "en", "value": "…"}; half a surrogate pair in it is replaced, for SQLite can't keep it."""
    text = value.get("value") if isinstance(value, dict) else None
    return text.encode("utf-8", "replace").decode().strip() if isinstance(text, str) else None


def _values(claims: Mapping[str, Any], properties: Iterable[str]) -> Iterator[Any]:
    """Values of the best rank of each property, the deprecated left out."""
    for property_ in properties:
        statements = claims.get(property_)
        rows = [s for s in statements if isinstance(s, dict)] if isinstance(statements, list) else []
        best = [s for s in rows if s.get("rank") == "preferred"] or [s for s in rows if s.get("rank") != "deprecated"]
        for statement in best:
            snak = statement.get("mainsnak")
            data = snak.get("datavalue") if isinstance(snak, dict) else None
            if isinstance(data, dict):
                yield data.get("value")


def _ids(claims: Mapping[str, Any], properties: Iterable[str]) -> Iterator[str]:
    for value in _values(claims, properties):
        id_ = value.get("id") if isinstance(value, dict) else None
        if isinstance(id_, str) and is_wikidata(id_):
            yield id_


def _date(claims: Mapping[str, Any], properties: Iterable[str]) -> str | None:
    """The first date with at least a year, as far as it is known; None before the year 1."""
    for value in _values(claims, properties):
        time, precision = (value.get("time"), value.get("precision")) if isinstance(value, dict) else (None, None)
        found = TIME.match(time) if isinstance(time, str) else None
        if found and isinstance(precision, int) and precision in PRECISION:
            return "-".join(found.groups())[: PRECISION[precision]]
    return None
