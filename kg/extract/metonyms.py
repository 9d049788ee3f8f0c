"""Capitals that stand for their country: Washington believes, Tehran denied."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attribution import Found
from kg.extract.mentions import Mentions
from kg.gazetteer import Gazetteer


def mark_actors(mentions: Mentions, founds: Sequence[Found], gazetteer: Gazetteer) -> None:
    """A capital that says, thinks or plans something is its country; one where something happens stays a city."""
    heads = {f.source_head for f in founds if f.source_head is not None}
    for ref in list(mentions):
        if ref.kind == "name" and ref.head in heads and ref.type in ("City", "GovernmentBody") and gazetteer.capital(mentions.text(ref)):
            mentions.retype(ref, "Country")
