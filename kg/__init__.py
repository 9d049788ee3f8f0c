"""News articles to a knowledge graph in which every edge knows who said it, where, how surely, and who denies it.

from kg import build, load_graph, open_store
with open_store("story.kg", create=True) as store:
    build(["examples"], store)
    graph = load_graph(store)
"""

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.graph import Graph
    from kg.loading import load_graph
    from kg.people.judging import judge, take_back
    from kg.people.reviewing import accepted_only, review
    from kg.pipeline import Report, build, retract
    from kg.schema import load_schema
    from kg.sinks import export
    from kg.store import Store, open_store

_HOMES = {
    "Graph": "kg.graph",
    "KGError": "kg.errors",
    "Report": "kg.pipeline",
    "Store": "kg.store",
    "accepted_only": "kg.people.reviewing",
    "build": "kg.pipeline",
    "export": "kg.sinks",
    "judge": "kg.people.judging",
    "load_graph": "kg.loading",
    "load_schema": "kg.schema",
    "open_store": "kg.store",
    "retract": "kg.pipeline",
    "review": "kg.people.reviewing",
    "take_back": "kg.people.judging",
}
__all__ = [
    "Graph",
    "KGError",
    "Report",
    "Store",
    "accepted_only",
    "build",
    "export",
    "judge",
    "load_graph",
    "load_schema",
    "open_store",
    "retract",
    "review",
    "take_back",
]


def __getattr__(name: str) -> Any:
    """Public names are loaded when they are first used, so that `import kg` costs nothing."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
