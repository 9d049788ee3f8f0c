"""Is the confidence what it says: of the claims at 0.8, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence is at least `low` and below `high` (1 is in the last): how many, what they say of
    themselves on average, and which share of them is right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


def reliability(judged: Iterable[tuple[float, bool]]) -> tuple[list[Bin], float]:
    """(the bins that have claims, the expected calibration error) of (confidence, whether it is right).

    The error is the mean over the claims of how far their bin's share of right ones lies from its mean confidence (Guo
    and others 2017, "On Calibration of Modern Neural Networks"); 0 without any claims.
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        groups.setdefault(min(int(confidence * BINS + 1e-9), BINS - 1), []).append((confidence, right))
    bins = [_bin(number, group) for number, group in sorted(groups.items())]
    total = sum(b.claims for b in bins)
    return bins, sum(b.claims * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def _bin(number: int, group: list[tuple[float, bool]]) -> Bin:
    size = len(group)
    return Bin(number / BINS, (number + 1) / BINS, size, sum(c for c, _ in group) / size, sum(r for _, r in group) / size)
