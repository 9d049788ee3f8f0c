"""Where Cypher of Neo4j is not Cypher of the embedded engine (kglite 0.21): what to write instead, told to whoever trips.

Found by trying each on the engine; tests/sinks/test_dialect.py holds that it still refuses what stands here, and that
the way out works. What a query may be written like so that both take it: docs/cypher.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sinks.layout import LABELS

# what is no code in a query: strings, quoted names, comments
ASIDE = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*""", re.DOTALL)
READS = "a query only reads here. What changes a graph are kg build, judge and retract"
BOUND = re.compile(r"\(\s*(\w+)\s*:\s*(\w+)")
VIRTUAL = ("name", "title", "type")  # the engine makes these up where a node has no such property
INSTEAD = {  # what to ask for
    **{"Claim": "quote", "Mention": "text", "Sentence": "text", "Proposition": "text"},
    **{"Attribution": "content", "Entity": "entity_type"},
}

# (what a refused query has, what to write instead); the first that is found is told
HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), hint)
    for pattern, hint in (
        (r"/\*", "A comment is // up to the end of its line"),
        (r"\bapoc\.|\bgds\.", "APOC and GDS are add-ons of Neo4j, not here: see kg load"),
        (r"\bdb\.index\.fulltext\b", "Full-text search is Neo4j's: use kg search STORE TEXT, or WHERE toLower(n.name) CONTAINS 'word'"),
        (r"\bIN\s+(\d+\s+)?(CONCURRENT\s+)?TRANSACTIONS\b", "IN TRANSACTIONS is for writing, and " + READS),
        (r":\s*\$(any|all)?\s*\(", "A label can't be a parameter here: write WHERE $label IN labels(n)"),
        (r"(?<![.:\w])(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP)\b", READS[0].upper() + READS[1:]),
        (r"\bSHORTEST\b", "Write MATCH p = shortestPath((a)-[*..6]-(b)), in a MATCH of its own"),
        (r"\)\s*(\{\s*\d*\s*,?\s*\d*\s*\}|[+*])|[-\]>]\s*(\{\s*\d*\s*,?\s*\d*\s*\}|\+\s*\(|\*\s*\()|\(\s*\(\s*\w*\s*[:)]",
         "Quantified paths are Neo4j's: write a variable length, (a)-[:TYPE*1..3]->(b)"),
        (r"\btimestamp\s*\(", "There is no timestamp(): write datetime() or date()"),
        (r":\s*\w+\s*&", "Both labels are :A:B here"),
        (r":\s*!", "Write WHERE NOT n:Label"),
        (r"\b(WHERE|AND|OR|NOT)\s+\w+\s*:\s*\w+\s*\|", "Either label is MATCH (n:A|B), or WHERE n:A OR n:B"),
        (r"^\s*USE\b", "There is one graph here, that of the store: leave USE out"),
    )
)  # fmt: skip


def code(text: str) -> str:
    """A query without what is no code in it."""
    return ASIDE.sub(" ", text)


def hint(text: str) -> str:
    """What to write instead, for a query that the embedded engine refused; the empty string where nothing is known."""
    bare = code(text)
    return next((words for pattern, words in HINTS if pattern.search(bare)), "")


def made_up(text: str) -> Iterator[str]:
    """A warning for each property that a query reads and that no node of the label has: the engine would make one up,
    where Neo4j has null."""
    bare = code(text)
    for variable, label in sorted(set(BOUND.findall(bare))):
        for name in VIRTUAL:
            if label in LABELS and name not in LABELS[label] and re.search(rf"\b{variable}\.{name}\b", bare):
                other = f". Ask for {variable}.{INSTEAD[label]}" if label in INSTEAD else ""
                yield f"{label} has no '{name}': the embedded engine makes one up, Neo4j has null{other}"
