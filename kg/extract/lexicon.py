"""What common nouns and the heads of names stand for: schema/nouns.yaml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SchemaError, nearest
from kg.mappings import as_mapping, as_words, check_keys, read_mapping
from kg.schema import Schema


@dataclass(frozen=True)
class Nouns:
    """{lemma: types it may stand for, the first named first}, {last word of a name: type}."""

    nouns: dict[str, tuple[str, ...]]
    heads: dict[str, str]

    def type_of(self, lemma: str) -> str | None:
        """The first type of a common noun, or None."""
        found = self.nouns.get(lemma)
        return found[0] if found else None


@functools.lru_cache(maxsize=4)
def load_nouns(folder: Path, types: frozenset[str]) -> Nouns:
    """Reads nouns.yaml; SchemaError for a type that does not exist."""
    path = folder / "nouns.yaml"
    raw = read_mapping(path)
    check_keys(str(path), raw, ("nouns", "heads"), "this file")
    nouns: dict[str, tuple[str, ...]] = {}
    heads: dict[str, str] = {}
    for section in ("nouns", "heads"):
        for type_, words in as_mapping(f"{path}: {section}", raw.get(section)).items():
            if type_ not in types:
                raise SchemaError(f"{path}: type '{type_}' is unknown.{nearest(type_, types)}")
            for word in as_words(f"{path}: {section}: {type_}", words):
                if section == "nouns":
                    nouns[word] = (*nouns.get(word, ()), type_)
                else:
                    heads.setdefault(word, type_)
    return Nouns(nouns, heads)


def nouns_of(schema: Schema) -> Nouns:
    """The nouns of a schema folder."""
    return load_nouns(schema.folder, frozenset(schema.types))
