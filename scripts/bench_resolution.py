"""scripts/bench-resolution: seconds and memory of who-is-who on articles by the thousand, and the exponent of their growth.

Each size runs in a process of its own. The articles are made by a seed, as records: their text is only the names in it. People are
drawn by a power law (few are in many articles), a third of the later mentions are surnames alone, some articles spell a name
in another way; bodies go by a name or an acronym; places are the gazetteer's.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261124
SYLLABLES = "ba ve ro lin dor mar sto ker pol ane tis wol gar hem ul brec sta vin mo ret zan".split()
BODIES = "Ministry Bank Union Council Institute Court Party Club Company Agency".split()


def surname(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.choice((2, 2, 3)))).title()


def world(articles: int, draw: random.Random) -> tuple[list[tuple[str, str, str]], list[float]]:
    """[(full name, short or other form, type)] and how often each is drawn: Zipf's law over a population that grows with the articles."""
    given = [line.split("\t")[0] for line in (ROOT / "schema/gazetteer/given_names.tsv").read_text("utf-8").splitlines()[::9]]
    surnames = [surname(draw) for _ in range(max(200, articles // 2))]
    found = []
    for _ in range(articles):
        last, first = draw.choice(surnames), draw.choice(given)
        found.append((f"{first} {last}", draw.choice([last, last, f"{first[0]}. {last}"]), "Person"))
    for _ in range(articles // 2):
        words = [draw.choice(surnames), draw.choice(surnames), draw.choice(BODIES)]
        found.append((" ".join(words), "".join(w[0] for w in words), "Organization"))
    draw.shuffle(found)
    return found, [1 / (rank + 5) for rank in range(len(found))]


def records(articles: int) -> tuple[list, list, dict]:  # type: ignore[type-arg]
    """Mentions, judgements within articles, and articles by id."""
    from kg.model import Article, Mention, make_id, make_judgement, text_hash

    draw = random.Random(SEED)
    people, weights = world(articles, draw)
    places = [row["name"] for row in map(json.loads, (ROOT / "schema/gazetteer/places.jsonl").open(encoding="utf-8")) if row["id"]][::40]
    mentions, judgements, by_id = [], [], {}
    for number in range(articles):
        id_, text, at = f"a{number}", "", 0
        for full, other, type_ in draw.choices(people, weights, k=8):
            first = None
            for form in [full if draw.random() < 0.9 else other, *[other] * draw.randint(0, 2)]:
                m = Mention(make_id("m", id_, at), id_, at, at + len(form), form, "name", type_)
                mentions.append(m)
                if first:
                    judgements.append(make_judgement(first.id, m.id, "same", 0.9, "rule:surname", "a surname"))
                first = first or m
                text, at = f"{text}{form}. ", at + len(form) + 2
        place = draw.choice(places)
        mentions.append(Mention(make_id("m", id_, at), id_, at, at + len(place), place, "name", "City"))
        text += place
        by_id[id_] = Article(id_, text, published="2031-05-01", sha256=text_hash(text))
    return mentions, judgements, by_id


def run(articles: int) -> dict[str, float]:
    """One size, in this process."""
    from kg.gazetteer import load_gazetteer
    from kg.resolve import resolve
    from kg.schema import load_schema

    schema, gazetteer = load_schema(), load_gazetteer()
    mentions, judgements, by_id = records(articles)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    found = resolve(schema, gazetteer, mentions, judgements, by_id)
    seconds = time.perf_counter() - began
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"articles": articles, "mentions": len(mentions), "entities": len(found.entities), "judgements": len(found.judgements),
            "seconds": seconds, "megabytes": peak}  # fmt: skip


def measured(sizes: list[int]) -> Iterator[dict[str, float]]:
    for size in sizes:
        done = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True)
        yield json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("sizes", metavar="N", type=int, nargs="*", default=[1000, 3000, 10000], help="articles (default: 1000 3000 10000)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(run(chosen.one)))
        return
    rows = list(measured(sorted(chosen.sizes)))
    print(f"{'articles':>9} {'mentions':>9} {'entities':>9} {'judgements':>11} {'seconds':>8} {'MB':>6}")
    for r in rows:
        counts = " ".join(f"{r[key]:>{width},}" for key, width in (("articles", 9), ("mentions", 9), ("entities", 9), ("judgements", 11)))
        print(f"{counts} {r['seconds']:>8.2f} {r['megabytes']:>6.0f}")
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        exponents = [math.log(last[k] / first[k]) / math.log(last["mentions"] / first["mentions"]) for k in ("seconds", "megabytes")]
        print(f"growth with the number of mentions: time to the power of {exponents[0]:.2f}, memory {exponents[1]:.2f}")


if __name__ == "__main__":
    main()
