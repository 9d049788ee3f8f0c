"""Direct speech: whose words stand in quotation marks.

A quotation finds its cue verb behind it ("...," he said), before it (He said: "...") or on both sides of an inserted
cue. One with neither goes on with the attribution before it, in its paragraph or over the edge of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry, entries
from kg.extract.attribution.page import SENTENCE_ENDS, Page, Zone, continues
from kg.extract.attribution.sources import is_passive
from kg.extract.attribution.spans import child

SPEECH_ENDS = frozenset([",", "?", "!", "-", "--", "...", "…"])
LONG = 8
SIGNATURE = 12
REACH_BEHIND = 30
REACH_BEFORE = 30
JOINING = frozenset(["and", "but", "or", "because", "when", "while", "which", "who", "whose", "that"])


@dataclass
class Speech:
    """Which quotations belong to which cue (a token index), and which are left."""

    of_cue: dict[int, list[Zone]] = field(default_factory=dict)
    colons: list[tuple[int, Zone]] = field(default_factory=list)
    signatures: list[tuple[int, Zone]] = field(default_factory=list)
    loose: list[Zone] = field(default_factory=list)
    runs_on: list[tuple[Zone, Zone]] = field(default_factory=list)


def read_speech(page: Page) -> Speech:
    """Finds the cue of each quotation that is speech and not a quoted phrase."""
    speech = Speech()
    cues = {zone.index: _cue_of(page, zone) for zone in page.zones}
    continued: set[int] = set()
    for zone in reversed(page.zones):
        following = continues(page, zone)
        if following is None:
            continue
        if cues[following.index] is None:
            speech.runs_on.insert(0, (zone, following))
            continued.add(following.index)
        elif cues[zone.index] is None:
            cues[zone.index] = cues[following.index]
    for zone in page.zones:
        if zone.index not in continued:
            _place(page, speech, zone, cues[zone.index])
    return speech


def _place(page: Page, speech: Speech, zone: Zone, cue: int | None) -> None:
    """Puts a quotation where it belongs: a cue, a name behind it, a colon before it, or what was said before."""
    if cue is not None:
        speech.of_cue.setdefault(cue, []).append(zone)
    elif (dash := _signature(page, zone)) is not None:
        speech.signatures.append((dash, zone))
    elif (colon := _colon_before(page, zone)) is not None:
        speech.colons.append((colon, zone))
    elif is_utterance(page, zone):
        speech.loose.append(zone)


def is_utterance(page: Page, zone: Zone) -> bool:
    """Whole words of someone, not a phrase in quotation marks: it starts a sentence and ends one, or is long."""
    if zone.runs_on:
        return True
    last = zone.end - 1
    while last > zone.start and page.is_mark(last):
        last -= 1
    ends = page.doc[last].text[-1] in SENTENCE_ENDS
    after = zone.end + 1
    alone = after >= page.paragraphs[zone.paragraph].end or not (page.doc[after].is_lower or page.doc[after].text == ",")
    return begins(page, zone) and (ends and zone.end - zone.start > 2 or alone and zone.end - zone.start > LONG)


def begins(page: Page, zone: Zone) -> bool:
    """Does the quotation stand where a sentence begins?"""
    before = zone.open - 1
    if before < page.paragraphs[zone.paragraph].start:
        return True
    return page.doc[before].text in SENTENCE_ENDS or page.doc[before].text == ":" or page.doc[before].is_space or page.is_mark(before)


def _cue_of(page: Page, zone: Zone) -> int | None:
    behind = _cue_behind(page, zone)
    if behind is not None:
        return behind
    return _cue_before(page, zone)


def _cue_behind(page: Page, zone: Zone) -> int | None:
    """As in "...," said Smith; "...," the mayor of the town said."""
    doc, end = page.doc, page.paragraphs[zone.paragraph].end
    at = zone.end + 1
    comma = at < end and doc[at].text in (",", "-", "--")
    last = zone.end - 1
    while last > zone.start and page.is_mark(last):
        last -= 1
    if not comma and (zone.runs_on or doc[last].text not in SPEECH_ENDS):
        return None
    at += comma
    if at < end and doc[at].lower_ in JOINING:
        return None
    for i in range(at, min(end, at + REACH_BEHIND)):
        if page.zone_at[i] >= 0 or doc[i].text in SENTENCE_ENDS or doc[i].text in (":", ";"):
            return None
        if doc[i].pos_ in ("VERB", "AUX") and (_speaks(page, doc[i]) or _stands_behind(doc[i], zone)):
            return i if _takes_back(page, doc[i], zone) else None
    return None


def _stands_behind(verb: Token, zone: Zone) -> bool:
    """Any verb right behind a quotation that ends in a comma introduces it ('"Never," she hissed')."""
    near = verb.i - zone.end <= 4 and verb.doc[zone.end - 1].text == ","
    return near and verb.tag_ in ("VBD", "VBZ") and child(verb, "nsubj") is not None and child(verb, "dobj", "acomp", "attr") is None


def _takes_back(page: Page, verb: Token, zone: Zone) -> bool:
    """Is the quotation the verb's content, and not something said on the way to a content of its own?

    Not so for participles ('..., "saying" it failed'), relative clauses, passives, verbs with a clause behind them,
    nor, where the quotation is only the end of some words, unless the parser found these to be the content.
    """
    if verb.tag_ == "VBG" and child(verb, "nsubj") is None or verb.dep_ == "relcl" or is_passive(verb):
        return False
    own = next(
        (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i and child(c, "mark", "nsubj", "aux")),
        None,
    )
    if own is not None and page.zone_at[own.left_edge.i] < 0 and page.zone_at[own.i] < 0:
        return False
    if begins(page, zone):
        return True
    before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    return before is not None and before.left_edge.i <= zone.start or verb.dep_ == "parataxis"


def _cue_before(page: Page, zone: Zone) -> int | None:
    """He said, "..."; He told the reporters: "..."."""
    doc, start = page.doc, page.paragraphs[zone.paragraph].start
    last = zone.open - 1
    if last < start:
        return None
    introduced = doc[last].text in (",", ":") or is_utterance(page, zone)
    for i in range(last, max(start - 1, last - REACH_BEFORE), -1):
        token = doc[i]
        if page.zone_at[i] >= 0 or page.is_mark(i) or token.text in SENTENCE_ENDS:
            return None
        if token.pos_ in ("VERB", "AUX") and not _aside(token) and _speaks(page, token):
            return i if introduced or last - i <= 1 and _starts_big(page, zone) else None
        if token.pos_ in ("VERB", "AUX") and not _aside(token):
            return None
    return None


def _aside(verb: Token) -> bool:
    """A verb of a relative clause or an infinitive, which doesn't lead up to the quotation."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in ("relcl", "aux", "auxpass", "xcomp") or verb.dep_ == "acl" and verb.tag_ != "VBG"


