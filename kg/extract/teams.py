"""Towns that stand for their teams: Lund beat Malmö."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extract.mentions import Mentions
from kg.schema import Schema

TEAM_NOUNS = frozenset(["coach", "trainer", "squad", "side", "fan", "keeper", "attacker", "manager", "player", "substitute", "playmaker"])
BEATING = frozenset(["beat", "defeat", "thrash", "outplay", "overcome", "draw", "host", "score", "win", "lose", "concede", "trail"])
SCORE = re.compile(r"\d{1,2}[-–]\d{1,2}")
SPORT = frozenset(["league", "cup", "goal", "match", "striker", "midfielder", "goalkeeper", "defender", "coach", "bundesliga", "season"])
LEAST = 4  # words of sport that make an article one about sport


def mark_teams(mentions: Mentions, schema: Schema) -> None:
    """In an article about sport a town that has a striker or a coach, or beats another, is its team wherever nothing happens in it."""
    doc = mentions.doc
    if sum(t.lemma_.lower() in SPORT or SCORE.fullmatch(t.text) is not None for t in doc) < LEAST:
        return
    towns = [r for r in mentions if r.kind == "name" and r.type in ("City", "Region", "Place", "Organization")]
    roles = schema.words["role_sport"] | TEAM_NOUNS
    teams = {mentions.text(r) for r in towns if _plays(doc[r.head], roles)}
    teams |= {t.text for r in mentions if r.type == "SportsTeam" for t in doc[r.start : r.end]}  # the Malmö of `Malmö United`
    for ref in towns:
        head = doc[ref.head]
        if mentions.text(ref) in teams and not (head.dep_ == "pobj" and head.head.lower_ in ("in", "to", "near", "through")):
            mentions.retype(ref, "SportsTeam")


def _plays(token: Token, roles: frozenset[str]) -> bool:
    """Does a name stand before a player or coach of its own, or do what teams do in a match?"""
    head = token.head
    if token.dep_ in ("compound", "poss", "nmod") and head.lemma_.lower() in roles:
        return True
    return token.dep_ in ("nsubj", "dobj") and head.lemma_.lower() in BEATING
