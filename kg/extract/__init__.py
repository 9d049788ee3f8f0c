"""Parsed -> mentions, attributions, claims: one module a question.

who: names, nominals, coref · who says: attribution, sourcing · what: frames, roles, clauses, proposing · how sure: factuality ·
when: times · how many: quantities · together: reading, claiming, reader

An extractor is a callable from a parse to an Extraction, in `EXTRACTORS` or by an entry point of the group
`kg.extractors`. Whatever it says is held to the evidence law (law.py) before it is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from kg.errors import ConfigError, nearest
from kg.extract.law import lawful
from kg.extract.reader import extract
from kg.extract.reading import Extractor, read_mentions, read_names
from kg.model import Extraction
from kg.parse import Parsed

__all__ = ["EXTRACTORS", "Extractor", "extract", "extractor", "lawful", "read_mentions", "read_names"]

EXTRACTORS: dict[str, Callable[[Parsed, Extractor], Extraction]] = {"rules": extract}


def extractor(name: str) -> Callable[[Parsed, Extractor], Extraction]:
    """The extractor of that name; ConfigError with the nearest name where there is none."""
    if name in EXTRACTORS:  # asked for each article; to read the entry points of all that is installed takes 10 ms
        return EXTRACTORS[name]
    found = {point.name: point for point in entry_points(group="kg.extractors")}
    if name in found:
        return found[name].load()  # type: ignore[no-any-return]
    known = sorted({*EXTRACTORS, *found})
    raise ConfigError(f"extractor '{name}' is unknown; there are {', '.join(known)}.{nearest(name, known)}")
