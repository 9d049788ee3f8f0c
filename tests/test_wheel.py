"""The wheel is whole: kg runs from it, outside the checkout, with its schema, its gazetteer and the page's assets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.schema import default_folder, load_schema

ROOT = Path(__file__).parent.parent
PARTS = ("kg", "schema", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "NOTICE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built without the network from a copy of what the package is made from."""
    folder = tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", "dist", "."]
    done = subprocess.run(pip, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (found,) = (folder / "dist").glob("*.whl")
    return found


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, folder: Path, *words: str | Path) -> str:
    """What kg of the wheel prints, run in a folder far from the checkout."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(unpacked)}
    code = "import sys, kg, kg.cli; print(kg.__file__, file=sys.stderr); sys.exit(kg.cli.main())"
    done = subprocess.run([sys.executable, "-c", code, *map(str, words)], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == str(unpacked / "kg" / "__init__.py")
    return done.stdout


def test_it_carries_what_is_not_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    schema = {f"kg/schema_data/{p.relative_to(default_folder()).as_posix()}" for p in default_folder().rglob("*") if p.is_file()}
    page = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kg" / "view").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert schema - names == set() and page - names == set() and "kg/py.typed" in names
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names}
    assert not any(name.startswith(("tests/", "schema/", "scripts/")) for name in names)


def test_its_schema_is_found_and_the_same(unpacked: Path, tmp_path: Path) -> None:
    assert run(unpacked, tmp_path, "schema", "check").startswith(f"{unpacked}/kg/schema_data is sound")
    assert load_schema(unpacked / "kg" / "schema_data").digest == load_schema().digest


def test_it_builds_asks_and_draws(unpacked: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "articles" / "strike.txt", tmp_path)
    shutil.copy(ROOT / "tests" / "articles" / "strike.json", tmp_path)
    assert "1 added, 0 known already, 0 failed" in run(unpacked, tmp_path, "build", "strike.txt", "--store", "it.kg")
    assert "1 proposition about Brelmont. " in run(unpacked, tmp_path, "show", "it.kg", "Brelmont")
    assert "disputed" in run(unpacked, tmp_path, "query", "it.kg", "--list")
    assert "opens offline" in run(unpacked, tmp_path, "view", "it.kg", "-o", "it.html")


def test_its_entry_point_is_the_command_line(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
    assert "kg = kg.cli:main" in archive.read(name).decode()
