"""scripts/readme: runs the commands of README.md and puts their output where it stands; a test does the same and compares.

A block ```console has lines `$ kg …`, each followed by what it prints. They run one after the other in one empty folder
that has examples/ in it. Blocks ```python are run too, by the test.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(block: str) -> list[str]:
    """The commands of a block, without their `$ `."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder. Raises SystemExit with its own words where it fails."""
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode or done.stderr:
        raise SystemExit(f"README.md: $ {command}\nexit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def rendered(text: str, folder: Path) -> str:
    """The README with what its commands print now."""
    return BLOCK.sub(lambda found: "```console\n" + "".join(_answers(found[1], folder)) + "```", text)


def _answers(block: str, folder: Path) -> Iterator[str]:
    for command in commands(block):
        yield f"$ {command}\n{run(command, folder)}"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        text = rendered(README.read_text(encoding="utf-8"), Path(folder))
    README.write_text(text, encoding="utf-8")
    print(f"scripts/readme: README.md has {len(text.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
