"""How things look, said once: a shape and two colours a kind of entity, a dash pattern and two colours a status.

The canvas, the legend, the SVG export and the CSS variables all come from these two tables. No two statuses differ by
colour alone: each has a dash pattern of its own and a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Entity
from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity on the picture; the schema's sub-types are drawn as the nearest kind above them."""

    name: str
    label: str
    shape: str
    hollow: bool
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Status:
    """How an edge of a proposition's status is drawn. `dash` is in pixels, empty for a solid line."""

    name: str
    label: str
    dash: tuple[int, ...]
    width: float
    light: str
    dark: str


# Blue, teal, orange and rose keep apart for the common kinds of colour blindness; purple and red are kept for statuses.
KINDS = (
    Kind("Person", "person", "dot", False, "#2f6db5", "#7fb2f0"),
    Kind("Organization", "organization", "square", False, "#0f7f6e", "#4fc3ae"),
    Kind("Country", "country", "hexagon", False, "#b45f06", "#f0a95a"),
    Kind("Place", "place", "triangle", False, "#76751a", "#c9c766"),
    Kind("Group", "group of people", "dot", True, "#2f6db5", "#7fb2f0"),
    Kind("Event", "event", "diamond", False, "#b03a6f", "#ee8fb8"),
    Kind("Position", "position", "square", True, "#5b6570", "#aab4bf"),
    Kind("Work", "work", "star", False, "#8a5a2b", "#d6a77a"),
    Kind("Weapon", "weapon", "triangleDown", False, "#4a4f57", "#cfd5db"),
    Kind("Topic", "topic", "diamond", True, "#0f7f6e", "#4fc3ae"),
    Kind("Entity", "other", "triangleDown", True, "#5b6570", "#aab4bf"),
)
STATUSES = (
    Status("disputed", "disputed", (9, 5), 2.4, "#7a35b5", "#c79bf5"),
    Status("asserted", "asserted", (), 1.7, "#66707b", "#98a3ae"),
    Status("reported", "only reported", (2, 4), 1.7, "#66707b", "#98a3ae"),
    Status("planned", "planned", (15, 4, 3, 4), 1.5, "#1f6f8b", "#6fc0da"),
    Status("hypothetical", "hypothetical", (2, 9), 1.7, "#76706a", "#a8a29b"),
    Status("denied", "denied only", (5, 5), 1.7, "#b3261e", "#ff8f86"),
)


def kind_of(schema: Schema, entity: Entity) -> int:
    """The position in KINDS of the kind an entity is drawn as: the nearest of its type's ancestors that is there."""
    type_ = schema.types.get(entity.type)
    ancestors = (*(type_.ancestors if type_ else entity.types), "Entity")
    names = [kind.name for kind in KINDS]
    return next(names.index(name) for name in ancestors if name in names)


def css_variables() -> str:
    """The colours as CSS custom properties, for light and for dark screens."""
    return (
        ":root{" + ";".join(_variables(dark=False)) + "}\n"
        "@media (prefers-color-scheme:dark){:root{" + ";".join(_variables(dark=True)) + "}}\n"
    )


def _variables(*, dark: bool) -> Iterator[str]:
    for prefix, table in (("kind", KINDS), ("status", STATUSES)):
        for entry in table:
            yield f"--{prefix}-{entry.name.lower()}:{entry.dark if dark else entry.light}"
