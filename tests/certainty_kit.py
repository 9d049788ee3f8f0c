"""Reads the cases of tests/certainty/, puts each through the real pipeline, and says what came of it.

`python -m tests.certainty_kit` counts the outcomes of both files. `--write` also rewrites unreached.yaml; `--show TEXT` prints
the failures of the seen cases whose text or reason has TEXT ("" for all). Of the unseen cases nothing but numbers is ever shown.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language

from kg.config import Config
from kg.extract import Extractor, extract
from kg.gazetteer import load_gazetteer
from kg.model import Article, Claim, Extraction
from kg.names import fold
from kg.parse import load_model, parse
from kg.resolve import resolve
from kg.schema import load_schema

FOLDER = Path(__file__).parent / "certainty"
UNREACHED = FOLDER / "unreached.yaml"
FILES = ("seen", "unseen")
FLIPPED = "found what must never be"
# From the worst on: a case that fails in several ways counts as the worst of them.
OUTCOMES = (FLIPPED, "wrong polarity", "wrong certainty", "wrong source", "claim not found", "passed")
SMALL = frozenset("of in the to for and on at a an".split())

Wanted = dict[str, str | None]  # subject, relation, object, polarity, certainty, source; those that are left out are not checked


@dataclass(frozen=True)
class Case:
    """A text with the claims that must be found in it and those that must not. `number` counts from 1 in its file."""

    file: str
    number: int
    why: str
    text: str
    expect: tuple[Wanted, ...]
    never: tuple[Wanted, ...]


@dataclass(frozen=True)
class Read:
    """What came out of a text: the claims, the names of each mention, and each claim's source (None: the article's own voice)."""

    claims: tuple[Claim, ...]
    names: dict[str, frozenset[str]]
    sources: dict[str, frozenset[str] | None]


@lru_cache(maxsize=1)
def load_cases() -> tuple[Case, ...]:
    """All cases, seen before unseen, in the order of the files."""
    return tuple(_case(file, at + 1, raw) for file in FILES for at, raw in enumerate(_load(FOLDER / f"{file}.yaml")))


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _case(file: str, number: int, raw: dict[str, Any]) -> Case:
    return Case(file, number, raw["why"], raw["text"], tuple(raw["expect"]), tuple(raw["never"]))


def load_unreached() -> dict[tuple[str, int], str]:
    """{(file, number of a case): the outcome that is not `passed`}."""
    listed = _load(UNREACHED)
    return {(file, n): outcome for file in FILES for outcome, numbers in listed[file].items() for n in numbers}


class Reader:
    """The pipeline, loaded once."""

    def __init__(self, nlp: Language) -> None:
        self.nlp, self.schema, self.gazetteer = nlp, load_schema(), load_gazetteer()
        self.by = Extractor(self.schema, self.gazetteer, "r-test")

    def read(self, text: str) -> Read:
        """The claims of a text as an article of its own."""
        (parsed,) = parse(self.nlp, [Article(id="a", text=text, language="en")])
        found = extract(parsed, self.by)
        names = self._names(found)
        return Read(found.claims, names, {c.id: _source(c, found, names) for c in found.claims})

    def _names(self, found: Extraction) -> dict[str, frozenset[str]]:
        """{id of a mention: its own words and all that its entity is called}."""
        who = resolve(self.schema, self.gazetteer, found.mentions, found.judgements)
        called: dict[str, set[str]] = {}
        for mention in found.mentions:
            called.setdefault(who.entity_of[mention.id], {who.entities[who.entity_of[mention.id]].name}).add(mention.text)
        return {m.id: frozenset(called[who.entity_of[m.id]]) for m in found.mentions}


def _source(claim: Claim, found: Extraction, names: dict[str, frozenset[str]]) -> frozenset[str] | None:
    """What the innermost source of a claim is called; empty where it has no name, None in the article's own voice."""
    if not claim.attributions:
        return None
    last = next(a for a in found.attributions if a.id == claim.attributions[-1])
    called = set(names.get(last.source_mention or "", ()))
    if last.source_start is not None:
        called.add(found.article.text[last.source_start : last.source_end])
    return frozenset(called)


def outcome(case: Case, read: Read) -> str:
    """One of OUTCOMES, the worst that applies."""
    if any(_agrees(claim, wanted, read) for wanted in case.never for claim in read.claims):
        return FLIPPED
    came = [_came(wanted, read) for wanted in case.expect]
    return min(came, key=OUTCOMES.index, default="passed")


