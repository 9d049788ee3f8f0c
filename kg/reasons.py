"""Why mentions are one, or are not: judgements in words that a person can check, for the terminal, the page and Neo4j."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Judgement, Mention, is_person
from kg.names import fold

SURE = 0.8  # a program's `same` below this score is doubtful: of such, more than one in five is wrong
IS = {"same": "is", "different": "is not", "unsure": "may be"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two mentions are one or are not, with their words; `count` judgements say just this.

    `link`: the right side is no mention but the id of a thing outside.
    """

    verdict: str
    left: str
    right: str
    reason: str
    by: str
    score: float
    link: bool
    count: int

    @property
    def standing(self) -> str:
        """`decided` by a person, `doubtful` where a program isn't sure, else the empty string."""
        if is_person(self.by):
            return "decided"
        return "doubtful" if is_doubtful(self.verdict, self.score) else ""

    def __str__(self) -> str:
        """`“Dorn” is “Ilka Dorn”: 'Dorn' is the surname of 'Ilka Dorn' (rule:surname, 0.92)`"""
        times = f", {self.count} times" if self.count > 1 else ""
        mark = ", doubtful" if self.standing == "doubtful" else ""
        return f"“{self.left}” {IS[self.verdict]} “{self.right}”: {self.reason} ({self.by}, {self.score:.2f}{times}{mark})"


def is_doubtful(verdict: str, score: float) -> bool:
    """Is a program's verdict one that a person may want to look at?"""
    return verdict == "unsure" or (verdict == "same" and score < SURE)


def make_reasons(judgements: Iterable[Judgement], mentions: Mapping[str, Mention]) -> list[Reason]:
    """People's first, then what keeps apart, then the link, then what joins different words, the surest first."""
    counts: Counter[tuple[str, str, str, str, str, float, bool]] = Counter()
    for j in judgements:
        left, right, link = _words(mentions, j.left), _words(mentions, j.right), j.right not in mentions
        if not link:
            left, right = sorted((left, right))
        counts[j.verdict, left, right, j.reason, j.by, j.score, link] += 1
    found = [Reason(*what, count) for what, count in counts.items()]
    return sorted(found, key=_rank)


def _rank(r: Reason) -> tuple[object, ...]:
    return not is_person(r.by), r.verdict == "same", not r.link, fold(r.left) == fold(r.right), -r.score, r.left, r.right


def _words(mentions: Mapping[str, Mention], mention: str) -> str:
    """The words of a mention on one line; an id of something outside is its own."""
    return " ".join(mentions[mention].text.split()) if mention in mentions else mention
