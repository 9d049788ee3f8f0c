"""kg eval: what a person reads, what a program reads, and what becomes of a wrong line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.evaluation.kit import GOLD, changed, content, number_of

SENT, MET = number_of("sent_troops_to"), number_of("met_with")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold with a wrong source, a line that nobody found, and a claim too many."""
    rows = changed(SENT, source="Ilka Dorn")
    rows[MET] = rows[MET] | {"object": "Sundral"}
    (tmp_path / "gold.jsonl").write_bytes(content(rows))
    return tmp_path / "gold.jsonl"


def test_eval_tells_the_figures_and_each_error(kg: Run, small: Path, gold: Path) -> None:
    said = kg("eval", gold, "--store", small)
    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert lines[0].split() == ["precision", "recall", "F1", "right", "found", "gold"]
    assert [line.split()[:1] + line.split()[4:] for line in lines[1:4]] == [
        ["pair", "14", "15", "15"], ["proposition", "14", "15", "15"], ["strict", "13", "15", "15"],
    ]  # fmt: skip
    text = " ".join(said.out.split())
    assert "source 0.929 13 of 14" in text and "15 lines of gold in 3 articles" in text
    assert "found, but not as the gold has it (1) Marovia sent troops to Port Kesh · source wrong" in text
    assert f"gold line {SENT + 1}: Ilka Dorn, reported, positive found Teo Brandt, reported, positive" in text
    assert "missed (1) Ilka Dorn met Sundral · in its own voice, asserted, positive, 2031-01" in text
    assert "invented (1) Ilka Dorn met Teo Brandt · in its own voice, asserted, positive, 2031-01" in text


def test_eval_lists_as_many_errors_as_asked_for(kg: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(
        content([row | {"source": None, "certainty": "asserted", "polarity": "positive"} for row in GOLD])
    )
    said = kg("eval", "gold.jsonl", "--store", small, "--errors", "2")
    wrong = sum(row["certainty"] != "asserted" for row in GOLD)
    assert f"found, but not as the gold has it ({wrong}, 2 shown: --errors {wrong} has all)" in said.out
    assert said.out.count("\n  gold ") == 2


def test_eval_for_programs_has_all_errors(kg: Run, small: Path, gold: Path) -> None:
    said = kg("eval", gold, "--store", small, "--json", "--errors", "1")
    row = json.loads(said.out)
    assert row["scores"]["strict"]["right"] == 13 and row["aspects"]["source"] == {"right": 13, "asked": 14}
    assert row["differing"] == [{"line": SENT + 1, "claim": row["differing"][0]["claim"], "wrong": ["source"]}]
    assert [m["line"] for m in row["missed"]] == [MET + 1] and len(row["invented"]) == 1
    assert "calibration" not in row and said.out == kg("eval", gold, "--store", small, "--format", "json").out


def test_calibration_shows_what_the_confidence_is_worth(kg: Run, small: Path, gold: Path) -> None:
    said = kg("eval", gold, "--store", small, "--calibration")
    row = json.loads(kg("eval", gold, "--store", small, "--calibration", "--json").out)["calibration"]
    assert sum(b["claims"] for b in row["bins"]) == 15
    assert f"expected calibration error {row['error']:.3f}" in said.out
    for b in row["bins"]:
        assert f"{b['low']:.1f}  {b['high']:.1f}" in said.out


def test_a_wrong_line_is_named_and_the_rest_is_scored(kg: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content(changed(SENT, relation="sent_troop_to")))
    said = kg("eval", "gold.jsonl", "--store", small)
    assert said.code == 1 and "14 lines of gold" in said.out
    assert said.err.startswith(f"kg: gold.jsonl: line {SENT + 1}: 'sent_troop_to' is no relation. Did you mean 'sent_troops_to'?")


@pytest.mark.parametrize("text", ["", "[]\n", '{"article": "a-harbour"}\n'])
def test_a_gold_without_a_line_that_can_be_used_is_an_error(kg: Run, small: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text)
    said = kg("eval", "gold.jsonl", "--store", small)
    assert said.code == 1 and said.out == ""
    assert said.err.splitlines()[-1] == "kg: gold.jsonl: no line of gold can be used. What a line has: kg eval --help"


def test_a_gold_that_is_not_there_is_one_line(kg: Run, small: Path) -> None:
    said = kg("eval", "none.jsonl", "--store", small)
    assert (said.code, said.out, said.err) == (1, "", "kg: none.jsonl: No such file or directory\n")
