"""What coreference finds, and the book in which it is written while it looks: sets, vetoes, judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.mentions import Ref
from kg.model import Judgement, make_judgement
from kg.resolve.clusters import Clusters


@dataclass
class Chains:
    """Judgements; for each mention the name or description that stands for its chain; `added`: mentions that only a
    chain makes worth keeping (`the quake` that an `it` takes up); `attributes`: {description: the name it stands beside},
    which are said of the name and are no mentions of their own."""

    judgements: list[Judgement] = field(default_factory=list)
    best: dict[str, Ref] = field(default_factory=dict)
    added: tuple[Ref, ...] = ()
    attributes: dict[str, Ref] = field(default_factory=dict)

    def types(self) -> dict[str, str]:
        """{mention id: type of what it stands for}, for pronouns that stand for something."""
        return {id_: ref.type for id_, ref in self.best.items() if ref.kind != "pronoun"}

    def linked(self) -> frozenset[str]:
        """The mentions that are judged the same as another."""
        return frozenset(i for j in self.judgements if j.verdict == "same" for i in (j.left, j.right))


def without_attributes(chains: Chains) -> Chains:
    """Chains in whose judgements each attribute's place is taken by the name it stands beside."""

    def of(id_: str) -> str:
        name = chains.attributes.get(id_)
        return name.id if name is not None else id_

    judged: dict[str, Judgement] = {}
    for j in chains.judgements:
        left, right = of(j.left), of(j.right)
        if left != right:
            new = j if (left, right) == (j.left, j.right) else make_judgement(left, right, j.verdict, j.score, j.by, j.reason)
            judged.setdefault(new.id, new)
    chains.judgements = list(judged.values())
    return chains


class Book:
    """The sets of one article in the making."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.sets = Clusters(ids)
        self.judgements: list[Judgement] = []
        self.attributes: dict[str, Ref] = {}
        self._genders: dict[str, str] = {}
        self._names: dict[str, set[int]] = defaultdict(set)

    def same(self, left: str, right: str, rule: str, score: float, reason: str) -> bool:
        """Records that two mentions are the same, and why; False where they may not be."""
        a, b = self.sets.root(left), self.sets.root(right)
        if a == b:
            return True
        if not self.sets.join(left, right):
            return False
        root = self.sets.root(left)
        gender = self._genders.get(a) or self._genders.get(b)
        if gender:
            self._genders[root] = gender
        self._names[root] = self._names[a] | self._names[b]
        self.judgements.append(make_judgement(left, right, "same", round(score, 2), f"rule:{rule}", reason))
        return True

    def describe(self, name: Ref, description: Ref, reason: str, *, attribute: bool) -> None:
        """Records that a description stands beside a name; as its attribute, or as a mention of its own. (To OntoNotes
        apposition and predicate are attributes.)"""
        if self.same(name.id, description.id, "apposition", 0.9, reason) and attribute:
            self.attributes.setdefault(description.id, name)

    def apart(self, left: str, right: str, rule: str, reason: str) -> None:
        """Records that two mentions are not the same, whatever else is found."""
        if self.sets.root(left) != self.sets.root(right):
            self.sets.keep_apart(left, right)
            self.judgements.append(make_judgement(left, right, "different", 0.9, f"rule:{rule}", reason))

    def gender(self, id_: str) -> str | None:
        """`m`, `f` or None of the chain a mention stands in."""
        return self._genders.get(self.sets.root(id_))

    def set_gender(self, id_: str, gender: str) -> None:
        """Makes a chain male or female; the first word on it stays."""
        self._genders.setdefault(self.sets.root(id_), gender)

    def call(self, id_: str, name: int) -> None:
        """Gives a chain one of the article's names, by number."""
        self._names[self.sets.root(id_)].add(name)

    def names(self, id_: str) -> set[int]:
        """The numbers of the names in a chain."""
        return self._names[self.sets.root(id_)]
