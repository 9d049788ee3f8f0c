"""The one thing that a check yields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that isn't as it must be.

    `where`: "store", "Neo4j" or "RDF"; `what`: a short plain word for the kind, such as "claim lost", "words" or "status";
    `id`: of the claim, proposition … that it concerns; `expected` and `found` are for people to read.
    """

    where: str
    what: str
    id: str
    expected: str
    found: str


# kinds of differences in a store after which no graph can be made of it
BREAKING = frozenset(["damaged file", "unreadable record", "value", "reference", "stray record", "type", "relation"])
BY_HAND = frozenset(["foreign node"])


def remedy(difference: Difference) -> str:
    """What to do about it, in a few words."""
    if difference.where == "RDF":
        return "kg export again"
    if difference.where == "Neo4j":
        if difference.what == "relationship between wrong ends":
            return "kg load again; what stays was never kg's: delete it by hand"
        return "never kg's: delete it by hand" if difference.what in BY_HAND else "kg load again"
    if difference.what in BREAKING:
        return "take a copy of the store from before, or kg build a new one"
    return "kg retract its article, then kg build it again"
