"""Attribution: every source - cue - content triple of an article, on its parse.

Each mechanism (direct speech, verbs, nouns and adjectives, prepositions, colons) proposes drafts from the cue
lexicon in schema/cues.yaml; `finish` trims them, makes one list and says which lies inside which.
"""

from __future__ import annotations

from kg.extract.attribution.colons import end_at_colons, headline_drafts, speakers
from kg.extract.attribution.cut import cut_contents
from kg.extract.attribution.finish import finish
from kg.extract.attribution.inserted import inserted_drafts
from kg.extract.attribution.labels import label_drafts
from kg.extract.attribution.model import Draft, Found
from kg.extract.attribution.nouns import noun_drafts, without_support
from kg.extract.attribution.page import lay_out
from kg.extract.attribution.prepositions import preposition_drafts
from kg.extract.attribution.quoting import join_loose, speech_drafts, stretch
from kg.extract.attribution.sentential import link_back
from kg.extract.attribution.speech import read_speech
from kg.extract.attribution.verbs import verb_drafts
from kg.extract.lexicon import nouns_of
from kg.parse import Parsed
from kg.schema import Schema

__all__ = ["Found", "find_attributions"]


def find_attributions(parsed: Parsed, schema: Schema) -> list[Found]:
    """All attributions of an article, in the order of their text; nested ones name their parent."""
    page = lay_out(parsed, schema)
    speech = read_speech(page)
    drafts: list[Draft] = speech_drafts(page, speech)
    drafts += verb_drafts(page, frozenset(d.cue_head for d in drafts if d.cue_head is not None))
    drafts += inserted_drafts(page, frozenset(d.cue_head for d in drafts if d.cue_head is not None))
    nouns = list(noun_drafts(page))
    drafts = without_support(page, drafts, nouns) + nouns
    drafts += preposition_drafts(page)
    for draft in drafts:
        stretch(page, draft)
    cut_contents(page, drafts)
    link_back(page, drafts)
    labelled = label_drafts(page)
    colons = {draft.cue_head for draft in labelled}
    drafts = [d for d in drafts if d.rule != "colon" or d.cue is None or d.cue[1] - 1 not in colons] + labelled
    headlines = list(headline_drafts(page, speakers(parsed.doc, nouns_of(schema))))
    end_at_colons(headlines, drafts)
    drafts += headlines
    join_loose(page, speech, drafts)
    return finish(page, drafts)
