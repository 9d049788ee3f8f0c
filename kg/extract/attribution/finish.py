"""Puts drafts together: loose quotations join what stands before them, contents are cut and trimmed, parents found."""

from __future__ import annotations

from kg.extract.attribution.model import Draft, Found, Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.spans import trim

LOOSE_MARKS = frozenset([",", ";", ":", "-", "--", "...", "…", "."])


def finish(page: Page, drafts: list[Draft]) -> list[Found]:
    """The attributions of an article in the order of their text."""
    for draft in drafts:
        draft.content = clean(page, draft)
    kept = sorted((d for d in drafts if d.content), key=lambda d: (d.start, -d.end, d.cue or (0, 0)))
    return [_found(page, draft, kept) for draft in kept]


def _found(page: Page, draft: Draft, drafts: list[Draft]) -> Found:
    return Found(
        source=draft.source,
        source_head=draft.source_head,
        cue=draft.cue,
        cue_head=draft.cue_head,
        cue_lemma=draft.lemma,
        cue_class=draft.cue_class,
        content=tuple(draft.content),
        direct=_is_direct(page, draft),
        negated=draft.negated,
        parent=_parent(draft, drafts),
        rule=draft.rule,
    )


def clean(page: Page, draft: Draft) -> list[Range]:
    """Pieces in order, run together where only quotation marks stand between, without cue and edge marks."""
    pieces: list[Range] = []
    for piece in sorted(draft.content):
        for start, end in _outside(piece, draft):
            start, end = trim(page.doc, start, end, LOOSE_MARKS)
            if start >= end:
                continue
            if pieces and start <= pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
            else:
                pieces.append((start, end))
    return pieces


def _outside(piece: Range, draft: Draft) -> list[Range]:
    """A piece without the cue inside it."""
    if draft.cue is None or draft.cue[1] <= piece[0] or draft.cue[0] >= piece[1]:
        return [piece]
    return [(piece[0], max(piece[0], draft.cue[0])), (min(piece[1], draft.cue[1]), piece[1])]


def _is_direct(page: Page, draft: Draft) -> bool:
    """Do nine of ten words stand in quotation marks (the scorer's own measure)?"""
    words = [i for start, end in draft.content for i in range(start, end) if page.doc[i].text[0].isalnum()]
    return bool(words) and sum(page.zone_at[i] >= 0 for i in words) >= 0.9 * len(words)


def _parent(draft: Draft, drafts: list[Draft]) -> int | None:
    """The smallest attribution whose content has this one's cue and whose own cue isn't in this one's content."""
    at = draft.cue[0] if draft.cue is not None else draft.start
    around = [
        (sum(e - s for s, e in other.content), number)
        for number, other in enumerate(drafts)
        if other is not draft and _holds(other, at) and not (other.cue is not None and _holds(draft, other.cue[0]))
    ]
    return min(around)[1] if around else None


def _holds(draft: Draft, index: int) -> bool:
    return any(start <= index < end for start, end in draft.content)
