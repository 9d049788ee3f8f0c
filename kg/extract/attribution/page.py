"""An article laid out for attribution: paragraphs, quotations and the words that may attribute.

Quotation marks are told apart by the spaces around them and by what is open, per paragraph, never by their
glyph: “ closes and ” opens in carelessly set texts. A quotation that is not closed runs to the end of its
paragraph, and one that opens the next paragraph goes on with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.attribution.model import Range
from kg.lines import Line
from kg.parse import Parsed
from kg.schema import Cue, Schema

DOUBLE = frozenset(['"', "''", "``"])
SINGLE = frozenset(["'"])
SPEAKING_KINDS = frozenset(["body", "heading", "caption"])
BRACKETS = "([{-"
SENTENCE_ENDS = frozenset([".", "!", "?", "...", "…"])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Tokens [start, end) that belong together, and the line they begin with."""

    start: int
    end: int
    line: Line
    index: int


@dataclass(frozen=True, slots=True)
class Zone:
    """Words between quotation marks: [start, end) without the marks. `runs_on`: no mark closes it."""

    start: int
    end: int
    paragraph: int
    runs_on: bool
    index: int

    @property
    def open(self) -> int:
        """The opening mark."""
        return self.start - 1


@dataclass(frozen=True)
class Page:
    """`zone_at` and `paragraph_at` give for each token an index or -1 (boilerplate has no paragraph); `tokens` are
    those of paragraphs, `starts` the offsets of all, `first_words` what an entry of the lexicon may begin with."""

    parsed: Parsed
    doc: Doc
    cues: dict[tuple[str, str], Cue]
    first_words: frozenset[tuple[str, str]]
    tokens: tuple[Token, ...]
    starts: list[int]
    paragraphs: tuple[Paragraph, ...]
    zones: tuple[Zone, ...]
    zone_at: tuple[int, ...]
    paragraph_at: tuple[int, ...]

    def is_mark(self, index: int) -> bool:
        """Is the token one that opens or closes a quotation?"""
        return self.doc[index].text in DOUBLE or self.doc[index].text in SINGLE


def lay_out(parsed: Parsed, schema: Schema) -> Page:
    """The page of an article."""
    doc = parsed.doc
    everything = list(doc)
    starts = [token.idx for token in everything]
    paragraphs = tuple(_paragraphs(parsed, starts))
    zones: list[Zone] = []
    for paragraph in paragraphs:
        zones += _zones(doc, paragraph, len(zones))
    zone_at, paragraph_at = [-1] * len(starts), [-1] * len(starts)
    for paragraph in paragraphs:
        paragraph_at[paragraph.start : paragraph.end] = [paragraph.index] * (paragraph.end - paragraph.start)
    for zone in zones:
        zone_at[zone.start : zone.end] = [zone.index] * (zone.end - zone.start)
    tokens = tuple(token for token in everything if paragraph_at[token.i] >= 0)
    first_words = frozenset((lemma.split()[0], pos) for lemma, pos in schema.cues)
    return Page(
        parsed,
        doc,
        schema.cues,
        first_words,
        tokens,
        starts,
        paragraphs,
        tuple(zones),
        tuple(zone_at),
        tuple(paragraph_at),
    )


def _paragraphs(parsed: Parsed, starts: list[int]) -> Iterator[Paragraph]:
    """Lines of one paragraph together, those that may attribute alone."""
    groups: list[list[Line]] = []
    for line in parsed.lines:
        if groups and not line.starts_paragraph and line.kind == groups[-1][0].kind:
            groups[-1].append(line)
        else:
            groups.append([line])
    index = 0
    for group in groups:
        start, end = bisect_left(starts, group[0].body), bisect_left(starts, group[-1].end)
        while end > start and parsed.doc[end - 1].is_space:
            end -= 1
        if group[0].kind in SPEAKING_KINDS and end > start:
            yield Paragraph(start, end, group[0], index)
            index += 1


def _zones(doc: Doc, paragraph: Paragraph, index: int) -> list[Zone]:
    """Quotations in double marks; where a paragraph has none, those in single marks."""
    double = _matched(doc, paragraph, DOUBLE)
    spans = double or [span for span in _matched(doc, paragraph, SINGLE) if span[1] < paragraph.end]
    return [
        Zone(start, end, paragraph.index, end == paragraph.end and not double_closed(doc, end), index + number)
        for number, (start, end) in enumerate(spans)
    ]


def double_closed(doc: Doc, end: int) -> bool:
    """Does a mark stand at `end`?"""
    return end < len(doc) and (doc[end].text in DOUBLE or doc[end].text in SINGLE)


def _matched(doc: Doc, paragraph: Paragraph, marks: frozenset[str]) -> list[Range]:
    found: list[Range] = []
    opened: int | None = None
    for token in doc[paragraph.start : paragraph.end]:
        if token.text not in marks:
            continue
        opens, closes = _sides(doc, token.i, paragraph)
        if opened is None and (opens or not closes) and token.tag_ != "POS":
            opened = token.i + 1
        elif opened is not None and (closes or not opens):
            found.append((opened, token.i))
            opened = None
    if opened is not None:
        found.append((opened, paragraph.end))
    return [(start, end) for start, end in found if end > start]


def _sides(doc: Doc, index: int, paragraph: Paragraph) -> tuple[bool, bool]:
    """May this mark open (space before, none behind) or close (none before, space or punctuation behind)?"""
    first, last = index == paragraph.start, index + 1 >= paragraph.end
    space_before = first or bool(doc[index - 1].whitespace_) or doc[index - 1].is_space or doc[index - 1].text in BRACKETS
    space_behind = last or bool(doc[index].whitespace_) or doc[index + 1].is_space or doc[index + 1].is_punct
    return space_before and not space_behind, space_behind and not space_before


def continues(page: Page, zone: Zone) -> Zone | None:
    """The quotation of the next paragraph that goes on with one that was not closed."""
    following = zone.index + 1
    if not zone.runs_on or following >= len(page.zones):
        return None
    after = page.zones[following]
    begins = page.paragraphs[after.paragraph].start
    return after if after.paragraph == zone.paragraph + 1 and after.open <= begins else None
