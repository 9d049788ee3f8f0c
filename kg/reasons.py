"""Why mentions are one, or are not: judgements in words that a person can check, for the terminal, the page and Neo4j."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import Judgement, is_person
from kg.names import fold

SURE = 0.8  # a program's `same` below this score is doubtful: of such, more than one in five is wrong
IS = {"same": "is", "different": "is not", "unsure": "may be"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two mentions are one or are not, with their words; `count` judgements say just this."""

    verdict: str
    left: str
    right: str
    reason: str
    by: str
    score: float
    count: int

    @property
    def standing(self) -> str:
        """`decided` by a person, `doubtful` where a program isn't sure, else the empty string."""
        if is_person(self.by):
            return "decided"
        return "doubtful" if self.verdict == "unsure" or (self.verdict == "same" and self.score < SURE) else ""

    def __str__(self) -> str:
        """`“Dorn” is “Ilka Dorn”: 'Dorn' is the surname of 'Ilka Dorn' (rule:surname, 0.92)`"""
        times = f", {self.count} times" if self.count > 1 else ""
        mark = ", doubtful" if self.standing == "doubtful" else ""
        return f"“{self.left}” {IS[self.verdict]} “{self.right}”: {self.reason} ({self.by}, {self.score:.2f}{times}{mark})"


def make_reasons(judgements: Iterable[Judgement], words: Callable[[str], str]) -> list[Reason]:
    """People's first, then what keeps apart, then what joins different words, the surest first. `words` tells those of a
    mention."""
    counts: Counter[tuple[str, str, str, str, str, float]] = Counter()
    for j in judgements:
        left, right = sorted((words(j.left), words(j.right)))
        counts[j.verdict, left, right, j.reason, j.by, j.score] += 1
    found = [Reason(*what, count) for what, count in counts.items()]
    return sorted(found, key=lambda r: (not is_person(r.by), r.verdict == "same", fold(r.left) == fold(r.right), -r.score, r.left, r.right))
