"""What the mechanisms of attribution hand on: Draft while it is being put together, Found when done."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Who is said to say, think, plan or deny what, in tokens of the Doc; ranges are half open.

    `source` is the whole noun phrase, None where it is unwritten; `source_head` may stand outside it: the noun
    that a "who" stands for, the speaker named elsewhere that a carried-over quotation belongs to. `content` leaves
    out the cue and outer quotation marks, in pieces where the cue is put in or a quotation runs on. `negated`:
    the cue itself is ("did not say"). `parent` is the index, in the same list, of the attribution around this one.
    `rule` names the mechanism.
    """

    source: Range | None
    source_head: int | None
    cue: Range | None
    cue_head: int | None
    cue_lemma: str | None
    cue_class: str
    content: tuple[Range, ...]
    direct: bool
    negated: bool
    parent: int | None
    rule: str


@dataclass(slots=True)
class Draft:
    """A Found in the making: `content` still has marks at its edges and no parent is known."""

    cue: Range | None
    cue_head: int | None
    lemma: str | None
    cue_class: str
    rule: str
    source: Range | None = None
    source_head: int | None = None
    content: list[Range] = field(default_factory=list)
    negated: bool = False

    @property
    def start(self) -> int:
        """Where its content, or else its cue, begins."""
        starts = [start for start, _ in self.content] + ([self.cue[0]] if self.cue else [])
        return min(starts, default=0)

    @property
    def end(self) -> int:
        """Where the last of content and cue ends."""
        ends = [end for _, end in self.content] + ([self.cue[1]] if self.cue else [])
        return max(ends, default=0)
