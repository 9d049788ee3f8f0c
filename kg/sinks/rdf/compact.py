"""IRIs as `prefix:local`, for the formats that people read."""

from __future__ import annotations

import re

from kg.sinks.rdf.terms import NAMESPACES

# what Turtle allows in a local name without a backslash (PN_LOCAL, ASCII alone), and JSON-LD reads back the same
LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_.-]|%[0-9A-Fa-f]{2})*(?<![.])")


class Compacter:
    """Shortens IRIs where any reader makes the same IRI of it again; None where that can't be promised."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        # the longest namespace first, for `kg:` is the beginning of `rel:`
        self._prefixes = sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._terms = tuple(NAMESPACES.values())
        self._known: dict[str, str | None] = {}

    def __call__(self, iri: str) -> str | None:
        if not iri.startswith(self._terms):  # a record's: seldom asked twice, and there are many
            return self._shorten(iri)
        if iri not in self._known:
            self._known[iri] = self._shorten(iri)
        return self._known[iri]

    def _shorten(self, iri: str) -> str | None:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return None
