"""The weights of the pair classifier: one small logistic regression a relation over the features of pairs.

They stand in weights/pairs.tsv, a feature a line; scripts/train-pairs makes them (L1, so that few remain and can be
read). Where they come from, and under which licence: weights/LICENSES.md.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "weights" / "pairs.tsv"
BIAS = "bias"
REASONS = 3


@dataclass(frozen=True)
class Model:
    """`weights`: {feature: {relation: weight}}; the bias is the feature that every pair has."""

    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, features: Iterable[str], relations: Sequence[str]) -> dict[str, float]:
        """{relation: probability that it holds} of a pair."""
        sums = dict.fromkeys(relations, 0.0)
        for feature in (BIAS, *features):
            for relation, weight in self.weights.get(feature, {}).items():
                if relation in sums:
                    sums[relation] += weight
        return {relation: 1.0 / (1.0 + math.exp(-score)) for relation, score in sums.items()}

    def sum_of(self, features: Iterable[str], relation: str) -> float:
        """What features add to the log odds of a relation."""
        return sum(self.weights.get(f, {}).get(relation, 0.0) for f in features)

    def reasons(self, features: Iterable[str], relation: str) -> list[tuple[str, float]]:
        """What speaks for a relation, (feature, weight), the strongest first."""
        found = [(f, w) for f in features if (w := self.weights.get(f, {}).get(relation, 0.0)) > 0]
        return sorted(found, key=lambda x: (-x[1], x[0]))


def dump(weights: Mapping[str, Mapping[str, float]]) -> str:
    """The file's text: feature, then `relation weight` pairs, between tabs; lines sorted, the bias first."""
    lines = []
    for feature in sorted(weights, key=lambda f: (f != BIAS, f)):
        cells = [f"{relation} {weight:.2f}" for relation, weight in sorted(weights[feature].items())]
        lines.append("\t".join([feature, *cells]))
    return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=2)
def load_model(path: Path = WEIGHTS) -> Model:
    """Reads the weights."""
    weights: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        feature, *cells = line.split("\t")
        weights[feature] = {relation: float(weight) for relation, weight in (cell.split(" ") for cell in cells)}
    return Model(weights)
