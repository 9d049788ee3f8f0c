"""The scripts: floors that only rise, a text for the bench that is the same each time, help that does nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest

from tests.test_readme import ROOT, script

quality = script("quality")
LEAST = {"claims": 0.40, "claims-wide": 0.30, "attribution": 0.45}


def result(name: str, value: float, *wrong: str) -> object:
    return quality.Result(name, "f1", value, wrong, 3, 1.0)


def test_a_floor_is_raised_to_just_below_what_was_reached_and_never_lowered() -> None:
    floors = {"claims": 0.5, "dwie": 0.4, "coref": 0.3}
    assert quality.raised([result("claims", 0.61), result("dwie", 0.401), result("linking", 0.2)], floors) == {
        "claims": 0.605,
        "dwie": 0.4,
        "coref": 0.3,
        "linking": 0.195,
    }


def test_the_table_names_what_is_below_its_floor() -> None:
    lines = quality.table([result("claims", 0.4999), result("dwie", 0.5, "1 claims in boilerplate")], {"claims": 0.5})
    assert lines[1].endswith("BELOW ITS FLOOR") and lines[2].endswith("1 claims in boilerplate")


def test_claims_in_boilerplate_and_lost_evidence_are_faults() -> None:
    assert list(quality.faults({"boilerplate": {"claims": 2}, "evidence": 0.999})) == ["2 claims in boilerplate", "evidence right 0.9990"]
    assert list(quality.faults({"boilerplate": {"claims": 0}, "evidence": 1.0})) == []


def test_the_floors_are_no_lower_than_what_was_promised() -> None:
    floors = json.loads((ROOT / "scripts" / "floors.json").read_text())
    assert set(floors) <= set(quality.TASKS)
    assert all(floors[name] >= least for name, least in LEAST.items())


def test_the_bench_reads_the_same_text_each_time() -> None:
    bench = script("bench")
    texts = bench.make_texts(20)
    assert texts == bench.make_texts(20) and len(set(texts)) == 20
    assert texts[:5] == bench.make_texts(5)


@pytest.mark.parametrize("name", ["demo", "test", "check"])
def test_help_says_what_a_script_does_and_does_no_more(name: str) -> None:
    done = subprocess.run([ROOT / "scripts" / name, "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and len(done.stdout.splitlines()) >= 1 and done.stderr == ""


def test_every_script_can_be_run() -> None:
    named = [p for p in (ROOT / "scripts").iterdir() if p.is_file() and not p.suffix] + [ROOT / ".ci" / "run"]
    assert [p.name for p in named if not p.stat().st_mode & 0o100 or not p.read_text().startswith("#!")] == []
    shell = [p for p in named if "bash" in p.read_text().splitlines()[0]] + [ROOT / "scripts" / "lib.sh"]
    for path in shell:
        assert subprocess.run(["bash", "-n", path]).returncode == 0, path


def test_constraints_pin_everything_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\s<>=!~;\[]", text)[0].replace("_", "-").lower() for text in wanted}
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line}
    assert names - pinned == set()
