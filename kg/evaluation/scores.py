"""Counts what is right: precision, recall and F1 of pairs, propositions and whole claims, and of each aspect by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.gold import Gold
from kg.evaluation.matching import ASPECTS, Found, Match, Matcher, pair_up
from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right, how many were found and how many there are; figures are 0 where there is nothing to divide by."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of each line and each claim. `related` are pairs of the right ends with another relation; their lines and
    claims are in `missed` and `invented` too. `unjudged` are claims of headings that no line is about."""

    matches: tuple[Match, ...]
    related: tuple[tuple[Gold, Found], ...]
    missed: tuple[Gold, ...]
    invented: tuple[Found, ...]
    unjudged: tuple[Found, ...]
    articles: tuple[str, ...]

    @property
    def judged(self) -> list[tuple[Found, bool]]:
        """Each claim that counts, and whether it is right in all that is strict."""
        return [(m.found, m.strict) for m in self.matches] + [(f, False) for f in self.invented]


def compare(golds: list[Gold], graph: Graph, matcher: Matcher) -> Comparison:
    """Pairs lines and claims, article by article. An article without a line has no gold, and its claims don't count."""
    articles = sorted({gold.article for gold in golds})
    matches: list[Match] = []
    related: list[tuple[Gold, Found]] = []
    missed: list[Gold] = []
    rest: list[Found] = []
    for article in articles:
        mine, claims = [g for g in golds if g.article == article], matcher.claims(article)
        found = [matcher.match(g, f) for g, f in pair_up(mine, claims, matcher.is_proposition, lambda g, f: _rank(matcher, g, f))]
        lines, used = {m.gold.line for m in found}, {m.found.statement.claim.id for m in found}
        left, over = [g for g in mine if g.line not in lines], [f for f in claims if f.statement.claim.id not in used]
        related += pair_up(left, over, matcher.is_pair, lambda g, f: ())
        matches += found
        missed += left
        rest += over
    told = {f.statement.claim.id for _, f in related}
    headings = [f.statement.claim.id not in told and graph.sentences[f.statement.claim.sentence].kind == "heading" for f in rest]
    invented = tuple(f for f, heading in zip(rest, headings, strict=True) if not heading)
    unjudged = tuple(f for f, heading in zip(rest, headings, strict=True) if heading)
    return Comparison(tuple(matches), tuple(related), tuple(missed), invented, unjudged, tuple(articles))


def _rank(matcher: Matcher, gold: Gold, found: Found) -> tuple[int, ...]:
    """The better of two claims for a line: right in all, then in more, then called what the line calls it."""
    match = matcher.match(gold, found)
    called = sum(matcher.called(wanted, end) for wanted, end in ((gold.subject, found.subject), (gold.object, found.object)))
    return int(match.strict), sum(right is True for right in match.right.values()), called


def scores(comparison: Comparison) -> dict[str, Score]:
    """{`pair`, `proposition`, `strict`: its score}."""
    matches = comparison.matches
    found, gold = len(matches) + len(comparison.invented), len(matches) + len(comparison.missed)
    right = {
        "pair": len(matches) + len(comparison.related),
        "proposition": len(matches),
        "strict": sum(m.strict for m in matches),
    }
    return {name: Score(count, found, gold) for name, count in right.items()}


def aspects(matches: Iterable[Match]) -> dict[str, tuple[int, int]]:
    """{aspect: (right, asked)} of the propositions found."""
    right, asked = Counter[str](), Counter[str]()
    for match in matches:
        right.update(name for name, value in match.right.items() if value)
        asked.update(name for name, value in match.right.items() if value is not None)
    return {name: (right[name], asked[name]) for name in ASPECTS}