def _came(wanted: Wanted, read: Read) -> str:
    """How near the claims come to one that is expected: the first key, of those in which they may err, that none has right."""
    same = [c for c in read.claims if _said(c, wanted, read)]
    if not same:
        return "claim not found"
    for key in ("polarity", "certainty", "source"):
        same = [c for c in same if _holds(c, key, wanted, read)]
        if not same:
            return f"wrong {key}"
    return "passed"


def _agrees(claim: Claim, wanted: Wanted, read: Read) -> bool:
    return _said(claim, wanted, read) and all(_holds(claim, key, wanted, read) for key in ("polarity", "certainty", "source"))


def _holds(claim: Claim, key: str, wanted: Wanted, read: Read) -> bool:
    if key not in wanted:
        return True
    if key != "source":
        return bool(getattr(claim, key) == wanted[key])
    source, name = read.sources[claim.id], wanted["source"]
    if source is None or name is None:
        return source is None and name is None
    return not source if name == "unnamed" else same_name(name, source)


def _said(claim: Claim, wanted: Wanted, read: Read) -> bool:
    """Does a claim say of those ends what is wanted, whoever says it and however surely? A symmetric relation has no order."""
    if claim.relation != wanted["relation"]:
        return False
    subject = read.names[claim.subject_mention]
    object_ = read.names[claim.object_mention] if claim.object_mention else frozenset([str(claim.value)])
    ways = [(subject, object_)]
    if load_schema().relations[claim.relation].symmetric:
        ways.append((object_, subject))
    return any(_fits(wanted.get("subject"), s) and _fits(wanted.get("object"), o) for s, o in ways)


def _fits(name: str | None, names: frozenset[str]) -> bool:
    return name is None or same_name(name, names)


def same_name(expected: str, names: frozenset[str]) -> bool:
    """Is one of the names the expected one, or a phrase around it or within it?"""
    wanted = set(fold(expected).split()) - SMALL
    for name in names:
        words = set(fold(name).split()) - SMALL
        if fold(name) == fold(expected) or (wanted and words and (wanted <= words or words <= wanted)):
            return True
    return False


def outcomes(nlp: Language) -> Iterator[tuple[Case, Read, str]]:
    """Each case with what was read in it and what came of it."""
    reader = Reader(nlp)
    for case in load_cases():
        read = reader.read(case.text)
        yield case, read, outcome(case, read)


# ---------------------------------------------------------------------- the command


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show")
    given = parser.parse_args()
    came = list(outcomes(load_model(Config().model)))
    for case, read, what in came:
        if given.show is not None and case.file == "seen" and what != "passed" and given.show in case.text + case.why:
            sys.stdout.write(_described(case, read, what))
    for file in FILES:
        counts = Counter(what for case, _, what in came if case.file == file)
        sys.stdout.write(f"{file}: {', '.join(f'{o} {counts[o]}' for o in OUTCOMES[::-1])}\n")
    if given.write:
        UNREACHED.write_text(_listed([(case, what) for case, _, what in came]), encoding="utf-8")


def _described(case: Case, read: Read, what: str) -> str:
    lines = [f"[{case.number}] {what}: {case.why}", f"    {case.text}"]
    lines += [f"    wanted  {w}" for w in case.expect] + [f"    never   {w}" for w in case.never]
    for c in read.claims:
        ends = "/".join(sorted(read.names[c.subject_mention])), "/".join(sorted(read.names.get(c.object_mention or "", ())))
        source = read.sources[c.id]
        lines.append(f"    found   {ends[0]} | {c.relation} | {ends[1]} | {c.polarity} {c.certainty} | {source and sorted(source)}")
    return "\n".join(lines) + "\n"


def _listed(came: list[tuple[Case, str]]) -> str:
    """unreached.yaml: of the seen cases with their text beside the number, of the unseen the numbers alone."""
    lines = [
        "# Numbers of the cases that don't pass yet, by what is wrong with them; `python -m tests.certainty_kit --write` makes this list."
    ]
    for file in FILES:
        lines.append(f"{file}:")
        for what in OUTCOMES[:-1]:
            failed = [case for case, outcome_ in came if case.file == file and outcome_ == what]
            lines.append(f"  {what}:{'' if failed else ' []'}")
            lines += [f"    - {case.number}" + (f"  # {case.text}" if file == "seen" else "") for case in failed]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
