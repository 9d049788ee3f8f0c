"""From the ranker's probabilities to chains: the likeliest candidate that nothing known forbids."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from kg.extract.coref.chains import Chains
from kg.extract.coref.forbid import forbidden
from kg.extract.coref.items import Item
from kg.extract.coref.prepare import Case
from kg.extract.coref.ranker import Choice, Ranker, Ranking
from kg.extract.coref.reasons import reason_for
from kg.extract.mentions import Ref

# How much likelier "none" must be to hold, by kind (tuned on a quarter of the training documents).
HURDLE = {
    "i": 0.5, "we": 0.5, "you": 0.8, "he": 0.15, "she": 0.15, "it": 0.5, "they": 0.6, "this": 1.0,
    "the": 0.5, "a": 1.5, "that": 0.6, "whose": 0.6, "bare": 2.2, "name": 3.5,
}  # fmt: skip
MOST_SURE = 0.95


def decide(case: Case, ranker: Ranker) -> None:
    """Links each open mention to the likeliest chain before it, or to none."""
    for ranking in ranker.rank(case.table, case.open_):
        for at, choice in ranking.choices.items():
            _link(case, ranking, case.items[at], choice)


def _link(case: Case, ranking: Ranking, item: Item, choice: Choice) -> None:
    """Takes the likeliest chain; what its members have of probability adds up."""
    if 1.0 - choice.none <= choice.none * HURDLE[item.word_class]:
        return
    sums: dict[str, float] = {}
    nearest: dict[str, tuple[int, int]] = {}
    for other, likely, row in choice.ranked():
        root = case.book.sets.root(case.items[other].ref.id)
        sums[root] = sums.get(root, 0.0) + likely
        nearest.setdefault(root, (other, row))
    for root in sorted(sums, key=lambda r: (-sums[r], r)):
        if sums[root] <= choice.none * HURDLE[item.word_class]:
            return
        taken, row = case.items[nearest[root][0]], nearest[root][1]
        if forbidden(item, taken, case.book):
            continue
        reason = reason_for(item, taken, ranking.weights(row))
        if case.book.same(taken.ref.id, item.ref.id, f"ranker-{item.kind}", min(sums[root], MOST_SURE), reason):
            if item.gender:
                case.book.set_gender(item.ref.id, item.gender)
            return


def chains_of(case: Case) -> Chains:
    """The chains of an article."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in case.items:
        groups[case.book.sets.root(item.ref.id)].append(item)
    chains = Chains(case.book.judgements, attributes=case.book.attributes)
    added: list[Ref] = []
    for group in groups.values():
        best = _best(group)
        if best is not None and (len(group) > 1 or group[0].stored):
            chains.best.update({i.ref.id: best for i in group})
        if len(group) > 1 or group[0].kind == "name":
            added += [replace(i.ref, type=best.type if best else "Person") for i in group if not i.stored]
    chains.added = tuple(added)
    return chains


def _best(group: list[Item]) -> Ref | None:
    """The name or description that stands for a chain: of its most frequent type, the longest, the first."""
    named = [i for i in group if i.kind in ("name", "demonym")] or [i for i in group if i.kind == "nominal"]
    stored = [i for i in named if i.stored]
    if stored:
        types = Counter(i.ref.type for i in stored if i.kind != "demonym")
        return max(stored, key=lambda i: (i.kind == "name", types[i.ref.type], *_fullness(i))).ref
    if not named:
        return None
    return replace(max(named, key=lambda i: (i.kind == "name", *_fullness(i))).ref, type=_type(group))


def _fullness(item: Item) -> tuple[int, int]:
    return item.ref.end - item.ref.start, -item.ref.start


def _type(group: list[Item]) -> str:
    """What mentions of no known type are, by the pronouns that take them up."""
    people = any(i.word_class in ("he", "she", "i", "you") or i.animate == "person" for i in group)
    if people:
        return "Group" if any(i.number == "plural" for i in group) else "Person"
    return "Topic"
