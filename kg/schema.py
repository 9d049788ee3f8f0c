"""Reads schema/: types, relations with their frames, cues and word classes. The only place that knows them.

A frame says how a relation is put into words, on a parse:

    {verb: [send, dispatch], subject: subj, object: to, where: {obj: troops}, quantity: obj}

`subject`, `object`, `value` and `quantity` name slots of the predicate (see kg/extract/clauses.py), a list being
alternatives in order; `where` restricts the words that may fill a slot, by a word class or a list of lemmas.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.errors import SchemaError, nearest
from kg.model import CUE_CLASSES

PREDICATE_KINDS = ("verb", "noun", "adj", "role", "name")
FRAME_KEYS = frozenset(
    [
        *PREDICATE_KINDS,
        "subject",
        "object",
        "value",
        "quantity",
        "where",
        "unless",
        "subject_type",
        "object_type",
        "mutual",
        "inverse",
        "also",
        "standing",
        "fallback",
    ]
)
CUE_FRAMES = frozenset(
    ["clause", "quote", "infinitive", "object_infinitive", "gerund", "object", "as", "small", "raising", "of", "poss"]
    + ["that"]
)
RELATION_KEYS = frozenset(
    ["label", "domain", "range", "definition", "symmetric", "parent", "wikidata", "exact", "plover", "schema_org", "frames", "group", "inverse_label", "reflexive"]
)


class YAML(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on` and `off` are words, as they are to whoever writes frames; only true and false are booleans."""


