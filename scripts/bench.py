"""scripts/bench: tokens per second of `kg build` beside the bare spaCy pipeline on the same text, and peak memory.

Each side runs in a process of its own, one after the other; loading of the model and imports are left out on both
sides, writing of the store is in. The text is made from the paragraphs of examples/, by a seed: the same text each time.
The median of the runs counts; the ratio is kg's speed as a share of spaCy's.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = 20241104
PARAGRAPHS = 12  # of an article
WARM_UP = 3  # articles that each side reads before the clock starts


def make_texts(count: int) -> list[str]:
    """Articles of paragraphs drawn from examples/, no two alike; their order and the seed decide them."""
    paragraphs = [p for path in sorted((ROOT / "examples").glob("*.txt")) for p in path.read_text(encoding="utf-8").split("\n\n")]
    draw = random.Random(SEED)
    return [f"Story {n}\n\n" + "\n\n".join(draw.sample(paragraphs, PARAGRAPHS)) for n in range(count)]


def time_spacy(texts: list[str]) -> float:
    """Seconds of the bare pipeline, in batches, as it is fastest."""
    from kg.config import Config
    from kg.parse import load_model

    nlp = load_model(Config().model)
    nlp.remove_pipe("kg_line_starts")
    list(nlp.pipe(texts[:WARM_UP]))
    began = time.perf_counter()
    for _ in nlp.pipe(texts[WARM_UP:]):
        pass
    return time.perf_counter() - began


def time_kg(texts: list[str]) -> float:
    """Seconds of kg.build into a store, with a model that is loaded already."""
    from kg import build, open_store, pipeline
    from kg.config import Config

    nlp = pipeline.load_model(Config().model)
    pipeline.load_model = lambda name: nlp
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder) / name for name in ("first.jsonl", "rest.jsonl")]
        for path, part in zip(parts, (texts[:WARM_UP], texts[WARM_UP:]), strict=True):
            lines = (json.dumps({"text": text, "language": "en", "published": "2024-11-04"}) for text in part)
            path.write_text("\n".join(lines), encoding="utf-8")
        with open_store(Path(folder) / "it.kg", create=True) as store:
            build(parts[:1], store)
            began = time.perf_counter()
            report = build(parts[1:], store)
            seconds = time.perf_counter() - began
    if report.added != len(texts) - WARM_UP or report.failed:
        raise SystemExit(f"scripts/bench: {report.failed or 'articles were not added'}")
    return seconds


def count_tokens(texts: list[str]) -> int:
    import spacy

    return sum(not token.is_space for doc in spacy.blank("en").pipe(texts[WARM_UP:]) for token in doc)


SIDES = {"spaCy": time_spacy, "kg build": time_kg}


def run(side: str, articles: int) -> dict[str, float]:
    """Seconds and peak resident memory (MB) of one side, measured in a process of its own."""
    command = [sys.executable, __file__, "--articles", str(articles), "--side", side]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"scripts/bench: {side} failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60, metavar="N", help="how many (default: 60, some 20,000 tokens)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each side (default: 3)")
    parser.add_argument("--side", choices=tuple(SIDES), help=argparse.SUPPRESS)
    args = parser.parse_args()
    texts = make_texts(args.articles + WARM_UP)
    if args.side:
        seconds = SIDES[args.side](texts)
        print(json.dumps({"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return 0
    tokens = count_tokens(texts)
    print(f"{args.articles} articles, {tokens:,} tokens, median of {args.runs} runs")
    speeds = {}
    for side in SIDES:
        runs = [run(side, args.articles) for _ in range(args.runs)]
        speeds[side] = tokens / statistics.median(r["seconds"] for r in runs)
        print(f"{side:10} {speeds[side]:8,.0f} tokens/s   {max(r['memory'] for r in runs):6,.0f} MB at most")
    print(f"kg build runs at {speeds['kg build'] / speeds['spaCy']:.2f} of the bare pipeline's speed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
