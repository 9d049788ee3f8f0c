"""Contents that run too far: a second cue of the same speaker that the parser hung on the content of the first.

"said the road was closed, calling the bridge unsafe"     the participle behind a comma
"said it had not fired, and accused the rebels"           the second verb, in the tense of the first
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.model import Draft
from kg.extract.attribution.page import Page
from kg.extract.attribution.spans import child

CLAUSAL = frozenset(["verb:clause", "speech"])
SHARING = ("verb:", "speech")
SPEAKING = frozenset(["say", "confirm", "claim", "deny", "warn"])
COMMAS = frozenset([",", "-", "--"])


def cut_contents(page: Page, drafts: list[Draft]) -> None:
    """Ends contents before such a cue and gives it the speaker of the first."""
    for outer in drafts:
        if outer.rule not in CLAUSAL or outer.cue_class not in SPEAKING:
            continue
        for inner in drafts:
            if inner is not outer and inner.rule.startswith(SHARING) and inner.cue_class in SPEAKING | {"ask"}:
                _cut(page, outer, inner)


def _cut(page: Page, outer: Draft, inner: Draft) -> None:
    if outer.cue_head is None or inner.cue_head is None or not outer.cue_head < inner.cue_head:
        return
    for number, (start, end) in enumerate(outer.content):
        if start < inner.cue_head < end and page.zone_at[inner.cue_head] < 0:
            at = _break(page, page.doc[outer.cue_head], page.doc[inner.cue_head])
            if at is not None and start < at:
                outer.content[number] = (start, at)
                inner.source, inner.source_head = outer.source, outer.source_head


def _break(page: Page, outer: Token, inner: Token) -> int | None:
    """Where the content of the outer verb ends if the inner one isn't part of it, else None."""
    edge = inner.left_edge.i
    if child(inner, "nsubj", "nsubjpass") is not None or edge == 0:
        return None
    if inner.tag_ == "VBG" and inner.dep_ in ("advcl", "acl") and page.doc[edge - 1].text in COMMAS:
        return edge - 1
    if inner.tag_ == "VBG" and inner.dep_ == "pcomp" and inner.head.lower_ in ("before", "after", "while"):
        return inner.head.left_edge.i
    joined = inner.dep_ == "conj" and inner.tag_ == outer.tag_ == "VBD" and child(inner, "aux") is None
    conjunction = inner.head.i < edge and page.doc[edge - 1].lower_ in ("and", "but")
    if joined and conjunction and (page.doc[edge - 2].text in COMMAS or inner.lemma_ == outer.lemma_):
        return edge - 1
    return None