YAML.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type of things; `ancestors` has itself first, then its parents up to Entity."""

    name: str
    label: str
    ancestors: tuple[str, ...]
    parents: tuple[str, ...]
    schema_org: str | None
    wikidata: str | None
    literal: bool
    abstract: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation. `subject`, `object`: slot names, first filled wins."""

    relation: str
    kind: str
    lemmas: frozenset[str]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: tuple[str, ...]
    quantity: tuple[str, ...]
    where: tuple[tuple[str, frozenset[str]], ...]
    unless: tuple[tuple[str, frozenset[str]], ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    mutual: bool
    also: bool
    inverse: bool
    standing: bool
    fallback: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation type; `domain` and `range` are types, any of which an end may be."""

    name: str
    label: str
    group: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    definition: str
    symmetric: bool
    reflexive: bool
    wikidata: str | None
    exact: bool
    plover: str | None
    schema_org: str | None
    frames: tuple[Frame, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes. `frames`: the ways its content may follow, each with its class ("agree that"
    confirms, "agree to" is a plan). `cue_class` is that of the frame named first in cues.yaml."""

    lemma: str
    pos: str
    cue_class: str
    frames: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Schema:
    """All of schema/, checked. Get it with `load_schema`."""

    folder: Path
    types: dict[str, Type]
    relations: dict[str, Relation]
    cues: dict[tuple[str, str], Cue]
    words: dict[str, frozenset[str]]
    digest: str

    def is_a(self, type_: str, wanted: str) -> bool:
        """Is a type the wanted one or a sub-type of it?"""
        return wanted in self.types[type_].ancestors

    def fits(self, type_: str, wanted: Iterable[str]) -> bool:
        """Is a type any of the wanted ones?"""
        return any(self.is_a(type_, one) for one in wanted)

    def relation(self, name: str) -> Relation:
        """The relation of that name; SchemaError with the nearest name where there is none."""
        if name not in self.relations:
            raise SchemaError(f"relation '{name}' is unknown.{nearest(name, self.relations)}")
        return self.relations[name]

    @functools.cached_property
    def frames_by_lemma(self) -> dict[tuple[str, str], tuple[Frame, ...]]:
        """{(kind of predicate, lemma): frames}."""
        index: dict[tuple[str, str], list[Frame]] = {}
        for relation in self.relations.values():
            for frame in relation.frames:
                for lemma in frame.lemmas:
                    index.setdefault((frame.kind, lemma), []).append(frame)
        return {key: tuple(frames) for key, frames in index.items()}

    def check_ends(self, relation: str, subject: str, object_: str) -> str | None:
        """None where both types fit, else the reason for refusing the claim."""
        wanted = self.relations[relation]
        if not self.fits(subject, wanted.domain):
            return f"{relation}: subject may not be {subject}"
        if not self.fits(object_, wanted.range):
            return f"{relation}: object may not be {object_}"
        return None


def default_folder() -> Path:
    """schema/ of the checkout, or the copy that a wheel carries."""
    inside = Path(__file__).parent / "schema_data"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "schema"


@functools.lru_cache(maxsize=4)
def load_schema(folder: Path | None = None) -> Schema:
    """Reads and checks a schema folder; raises SchemaError that names file, entry and the nearest right word."""
    folder = folder or default_folder()
    words = _read_words(folder)
    types = _read_types(folder)
    relations: dict[str, Relation] = {}
    for path in sorted((folder / "relations").glob("*.yaml")):
        for name, entry in _read(path).items():
            if name in relations:
                raise SchemaError(f"{path}: {name}: defined twice")
            relations[name] = _relation(path, name, entry, types, words)
    cues = _read_cues(folder)
    return Schema(folder, types, dict(sorted(relations.items())), cues, words, _digest(folder))


def _digest(folder: Path) -> str:
    """A hash of everything in the folder that decides what is extracted."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".jsonl", ".tsv")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=YAML)
    except FileNotFoundError as e:
        raise SchemaError(f"{path}: there is no such file") from e
    except yaml.YAMLError as e:
        raise SchemaError(f"{path}: not YAML: {str(e).splitlines()[0]}") from e
    if not isinstance(found, dict):
        raise SchemaError(f"{path}: must be a mapping of names")
    return found


def _tuple(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _read_words(folder: Path) -> dict[str, frozenset[str]]:
    """Word classes; a class may take in another by `+name`."""
    raw = {name: _tuple(words) for name, words in _read(folder / "words.yaml").items()}

    def expand(name: str, seen: tuple[str, ...]) -> Iterator[str]:
        if name not in raw or name in seen:
            raise SchemaError(f"{folder / 'words.yaml'}: class '{name}' is unknown or circular.{nearest(name, raw)}")
        for word in raw[name]:
            if word.startswith("+"):
                yield from expand(word[1:], (*seen, name))
            else:
                yield word

    return {name: frozenset(expand(name, ())) for name in raw}


def _read_types(folder: Path) -> dict[str, Type]:
    path = folder / "types.yaml"
    raw = _read(path)

    def ancestors(name: str, child: str) -> list[str]:
        if name not in raw:
            raise SchemaError(f"{path}: {child}: parent '{name}' is unknown.{nearest(name, raw)}")
        found = [name]
        for parent in _tuple(raw[name].get("parents")):
            found += [a for a in ancestors(parent, name) if a not in found]
        return found

    return {
        name: Type(
            name=name,
            label=str(entry["label"]),
            ancestors=tuple(ancestors(name, name)),
            parents=_tuple(entry.get("parents")),
            schema_org=entry.get("schema_org"),
            wikidata=entry.get("wikidata"),
            literal=bool(entry.get("literal")),
            abstract=bool(entry.get("abstract")),
        )
        for name, entry in raw.items()
    }


def _relation(
    path: Path, name: str, entry: dict[str, Any], types: dict[str, Type], words: dict[str, frozenset[str]]
) -> Relation:
    place = f"{path}: {name}"
    for key in entry:
        if key not in RELATION_KEYS:
            raise SchemaError(f"{place}: '{key}' is no key of a relation.{nearest(key, RELATION_KEYS)}")
    ends = (
        _known_types(place, entry.get("domain") or "nothing", types),
        _known_types(place, entry.get("range") or "nothing", types),
    )
    reader = _FrameReader(name, ends, types, words)
    frames = tuple(
        reader.read(f"{place}: frame {number}", number, raw) for number, raw in enumerate(entry.get("frames") or [], 1)
    )
    return Relation(
        name=name,
        label=str(entry.get("label") or name.replace("_", " ")),
        group=path.stem,
        domain=ends[0],
        range=ends[1],
        definition=str(entry.get("definition") or ""),
        symmetric=bool(entry.get("symmetric")),
        reflexive=bool(entry.get("reflexive")),
        wikidata=entry.get("wikidata"),
        exact=bool(entry.get("exact")),
        plover=entry.get("plover"),
        schema_org=entry.get("schema_org"),
        frames=frames,
    )


def _known_types(place: str, value: Any, types: dict[str, Type]) -> tuple[str, ...]:
    for type_ in _tuple(value):
        if type_ not in types:
            raise SchemaError(f"{place}: type '{type_}' is unknown.{nearest(type_, types)}")
    return _tuple(value)


@dataclass(frozen=True, slots=True)
class _FrameReader:
    """Reads the frames of one relation, whose domain and range are `ends`."""

    relation: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    types: dict[str, Type]
    words: dict[str, frozenset[str]]

    def read(self, place: str, number: int, raw: dict[str, Any]) -> Frame:
        for key in raw:
            if key not in FRAME_KEYS:
                raise SchemaError(f"{place}: '{key}' is no key of a frame.{nearest(key, FRAME_KEYS)}")
        kinds = [kind for kind in PREDICATE_KINDS if kind in raw]
        if len(kinds) != 1:
            raise SchemaError(f"{place}: needs exactly one of {', '.join(PREDICATE_KINDS)}")
        return Frame(
            relation=self.relation,
            kind=kinds[0],
            lemmas=_word_set(place, raw[kinds[0]], self.words),
            subject=_tuple(raw.get("subject")) or ("subj",),
            object=_tuple(raw.get("object")),
            value=_tuple(raw.get("value")),
            quantity=_tuple(raw.get("quantity")),
            where=self._conditions(place, raw.get("where")),
            unless=self._conditions(place, raw.get("unless")),
            domain=_known_types(place, raw.get("subject_type"), self.types) or self.ends[0],
            range=_known_types(place, raw.get("object_type"), self.types) or self.ends[1],
            mutual=bool(raw.get("mutual")),
            also=bool(raw.get("also")),
            inverse=bool(raw.get("inverse")),
            standing=bool(raw.get("standing")),
            fallback=_tuple(raw.get("fallback")),
            number=number,
        )

    def _conditions(self, place: str, raw: dict[str, Any] | None) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple((slot, _word_set(place, value, self.words)) for slot, value in (raw or {}).items())


def _word_set(place: str, value: Any, words: dict[str, frozenset[str]]) -> frozenset[str]:
    """Lemmas, with `+class` standing for a word class."""
    found: set[str] = set()
    for word in _tuple(value):
        if word.startswith("+"):
            if word[1:] not in words:
                raise SchemaError(f"{place}: word class '{word[1:]}' is unknown.{nearest(word[1:], words)}")
            found |= words[word[1:]]
        else:
            found.add(word)
    return frozenset(found)


def _read_cues(folder: Path) -> dict[tuple[str, str], Cue]:
    """{(lemma, pos): Cue} from cues.yaml: {class: {pos: {frame: [lemmas]}}}. A frame of a word has one class."""
    path = folder / "cues.yaml"
    cues: dict[tuple[str, str], Cue] = {}
    for cue_class, by_pos in _read(path).items():
        if cue_class not in CUE_CLASSES:
            raise SchemaError(f"{path}: cue class '{cue_class}' is unknown.{nearest(cue_class, CUE_CLASSES)}")
        for pos, by_frame in by_pos.items():
            for frame, lemmas in by_frame.items():
                if frame not in CUE_FRAMES:
                    raise SchemaError(f"{path}: {pos}: frame '{frame}' is unknown.{nearest(frame, CUE_FRAMES)}")
                for lemma in _tuple(lemmas):
                    cue = cues.setdefault((lemma, pos), Cue(lemma, pos, cue_class, {}))
                    known = cue.frames.setdefault(frame, cue_class)
                    if known != cue_class:
                        raise SchemaError(f"{path}: {lemma} ({pos}, {frame}) is both {known} and {cue_class}")
    return cues
