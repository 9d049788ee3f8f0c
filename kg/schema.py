"""Reads schema/: types, relations with their frames, cues and word classes. The only place that knows them.

A frame says how a relation is put into words, on a parse:

    {verb: [send, dispatch], subject: subj, object: to, where: {obj: troops}, quantity: obj}

`subject`, `object`, `value` and `quantity` name slots of the predicate (see kg/extract/clauses/), a list being
alternatives in order; `where` restricts the words that may fill a slot, by a word class or a list of lemmas.

A `name` frame joins two names by what stands between them: a preposition, `'s` (the second is the first's owner), `demonym`
(the Chilean NAME), `based` (PLACE-based NAME), `within` (Kenyan Air Corps), `(` (NAME (SPD)), `is` (NAME is Chilean).
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SchemaError, nearest
from kg.mappings import as_flag, as_mapping, as_words, check_keys, read_mapping
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
        "negative",
        "fallback",
    ]
)
CUE_FRAMES = frozenset(
    ["clause", "quote", "infinitive", "object_infinitive", "gerund", "object", "as", "small", "raising", "of", "poss"] + ["that"]
)
RELATION_KEYS = frozenset(
    [
        "label",
        "domain",
        "range",
        "definition",
        "symmetric",
        "parent",
        "wikidata",
        "exact",
        "plover",
        "schema_org",
        "frames",
        "group",
        "inverse_label",
        "reflexive",
    ]
)
TYPE_KEYS = frozenset(["parents", "label", "schema_org", "wikidata", "literal", "abstract"])
CUE_KINDS = frozenset(["verb", "noun", "adj", "adv", "prep", "punct"])
RELATION_NAME = re.compile(r"[a-z][a-z0-9_]*")
TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
# What graph.py calls its own nodes and relationships: a type or relation of that name would be mistaken for them.
LABELS = frozenset(["Run", "Article", "Sentence", "Mention", "Proposition", "Attribution", "Claim", "Entity"])
RELATIONSHIPS = frozenset(
    ["published_by", "has_sentence", "subject", "object", "source", "of", "in_sentence", "generated_by", "by"]
    + ["has_mention", "refers_to", "claims", "denies", "plans", "expects"]
)


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
    """One way to say a relation, or, `negative`, that it does not hold. `subject`, `object`: slot names, first filled wins."""

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
    negative: bool
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
        for name, entry in read_mapping(path).items():
            if name in relations:
                raise SchemaError(f"{path}: {name}: defined before, in {relations[name].group}.yaml")
            relations[name] = _relation(path, name, as_mapping(f"{path}: {name}", entry), types, words)
    if not relations:
        raise SchemaError(f"{folder / 'relations'}: there is no relation in this folder")
    cues = _read_cues(folder)
    return Schema(folder, types, dict(sorted(relations.items())), cues, words, _digest(folder))


def _digest(folder: Path) -> str:
    """A hash of everything in the folder that decides what is extracted."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".jsonl", ".tsv")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def _read_words(folder: Path) -> dict[str, frozenset[str]]:
    """Word classes; a class may take in another by `+name`."""
    path = folder / "words.yaml"
    raw = {name: as_words(f"{path}: {name}", words) for name, words in read_mapping(path).items()}

    def expand(name: str, seen: tuple[str, ...]) -> Iterator[str]:
        if name in seen:
            raise SchemaError(f"{path}: {name}: takes in itself, by way of {' and '.join(seen)}")
        if name not in raw:
            raise SchemaError(f"{path}: {seen[-1]}: class '{name}' is unknown.{nearest(name, raw)}")
        for word in raw[name]:
            if word.startswith("+"):
                yield from expand(word[1:], (*seen, name))
            else:
                yield word

    return {name: frozenset(expand(name, ())) for name in raw}


def _read_types(folder: Path) -> dict[str, Type]:
    path = folder / "types.yaml"
    raw = {name: as_mapping(f"{path}: {name}", entry) for name, entry in read_mapping(path).items()}
    parents = {name: as_words(f"{path}: {name}: parents", entry.get("parents")) for name, entry in raw.items()}

    def ancestors(name: str, seen: tuple[str, ...]) -> list[str]:
        if name in seen:
            raise SchemaError(f"{path}: {name}: is its own parent, by way of {' and '.join(seen)}")
        if name not in raw:
            raise SchemaError(f"{path}: {seen[-1]}: parent '{name}' is unknown.{nearest(name, raw)}")
        found = [name]
        for parent in parents[name]:
            found += [a for a in ancestors(parent, (*seen, name)) if a not in found]
        return found

    return {name: _type(f"{path}: {name}", name, entry, parents[name], tuple(ancestors(name, ()))) for name, entry in raw.items()}


def _type(place: str, name: str, entry: dict[str, Any], parents: tuple[str, ...], ancestors: tuple[str, ...]) -> Type:
    check_keys(place, entry, TYPE_KEYS, "a type")
    if not TYPE_NAME.fullmatch(name) or name in LABELS - {"Entity"}:
        raise SchemaError(f"{place}: no name for a type. Write it like SportsTeam; {', '.join(sorted(LABELS))} are taken")
    if not isinstance(entry.get("label"), str):
        raise SchemaError(f"{place}: needs a label, the words that people read")
    return Type(
        name=name,
        label=entry["label"],
        ancestors=ancestors,
        parents=parents,
        schema_org=entry.get("schema_org"),
        wikidata=_wikidata(place, entry, "Q"),
        literal=as_flag(place, entry, "literal"),
        abstract=as_flag(place, entry, "abstract"),
    )


