"""A log-linear ranker of antecedents: for each mention a probability for every candidate and for "none of these".

The weights are small and stand in weights/coref.json, {feature: [a row of hundredths for each class of mention]};
scripts/train-coref makes them. Plain NumPy; all pairs of an article are weighed at once.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.extract.coref.alone import ALONE
from kg.extract.coref.features import TEMPLATES, Pairs, Template
from kg.extract.coref.pairs import pairs_of
from kg.extract.coref.table import CLASSES, Flags, Ints, Table

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).parents[1] / "weights" / "coref.json"
SCALE = 100
BLOCK = 1000  # mentions weighed at once: some 10 MB


@dataclass(frozen=True)
class Choice:
    """The candidates of one mention with their rows and scores; `none` is the probability of none."""

    candidates: Ints
    rows: Ints
    score: Floats
    none: float

    def ranked(self) -> list[tuple[int, float, int]]:
        """(candidate, probability, row), the likeliest first."""
        weight = np.exp(self.score - self.score.max())
        likely = weight / weight.sum() * (1.0 - self.none)
        order = np.argsort(-self.score, kind="stable")
        return list(zip(self.candidates[order].tolist(), likely[order].tolist(), self.rows[order].tolist(), strict=True))


@dataclass(frozen=True)
class Ranking:
    """The choices by mention, and what each feature adds to each pair."""

    choices: dict[int, Choice]
    parts: dict[str, Floats]

    def weights(self, row: int) -> dict[str, float]:
        """{feature: what it adds} of one pair."""
        return {name: float(values[row]) for name, values in self.parts.items()}


@dataclass(frozen=True)
class Ranker:
    """{feature: weights [class, value]} of pairs and of mentions alone."""

    pair: dict[str, Floats]
    alone: dict[str, Floats]

    def rank(self, table: Table, open_: Flags) -> Iterator[Ranking]:
        """Weighs the candidates of the mentions that are open, in the order of the text, a block at a time."""
        for start in range(0, len(table), BLOCK):
            block = np.zeros(len(table), np.bool_)
            block[start : start + BLOCK] = open_[start : start + BLOCK]
            yield self._block(table, block)

    def _block(self, table: Table, open_: Flags) -> Ranking:
        pairs, alone = candidates(table, open_)
        parts = weigh(self.pair, TEMPLATES, pairs)
        score, none = _sum(parts, len(pairs.m)), _sum(weigh(self.alone, ALONE, alone), len(alone.m))
        choices: dict[int, Choice] = {}
        bounds: list[int] = np.searchsorted(pairs.m, [*alone.m.tolist(), len(table)]).tolist()
        open_mentions: list[int] = alone.m.tolist()
        for n, m in enumerate(open_mentions):
            rows = np.arange(bounds[n], bounds[n + 1], dtype=np.int32)
            choices[m] = _choice(rows, pairs.a[rows], score[rows], float(none[n]))
        return Ranking(choices, parts)


def candidates(table: Table, open_: Flags) -> tuple[Pairs, Pairs]:
    """The pairs to weigh, and the open mentions alone."""
    m, a = pairs_of(table, open_)
    count = np.bincount(m, minlength=len(table)).astype(np.int32)
    table.columns["choice"] = np.minimum(count, 7).astype(np.int32)
    alone = np.flatnonzero(open_).astype(np.int32)
    return Pairs(table, m, a), Pairs(table, alone, alone)


def weigh(weights: dict[str, Floats], templates: dict[str, Template], pairs: Pairs) -> dict[str, Floats]:
    """What each feature adds to each pair."""
    classes = pairs.mine("class")
    return {name: weights[name][classes, np.asarray(value(pairs), dtype=np.int32)] for name, (_, value) in templates.items()}


def _sum(parts: dict[str, Floats], length: int) -> Floats:
    total = np.zeros(length)
    for values in parts.values():
        total += values
    return total


def _choice(rows: Ints, others: Ints, score: Floats, none: float) -> Choice:
    best = max(none, float(score.max())) if len(score) else none
    empty = float(np.exp(none - best))
    return Choice(others, rows, score, empty / (float(np.exp(score - best).sum()) + empty))


@functools.lru_cache(maxsize=2)
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """Reads the weights."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Ranker(
        {name: _array(raw["pair"][name], size) for name, (size, _) in TEMPLATES.items()},
        {name: _array(raw["alone"][name], size) for name, (size, _) in ALONE.items()},
    )


def _array(rows: list[dict[str, int]], size: int) -> Floats:
    found = np.zeros((len(CLASSES), size))
    for n, row in enumerate(rows):
        for value, weight in row.items():
            found[n, int(value)] = weight / SCALE
    return found
