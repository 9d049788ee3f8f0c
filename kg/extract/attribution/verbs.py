"""Verbs that attribute: the frames of schema/cues.yaml are tried on each; cue, source and content put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract.attribution.clauses import clause
from kg.extract.attribution.infinitives import infinitive, object_infinitive, raising, reporting_passive
from kg.extract.attribution.lookup import Entry, entries
from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.objects import as_role, gerund, object_, small
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import FINITE, beside, is_passive, source_of, subject
from kg.extract.attribution.spans import child, is_negated, verb_group

# In the order tried; a verb's first content wins.
FRAMES: tuple[tuple[str, Callable[[Page, Entry], list[Range]]], ...] = (
    ("clause", clause),
    ("infinitive", infinitive),
    ("object_infinitive", object_infinitive),
    ("clause", reporting_passive),
    ("infinitive", reporting_passive),
    ("raising", raising),
    ("as", as_role),
    ("small", small),
    ("gerund", gerund),
    ("object", object_),
)


def verb_drafts(page: Page, taken: frozenset[int]) -> Iterator[Draft]:
    """An attribution for each cue verb whose content stands in its sentence. `taken`: verbs that have theirs."""
    for token in page.tokens:
        if token.pos_ in ("VERB", "AUX") and token.i not in taken:
            draft = _verb_draft(page, token)
            if draft is not None:
                yield draft


def _verb_draft(page: Page, verb: Token) -> Draft | None:
    for entry in entries(page, verb, "verb"):
        for frame, content_of in FRAMES:
            if frame in entry.cue.frames and (content := content_of(page, entry)):
                return None if _of_nobody(verb) else draft_of(page, entry, frame, content)
    return None


def _of_nobody(verb: Token) -> bool:
    """As in "It is fair to say that ...", which nobody says, or "See the results here", asked of the reader."""
    if verb.dep_ == "ROOT" and verb.tag_ in ("VB", "VBP") and subject(verb) is None and child(verb, "aux") is None:
        return True
    governor = verb.head
    if verb.tag_ != "VB" or governor.lemma_ != "be" or verb.dep_ not in ("xcomp", "advcl", "ccomp"):
        return False
    return any(c.dep_ == "nsubj" and c.lower_ == "it" for c in governor.children)


def draft_of(page: Page, entry: Entry, frame: str, content: list[Range]) -> Draft:
    """The draft of a cue verb."""
    verb = entry.head
    source, head = (None, None) if frame == "raising" else source_of(verb)
    if source is None and frame != "raising" and verb.tag_ in FINITE and not is_passive(verb):
        source, head = beside(page, verb)
    if head is not None and "raising" in entry.cue.frames and verb.doc[head].lower_ == "it":
        source, head = None, None
    return Draft(
        cue=verb_group(verb, entry.last),
        cue_head=verb.i,
        lemma=entry.cue.lemma,
        cue_class=entry.cue.frames[frame],
        rule=f"verb:{frame}",
        source=source,
        source_head=head,
        content=content,
        negated=is_negated(verb),
    )
