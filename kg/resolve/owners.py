"""Whose is it? "My sister" tells a reader of the graph nothing; where the text tells who speaks, it is "Ada Lind's sister"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Entity, Mention
from kg.resolve.labels import OWNED

POSSESSIVES = OWNED | {"her"}  # which at the start of a name is no object


def name_by_owners(entities: Mapping[str, Entity], entity_of: Mapping[str, str], mentions: Iterable[Mention]) -> dict[str, Entity]:
    """The entities, those called by a possessive ("his officers") named by whom it stands for ("Jo Penn's officers").

    The words of the article stay an alias. A name stays where the possessive stands for nothing known, or for somebody who
    is called by a possessive too: a chain of owners reads worse than what the article says.
    """
    mentions = list(mentions)
    pronouns = {(m.article, m.start): m.id for m in mentions if m.kind == "pronoun"}
    owners: dict[str, str] = {}
    for m in sorted(mentions, key=lambda m: m.id):
        owner = entity_of.get(pronouns.get((m.article, m.start), ""))
        entity = entities[entity_of[m.id]]
        if owner and owner != entity.id and m.kind == "nominal" and _owned(entity.name) and m.text.endswith(_owned(entity.name)):
            owners.setdefault(entity.id, owner)
    return {id_: _named(e, entities[owners[id_]]) if id_ in owners else e for id_, e in entities.items()}


def _owned(name: str) -> str:
    """What follows a possessive at the start of a name; empty where there is none."""
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in POSSESSIVES else ""


def _named(entity: Entity, owner: Entity) -> Entity:
    if _owned(owner.name):
        return entity
    name = f"{_owned(entity.name)} of {owner.name}" if " of " in owner.name else f"{owner.name}'s {_owned(entity.name)}"
    return replace(entity, name=name, aliases=tuple(sorted({*entity.aliases, entity.name} - {name})))
