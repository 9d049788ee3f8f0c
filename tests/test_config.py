"""Settings: defaults < kg.toml < KG_* < command line; what is unknown or wrong is said, with the place and the right word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config, load_config
from kg.errors import ConfigError


def toml(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def error_of(path: Path | None = None, environment: dict[str, str] | None = None, **options: object) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(path, environment or {}, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_a_file_all_is_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(environment={}) == Config()


def test_kg_toml_of_the_folder_one_stands_in_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml(tmp_path, "duplicate = 0.9")
    monkeypatch.chdir(tmp_path)
    assert load_config(environment={}).duplicate == 0.9


def test_file_then_environment_then_command_line(tmp_path: Path) -> None:
    path = toml(tmp_path, 'model = "file"\nbase = "https://file.example/"\nduplicate = 0.5\nopen = true')
    found = load_config(path, {"KG_MODEL": "environment", "KG_BASE": "https://e.example/"}, model="option", open=None)
    assert found == Config("option", True, 0.5, "https://e.example/")


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DUPLICATE", "0.25")
    assert load_config().duplicate == 0.25


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    assert error_of(tmp_path / "none.toml") == f"{tmp_path / 'none.toml'}: can't read: No such file or directory"
    assert "Is a directory" in error_of(tmp_path)


@pytest.mark.parametrize("content", [b"model = ", b"[a", b'model = "\xff"'])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kg.toml"
    path.write_bytes(content)
    assert error_of(path).startswith(f"{path}: not TOML: ")


def test_an_unknown_key_is_told_with_the_nearest_right_one(tmp_path: Path) -> None:
    path = toml(tmp_path, 'modle = "x"')
    assert error_of(path) == f"{path}: 'modle' is no setting. Did you mean 'model'?"
    assert error_of(None, {"KG_MODLE": "x"}) == "environment: 'KG_MODLE' is no setting. Did you mean 'KG_MODEL'?"
    assert error_of(None, opne=True) == "command line: 'opne' is no setting. Did you mean 'open'?"


def test_variables_of_the_compose_file_are_nobodys_slip() -> None:
    compose = (Path(__file__).parent.parent / "docker" / "compose.yaml").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{(KG_[A-Z]+)", compose))
    assert used and load_config(environment=dict.fromkeys(used, "x")) == Config()


def test_a_password_is_no_setting(tmp_path: Path) -> None:
    assert "'password' is no setting" in error_of(toml(tmp_path, 'password = "secret"'))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("model = 5", "model: must be a text, not 5"),
        ("open = 1", "open: must be true or false, not 1"),
        ('open = "perhaps"', "open: must be true or false, not 'perhaps'"),
        ("duplicate = true", "duplicate: must be a number, not True"),
        ('duplicate = "much"', "duplicate: must be a number, not 'much'"),
        ("duplicate = 0", "duplicate: must be above 0 and at most 1, not 0.0"),
        ("duplicate = 1.5", "duplicate: must be above 0 and at most 1, not 1.5"),
        ("duplicate = nan", "duplicate: must be above 0 and at most 1, not nan"),
        ("base = [1]", "base: must be a text, not [1]"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    path = toml(tmp_path, line)
    assert error_of(path) == f"{path}: {message}"


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("TRUE", True), ("yes", True), ("0", False), ("No", False)])
def test_words_for_true_and_false_in_the_environment(word: str, meant: bool) -> None:
    assert load_config(environment={"KG_OPEN": word}).open is meant


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats()), max_size=3))
def test_no_value_raises_anything_but_a_config_error(options: dict[str, object]) -> None:
    options = {key: value for key, value in options.items() if key not in ("path", "environment")}
    try:
        load_config(environment={}, **options)
    except ConfigError as e:
        assert str(e).startswith("command line: ")


def test_only_what_decides_the_records_goes_into_a_runs_id() -> None:
    assert Config(base="https://x.example/", duplicate=0.9).text() == Config().text() != Config(open=True).text()
