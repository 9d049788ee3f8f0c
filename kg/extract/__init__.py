"""Parsed -> mentions, attributions, claims: one module a question.

who: names, nominals, coref · who says: attribution · what: frames, roles, clauses · how sure: factuality ·
when: times · how many: quantities
"""

from __future__ import annotations

from kg.extract.reader import Extractor, extract

__all__ = ["Extractor", "extract"]
