"""What people decided as JSON Lines under version control: a decision a line, for `git diff` and for editors.

The file is the truth and a store takes it over: a line that is wrong is named and the others count; a line about an
article that the store hasn't waits in the file. Its order is that of the words in it, so that a decision more is a line
more. Keys that a noun doesn't know are for readers and ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.errors import SourceError
from kg.model import is_person
from kg.rows import Row, Wrong, rows, text_of

Key = TypeVar("Key")
Decision = TypeVar("Decision")


@dataclass
class Outcome:
    """What became of the lines of a file: decisions that are new, changed, known already; lines that wait for their
    article; (line number, reason) of wrong ones; and how many decisions of the store were taken back."""

    added: int = 0
    changed: int = 0
    known: int = 0
    waiting: int = 0
    taken_back: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def compare(
        self, known: Mapping[Key, Decision], wanted: Mapping[Key, Decision], *, replace: bool, over: Collection[Key] = ()
    ) -> list[Decision]:
        """Counts what a file wants against what is known, and returns what is to be taken back: what stands in `over`;
        with `replace` all that the file doesn't say, unless a line is wrong, for a slip is no change of mind."""
        for key, decision in wanted.items():
            if key not in known:
                self.added += 1
            elif known[key] == decision:
                self.known += 1
            else:
                self.changed += 1
        everything = replace and not self.wrong
        gone = [known[key] for key in known if key not in wanted and (everything or key in over)]
        self.taken_back = len(gone)
        return gone


def person_of(row: Row, default: str | None) -> str:
    """Who decides. Raises Wrong for a program: what programs find is found anew, and has no place among what people say."""
    by = text_of(row, "by", default)
    if not is_person(by):
        raise Wrong(f"a program decided this ('{by}'); here stands only what people decide")
    return by


def waiting_rows(content: bytes, place: str, waits: Callable[[Row], bool]) -> list[Row]:
    """Those of a file's lines that this store can't take, which a new version of the file must keep.

    Raises SourceError for a line that is no JSON object: writing would lose it.
    """
    wrong: list[tuple[int, str]] = []
    found = [row for _, row in rows(content, wrong) if waits(row)]
    for number, reason in wrong:
        raise SourceError(f"{place}: line {number}: {reason}. Mend it first, or write to another file")
    return found


def render(found: Iterable[Row], order: Callable[[Row], Any]) -> bytes:
    """Rows as lines in a fixed order. What UTF-8 can't carry becomes its JSON escape."""
    lines = (json.dumps(row, ensure_ascii=False) for row in sorted(found, key=order))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
