"""kg judge and retract: what a person decides, and what goes with an article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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


def claim(kg: Run, own: Path, words: str) -> str:
    asked = kg(
        "query", own, "MATCH (c:Claim) WHERE c.quote CONTAINS $words RETURN c.id AS id", "--param", f'words="{words}"', "--format", "json"
    )
    return str(json.loads(asked.out)[0]["id"])


def test_a_claim_is_reviewed_stays_and_shows_what_people_think_of_it(kg: Run, own: Path) -> None:
    id_ = claim(kg, own, "400 soldiers")
    before = kg("show", own, "Marovia").out
    said = kg("review", own, id_[:10], "reject", "--by", "Ada", "--reason", "hearsay")
    assert said.code == 0 and "The claim stays; it is rejected now." in said.out
    assert "review     Ada rejects: hearsay" in kg("why", own, id_).out
    after = kg("show", own, "Marovia").out
    assert "reviewed   1 rejected (Ada)" in after
    assert [line for line in after.splitlines() if not line.startswith("  reviewed")] == before.splitlines()
    assert "it is contested now" in kg("review", own, id_, "accept", "--by", "Bo").out
    listed = kg("review", own, "--list")
    assert listed.out.startswith("contested · Marovia sent troops to Port Kesh") and "1 claim of 15 reviewed" in listed.out
    (row,) = json.loads(kg("review", own, "--list", "--format", "json").out)
    assert row["review"] == "contested" and [r["by"] for r in row["reviews"]] == ["Ada", "Bo"]
    assert "Taken back: Bo said accept" in kg("review", own, id_, "--undo", "--by", "Bo").out
    assert "it is not reviewed now" in kg("review", own, id_, "--undo", "--by", "Ada").out
    assert kg("show", own, "Marovia").out == before
    assert kg("review", own, id_, "--undo", "--by", "Ada").err == f"kg: Ada decided nothing on {id_}, nor did anybody else\n"


def test_reviews_go_to_a_file_and_come_from_it(kg: Run, own: Path, tmp_path: Path) -> None:
    id_ = claim(kg, own, "400 soldiers")
    kg("review", own, id_, "reject", "--by", "Ada", "--reason", "hearsay")
    assert kg("review", own, "--to", "seen.jsonl").out == "seen.jsonl: 1 review\n"
    content = (tmp_path / "seen.jsonl").read_text()
    assert json.loads(content)["text"] == "Marovia sent troops to Port Kesh"
    (tmp_path / "seen.jsonl").write_text(content.replace("reject", "accept") + '{"claim": "c-0", "verdict": "note", "by": "Bo"}\n')
    said = kg("review", own, "--from", "seen.jsonl")
    assert said.code == 0 and "1 review: 0 new, 1 changed, 0 known already\n1 line waits" in said.out
    assert "1 line of before kept" in kg("review", own, "--to", "seen.jsonl").out
    (tmp_path / "seen.jsonl").write_text("")
    assert "1 taken back" in kg("review", own, "--from", "seen.jsonl", "--replace").out


def test_accepted_only_leaves_what_people_accept(kg: Run, own: Path, tmp_path: Path) -> None:
    kg("review", own, claim(kg, own, "3,000 soldiers"), "accept", "--by", "Ada")
    said = kg("show", own, "--accepted-only", "Marovia")
    assert "reported · Marovia sent troops to Port Kesh · 1 claim" in said.out and "1 proposition about Marovia" in said.out
    assert "1 claim of" in kg("export", own, "--format", "csv", "-o", "out", "--accepted-only").out
    assert len((tmp_path / "out/claims.csv").read_text().splitlines()) == 2
    asked = kg("query", own, "MATCH (c:Claim) RETURN count(c) AS claims", "--accepted-only", "--format", "json")
    assert json.loads(asked.out) == [{"claims": 1}]
    assert json.loads(kg("query", own, "MATCH (c:Claim) RETURN count(c) AS claims", "--format", "json").out) == [{"claims": 15}]
    assert "1 claim" in kg("view", own, "-o", "page.html", "--accepted-only").out


def test_whatever_changes_the_graph_changes_what_a_question_is_told(kg: Run, own: Path, tmp_path: Path) -> None:
    """A judgement, a review, another setting, a knowledge file made anew and a withdrawn article: none meets an old copy."""

    def ask(cypher: str, *more: str | Path) -> Any:
        return json.loads(kg("query", own, cypher, "--format", "json", *more).out)

    names = "MATCH (e:Entity) RETURN count(e) AS n"
    reviewed = "MATCH (c:Claim) WHERE c.review IS NOT NULL RETURN count(c) AS n"
    claims = "MATCH (c:Claim) RETURN count(c) AS n"
    known = "MATCH (e:Entity) WHERE e.wikidata IS NOT NULL RETURN e.wikidata AS q ORDER BY q"
    assert ask(claims) == ask(claims) == [{"n": 15}]
    before = ask(reviewed), ask(names), ask(known)
    claim = ask("MATCH (c:Claim) WHERE c.review IS NULL RETURN c.id AS id ORDER BY id LIMIT 1")[0]["id"]
    assert kg("review", own, claim, "accept").code == 0
    assert ask(reviewed) != before[0]
    assert kg("judge", own, "Ilka Dorn", "Teo Brandt", "same").code == 0
    assert ask(names) != before[1]
    table, kb = tmp_path / "people.csv", tmp_path / "people.kb"
    for id_ in ("Q99000020", "Q99000021"):
        table.write_text(f"id,name,type\n{id_},Northern Pact,Organization\n")
        assert kg("kb", "import", table, "--kb", kb, *(["--replace"] if kb.exists() else [])).code == 0
        assert {"q": id_} in ask(known, "--kb", kb)
    assert ask(known) == before[2]
    assert kg("retract", own, "a-kesh").code == 0
    assert ask(claims)[0]["n"] < 15
