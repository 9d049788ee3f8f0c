"""Every relation in the active, the passive and a nominal form, and with a near miss that must yield nothing.

The cases in tests/relations/ were written before the frames were tried on them. Those that the parse or the
mechanism does not reach yet stand in unreached.yaml; a case that is reached must be taken off that list.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract import Extractor, extract
from kg.gazetteer import load_gazetteer
from kg.model import Article, Claim, Extraction
from kg.names import fold
from kg.parse import parse
from kg.resolve import resolve
from kg.schema import load_schema

FOLDER = Path(__file__).parent / "relations"
SMALL = frozenset("of in the to for and on at a".split())


def load_cases() -> list[dict[str, Any]]:
    """All cases, in the order of the files."""
    files = sorted(p for p in FOLDER.glob("*.yaml") if p.name != "unreached.yaml")
    return [case for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


CASES = load_cases()
UNREACHED = frozenset(yaml.safe_load((FOLDER / "unreached.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def read(nlp):
    """Reads a text with open relations switched on, for `related_to` has cases too."""
    schema, gazetteer = load_schema(), load_gazetteer()
    by = Extractor(schema, gazetteer, "r-test", open=True)

    def extraction(text: str) -> tuple[Extraction, dict[str, set[str]]]:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
        found = extract(parsed, by)
        who = resolve(schema, gazetteer, found.mentions, found.judgements)
        names = {m.id: {m.text} for m in found.mentions}
        for mention, entity in who.entity_of.items():
            e = who.entities[entity]
            names[mention] |= {e.name, *(m.text for m in found.mentions if who.entity_of[m.id] == entity)}
        return found, names

    return extraction


def same(expected: str, names: set[str]) -> bool:
    """Is one of the names the expected one, or a phrase around it or within it?"""
    wanted = set(fold(expected).split()) - SMALL
    for name in names:
        words = set(fold(name).split()) - SMALL
        if fold(name) == fold(expected) or (wanted and words and len(wanted & words) >= 0.6 * min(len(wanted), len(words))):
            return True
    return False


def says(claim: Claim, relation: str, wanted: dict[str, Any], names: dict[str, set[str]]) -> bool:
    """Does a claim say what a case expects?"""
    if claim.relation != relation or claim.polarity != wanted["polarity"] or claim.certainty != wanted["certainty"]:
        return False
    subject = names[claim.subject_mention]
    object_ = names[claim.object_mention] if claim.object_mention else {str(claim.value)}
    other = str(wanted.get("object") or wanted.get("value"))
    if same(wanted["subject"], subject) and same(other, object_):
        return True
    symmetric = load_schema().relations[relation].symmetric
    return symmetric and same(wanted["subject"], object_) and same(other, subject)


def reached(case: dict[str, Any], read) -> bool:
    found, names = read(case["text"])
    if not case["expect"]:
        return not any(c.relation == case["relation"] for c in found.claims)
    return all(any(says(c, case["relation"], wanted, names) for c in found.claims) for wanted in case["expect"])


@pytest.mark.parametrize("case", CASES, ids=[f"{c['relation']}-{c['form']}-{i}" for i, c in enumerate(CASES)])
def test_the_relation_is_found_and_its_near_miss_is_not(case, read):
    assert reached(case, read) == (case["text"] not in UNREACHED), case["text"]


def test_every_relation_has_a_case_that_is_reached_and_a_near_miss_that_yields_nothing():
    for relation in load_schema().relations:
        forms = {c["form"] for c in CASES if c["relation"] == relation and c["text"] not in UNREACHED}
        assert "near_miss" in forms and forms - {"near_miss"}, relation


def test_the_list_of_what_is_not_reached_yet_only_shrinks():
    assert len(UNREACHED) <= 33
