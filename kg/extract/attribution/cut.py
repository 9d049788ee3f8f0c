"""Contents that run too far: a second cue of the same speaker that the parser hung on the content of the first.

"said the road was closed, calling the bridge unsafe"     the participle behind a comma
"said it had not fired, and accused the rebels"           the second verb, in the tense of the first
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.model import Draft
from kg.extract.attribution.page import Page
from kg.extract.attribution.spans import child, is_break

CLAUSAL = frozenset(["verb:clause", "speech", "verb:object", "verb:as"])
SHARING = ("verb:", "speech")
CONTRASTS = frozenset(["while", "whereas", "although", "though"])
SPEAKING = frozenset(["say", "confirm", "claim", "deny", "warn"])


def cut_contents(page: Page, drafts: list[Draft]) -> None:
    """Ends contents before such a cue and gives it the speaker of the first, the outermost where there are several."""
    outers = [d for d in drafts if d.rule in CLAUSAL and d.cue_class in SPEAKING and d.cue_head is not None]
    outers.sort(key=lambda d: d.start - d.end)
    for inner in drafts:
        if not inner.rule.startswith(SHARING) or inner.cue_class not in SPEAKING | {"ask"}:
            continue
        for outer in outers:
            at = _contrast(page, outer, inner)
            if at is not None:
                _end_all(drafts, inner, at)
                break
            at = _cut(page, outer, inner)
            if at is not None:
                inner.source, inner.source_head = outer.source, outer.source_head
                _end_all(drafts, inner, at)
                break


def _contrast(page: Page, outer: Draft, inner: Draft) -> int | None:
    """Where a clause with "while" and another speaker begins ("said it was over, while Jones said it was not")."""
    if outer.cue_head is None or inner.cue_head is None or not outer.cue_head < inner.cue_head:
        return None
    verb = page.doc[inner.cue_head]
    marked = any(c.dep_ == "mark" and c.lower_ in CONTRASTS for c in verb.children)
    inside = any(start < inner.cue_head < end for start, end in outer.content)
    if verb.dep_ != "advcl" or not marked or not inside or page.zone_at[inner.cue_head] >= 0:
        return None
    edge = verb.left_edge.i
    return edge - 1 if child(verb, "nsubj") is not None and is_break(page.doc, edge - 1) else None


def _cut(page: Page, outer: Draft, inner: Draft) -> int | None:
    """Where the content of the outer cue ends because of the inner one, else None."""
    if outer.cue_head is None or inner.cue_head is None or not outer.cue_head < inner.cue_head:
        return None
    inside = any(start < inner.cue_head < end for start, end in outer.content)
    if not inside or page.zone_at[inner.cue_head] >= 0:
        return None
    return _break(page, page.doc[outer.cue_head], page.doc[inner.cue_head])


def _end_all(drafts: list[Draft], inner: Draft, at: int) -> None:
    """Ends at `at` every content that the inner cue stands in."""
    for draft in drafts:
        if draft is not inner and draft.cue_head is not None and draft.cue_head < at:
            held = [(s, at if inner.cue_head is not None and s < at <= inner.cue_head < e else e) for s, e in draft.content]
            draft.content = held


def _break(page: Page, outer: Token, inner: Token) -> int | None:
    """Where the content of the outer verb ends if the inner one isn't part of it, else None."""
    edge = inner.left_edge.i
    if child(inner, "nsubj", "nsubjpass") is not None or edge == 0:
        return None
    if inner.tag_ == "VBG" and inner.dep_ in ("advcl", "acl") and is_break(page.doc, edge - 1):
        return edge - 1
    if inner.tag_ == "VBG" and inner.dep_ == "pcomp" and inner.head.lower_ in ("before", "after", "while"):
        return inner.head.left_edge.i
    joined = inner.dep_ == "conj" and inner.tag_ == outer.tag_ == "VBD" and child(inner, "aux") is None
    conjunction = inner.head.i < edge and page.doc[edge - 1].lower_ in ("and", "but")
    if joined and conjunction and (is_break(page.doc, edge - 2) or inner.lemma_ == outer.lemma_):
        return edge - 1
    return None
