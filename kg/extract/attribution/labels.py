"""Labels at the start of a line: turns of a dialogue, "Quote:", names in capitals in a transcript.

A turn holds to the next label; "Quote:" has the speaker of the "Source:" line before it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import DOUBLE, Page, Paragraph
from kg.extract.attribution.spans import noun_phrase, trim

SPOKEN = frozenset(["quote", "statement", "literally", "verbatim", "reply", "answer", "a", "question", "q"])
UNSPOKEN = frozenset(["source", "details", "background", "context", "reminder", "caption", "photo", "update"])
LONGEST = 5


@dataclass(frozen=True, slots=True)
class Label:
    """Tokens [start, colon) of a label; a `turn` holds until the next label."""

    start: int
    colon: int
    name: str
    turn: bool
    paragraph: Paragraph


def label_drafts(page: Page) -> list[Draft]:
    """An attribution for each label that says who speaks or that someone does."""
    labels = read_labels(page)
    labelled = {label.paragraph.index for label in labels}
    drafts: list[Draft] = []
    speaker: Token | None = None
    for label in labels:
        begin, end = label.colon + 1, label.paragraph.end
        if label.name == "source":
            speaker = _named(page, begin, end)
        if label.name in UNSPOKEN or begin >= end:
            continue
        pieces = [(begin, end), *(_following(page, label, labelled) if label.turn else [])]
        drafts.append(_draft(page, label, pieces, speaker))
    return drafts


def read_labels(page: Page) -> list[Label]:
    """The labels the lines have, and names in capitals before a colon where there are several ("SMITH: Yes.")."""
    loud = [label for paragraph in page.paragraphs if (label := _capitals(page, paragraph)) is not None]
    if len(loud) < 2 and not any(p.line.turn for p in page.paragraphs):
        loud = []
    found = {label.paragraph.index: label for label in loud}
    for paragraph in page.paragraphs:
        line = paragraph.line
        if line.label is None or line.label_end is None:
            continue
        begin = bisect_left(page.starts, line.label_end)
        colon = next((i for i in range(begin - 1, paragraph.start - 1, -1) if ":" in page.doc[i].text), None)
        if colon is not None:
            found[paragraph.index] = Label(paragraph.start, colon, line.label.casefold(), line.turn, paragraph)
    return [found[index] for index in sorted(found)]


def _capitals(page: Page, paragraph: Paragraph) -> Label | None:
    """A label of words in capitals, perhaps behind a quotation mark."""
    start = paragraph.start + (page.doc[paragraph.start].text in DOUBLE)
    for i in range(start, min(start + LONGEST, paragraph.end)):
        token = page.doc[i]
        if token.text == ":" and i > start:
            return Label(start, i, page.doc[start:i].text.casefold(), True, paragraph)
        if not (token.is_upper or token.text in (".", "-", "'")) or len(token.text) > 1 and token.is_digit:
            return None
    return None


def _draft(page: Page, label: Label, pieces: list[Range], speaker: Token | None) -> Draft:
    cue = (label.colon, label.colon + 1)
    draft = Draft(cue, label.colon, ":", page.cues[":", "punct"].cue_class, "turn" if label.turn else "label", content=pieces)
    if label.name in SPOKEN and not label.turn:
        draft.source_head = speaker.i if speaker is not None else None
        draft.source = noun_phrase(speaker) if speaker is not None else None
    else:
        start, end = trim(page.doc, label.start, label.colon)
        if start < end:
            draft.source, draft.source_head = (start, end), page.doc[start:end].root.i
    return draft


def _following(page: Page, label: Label, labelled: set[int]) -> list[Range]:
    """The paragraphs behind a turn that have no label of their own."""
    pieces: list[Range] = []
    for paragraph in page.paragraphs[label.paragraph.index + 1 :]:
        if paragraph.index in labelled or paragraph.line.kind != "body":
            break
        pieces.append((paragraph.start, paragraph.end))
    return pieces


def _named(page: Page, start: int, end: int) -> Token | None:
    """The first person, else the first organisation, else the first word that is a noun."""
    for wanted in ("PERSON", "ORG"):
        for entity in page.doc[start:end].ents:
            if entity.label_ == wanted:
                return entity.root
    return next((token for token in page.doc[start:end] if token.pos_ in ("NOUN", "PROPN")), None)
