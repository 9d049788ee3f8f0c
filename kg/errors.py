"""What can go wrong, as one small tree.

KGError
├── ConfigError   kg.toml, KG_* or a command line option
├── SchemaError   a file under schema/
├── SourceError   an article or file that cannot be read
├── StoreError    the store on disk
└── SinkError     a database or file that we write to

A message names the thing, the place and the way out, in one line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class KGError(Exception):
    """Anything that a user can put right; the command line prints it as one line."""


class ConfigError(KGError):
    """A setting that is unknown or has a wrong value."""


class SchemaError(KGError):
    """A schema file that does not say what it must."""


class SourceError(KGError):
    """An article that cannot be read; the run goes on with the rest."""


class StoreError(KGError):
    """A store that is missing, foreign, damaged or locked."""


class SinkError(KGError):
    """A database or output that refuses what we send."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as ` Did you mean 'Company'?`, or the empty string where nothing is near."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{found[0]}'?" if found else ""
