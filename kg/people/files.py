"""What people decided as JSON Lines under version control: a decision a line, for `git diff` and for editors.

The file is the truth and a store takes it over: a line that is wrong is named and the others count; a line about an
article that the store hasn't waits in the file. Its order is that of the words in it, so that a decision more is a line
more. Keys that a noun doesn't know are for readers and ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.errors import SourceError, nearest
from kg.model import is_person

Row = dict[str, Any]
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


class Wrong(Exception):
    """A line that can't be taken as it stands; the text says why."""


def rows(content: bytes, outcome: Outcome) -> Iterator[tuple[int, Row]]:
    """(line number, object) of each line that is a JSON object; empty lines are passed over, others put down as wrong."""
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError:
            outcome.wrong.append((number, "is not UTF-8"))
        except (ValueError, RecursionError) as e:
            outcome.wrong.append((number, f"is no JSON ({str(e).partition(':')[0]})"))
        else:
            if isinstance(row, dict):
                yield number, row
            else:
                outcome.wrong.append((number, "is no JSON object"))


def text_of(row: Row, key: str, default: str | None = None) -> str:
    """The text under a key. Raises Wrong where it is missing without a default, empty, no text, or can't be stored."""
    value = row.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or (not value and default is None):
        raise Wrong(f"'{key}' is missing" if value in (None, "") else f"'{key}' must be a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Wrong(f"'{key}' has half a character in it (a lone surrogate)") from None
    return value


def choice_of(row: Row, key: str, known: tuple[str, ...]) -> str:
    """The word under a key, which must be one of those known. Raises Wrong."""
    value = text_of(row, key)
    if value not in known:
        raise Wrong(f"'{value}' is no {key}.{nearest(value, known)} There are: {', '.join(known)}")
    return value


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
    outcome = Outcome()
    found = [row for _, row in rows(content, outcome) if waits(row)]
    for number, reason in outcome.wrong:
        raise SourceError(f"{place}: line {number}: {reason}. Mend it first, or write to another file")
    return found


def render(found: Iterable[Row], order: Callable[[Row], Any]) -> bytes:
    """Rows as lines in a fixed order. What UTF-8 can't carry becomes its JSON escape."""
    lines = (json.dumps(row, ensure_ascii=False) for row in sorted(found, key=order))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
