"""The start view: which entities are drawn at first, and the edges between them.

Never the whole graph: from some hundred nodes on a picture of it tells nothing. One drawn edge stands for all
propositions from one entity to another in one group of relations, kept apart by whether anybody says they are so.
app/views.js does the same again in the page, for other entities and under filters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.model import Proposition
from kg.view.rank import Ranked

CAP = 300  # more nodes than this no one can read
HELD = ("disputed", "asserted", "reported")


@dataclass(frozen=True, slots=True)
class Edge:
    """Propositions drawn as one line, the most important first; ends are positions of entities."""

    start: int
    end: int
    propositions: tuple[Proposition, ...]

    @property
    def status(self) -> str:
        """The most contentious status of its propositions."""
        return next(s for s in (*HELD, "planned", "hypothetical", "denied") if s in {p.status for p in self.propositions})


def choose_top(ranked: Ranked, size: int) -> list[int]:
    """Positions of the entities at the ends of the most important propositions: none stands alone."""
    chosen: dict[int, None] = {}
    for p in ranked.links():
        ends = [ranked.entity_at[p.subject], ranked.entity_at[str(p.object)]]
        fresh = [end for end in ends if end not in chosen]
        if len(chosen) + len(fresh) <= size:
            chosen.update(dict.fromkeys(fresh))
    return sorted(chosen)


def choose_ego(ranked: Ranked, focus: int, size: int) -> list[int]:
    """The focus and the neighbours it is linked to by most voices and claims."""
    weight: Counter[int] = Counter()
    for p in ranked.links():
        ends = {ranked.entity_at[p.subject], ranked.entity_at[str(p.object)]}
        if focus in ends:
            weight[(ends - {focus}).pop()] += p.claims
    neighbours = sorted(weight, key=lambda n: (-weight[n], n))
    return [focus, *sorted(neighbours[: size - 1])]


def edges_between(ranked: Ranked, chosen: list[int]) -> list[Edge]:
    """The drawn edges among the chosen entities."""
    inside = set(chosen)
    bundles: dict[tuple[int, int, str, str], list[Proposition]] = defaultdict(list)
    for p in ranked.links():
        start, end = ranked.entity_at[p.subject], ranked.entity_at[str(p.object)]
        if start in inside and end in inside:
            group = ranked.graph.schema.relations[p.relation].group
            bundles[start, end, group, "held" if p.status in HELD else p.status].append(p)
    return [Edge(start, end, tuple(found)) for (start, end, _, _), found in sorted(bundles.items(), key=lambda b: b[0])]
