"""Is it all still so? The store against itself, and Neo4j and an RDF file against the store: every difference by name.

stored.py: the store · server.py: Neo4j · exported.py: a file of RDF. Nothing is mended here; each says what it found.
"""

from __future__ import annotations

from kg.verify.difference import Difference

__all__ = ["Difference"]
