"""Parsed -> mentions, attributions, claims: one module a question.

who: names, nominals, coref · who says: attribution · what: frames, roles, clauses · how sure: factuality ·
when: times · how many: quantities

An extractor is a callable from a parse to an Extraction, in `EXTRACTORS` or by an entry point of the group
`kg.extractors`. Whatever it says is held to the evidence law (kg/law.py) before it is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from kg.errors import ConfigError, nearest
from kg.extract.reader import Extractor, extract, read_mentions, read_names
from kg.law import lawful
from kg.model import Extraction
from kg.parse import Parsed

__all__ = ["EXTRACTORS", "Extractor", "extract", "extractor", "lawful", "read_mentions", "read_names"]

EXTRACTORS: dict[str, Callable[[Parsed, Extractor], Extraction]] = {"rules": extract}


def extractor(name: str) -> Callable[[Parsed, Extractor], Extraction]:
    """The extractor of that name; ConfigError with the nearest name where there is none."""
    found = {point.name: point for point in entry_points(group="kg.extractors")}
    if name in EXTRACTORS:
        return EXTRACTORS[name]
    if name in found:
        return found[name].load()  # type: ignore[no-any-return]
    known = sorted({*EXTRACTORS, *found})
    raise ConfigError(f"extractor '{name}' is unknown; there are {', '.join(known)}.{nearest(name, known)}")
