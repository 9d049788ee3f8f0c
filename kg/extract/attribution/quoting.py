"""Attributions of direct speech: the quotations of a cue, with what stands before and goes on behind them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from kg.extract.attribution.colons import colon_speech_draft
from kg.extract.attribution.lookup import entries, lemma_of
from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page, Zone
from kg.extract.attribution.sources import beside, is_passive, source_of
from kg.extract.attribution.spans import is_negated, trim, verb_group
from kg.extract.attribution.speech import Speech, begins, speech_frame

CARRYING = ("verb:clause", "speech", "preposition", "colon", "label", "headline")


def speech_drafts(page: Page, speech: Speech) -> list[Draft]:
    """An attribution for each cue of direct speech and each colon before it."""
    drafts = [_cued(page, page.doc[cue], zones) for cue, zones in speech.of_cue.items()]
    for before, draft in pairwise(drafts):
        _share_speaker(page, before, draft)
    signed = [_signed(page, dash, zone) for dash, zone in speech.signatures]
    return drafts + signed + [colon_speech_draft(page, colon, zone) for colon, zone in speech.colons]


def _signed(page: Page, dash: int, zone: Zone) -> Draft:
    """As in '"I love it." - Jane Smith'."""
    source = trim(page.doc, dash + 1, page.paragraphs[zone.paragraph].end)
    cue_class = page.cues[":", "punct"].cue_class
    head = page.doc[source[0] : source[1]].root.i
    return Draft((dash, dash + 1), dash, "-", cue_class, "signature", source, head, [(zone.start, zone.end)])


def _share_speaker(page: Page, before: Draft, draft: Draft) -> None:
    """As in '"No," she said, adding, "Never"': the participle has the speaker of the cue before it."""
    if draft.cue_head is None or before.cue_head is None or page.doc[draft.cue_head].tag_ != "VBG":
        return
    if page.doc[draft.cue_head].sent.start == page.doc[before.cue_head].sent.start:
        draft.source, draft.source_head = before.source, before.source_head


def _cued(page: Page, verb: Token, zones: list[Zone]) -> Draft:
    entry = next((entry for entry in entries(page, verb, "verb") if speech_frame(entry)), None)
    cue_class = entry.cue.frames[speech_frame(entry) or "clause"] if entry else page.cues["say", "verb"].cue_class
    last = entry.last if entry else verb.i
    pieces = [_widened(page, verb, zone) for zone in zones]
    source, head = source_of(verb)
    inside = head is not None and any(start <= head < end for start, end in pieces)
    if (source is None or inside) and not is_passive(verb):
        source, head = beside(page, verb)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    mixed = any(page.doc[zone.open - 1].text not in (",", ":") for zone in zones if zone.open > verb.i)
    if mixed and clause is not None and any(start < clause.right_edge.i and clause.left_edge.i < end for start, end in pieces):
        pieces.append((max(clause.left_edge.i, last + 1), clause.right_edge.i + 1))
    lemma = entry.cue.lemma if entry else lemma_of(verb)
    return Draft(verb_group(verb, last), verb.i, lemma, cue_class, "speech", source, head, pieces, is_negated(verb))


def _widened(page: Page, verb: Token, zone: Zone) -> Range:
    """A quotation that ends a sentence whose beginning is not quoted: 'Leaders are needed "who think," she said'."""
    if verb.i < zone.start:
        return zone.start, zone.end
    if begins(page, zone):
        return zone.start, zone.end
    start = max(page.doc[zone.open].sent.start, page.paragraphs[zone.paragraph].start)
    return (start if zone.open - start > 1 else zone.start), zone.end


def join_loose(page: Page, speech: Speech, drafts: list[Draft]) -> None:
    """Quotations without a cue go on with an attribution; those that run over paragraphs with their first part."""
    for zone in speech.loose:
        draft = _next_to(page, zone, drafts) or _before(page, zone, drafts)
        if draft is not None:
            draft.content.append((zone.start, zone.end))
    for zone, following in speech.runs_on:
        for draft in drafts:
            if draft.rule.startswith(CARRYING) and any(start < zone.end and zone.start < end for start, end in draft.content):
                draft.content.append((following.start, following.end))
                break


def _next_to(page: Page, zone: Zone, drafts: list[Draft]) -> Draft | None:
    """The speech that begins right behind a quotation ('"No." "Never," he said')."""
    behind = (zone.end + 1, zone.end + 2)
    return next(
        (d for d in drafts if d.rule == "speech" and any(_same(page, zone, start) and start in behind for start, _ in d.content)),
        None,
    )


def _same(page: Page, zone: Zone, index: int) -> bool:
    """Does a token stand in the paragraph of a quotation?"""
    return page.paragraph_at[index] == zone.paragraph


def _before(page: Page, zone: Zone, drafts: list[Draft]) -> Draft | None:
    """The last attribution that ends before a quotation, in its paragraph or, at its beginning, in the one before."""
    paragraph = page.paragraphs[zone.paragraph]
    first = zone.open <= paragraph.start
    start = page.paragraphs[paragraph.index - 1].start if first and paragraph.index else paragraph.start
    before = [
        d for d in drafts if d.rule.startswith(CARRYING) and start <= d.start and d.end <= zone.open and page.zone_at[d.cue_head or 0] < 0
    ]
    return max(before, key=lambda d: (d.end, d.start)) if before else None


def stretch(page: Page, draft: Draft) -> None:
    """A content that ends inside a quotation it began takes in all of it; "according to" also one it begins in."""
    for number, (start, end) in enumerate(draft.content):
        if draft.cue is None or start >= end:
            continue
        first, last, own = page.zone_at[start], page.zone_at[end - 1], page.zone_at[draft.cue[0]]
        if last >= 0 and last != own and start <= page.zones[last].start:
            draft.content[number] = (start, max(end, page.zones[last].end))
        elif first >= 0 and first != own and draft.rule == "preposition":
            draft.content[number] = (page.zones[first].start, max(end, page.zones[first].end))
