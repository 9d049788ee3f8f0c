"""Which standing facts the classifier tells apart, what ends they take, and when it is sure enough."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.pairs.ends import DATE, End
from kg.schema import Schema

# Relation of the classifier: least probability at which it is proposed. Where precision on our own news, on five folds
# (scripts/train-pairs --thresholds), is no better than one in two, the higher; data that is scored had no say.
FACTS = {
    "born_in": 0.5, "born_on": 0.4, "child_of": 0.75, "citizen_of": 0.6, "died_on": 0.6, "educated_at": 0.65, "founded": 0.65,
    "founded_on": 0.6, "head_of": 0.7, "headquartered_in": 0.7, "lives_in": 0.65, "party_of": 0.8, "spouse_of": 0.7,
    "subsidiary_of": 0.6, "works_for": 0.8,
}  # fmt: skip
# Of these one object has one subject in a sentence: of two people beside one date of birth the likelier was born on it.
EXCLUSIVE = frozenset(["born_in", "born_on", "died_on", "founded_on", "head_of"])
# Of these too, but for two who share it and are named together, which is for the frames to read.
GIVEN = EXCLUSIVE | {"works_for", "party_of", "child_of", "founded"}
BRACKETED = frozenset(["born_on", "died_on"])
PRIOR = ("types", "finer", "others", "distance", "length")  # features in which no word of the text has a part
LEAST_SAID = 1.0  # log odds that the other features must add: two types beside each other are no evidence
LEAST_TOLD = 0.5  # of these what words with a meaning of their own must add, unless the two stand in one noun phrase
SURE = 0.9  # probability at which neither is asked for; the three chosen on five folds of the training part
# What says as much as the classifier would, or more: where a frame has proposed one of these for the same two, it is silent.
SAID = {
    "works_for": ("member_of", "head_of", "leader_of", "spokesperson_for", "plays_for", "coaches", "party_of", "founded", "owns"),
    "head_of": ("leader_of",),
    "lives_in": ("born_in", "located_in"),
    "headquartered_in": ("located_in",),
    "subsidiary_of": ("part_of", "owns", "acquired"),
    "child_of": ("parent_of",),
    "party_of": ("leader_of", "head_of", "member_of"),
}  # fmt: skip


@dataclass(frozen=True)
class Fitting:
    """Which relations two ends may stand in, by the schema; each two types are looked up once."""

    schema: Schema
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def relations(self, subject: End, object_: End) -> tuple[str, ...]:
        """The relations of the schema that take a subject and an object of these types."""
        types = subject.type, object_.type
        if types not in self._known:
            known = (r for name in FACTS if (r := self.schema.relations.get(name)) is not None)
            self._known[types] = tuple(r.name for r in known if self._takes(types[0], r.domain) and self._takes(types[1], r.range))
        return self._known[types]

    def _takes(self, type_: str, wanted: tuple[str, ...]) -> bool:
        """A date is no thing that the schema has a hierarchy of, and nobody's subject."""
        return type_ in wanted if type_ == DATE else self.schema.fits(type_, wanted)
