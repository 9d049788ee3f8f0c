"""Text of articles made fit to look at. The evidence itself is never changed: this is for the screen alone."""

from __future__ import annotations

import re

# Control characters, and marks that turn the reading direction or hide: they could make a name or a link look like
# another. Tab, line feed and carriage return stay. The same list stands in app/text.js; a test compares them.
UNSEEN = (
    "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f"
    "\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")


def shown(text: str) -> str:
    """A text without control, bidi override and zero-width characters."""
    return _UNSEEN.sub("", text)
