"""kg build: what is read, what is told, and with which exit code."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_it_reads_and_a_second_run_adds_nothing(kg: Run, articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "it.kg"
    first = kg("build", articles, "--store", store)
    assert first.code == 0 and first.err == ""
    assert "3 articles read" in first.out and "3 added, 0 known already, 0 failed" in first.out
    assert "claims" in first.out and "asserted" in first.out and f"{store} has 3 articles" in first.out
    second = kg("build", articles, "--store", store)
    assert second.code == 0 and "0 added, 3 known already, 0 failed" in second.out


def test_quiet_says_nothing(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Bundestag hat am Freitag in Berlin ein Gesetz beschlossen, sagte der Minister.")
    said = kg("build", "a.txt", "--store", "it.kg", "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_an_unsupported_language_is_told(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Bundestag hat am Freitag in Berlin ein Gesetz beschlossen, sagte der Minister.")
    assert "1 de: stored, but not read for claims" in kg("build", "a.txt", "--store", "it.kg").out


def test_where_one_of_two_fails_the_other_is_there(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ein Wort.", "language": "de"}\n{"nothing": 1}\n')
    said = kg("build", "a.jsonl", "--store", "it.kg")
    assert said.code == 0 and "1 added, 0 known already, 1 failed" in said.out
    assert said.err == "kg: a.jsonl: line 2: needs an object with the key 'text'\n"


def test_where_everything_fails_it_exits_1_and_leaves_no_store(kg: Run, tmp_path: Path) -> None:
    said = kg("build", "nowhere", "--store", "it.kg")
    assert said.code == 1 and said.err == "kg: nowhere: there is no such file\n"
    assert not list(tmp_path.glob("it.kg*"))


def test_a_failed_build_leaves_a_store_that_was_there(kg: Run, own: Path) -> None:
    assert kg("build", "nowhere", "--store", own).code == 1
    assert "3 articles" in kg("build", "nowhere", "--store", own).out


def test_metadata_comes_from_a_table(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Satz von hier und jetzt, und noch einer.")
    (tmp_path / "meta.csv").write_text("file,publisher,language\na.txt,Harbour Times,de\n")
    assert kg("build", "a.txt", "--store", "it.kg", "--meta", "meta.csv").code == 0
    assert "Harbour Times 1" in kg("stats", "it.kg").out


def test_settings_come_from_a_file_and_a_wrong_one_is_told(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("opne = true\n")
    said = kg("build", "a.txt", "--store", "it.kg", "--config", "my.toml")
    assert said.code == 1 and said.err == "kg: my.toml: 'opne' is no setting. Did you mean 'open'?\n"


def test_an_unknown_model_is_told(kg: Run, articles: Path) -> None:
    said = kg("build", articles, "--store", "it.kg", "--model", "no_such_model")
    assert said.code == 1 and said.err.startswith("kg: model 'no_such_model' is not installed.") and said.err.count("\n") == 1
    assert not Path("it.kg").exists()
