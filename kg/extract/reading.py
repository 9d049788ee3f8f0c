"""An article read up to who and what it speaks of and who says what in it: what every claim is made from."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.attribution import Found, find_attributions
from kg.extract.coordination import join_speech
from kg.extract.coref import Chains, corefer
from kg.extract.lexicon import nouns_of
from kg.extract.mentions import Mentions, Ref
from kg.extract.metonyms import author_of, mark_actors
from kg.extract.names import find_names
from kg.extract.nominals import find_nominals
from kg.extract.teams import mark_teams
from kg.extract.usage import retype_by_use
from kg.gazetteer import Gazetteer
from kg.parse import Parsed
from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reading needs besides the article. `open`: also claims of verbs that no frame knows. `calibrated`: the confidence of
    a claim is how often its like is right, not what its rule thinks, which scripts/calibrate learns from."""

    schema: Schema
    gazetteer: Gazetteer
    run: str
    open: bool = False
    calibrated: bool = True


@dataclass(frozen=True)
class Reading:
    """An article once it is known who and what it speaks of, and who says what in it; no claim is read yet."""

    parsed: Parsed
    mentions: Mentions
    founds: list[Found]
    chains: Chains
    arguments: Arguments

    def named(self, ref: Ref) -> Ref:
        """The name beside a description, in `his wife, Mary`; the mention itself where it has none beside it."""
        return self.chains.attributes.get(ref.id, ref)

    def stands_for(self, ref: Ref) -> str:
        """The id of the mention that stands for all that are the same as this one in the article."""
        return self.chains.best.get(ref.id, ref).id

    def source(self, head: int | None) -> Ref | None:
        """Whom the token of that index names as a source: of a document its author, where one is told; None where the source is
        unwritten or no mention."""
        return author_of(self.mentions.over(self.parsed.doc[head]), self.mentions) if head is not None else None

    def is_source(self, head: int | None, ref: Ref) -> bool:
        """Is the source that the token of that index names this mention, or the same thing?"""
        source = self.source(head)
        return source is not None and self.stands_for(source) == self.stands_for(ref)


def read_names(parsed: Parsed, by: Extractor) -> tuple[Mentions, list[Found]]:
    """Names, descriptions and pronouns of an article, typed, and its attributions."""
    join_speech(parsed.doc, by.schema)
    mentions = Mentions(parsed.article, parsed.doc)
    nouns = nouns_of(by.schema)
    find_names(parsed, mentions, by.gazetteer, nouns)
    find_nominals(parsed, mentions, nouns)
    founds = find_attributions(parsed, by.schema)
    retype_by_use(mentions, founds, by.gazetteer, by.schema)
    mark_actors(mentions, founds, by.gazetteer, by.schema)
    mark_teams(mentions, by.schema)
    return mentions, founds


def read_mentions(parsed: Parsed, by: Extractor) -> Reading:
    """Names, descriptions and pronouns, attributions, chains of an article."""
    mentions, founds = read_names(parsed, by)
    chains = corefer(parsed, mentions, founds, by.schema, by.gazetteer)
    arguments = Arguments(by.schema, nouns_of(by.schema), mentions, chains.types())
    return Reading(parsed, mentions, founds, chains, arguments)