def _wikidata(place: str, entry: dict[str, Any], letter: str) -> str | None:
    found = entry.get("wikidata")
    if found is not None and not re.fullmatch(rf"{letter}\d+", str(found)):
        raise SchemaError(f"{place}: wikidata: must be {letter} and a number, not {found!r}")
    return found


def _relation(path: Path, name: str, entry: dict[str, Any], types: dict[str, Type], words: dict[str, frozenset[str]]) -> Relation:
    place = f"{path}: {name}"
    check_keys(place, entry, RELATION_KEYS, "a relation")
    if not RELATION_NAME.fullmatch(name) or name in RELATIONSHIPS:
        taken = ", ".join(sorted(RELATIONSHIPS))
        raise SchemaError(f"{place}: no name for a relation. Write it like sent_troops_to; {taken} are taken")
    ends = (_known_types(place, entry, "domain", types), _known_types(place, entry, "range", types))
    for key, end in zip(("domain", "range"), ends, strict=True):
        if not end:
            raise SchemaError(f"{place}: needs a {key}: the types that may stand there")
    reader = _FrameReader(name, ends, types, words)
    frames = tuple(reader.read_all(place, entry.get("frames")))
    return Relation(
        name=name,
        label=str(entry.get("label") or name.replace("_", " ")),
        group=path.stem,
        domain=ends[0],
        range=ends[1],
        definition=str(entry.get("definition") or ""),
        symmetric=as_flag(place, entry, "symmetric"),
        reflexive=as_flag(place, entry, "reflexive"),
        wikidata=_wikidata(place, entry, "P"),
        exact=as_flag(place, entry, "exact"),
        plover=entry.get("plover"),
        schema_org=entry.get("schema_org"),
        frames=frames,
    )


def _known_types(place: str, entry: dict[str, Any], key: str, types: dict[str, Type]) -> tuple[str, ...]:
    found = as_words(f"{place}: {key}", entry.get(key))
    for type_ in found:
        if type_ not in types:
            raise SchemaError(f"{place}: {key}: type '{type_}' is unknown.{nearest(type_, types)}")
    return found


@dataclass(frozen=True, slots=True)
class _FrameReader:
    """Reads the frames of one relation, whose domain and range are `ends`."""

    relation: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    types: dict[str, Type]
    words: dict[str, frozenset[str]]

    def read_all(self, place: str, raw: Any) -> Iterator[Frame]:
        if raw is not None and not isinstance(raw, list):
            raise SchemaError(f"{place}: frames: must be a list")
        for number, frame in enumerate(raw or (), 1):
            here = f"{place}: frame {number}"
            yield self.read(here, number, as_mapping(here, frame))

    def read(self, place: str, number: int, raw: dict[str, Any]) -> Frame:
        check_keys(place, raw, FRAME_KEYS, "a frame")
        kinds = [kind for kind in PREDICATE_KINDS if kind in raw]
        if len(kinds) != 1:
            raise SchemaError(f"{place}: needs exactly one of {', '.join(PREDICATE_KINDS)}")
        return Frame(
            relation=self.relation,
            kind=kinds[0],
            lemmas=_word_set(place, raw[kinds[0]], self.words),
            subject=as_words(f"{place}: subject", raw.get("subject")) or ("subj",),
            object=as_words(f"{place}: object", raw.get("object")),
            value=as_words(f"{place}: value", raw.get("value")),
            quantity=as_words(f"{place}: quantity", raw.get("quantity")),
            where=self._conditions(f"{place}: where", raw.get("where")),
            unless=self._conditions(f"{place}: unless", raw.get("unless")),
            domain=_known_types(place, raw, "subject_type", self.types) or self.ends[0],
            range=_known_types(place, raw, "object_type", self.types) or self.ends[1],
            mutual=as_flag(place, raw, "mutual"),
            also=as_flag(place, raw, "also"),
            inverse=as_flag(place, raw, "inverse"),
            standing=as_flag(place, raw, "standing"),
            negative=as_flag(place, raw, "negative"),
            fallback=as_words(f"{place}: fallback", raw.get("fallback")),
            number=number,
        )

    def _conditions(self, place: str, raw: Any) -> tuple[tuple[str, frozenset[str]], ...]:
        found = as_mapping(place, raw)
        return tuple((slot, _word_set(f"{place}: {slot}", value, self.words)) for slot, value in found.items())


def _word_set(place: str, value: Any, words: dict[str, frozenset[str]]) -> frozenset[str]:
    """Lemmas, with `+class` standing for a word class."""
    found: set[str] = set()
    for word in as_words(place, value):
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
    for cue_class, by_pos in read_mapping(path).items():
        if cue_class not in CUE_CLASSES:
            raise SchemaError(f"{path}: cue class '{cue_class}' is unknown.{nearest(cue_class, CUE_CLASSES)}")
        for pos, by_frame in as_mapping(f"{path}: {cue_class}", by_pos).items():
            place = f"{path}: {cue_class}: {pos}"
            if pos not in CUE_KINDS:
                raise SchemaError(f"{place}: is no kind of word.{nearest(pos, CUE_KINDS)}")
            for frame, lemmas in as_mapping(place, by_frame).items():
                if frame not in CUE_FRAMES:
                    raise SchemaError(f"{place}: frame '{frame}' is unknown.{nearest(frame, CUE_FRAMES)}")
                for lemma in as_words(f"{place}: {frame}", lemmas):
                    cue = cues.setdefault((lemma, pos), Cue(lemma, pos, cue_class, {}))
                    known = cue.frames.setdefault(frame, cue_class)
                    if known != cue_class:
                        raise SchemaError(f"{path}: {lemma} ({pos}, {frame}) is both {known} and {cue_class}")
    return cues
