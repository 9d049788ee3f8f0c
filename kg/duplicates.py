"""Articles that repeat one another word for word or nearly so: wire copies, syndication. MinHash by datasketch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from datasketch import MinHash, MinHashLSH

from kg.model import Article
from kg.resolve.clusters import Clusters

WORDS = 5  # shingles of five words: what two reports of one event share by chance is shorter
PERMUTATIONS = 128
CANDIDATES = 0.25  # of the threshold: a copy that kept a third of the story has little in common with all of it


def find_origins(articles: Iterable[Article], threshold: float) -> dict[str, str]:
    """{article id: id of the article it repeats}, its own where it repeats none.

    The origin of a set of copies is the one published first, then the least id. `threshold` (0 to 1) is the share of
    the shorter text's shingles that the longer one has.
    """
    articles = sorted(articles, key=lambda a: a.id)
    shingles = {a.id: _shingles(a.text) for a in articles}
    sets = Clusters(shingles)
    index = MinHashLSH(threshold=threshold * CANDIDATES, num_perm=PERMUTATIONS, weights=(0.1, 0.9))
    for article in articles:
        found = shingles[article.id]
        if not found:
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([s.encode() for s in sorted(found)])
        for other in sorted(index.query(sketch)):
            if _similar(found, shingles[other]) >= threshold:
                sets.join(article.id, other)
        index.insert(article.id, sketch)
    order = {a.id: (a.published is None, a.published or "", a.id) for a in articles}
    return {m: min(members, key=order.__getitem__) for members in sets.groups().values() for m in members}


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(max(len(words) - WORDS + 1, min(len(words), 1))))


def _similar(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right))
