"""kg judge and retract: what a person decides, and what goes with an article."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_judgement_joins_is_explained_and_survives_a_rebuild(kg: Run, own: Path) -> None:
    said = kg("judge", own, "Marovia", "Sundral", "same", "--by", "Ada", "--reason", "renamed in 2030")
    assert said.code == 0 and "1 judgement kept" in said.out and "They are one entity" in said.out
    why = kg("merges", own, "Marovia").out
    assert "renamed in 2030 (Ada, 1.00)" in why.splitlines()[2] + why.splitlines()[3]
    apart = kg("judge", own, "Marovia", "Sundral", "different", "--by", "Ada")
    assert "They are 2 entities" in apart.out


def test_a_judgement_is_taken_back_and_what_is_so_now_is_told(kg: Run, own: Path) -> None:
    kg("judge", own, "Marovia", "Sundral", "same", "--by", "Ada", "--reason", "renamed")
    back = kg("judge", own, "Marovia", "Sundral", "--undo", "--by", "Ada")
    assert "1 judgement taken back: Ada said of Marovia and Sundral: same (“renamed”)" in back.out and "They are 2 entities" in back.out
    again = kg("judge", own, "Marovia", "Sundral", "--undo", "--by", "Ada")
    assert again.code == 1 and again.err == "kg: Ada decided nothing on 'Marovia' and 'Sundral', nor did anybody else\n"


def test_judgements_go_to_a_file_and_come_from_it(kg: Run, own: Path, tmp_path: Path) -> None:
    kg("judge", own, "Marovia", "Sundral", "same", "--by", "Ada", "--reason", "renamed")
    said = kg("merges", own, "--to", "who.jsonl")
    assert said.code == 0 and "who.jsonl: " in said.out and '"reason": "renamed"' in (tmp_path / "who.jsonl").read_text()
    assert kg("merges", own, "--to", "-").out == (tmp_path / "who.jsonl").read_text()
    kept = [line for line in (tmp_path / "who.jsonl").read_text().splitlines() if "renamed" not in line]
    (tmp_path / "who.jsonl").write_text("\n".join([*kept, '{"left": "Marovia"}']))
    wrong = kg("judge", own, "--from", "who.jsonl", "--replace")
    line = len(kept) + 1
    assert wrong.code == 1 and wrong.err == f"kg: who.jsonl: line {line}: 'right' is missing\n" and "Nothing was taken back" in wrong.out
    (tmp_path / "who.jsonl").write_text("\n".join(kept))
    good = kg("judge", own, "--from", "who.jsonl", "--replace")
    assert good.code == 0 and "1 taken back" in good.out
    assert kg("judge", own, "--from", "none.jsonl").err == "kg: none.jsonl: No such file or directory\n"


def test_one_wrongly_joined_name_is_taken_out(kg: Run, own: Path) -> None:
    assert "They are 2 entities" in kg("judge", own, "Dorn", "Ilka Dorn", "different", "--by", "Ada").out
    assert "Did you mean" not in kg("show", own, "Dorn").err


def test_a_judge_may_not_call_itself_a_program(kg: Run, own: Path) -> None:
    said = kg("judge", own, "Marovia", "Sundral", "same", "--by", "rule:mine")
    assert said.code == 2 and "is a program's" in said.err


def test_a_name_that_nobody_has_is_told(kg: Run, own: Path) -> None:
    said = kg("judge", own, "Marovia", "Sundrall", "same")
    assert said.code == 1 and said.err == "kg: nothing here is called 'Sundrall'. Did you mean 'Sundral'?\n"


def test_an_article_goes_with_what_only_it_supported(kg: Run, own: Path) -> None:
    said = kg("retract", own, "a-kesh")
    text = " ".join(said.out.split())
    assert said.code == 0 and "(a-kesh) is out of the store" in text
    assert "records 7 sentences" in text and "7 claims" in text
    assert "Teo Brandt visited Marovia" in text and "Marovia attacked Sundral" in text
    assert "Marovia sent troops to Port Kesh: fewer claims, still disputed" in text
    assert "visited" not in kg("show", own, "Marovia").out
    assert kg("retract", own, "a-kesh").code == 1


def test_an_article_is_found_by_its_title(kg: Run, own: Path) -> None:
    assert kg("retract", own, "Dorn and Brandt").out.startswith("Dorn and Brandt (a-lake) is out")


def test_nothing_is_judged_against_itself(kg: Run, own: Path) -> None:
    said = kg("judge", own, "Sundral", "Sundral", "different")
    assert said.code == 1 and "mean the same mentions" in said.err
