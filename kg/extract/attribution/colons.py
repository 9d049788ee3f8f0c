"""The colon as a cue: headlines (Minister: ...), a clause or a name before a quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page, Paragraph, Zone
from kg.extract.attribution.sources import SPEECHES, subject
from kg.extract.attribution.spans import child, noun_phrase, trim, verb_group
from kg.extract.lexicon import Nouns

CLAUSES = frozenset(["ROOT", "ccomp", "conj"])
SPEAKER_TYPES = frozenset(["PERSON", "ORG", "NORP"])


def speakers(doc: Doc, nouns: Nouns) -> Callable[[Token], bool]:
    """Tells whether a word of a headline may be someone who speaks: a person's name elsewhere in the article too."""
    names = {t.text for entity in doc.ents if entity.label_ in SPEAKER_TYPES for t in entity if t.text[0].isupper()}

    def speaks(token: Token) -> bool:
        type_ = nouns.type_of(token.lower_)
        return token.text in names or type_ in ("Person", "Group", "Organization") or token.lower_ in SPEECHES

    return speaks


def headline_drafts(page: Page, speaks: Callable[[Token], bool]) -> Iterator[Draft]:
    """As in "Minister: bridge to stay closed"; "Bridge to stay closed: minister"."""
    for paragraph in page.paragraphs:
        if (paragraph.index and paragraph.line.kind != "heading") or paragraph.line.label is not None:
            continue
        inner = range(paragraph.start + 1, paragraph.end - 1)
        colon = next((i for i in inner if page.doc[i].text == ":" and page.zone_at[i] < 0), None)
        if colon is not None and (draft := _headline(page, paragraph, colon, speaks)) is not None:
            yield draft


def end_at_colons(headlines: list[Draft], drafts: list[Draft]) -> None:
    """No content of another cue runs over the colon of such a headline."""
    for headline in headlines:
        colon = headline.cue_head or 0
        for draft in drafts:
            draft.content = [piece for start, end in draft.content for piece in _side(start, end, colon, draft.cue_head)]


def _side(start: int, end: int, colon: int, cue: int | None) -> list[Range]:
    """A piece, or the part of it on the side of a colon where its cue stands."""
    if cue is None or not start < colon < end:
        return [(start, end)]
    return [(start, colon)] if cue < colon else [(colon + 1, end)]


def _headline(page: Page, paragraph: Paragraph, colon: int, speaks: Callable[[Token], bool]) -> Draft | None:
    left, right = page.doc[paragraph.start : colon], page.doc[colon + 1 : paragraph.end]
    if len(left) <= 6 and _is_speaker(left, speaks) and len(right) >= 3:
        speaker, content = left, right
    elif len(right) <= 4 and _is_speaker(right, speaks) and len(left) >= 4:
        speaker, content = right, left
    else:
        return None
    source = trim(page.doc, speaker.start, speaker.end)
    head = page.doc[source[0] : source[1]].root.i
    cue_class = page.cues[":", "punct"].cue_class
    return Draft((colon, colon + 1), colon, ":", cue_class, "headline", source, head, [(content.start, content.end)])


def _is_speaker(span: Span, speaks: Callable[[Token], bool]) -> bool:
    """One who may speak, and no verb."""
    return speaks(span.root) and not any(t.pos_ in ("VERB", "AUX") and not t.ent_type_ for t in span)


def colon_speech_draft(page: Page, colon: int, zone: Zone) -> Draft:
    """Words before a colon and a quotation: the subject of their clause, or the noun they are."""
    clause = _clause_before(page, colon)
    verb = next((t for t in clause if t.pos_ in ("VERB", "AUX") and t.dep_ in CLAUSES and subject(t) is not None), None)
    draft = Draft((colon, colon + 1), colon, ":", page.cues[":", "punct"].cue_class, "colon", content=[(zone.start, zone.end)])
    noun = subject(verb) if verb is not None else _last_noun(clause)
    if noun is not None:
        draft.source, draft.source_head = noun_phrase(noun), noun.i
        draft.source = (draft.source[0], min(draft.source[1], colon))
    if verb is not None:
        draft.cue, draft.cue_head = (verb_group(verb)[0], colon + 1), verb.i
    return draft


def _clause_before(page: Page, colon: int) -> list[Token]:
    """The words of the sentence before a colon, behind the last dash among them."""
    start = max(page.doc[colon].sent.start, page.paragraphs[page.paragraph_at[colon]].start)
    dash = next((i for i in range(colon - 1, start, -1) if page.doc[i].text in ("-", "--")), None)
    return [t for t in page.doc[start if dash is None else dash + 1 : colon] if not t.is_space]


def _last_noun(clause: list[Token]) -> Token | None:
    """The head of the words before the colon."""
    nouns = [t for t in clause if t.pos_ in ("NOUN", "PROPN", "PRON") and child(t, "case") is None]
    return next((t for t in nouns if t.dep_ in ("ROOT", "nsubj", "appos", "npadvmod", "dep")), nouns[-1] if nouns else None)
