"""A Wikidata dump in small, all of it invented, in the form of the real ones: an array with an entity a line."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.knowledge import Item, open_knowledge

PACKERS = {"": lambda data: data, ".gz": lambda data: gzip.compress(data, mtime=0), ".bz2": bz2.compress}
HUMAN, CITY, BUSINESS, STATE, ARTICLE = "Q5", "Q515", "Q4830453", "Q3624078", "Q13442814"


def entity(id_: str, label: str, *classes: str, **known: Any) -> dict[str, Any]:
    """An entity as a dump has it. `known`: aliases, description, sitelinks (how many), languages, and claims by property."""
    claims = {"P31": [statement(c) for c in classes]} | {p: [statement(v) for v in values] for p, values in known.get("claims", {}).items()}
    languages = known.get("languages", ("en",))
    return {
        "type": "item",
        "id": id_,
        "labels": {code: {"language": code, "value": label} for code in languages},
        "descriptions": {"en": {"language": "en", "value": known["description"]}} if "description" in known else [],
        "aliases": {"en": [{"language": "en", "value": a} for a in known["aliases"]]} if "aliases" in known else [],
        "claims": claims,
        "sitelinks": {f"w{n}": {"site": f"w{n}", "title": label, "badges": []} for n in range(known.get("sitelinks", 0))} or [],
    }


def statement(value: str, rank: str = "normal") -> dict[str, Any]:
    """A claim's statement on an item, or where it begins with + on a day."""
    if value.startswith("+"):
        data = {"value": {"time": f"{value}T00:00:00Z", "precision": 11}, "type": "time"}
    else:
        data = {"value": {"entity-type": "item", "numeric-id": int(value[1:]), "id": value}, "type": "wikibase-entityid"}
    return {"mainsnak": {"snaktype": "value", "datavalue": data}, "type": "statement", "rank": rank}


WORLD = [
    entity("Q99000001", "Ada Lunn", HUMAN, description="minister of Marovia", aliases=["A. J. Lunn"], sitelinks=12,
           claims={"P27": ["Q99000004"], "P569": ["+1961-03-04"]}),
    entity("Q99000002", "Ada Lunn", HUMAN, description="figure skater", sitelinks=30, claims={"P569": ["+1999-01-01"]}),
    entity("Q99000003", "Port Kesh", CITY, "Q1549591", sitelinks=3, claims={"P17": ["Q99000004"]}),
    entity("Q99000004", "Marovia", STATE, description="island state", sitelinks=80),
    entity("Q99000005", "Kesh Shipping", BUSINESS, aliases=["KSC"], sitelinks=2),
    entity("Q99000006", "On the tides of Port Kesh", ARTICLE, description="article in a journal"),
    entity("Q99000007", "Oleh Zarnitskyy", HUMAN, description="admiral", sitelinks=90, languages=("en", "mul")),
]  # fmt: skip


def as_dump(entities: Iterable[dict[str, Any]]) -> bytes:
    """Entities as a dump: `[`, an entity a line with a comma behind all but the last, `]`."""
    lines = (json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in entities)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def write_dump(path: Path, entities: Iterable[dict[str, Any]] | None = None) -> Path:
    """A dump, packed as the name of the file says."""
    path.write_bytes(PACKERS.get(path.suffix, PACKERS[""])(as_dump(WORLD if entities is None else entities)))
    return path


def items(path: Path) -> dict[str, Item]:
    """All items of a knowledge file, by id."""
    with open_knowledge(path) as knowledge:
        ids = [row[0] for row in knowledge._rows("SELECT id FROM items ORDER BY id")]
        return {id_: item for id_ in ids if (item := knowledge.item(id_))}


def found(path: Path, key: str) -> list[str]:
    """The ids that a key leads to, in order."""
    with open_knowledge(path) as knowledge:
        return [item.id for item, _ in knowledge.candidates(key)]
