"""What stands for another: a capital for its country (Washington believes), a town for its team (Lund beat Malmö), a report
by the ministry for the ministry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.attribution import Found
from kg.extract.mentions import Mentions, Ref
from kg.gazetteer import Gazetteer
from kg.schema import Schema


def mark_actors(mentions: Mentions, founds: Sequence[Found], gazetteer: Gazetteer, schema: Schema) -> None:
    """A capital that says, thinks or plans something, or does what states do and cities don't, is its country; one where
    something happens stays a city."""
    heads = {f.source_head for f in founds if f.source_head is not None}
    for ref in list(mentions):
        if ref.kind != "name" or ref.type not in ("City", "GovernmentBody") or not gazetteer.capital(mentions.text(ref)):
            continue
        if ref.head in heads or _acts(mentions.doc[ref.head], schema):
            mentions.retype(ref, "Country")


def author_of(source: Ref | None, mentions: Mentions) -> Ref | None:
    """Who stands behind a document that says something (`a report from the ministry`); a source of another kind is its own."""
    if source is None or source.kind != "nominal" or source.type != "Work":
        return source
    for prep in mentions.doc[source.head].rights:
        if prep.dep_ == "prep" and prep.lower_ in ("from", "by"):
            for child in prep.children:
                author = mentions.over(child) if child.dep_ == "pobj" else None
                if author is not None and author.kind != "demonym":
                    return author
    return source


def _acts(token: Token, schema: Schema) -> bool:
    """Is it the subject of a verb whose frames take a country, and none a city, for their subject?"""
    if token.dep_ != "nsubj" or token.head.pos_ != "VERB":
        return False
    frames = [f for f in schema.frames_by_lemma.get(("verb", token.head.lemma_.lower()), ()) if "subj" in f.subject]
    return any(schema.fits("Country", f.domain) for f in frames) and not any(schema.fits("City", f.domain) for f in frames)


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
