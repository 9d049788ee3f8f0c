"""How likely a claim is right: what the mechanism that proposed it thinks, corrected by how often its like was right.

The correction is a logistic one of few features, fitted by scripts/calibrate (docs/decisions/0033-confidence-is-a-share.md): the family
of the rule, what its own figure is worth there, what kind of words the ends are, whether somebody else's words are reported. A
family of which the gold had little stays near what it thinks itself.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights" / "confidence.json"
LOW, HIGH = 0.02, 0.98  # nothing is said to be surer than this, either way


def confidence(rule: str, raw: float, ends: tuple[str, str], attributed: bool) -> float:
    """The probability, in hundredths, that a claim is right in relation, ends, source, polarity and certainty.

    `raw` is what the mechanism thinks, `ends` are the kinds of the mentions of subject and object (`value` for a literal).
    """
    likely = corrected(raw, features(rule, raw, ends, attributed), _weights())
    return round(min(HIGH, max(LOW, likely)), 2)


def corrected(raw: float, found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What weights make of a mechanism's own figure, by {feature: value}."""
    score = logit(raw) + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-score))


def features(rule: str, raw: float, ends: tuple[str, str], attributed: bool) -> dict[str, float]:
    """{feature: value} of a claim; what is not there is 0."""
    family, (subject, object_) = family_of(rule), ends
    found = {"always": 1.0, "raw": logit(raw), f"rule {family}": 1.0, f"raw {family}": logit(raw)}
    return found | {f"subject {subject}": 1.0, f"object {object_}": 1.0} | ({"attributed": 1.0} if attributed else {})


def family_of(rule: str) -> str:
    """`role:title` of `role:title:head_of.2`, `frame` of `frame:met_with.1`: rules of one mechanism are right alike."""
    kind, how, *_ = f"{rule}:".split(":")
    return f"{kind}:{how}" if kind == "role" else kind


def logit(probability: float) -> float:
    """ln(p / (1 - p)), kept finite."""
    kept = min(HIGH, max(LOW, probability))
    return math.log(kept / (1 - kept))


@functools.lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
