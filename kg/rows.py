"""JSON Lines that a person writes or edits: a line that is wrong is named, and the others count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.errors import nearest

Row = dict[str, Any]


class Wrong(Exception):
    """A line that can't be taken as it stands; the text says why."""


def rows(content: bytes, wrong: list[tuple[int, str]]) -> Iterator[tuple[int, Row]]:
    """(line number, object) of each line that is a JSON object; empty lines are passed over, others put down as wrong:
    (line number, reason)."""
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError:
            wrong.append((number, "is not UTF-8"))
        except (ValueError, RecursionError) as e:
            wrong.append((number, f"is no JSON ({str(e).partition(':')[0]})"))
        else:
            if isinstance(row, dict):
                yield number, row
            else:
                wrong.append((number, "is no JSON object"))


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
