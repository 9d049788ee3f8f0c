"""The claims of our own articles, line by line: tests/articles/NAME.txt -> tests/golden/NAME.jsonl.

`pytest tests/test_golden.py --update-golden` writes what is extracted now; the diff is for people to read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.model import Time
from kg.propositions import Statement
from tests.kit import ARTICLES

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))


def rows(graph: Graph, name: str) -> list[str]:
    """The claims of an article as people read them, in the order of the text."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    (article,) = [a.id for a in graph.articles.values() if text in a.text]
    mine = [s for s in graph.statements.values() if s.claim.article == article]
    return sorted_lines(graph, mine)


def sorted_lines(graph: Graph, statements: list[Statement]) -> list[str]:
    made = [(s.claim.start, s.claim.end, json.dumps(readable(graph, s), ensure_ascii=False)) for s in statements]
    return [line for *_, line in sorted(made)]


def readable(graph: Graph, statement: Statement) -> dict[str, Any]:
    """A claim without ids and offsets."""
    claim = statement.claim
    return {
        "subject": graph.entities[statement.subject].name,
        "relation": claim.relation,
        "object": graph.entities[statement.object].name if statement.object else claim.value,
        "source": graph.source_name(statement),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "quantity": claim.quantity and claim.quantity.text,
        "event_time": edtf(claim.event_time),
        "utterance_time": edtf(claim.utterance_time),
        "sentence": graph.sentence_text(claim.sentence),
    }


def edtf(time: Time | None) -> str | None:
    return time.edtf if time else None


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_of_an_article_are_those_that_were_reviewed(name: str, graph: Graph, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.jsonl"
    found = rows(graph, name)
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    if not path.is_file():
        pytest.fail(f"there is no {path}. Write it with: pytest tests/test_golden.py --update-golden", pytrace=False)
    assert found == path.read_text(encoding="utf-8").splitlines()


def test_no_golden_file_is_left_of_an_article_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} <= set(NAMES)
