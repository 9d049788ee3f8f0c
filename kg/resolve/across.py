"""Clusters of many articles that are one entity: what people decided first, then equal names, then likenesses.

Everything goes by index (a gazetteer id, a surname, a folded name); no step compares all with all. Each join is a
judgement with a reason; what was thought of and left apart is one too, `unsure`, for a person to look at.
"""

from __future__ import annotations

from kg.model import Judgement
from kg.resolve.bodies import join_acronyms, join_listed, join_misread, join_named, join_parts
from kg.resolve.joins import Joins
from kg.resolve.persons import join_misread_surnames, join_people, join_surnames

# A short name is settled before equal names meet, full names before short ones.
STEPS = (join_listed, join_people, join_parts, join_named, join_misread, join_surnames, join_misread_surnames, join_acronyms)


def join_across(joins: Joins) -> list[Judgement]:
    """The judgements of all joins, and of the pairs left apart that a person may want to see."""
    for step in STEPS:
        step(joins)
    return joins.judgements
