"""What stands for who acts: Washington believes, Tehran denied; a report by the ministry says."""

from __future__ import annotations

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
