"""scripts/quality: how much of what kg reads is right. Builds each data set of an evaluation folder anew and scores it.

    scripts/quality DIR [TASK ...]     DIR has score.py and data/TASK/dev/articles.jsonl (default: ../shared/eval)
    scripts/quality DIR --raise        afterwards raises the floors to 0.005 below what was reached; never lowers one

Exits 1 where a figure is below its floor in scripts/floors.json, a claim was read out of boilerplate, or evidence is
not where a claim says. What the scorers print in full is kept in out/quality/TASK.txt. A build is one process; as many
run at a time as there are cores. Nothing is cached.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = Path(sys.executable)
FLOORS = ROOT / "scripts" / "floors.json"
OUT = ROOT / "out" / "quality"
# {data set: task of score.py}, the longest first
TASKS = {
    "crossdoc": "crossdoc",
    "attribution": "attribution",
    "dwie": "dwie",
    "knowledgenet": "knowledgenet",
    "coref": "coref",
    "linking": "linking",
    "claims-wide": "claims",
    "claims": "claims",
}
MARGIN = 0.005
AGREED = 1e-9  # floors are written with four digits; a figure equal to its floor is not below it


@dataclass(frozen=True)
class Result:
    """What one data set gave: the headline figure, what is wrong beside it, and seconds it took."""

    name: str
    figure: str
    value: float
    wrong: tuple[str, ...]
    articles: int
    seconds: float


def measure(folder: Path, name: str) -> Result:
    """Builds, exports and scores one data set in a temporary folder."""
    began = time.monotonic()
    data = folder / "data" / name / "dev"
    with tempfile.TemporaryDirectory(prefix=f"kg-{name}-") as work:
        store, export = f"{work}/it.kg", f"{work}/export"
        run([PYTHON, "-m", "kg", "build", data / "articles.jsonl", "--store", store, "--quiet"])
        run([PYTHON, "-m", "kg", "export", store, "--format", "jsonl", "-o", export])
        score = [PYTHON, folder / "score.py", TASKS[name], "--export", export, "--data", data]
        found = json.loads(run([*score, "--json"]))
        (OUT / f"{name}.txt").write_text(run(score), encoding="utf-8")
    ((figure, value),) = found["headline"].items()
    articles = sum(1 for line in (data / "articles.jsonl").open(encoding="utf-8") if line.strip())
    return Result(name, figure, value, tuple(faults(found)), articles, time.monotonic() - began)


def run(command: list[Path | str]) -> str:
    """What a command prints; its own words where it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"scripts/quality: {' '.join(map(str, command))} failed:\n{done.stderr.strip()}")
    return done.stdout


def faults(found: dict[str, object]) -> Iterator[str]:
    """What may never be, whatever the figure: claims in boilerplate, evidence that isn't there."""
    boilerplate, evidence = found.get("boilerplate"), found.get("evidence")
    if isinstance(boilerplate, dict) and boilerplate["claims"]:
        yield f"{boilerplate['claims']} claims in boilerplate"
    if isinstance(evidence, float) and evidence < 1:
        yield f"evidence right {evidence:.4f}"


def table(results: list[Result], floors: dict[str, float]) -> list[str]:
    rows = [("data set", "articles", "figure", "value", "floor", "seconds", "")]
    for r in results:
        floor = floors.get(r.name, 0.0)
        verdict = "; ".join([*r.wrong, *(["BELOW ITS FLOOR"] if r.value < floor - AGREED else [])])
        rows.append((r.name, f"{r.articles}", r.figure, f"{r.value:.4f}", f"{floor:.4f}", f"{r.seconds:.0f}", verdict))
    sizes = [max(len(row[n]) for row in rows) for n in range(7)]
    aligned = [[c.ljust(s) if n in (0, 2, 6) else c.rjust(s) for n, (c, s) in enumerate(zip(row, sizes, strict=True))] for row in rows]
    return ["  ".join(row).rstrip() for row in aligned]


def raised(results: list[Result], floors: dict[str, float]) -> dict[str, float]:
    """The floors, each brought up to just below what was reached."""
    return floors | {r.name: max(floors.get(r.name, 0.0), round(r.value - MARGIN, 4)) for r in results}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("tasks", metavar="TASK", nargs="*", help=", ".join(TASKS))
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise the floors; never lowers one")
    args = parser.parse_args()
    for task in args.tasks:
        if task not in TASKS:
            parser.error(f"there is no data set '{task}'. There are: {', '.join(TASKS)}")
    folder = args.folder.resolve()
    names = [n for n in TASKS if (not args.tasks or n in args.tasks) and (folder / "data" / n / "dev" / "articles.jsonl").is_file()]
    if not (folder / "score.py").is_file() or not names:
        print(f"scripts/quality: {folder} has no score.py and data/TASK/dev/articles.jsonl", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda name: measure(folder, name), names))
    print("\n".join(table(results, floors)))
    if args.lift:
        FLOORS.write_text(json.dumps(raised(results, floors), indent=2, sort_keys=True) + "\n")
    bad = [r.name for r in results if r.wrong or r.value < floors.get(r.name, 0.0) - AGREED]
    said = f"not good enough: {', '.join(bad)}" if bad else f"{len(results)} data sets, none below its floor"
    print(f"scripts/quality: {said}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
