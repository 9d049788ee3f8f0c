"""Reads the cases of tests/homonyms/, builds each in a store of its own, and says what came of it.

`python -m tests.homonym_kit` prints the table of kinds, and a line for each case that didn't come out right.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.graph import Graph
from kg.loading import load_graph
from kg.model import Mention
from tests import kit

FOLDER = Path(__file__).parent / "homonyms"
UNREACHED = FOLDER / "unreached.yaml"
OUTCOMES = ("right", "wrong", "not found")
ARTICLES = ("a", "b", "c")


@dataclass(frozen=True)
class Side:
    """A name in an article; where it stands there more than once, `within` is the piece of text that is meant, else None."""

    article: str
    name: str
    within: str | None

    def places(self, text: str) -> list[tuple[int, int]]:
        """[(start, end)] of the name in the article's text, in code points."""
        start, stretch = (text.index(self.within), self.within) if self.within else (0, text)
        found = re.finditer(rf"(?<!\w){re.escape(self.name)}(?!\w)", stretch)
        return [(start + m.start(), start + m.end()) for m in found]


@dataclass(frozen=True)
class Case:
    """Two names, the articles that they stand in, and whether they are one in the world. `texts` is {letter: text}."""

    id: str
    kind: str
    same: bool
    why: str
    texts: dict[str, str]
    left: Side
    right: Side


def load_cases() -> list[Case]:
    """All cases, in the order of the files."""
    files = sorted(p for p in FOLDER.glob("*.yaml") if p != UNREACHED)
    return [_case(raw) for path in files for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _case(raw: dict[str, Any]) -> Case:
    left, right = (Side(raw[s]["article"], raw[s]["name"], raw[s].get("in")) for s in ("left", "right"))
    texts = {letter: raw[letter].strip() for letter in ARTICLES if letter in raw}
    return Case(raw["id"], raw["kind"], raw["same"], raw["why"], texts, left, right)


def load_unreached() -> dict[str, str]:
    """{id of a case: `wrong` or `not found`}."""
    sections = yaml.safe_load(UNREACHED.read_text(encoding="utf-8"))
    return {id_: outcome for outcome, ids in sections.items() for id_ in ids or ()}


def build_graph(case: Case, folder: Path) -> Graph:
    """The graph of a case's articles alone."""
    source = folder / "articles.jsonl"
    lines = (json.dumps({"id": letter, "text": text, "language": "en"}) for letter, text in case.texts.items())
    source.write_text("\n".join(lines), encoding="utf-8")
    with kit.new_store(folder, source) as store:
        return load_graph(store)


def find_mentions(graph: Graph, side: Side) -> list[Mention]:
    """The mentions that a name stands for: of each place the one that covers most of it, at least half. It isn't more than
    twice as long, or else is a name with more words before it ("Professor Nyberg"). Empty where there is none."""
    here = [m for m in graph.mentions.values() if m.article == side.article and m.kind in ("name", "nominal")]
    places = side.places(graph.articles[side.article].text)
    return [m for start, end in places if (m := _nearest(here, start, end))]


def _nearest(mentions: list[Mention], start: int, end: int) -> Mention | None:
    def shared(m: Mention) -> int:
        return min(end, m.end) - max(start, m.start)

    length = end - start
    short = [m for m in mentions if m.end - m.start <= 2 * length or (m.kind == "name" and m.end == end)]
    fit = [m for m in short if 2 * shared(m) >= length]
    return max(fit, key=lambda m: (shared(m), m.start - m.end, m.kind == "name", m.id), default=None)


def outcome(case: Case, graph: Graph) -> str:
    """One of OUTCOMES: `right` where the names are one entity just where they should be."""
    sides = [{graph.entity_of[m.id] for m in find_mentions(graph, side)} for side in (case.left, case.right)]
    if not all(sides):
        return "not found"
    one = len(sides[0] | sides[1]) == 1
    several = not sides[0] & sides[1]
    return "right" if (one if case.same else several) else "wrong"


def outcomes(cases: list[Case]) -> Iterator[tuple[Case, Graph, str]]:
    """Each case with its graph and what came of it."""
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            graph = build_graph(case, Path(folder))
        yield case, graph, outcome(case, graph)


def describe(case: Case, graph: Graph, side: Side) -> str:
    """What was found for a name: each mention's text, kind, type and entity."""
    found = (f"“{m.text}” {m.kind} {m.type} {graph.entity_of[m.id]}" for m in find_mentions(graph, side))
    return f"{side.article}: {side.name} = {'; '.join(found) or 'nothing'}"


def main() -> None:
    table: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    out = sys.stdout.write
    for case, graph, came in outcomes(load_cases()):
        table[case.kind, case.same][came] += 1
        if came != "right":
            out(f"{came}: {case.id} (same: {case.same})\n")
            out("".join(f"    {describe(case, graph, side)}\n" for side in (case.left, case.right)))
    out(f"\n{'kind':<24}{'same':<7}{''.join(f'{o:>11}' for o in OUTCOMES)}\n")
    for (kind, same), counts in sorted(table.items()):
        out(f"{kind:<24}{same!s:<7}{''.join(f'{counts[o]:>11}' for o in OUTCOMES)}\n")
    for same in (True, False):
        total = sum((c for (_, s), c in table.items() if s == same), Counter())
        out(f"{'all':<24}{same!s:<7}{''.join(f'{total[o]:>11}' for o in OUTCOMES)}\n")


if __name__ == "__main__":
    main()