def _starts_big(page: Page, zone: Zone) -> bool:
    return page.doc[zone.start].text[0].isupper() and zone.end - zone.start > 4


def _speaks(page: Page, verb: Token) -> bool:
    """May the verb introduce speech?"""
    return any(speech_frame(entry) for entry in entries(page, verb, "verb"))


def speech_frame(entry: Entry) -> str | None:
    """The frame by which a verb takes direct speech; "seemed" takes none."""
    if "raising" in entry.cue.frames:
        return None
    return next((frame for frame in ("clause", "quote") if frame in entry.cue.frames), None)


def _signature(page: Page, zone: Zone) -> int | None:
    """The dash between a quotation and a name that ends the paragraph."""
    dash, end = zone.end + 1, page.paragraphs[zone.paragraph].end
    if dash >= end or page.doc[dash].text not in ("-", "--") or not 1 <= end - dash - 1 <= SIGNATURE:
        return None
    rest = [t for t in page.doc[dash + 1 : end] if not t.is_punct and not t.is_space]
    named = bool(rest) and rest[0].pos_ == "PROPN" and not any(t.pos_ in ("VERB", "AUX") for t in rest)
    return dash if named else None


def _colon_before(page: Page, zone: Zone) -> int | None:
    """The colon right before a quotation."""
    before = zone.open - 1
    if before >= 0 and page.doc[before].is_space:
        before -= 1
    return before if before >= 0 and page.doc[before].text == ":" else None
